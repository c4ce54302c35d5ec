/** Turning what a person says they choose into what their client would send. */
import { wordsOf } from "../as-read.ts";
import { type Offered, optionsOf, saying, type Wire } from "../page/form.ts";
import type { FormValue, Sight } from "../protocol.ts";

/** Words for one thing, several words for several, a number for a field of numbers; null to leave it empty. */
export type Choice = string | number | readonly string[] | null;

/** The value of a field after this choice. Throws where what is chosen is not on offer. */
export function chosen(
  sight: Sight,
  element: Wire,
  choice: Choice,
  offered: readonly Offered[] = optionsOf(element),
): FormValue {
  const many = element.type.startsWith("multi_") || element.type === "checkboxes";
  if (choice === null) return saying(element, many ? [] : null);
  const words = Array.isArray(choice) ? (choice as readonly string[]) : [String(choice)];
  const things = words.map((word) => thing(sight, element, word, offered));
  return saying(element, many ? things : things[0]);
}

function thing(sight: Sight, element: Wire, word: string, offered: readonly Offered[]): unknown {
  if (/static_select|external_select|radio_buttons|checkboxes/.test(element.type)) {
    const option = offered.find((one) => wordsOf(sight, one.text) === word);
    if (option) return option;
    const others = offered.map((one) => wordsOf(sight, one.text));
    throw new Error(`"${word}" is not among what can be chosen: ${others.join(" | ")}`);
  }
  if (element.type.includes("users_select"))
    return named(word, sight.people, (person) => [person.id, person.name, person.name.split(" ")[0] ?? ""]);
  if (/conversations_select|channels_select/.test(element.type))
    return named(word, sight.places, (place) => [place.id, place.name, `#${place.name}`]);
  return word;
}

function named<T extends { readonly id: string }>(
  word: string,
  things: readonly T[],
  names: (thing: T) => readonly string[],
): string {
  const found = things.find((one) => names(one).includes(word));
  if (!found) throw new Error(`Nobody and nothing here is called "${word}".`);
  return found.id;
}
