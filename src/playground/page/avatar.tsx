import type { JSX } from "preact";
import { Icon } from "./icon.tsx";

type Props = { readonly id: string; readonly name: string; readonly app: boolean; readonly small?: boolean };

/** A person by their initials, the app by its needle. Only for the eye: the name stands beside it. */
export function Avatar({ id, name, app, small }: Props): JSX.Element {
  const hue = [...name, ...id].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 8, 0);
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("");
  return (
    <span class={`avatar ${small ? "small" : ""} ${app ? "app" : `hue-${hue}`}`} aria-hidden="true">
      {app ? <Icon name="needle" /> : initials}
    </span>
  );
}
