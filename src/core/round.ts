/** One team's check-in for one ISO week in the team's zone. It carries frozen copies of everything it depends on. */
import type { Temporal } from "temporal-polyfill";
import { askedInCloserLook, frameworkV1 } from "./catalogue/index.ts";
import { type CategoryKey, categoryKeys, type Framework } from "./framework.ts";
import type { RoundId, TeamId } from "./ids.ts";
import type { Questions } from "./reading.ts";
import type { Refusal } from "./refusal.ts";
import type { Mode } from "./team.ts";
import type { Week } from "./week.ts";

/** `skipped`: its hour passed by more than a day while nobody was there to open it. */
export const roundStates = ["scheduled", "open", "closed", "skipped"] as const;
export type RoundState = (typeof roundStates)[number];

export type Round = {
  readonly id: RoundId;
  readonly team: TeamId;
  readonly week: Week;
  /** The team's first opened round is 1, the next 2; blocks of four are counted in these. */
  readonly ordinal: number;
  readonly state: RoundState;
  readonly opensAt: Temporal.Instant;
  readonly closesAt: Temporal.Instant;
  readonly floor: number;
  readonly mode: Mode;
  readonly questions: Questions;
  /** Only that it happened: not who said so, not when. */
  readonly talkedAbout: boolean;
};

/** Readings below the floor wait until the end of a block of this many rounds. Blocks never overlap. */
export const roundsInABlock = 4;

/** Whether answers are taken: from the moment it opened until just before the moment it closes. */
export function isOpen(round: Pick<Round, "state" | "closesAt">, now: Temporal.Instant): boolean {
  return round.state === "open" && isBefore(now, round.closesAt);
}

/** Whether its time has yet to come. */
export function isBeforeOpening(round: Pick<Round, "state" | "opensAt">, now: Temporal.Instant): boolean {
  return round.state === "scheduled" || (round.state === "open" && isBefore(now, round.opensAt));
}

/** The block a round belongs to: rounds 1 to 4 are block 1, rounds 5 to 8 block 2. */
export function blockOf(ordinal: number): number {
  return Math.ceil(ordinal / roundsInABlock);
}

/** Whether what waits is labelled, or let go, when this round closes. */
export function endsItsBlock(ordinal: number): boolean {
  return ordinal % roundsInABlock === 0;
}

/**
 * What a round asks: the team's categories in the framework's order, and the measures of the closer look. When the last
 * round was never talked about there is no closer look: a talk is worth more than another form.
 */
export function questionsOf(
  categories: readonly CategoryKey[],
  turn: CategoryKey,
  lastRound: { readonly hadWords: boolean; readonly talkedAbout: boolean } | null,
  framework: Framework = frameworkV1,
): Questions {
  const asked = categoryKeys.filter((category) => categories.includes(category));
  if (asksLess(lastRound)) return { categories: asked, closerLook: null };
  const measures = askedInCloserLook(turn, framework).map((measure) => measure.key);
  return { categories: asked, closerLook: { category: turn, measures } };
}

/** Whether the next round is a short one: the last one had words, and nobody said that they were talked about. */
export function asksLess(
  lastRound: { readonly hadWords: boolean; readonly talkedAbout: boolean } | null,
): boolean {
  return lastRound?.hadWords === true && !lastRound.talkedAbout;
}

/**
 * How many answered, in words, or null where it might tell who did not: below the floor, or when one alone is missing.
 * A count for context, never a rate and never a name.
 */
export function answeredWords(answered: number, listed: number, floor: number): string | null {
  const missing = listed - answered;
  if (listed < floor || missing === 1 || missing < 0) return null;
  return `Answered: ${answered} of ${listed}.`;
}

/**
 * Why a leader can't open this week's round now; null when they can. `thisWeek` is the round it already has, if any: one
 * that was skipped counts, as everybody has been told so.
 */
export function mayNotOpenNow(
  thisWeek: Pick<Round, "state" | "closesAt"> | null,
  now: Temporal.Instant,
  nextOpensAt: Temporal.Instant | null,
): Refusal | null {
  if (!thisWeek || thisWeek.state === "scheduled") return null;
  if (isOpen(thisWeek, now)) return { no: "already-open-this-week", closesAt: thisWeek.closesAt };
  return { no: thisWeek.state === "skipped" ? "was-skipped" : "already-closed-this-week", nextOpensAt };
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return a.epochNanoseconds < b.epochNanoseconds;
}
