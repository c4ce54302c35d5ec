import type { JSX } from "preact";

const PATHS = {
  dots: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6L6 18",
  bars: "M4 7h16M4 12h16M4 17h16",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
  send: "M4 12l16-8-6 16-3-6z",
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  lock: "M7 11V8a5 5 0 0110 0v3M6 11h12v9H6z",
  down: "M7 10l5 5 5-5",
  needle: "M12 3l3 9-3 9-3-9z M9 12h6",
  reply: "M4 6h16v10H10l-4 4v-4H4z",
} as const;

/** A small line drawing; it says nothing by itself, so what it stands on carries the words. */
export function Icon({ name }: { readonly name: keyof typeof PATHS }): JSX.Element {
  return (
    <svg
      class={name === "dots" ? "icon heavy" : "icon"}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
