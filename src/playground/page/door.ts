import type { Act, Gallery, Outcome, Sight } from "../protocol.ts";

/** What a person sees now. Without a name the workspace decides who one is. */
export async function look(as: string | null): Promise<Sight> {
  return fetched(`/workspace/sight${as ? `?as=${encodeURIComponent(as)}` : ""}`);
}

/** Every surface of a scene. */
export async function lookAtGallery(scene: string | null): Promise<Gallery> {
  return fetched(`/workspace/gallery${scene ? `?scene=${encodeURIComponent(scene)}` : ""}`);
}

/** Does something as a person. A workspace that is gone is trouble like any other, so that nothing typed is lost. */
export async function send(as: string, act: Act): Promise<Outcome> {
  try {
    const body = JSON.stringify({ as, act });
    const headers = { "content-type": "application/json" };
    const answer = await fetch("/workspace/act", { method: "POST", headers, body });
    if (answer.ok) return (await answer.json()) as Outcome;
    return { ok: false, trouble: `The workspace could not do that (it answered ${answer.status}).` };
  } catch {
    return { ok: false, trouble: "The workspace isn't answering. Is it still running?" };
  }
}

/** Tells of every change, and of the line being lost and found. Returns how to stop listening. */
export function listen(changed: () => void, lost: (isLost: boolean) => void): () => void {
  const source = new EventSource("/workspace/changes");
  source.addEventListener("changed", changed);
  source.addEventListener("open", () => {
    lost(false);
    changed();
  });
  source.addEventListener("error", () => lost(true));
  return () => source.close();
}

async function fetched<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The workspace answered ${answer.status}.`);
  return (await answer.json()) as T;
}
