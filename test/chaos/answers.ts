/**
 * What people answer, so that nothing can be lost unseen: each category gets a direction from exactly as many as the
 * floor asks for, all of the same mind. One answer lost, or an earlier one kept instead of a later one, and a category
 * falls to "too few".
 */
import { categoryKeys } from "../../src/core/framework.ts";
import type { Direction } from "../../src/core/reading.ts";
import { floors } from "../../src/core/team.ts";
import type { FormValues } from "../../src/playground/protocol.ts";
import { teamSize } from "./crew.ts";

/** A direction for each category that somebody speaks of, and a note without a name or none. */
export type Answer = {
  readonly said: Readonly<Record<string, Direction>>;
  readonly note: string | null;
};

const minds: readonly Direction[] = ["improving", "slipping", "holding"];

/** The answer of the person in this place of a team, in the round with this number. */
export function finalAnswer(place: number, round: number): Answer {
  const said = categoryKeys.flatMap((category, index) => {
    const speaks = (place + index + round) % teamSize < floors.confidential;
    return speaks ? [[category, minds[(index + round) % minds.length] ?? "holding"] as const] : [];
  });
  // Fewer than five write without a name, so what they wrote is nobody's to read, ever.
  return { said: Object.fromEntries(said), note: place < 4 ? noteOf(place, round) : null };
}

/** What they said before they changed it: a lost change would leave everything they speak of one short. */
export function firstAnswer(place: number, round: number): Answer {
  const { said, note } = finalAnswer(place, round);
  return { said: Object.fromEntries(Object.keys(said).map((category) => [category, "cant-tell"])), note };
}

/** Stands in no log and no message, or it was let out. */
export const canary = "canary";

function noteOf(place: number, round: number): string {
  return `The ${canary} of ${place} sang in round ${round}.`;
}

/** The answer as Slack sends it. */
export function valuesOf({ said, note }: Answer): FormValues {
  const chosen = (value: string) => ({
    said: { type: "radio_buttons", selected_option: { value, text: { type: "plain_text", text: value } } },
  });
  return {
    ...Object.fromEntries(
      Object.entries(said).map(([category, direction]) => [`direction:${category}`, chosen(direction)]),
    ),
    ...(note === null
      ? {}
      : { noticed: { said: { type: "plain_text_input", value: note } }, sharing: chosen("unnamed") }),
  };
}
