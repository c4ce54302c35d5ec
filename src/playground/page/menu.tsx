import type { ComponentChildren, JSX } from "preact";
import { useId, useRef } from "preact/hooks";

/** One line of a menu. */
export type Entry = {
  readonly key: string;
  readonly words: ComponentChildren;
  /** Whether this is the one that holds, in a menu of which one always holds. */
  readonly chosen?: boolean;
  readonly act: () => void;
};

type Props = {
  readonly label: string;
  readonly face: ComponentChildren;
  readonly look: string;
  readonly entries: readonly Entry[];
};

/** A button that opens a menu: arrows walk, Enter acts, Escape and a press elsewhere close. */
export function Menu({ label, face, look, entries }: Props): JSX.Element {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const shown = (event: { readonly newState: string }) => {
    if (event.newState !== "open" || !list.current || !button.current) return;
    place(list.current, button.current.getBoundingClientRect());
    const items = itemsOf(list.current);
    (items.find((item) => item.getAttribute("aria-checked") === "true") ?? items[0])?.focus();
  };
  const close = () => {
    list.current?.hidePopover();
    button.current?.focus();
  };
  const steer = (event: KeyboardEvent) => {
    const items = list.current ? itemsOf(list.current) : [];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (next !== undefined) items.at(next % items.length)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <button
        type="button"
        ref={button}
        class={look}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        popovertarget={id}
      >
        {face}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onToggle={shown}
        class="menu"
        onKeyDown={steer}
      >
        {entries.map((entry) => (
          <button
            type="button"
            key={entry.key}
            {...roleOf(entry)}
            tabIndex={-1}
            onClick={() => {
              close();
              entry.act();
            }}
          >
            {entry.words}
          </button>
        ))}
      </div>
    </>
  );
}

function roleOf(entry: Entry) {
  if (entry.chosen === undefined) return { role: "menuitem" } as const;
  return { role: "menuitemradio", "aria-checked": entry.chosen } as const;
}

function itemsOf(list: HTMLElement): readonly HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>("button")];
}

/** Below the button where there is room, else above; never over the edge of the window. */
function place(list: HTMLElement, from: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = list;
  const fitsBelow = from.bottom + 4 + height < window.innerHeight;
  const left = Math.min(from.left, window.innerWidth - width - 8);
  list.style.left = `${Math.max(8, left)}px`;
  list.style.top = `${Math.max(8, fitsBelow ? from.bottom + 4 : from.top - 4 - height)}px`;
}
