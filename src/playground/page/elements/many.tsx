import type {
  MultiChannelsSelect,
  MultiConversationsSelect,
  MultiStaticSelect,
  MultiUsersSelect,
} from "@slack/types";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type Desk, useDesk } from "../desk.ts";
import { useField } from "../filling.ts";
import { isOption, optionsOf, type Wire } from "../form.ts";
import { placesFor } from "./select.tsx";
import type { Standing } from "./standing.ts";

type Multi = MultiStaticSelect | MultiUsersSelect | MultiConversationsSelect | MultiChannelsSelect;
type Props = { readonly element: Multi; readonly standing: Standing };

/** Several of many, as a list to tick; a long one can be narrowed by typing. The group is named by who draws it. */
export function Many({ element, standing }: Props): JSX.Element {
  const field = useField();
  const entries = entriesOf(element, useDesk());
  const [narrow, setNarrow] = useState("");
  const held = field.held(standing.block, element);
  const chosen = (Array.isArray(held) ? held : []).map(keyOf);
  const isFull = element.max_selected_items !== undefined && chosen.length >= element.max_selected_items;
  const toggle = (key: string, on: boolean) => {
    const kept = entries.filter((entry) => (entry.key === key ? on : chosen.includes(entry.key)));
    const stands = kept.map((entry) => entry.stands);
    void field.choose(standing.block, element, stands, standing.sends);
  };
  const shown = entries.filter((entry) => entry.words.toLowerCase().includes(narrow.trim().toLowerCase()));
  return (
    <div class="many">
      {entries.length > 9 && (
        <input
          type="search"
          class="control"
          aria-label="Narrow the list"
          placeholder="Type to narrow the list"
          value={narrow}
          onInput={(event) => setNarrow(event.currentTarget.value)}
        />
      )}
      <div class="choices scrolling">
        {shown.map((entry) => (
          <div class="choice" key={entry.key}>
            <input
              type="checkbox"
              id={`${standing.id}-${entry.key}`}
              value={entry.key}
              checked={chosen.includes(entry.key)}
              disabled={isFull && !chosen.includes(entry.key)}
              onChange={(event) => toggle(entry.key, event.currentTarget.checked)}
            />
            <label for={`${standing.id}-${entry.key}`}>{entry.words}</label>
          </div>
        ))}
        {shown.length === 0 && <small>Nothing here by that name.</small>}
      </div>
      <small>
        {chosen.length === 0 ? (element.placeholder?.text ?? "None chosen") : `${chosen.length} chosen`}
      </small>
    </div>
  );
}

type Entry = { readonly key: string; readonly words: string; readonly stands: unknown };

function entriesOf(element: Multi, desk: Desk): readonly Entry[] {
  switch (element.type) {
    case "multi_users_select":
      return desk.people.map((one) => ({ key: one.id, words: one.name, stands: one.id }));
    case "multi_channels_select":
      return placesFor(desk.places, ["public"]).map((one) => ({
        key: one.id,
        words: `#${one.name}`,
        stands: one.id,
      }));
    case "multi_conversations_select":
      return placesFor(desk.places, element.filter?.include).map((one) => ({
        key: one.id,
        words: one.kind === "channel" ? `#${one.name}` : one.name,
        stands: one.id,
      }));
    case "multi_static_select":
      return optionsOf(element as unknown as Wire).map((option) => ({
        key: keyOf(option),
        words: option.text.text,
        stands: option,
      }));
  }
}

function keyOf(held: unknown): string {
  if (isOption(held)) return held.value ?? held.text.text;
  return typeof held === "string" ? held : "";
}
