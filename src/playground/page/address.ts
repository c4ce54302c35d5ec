import { useEffect, useState } from "preact/hooks";

/** Who one is and where one is, kept in the address so that a link leads there. */
export type Address = { readonly as: string | null; readonly at: string | null };

const REMEMBERED = "bearings-workspace-as";

/** The address, and how to change it. Who one was last is remembered in this browser. */
export function useAddress(): readonly [Address, (change: Partial<Address>) => void] {
  const [address, setAddress] = useState(read);
  useEffect(() => {
    const follow = () => setAddress(read());
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  const change = (part: Partial<Address>) => {
    const next = { ...read(), ...part };
    if (next.as) localStorage.setItem(REMEMBERED, next.as);
    const words = new URLSearchParams();
    if (next.as) words.set("as", next.as);
    if (next.at) words.set("at", next.at);
    window.location.hash = words.toString();
  };
  return [address, change];
}

function read(): Address {
  const words = new URLSearchParams(window.location.hash.slice(1));
  return { as: words.get("as") ?? localStorage.getItem(REMEMBERED), at: words.get("at") };
}
