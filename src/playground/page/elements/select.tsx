import type { ChannelsSelect, ConversationsSelect, StaticSelect, UsersSelect } from "@slack/types";
import type { JSX } from "preact";
import type { Place } from "../../protocol.ts";
import { type Desk, useDesk } from "../desk.ts";
import { useField } from "../filling.ts";
import { isOption, type Offered, optionsOf, type Wire } from "../form.ts";
import { carried, type Standing } from "./standing.ts";

type Single = StaticSelect | UsersSelect | ConversationsSelect | ChannelsSelect;
type Props = { readonly element: Single; readonly standing: Standing };

/** One of several: options, people, conversations or channels. A native select, so keyboards and phones know it. */
export function Select({ element, standing }: Props): JSX.Element {
  const field = useField();
  const desk = useDesk();
  const held = field.held(standing.block, element);
  const groups = groupsOf(element, desk);
  const choose = (key: string) => {
    const entry = groups.flatMap((group) => group.entries).find((one) => one.key === key);
    void field.choose(standing.block, element, entry?.stands ?? null, standing.sends && entry !== undefined);
  };
  return (
    <select
      {...carried(standing, element.focus_on_load)}
      class="control"
      value={keyOf(held)}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      <option value="">{element.placeholder?.text ?? "Choose one"}</option>
      {groups.map((group, index) =>
        group.name === null ? (
          group.entries.map(toOption)
        ) : (
          <optgroup key={index} label={group.name}>
            {group.entries.map(toOption)}
          </optgroup>
        ),
      )}
    </select>
  );
}

/** The conversations that a filter lets through, by Slack's kinds: public, private, im. */
export function placesFor(
  places: readonly Place[],
  include: readonly string[] | undefined,
): readonly Place[] {
  const kindOf = (place: Place) => (place.kind === "direct" ? "im" : place.private ? "private" : "public");
  return places.filter((place) => !include || include.includes(kindOf(place)));
}

type Entry = { readonly key: string; readonly words: string; readonly stands: unknown };
type Group = { readonly name: string | null; readonly entries: readonly Entry[] };

function toOption(entry: Entry): JSX.Element {
  return (
    <option key={entry.key} value={entry.key}>
      {entry.words}
    </option>
  );
}

function groupsOf(element: Single, desk: Desk): readonly Group[] {
  switch (element.type) {
    case "users_select":
      return [
        { name: null, entries: desk.people.map((one) => ({ key: one.id, words: one.name, stands: one.id })) },
      ];
    case "channels_select":
      return [{ name: null, entries: placesFor(desk.places, ["public"]).map(toPlace) }];
    case "conversations_select":
      return [{ name: null, entries: placesFor(desk.places, element.filter?.include).map(toPlace) }];
    case "static_select":
      return element.option_groups
        ? element.option_groups.map((group) => ({
            name: group.label.text,
            entries: optionsOf({ type: "", options: group.options }).map(toEntry),
          }))
        : [{ name: null, entries: optionsOf(element as unknown as Wire).map(toEntry) }];
  }
}

function toPlace(place: Place): Entry {
  return { key: place.id, words: place.kind === "channel" ? `#${place.name}` : place.name, stands: place.id };
}

function toEntry(option: Offered): Entry {
  return { key: option.value ?? option.text.text, words: option.text.text, stands: option };
}

function keyOf(held: unknown): string {
  if (isOption(held)) return held.value ?? held.text.text;
  return typeof held === "string" ? held : "";
}
