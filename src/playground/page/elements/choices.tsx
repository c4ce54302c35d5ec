import type { Checkboxes, RadioButtons } from "@slack/types";
import type { JSX } from "preact";
import { useField } from "../filling.ts";
import { isOption } from "../form.ts";
import { Words } from "../words/ink.tsx";
import type { Standing } from "./standing.ts";

type Props = { readonly element: RadioButtons | Checkboxes; readonly standing: Standing };

/** Radio buttons and checkboxes, each option with its own label and description. The group is named by who draws it. */
export function Choices({ element, standing }: Props): JSX.Element {
  const field = useField();
  const held = field.held(standing.block, element);
  const chosen = (Array.isArray(held) ? held : [held]).filter(isOption).map((option) => option.value);
  const single = element.type === "radio_buttons";
  const choose = (index: number, on: boolean) => {
    const kept = element.options.filter((option, at) => (at === index ? on : chosen.includes(option.value)));
    const now = single ? element.options[index] : kept;
    void field.choose(standing.block, element, now, standing.sends);
  };
  return (
    <div class="choices">
      {element.options.map((option, index) => (
        <div class="choice" key={option.value ?? index}>
          <input
            type={single ? "radio" : "checkbox"}
            id={`${standing.id}-${index}`}
            name={standing.id}
            value={option.value}
            checked={chosen.includes(option.value)}
            data-first={element.focus_on_load && index === 0 ? "" : undefined}
            aria-describedby={option.description ? `${standing.id}-${index}-more` : undefined}
            onChange={(event) => choose(index, event.currentTarget.checked)}
          />
          <label for={`${standing.id}-${index}`}>
            <Words text={option.text} />
          </label>
          {option.description && (
            <small id={`${standing.id}-${index}-more`}>
              <Words text={option.description} />
            </small>
          )}
        </div>
      ))}
    </div>
  );
}
