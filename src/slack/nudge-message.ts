/** The one private reminder, a day before a round closes. Only to people who haven't answered; never a second. */
import type { Temporal } from "temporal-polyfill";
import type { Round } from "../core/round.ts";
import { buttons, inert, type Said, words } from "./blocks.ts";
import { soonWords } from "./moments.ts";
import { answerButtons } from "./round-message.ts";

export type Nudge = {
  readonly round: Pick<Round, "id" | "closesAt">;
  readonly teamName: string;
  readonly zone: string;
  readonly now: Temporal.Instant;
};

export function nudgeMessage({ round, teamName, zone, now }: Nudge): Said {
  const line = `The check-in of ${inert(teamName)} closes ${soonWords(round.closesAt, zone, now)}. If you have 90 seconds, give your reading. If not, that's fine. This is the only reminder.`;
  return { text: line, blocks: [words(line), buttons("nudge", ...answerButtons(round))] };
}
