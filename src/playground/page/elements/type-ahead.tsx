import type { ExternalSelect, PlainTextOption } from "@slack/types";
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useField } from "../filling.ts";
import { isOption } from "../form.ts";
import { carried, type Standing } from "./standing.ts";

type Props = { readonly element: ExternalSelect; readonly standing: Standing };

/** A select whose options the app suggests while one types, once `min_query_length` characters stand (Slack's default: 3). */
export function TypeAhead({ element, standing }: Props): JSX.Element {
  const field = useField();
  const held = field.held(standing.block, element);
  const [typed, setTyped] = useState<string | null>(null);
  const [offered, setOffered] = useState<readonly PlainTextOption[]>([]);
  const [at, setAt] = useState(0);
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const isOpen = typed !== null && offered.length > 0;

  const type = (text: string) => {
    setTyped(text);
    clearTimeout(pause.current);
    if (text.length < (element.min_query_length ?? 3)) return setOffered([]);
    pause.current = setTimeout(async () => {
      setOffered(await field.suggest(standing.block, element, text));
      setAt(0);
    }, 150);
  };
  const choose = (option: PlainTextOption | undefined) => {
    if (!option) return;
    setTyped(null);
    setOffered([]);
    void field.choose(standing.block, element, option, standing.sends);
  };
  const steer = (event: KeyboardEvent) => {
    if (!isOpen) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setAt((at + step + offered.length) % offered.length);
    else if (event.key === "Enter") choose(offered[at]);
    else if (event.key === "Escape") setTyped(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="type-ahead">
      <input
        {...carried(standing, element.focus_on_load)}
        class="control"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${standing.id}-list`}
        aria-activedescendant={isOpen ? `${standing.id}-${at}` : undefined}
        aria-autocomplete="list"
        autocomplete="off"
        placeholder={element.placeholder?.text ?? "Type to search"}
        value={typed ?? (isOption(held) ? held.text.text : "")}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={steer}
        onBlur={() => setTyped(null)}
      />
      <div
        role="listbox"
        id={`${standing.id}-list`}
        aria-label="Suggestions"
        hidden={!isOpen}
        class="suggestions"
      >
        {offered.map((option, index) => (
          <div
            role="option"
            tabIndex={-1}
            key={option.value}
            id={`${standing.id}-${index}`}
            aria-selected={index === at}
            onMouseDown={(event) => {
              event.preventDefault();
              choose(option);
            }}
          >
            {option.text.text}
          </div>
        ))}
      </div>
    </div>
  );
}
