/** One person's word on one category or measure in one round. */
import type { Temporal } from "temporal-polyfill";
import { frameworkV1, measureByKey } from "./catalogue/index.ts";
import {
  type CategoryKey,
  type Framework,
  isCategoryKey,
  type MeasureKey,
  type SubjectKey,
} from "./framework.ts";
import { takeNumber } from "./number.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { isBeforeOpening, isOpen, type Round } from "./round.ts";
import { takeText } from "./text.ts";

export const directions = ["improving", "holding", "slipping", "cant-tell"] as const;
export type Direction = (typeof directions)[number];

export type Reading = {
  readonly subject: SubjectKey;
  /** Null when somebody only ticked "good enough for now". */
  readonly direction: Direction | null;
  /** "Good enough for now": said of categories only; false means not said. */
  readonly goodEnough: boolean;
  /** A rough number in the measure's unit, if the person had one. */
  readonly ballpark: number | null;
};

/** What one person hands in, whole: it replaces what they handed in before. */
export type Answer = {
  readonly readings: readonly Reading[];
  readonly reflection: { readonly text: string; readonly named: boolean } | null;
};

/**
 * What a round says of one subject, with no person in it. This is all that words are ever made from.
 * `answered` counts the people who said anything of it, a tick included.
 */
export type Tally = {
  readonly subject: SubjectKey;
  readonly improving: number;
  readonly holding: number;
  readonly slipping: number;
  readonly cantTell: number;
  readonly goodEnough: number;
  readonly answered: number;
  /** Ascending, so their order says nothing of who. */
  readonly ballparks: readonly number[];
};

/** What a round asks: frozen when it opens. */
export type Questions = {
  readonly categories: readonly CategoryKey[];
  /** Null in a short round: when the last one was never talked about, the next asks less. */
  readonly closerLook: { readonly category: CategoryKey; readonly measures: readonly MeasureKey[] } | null;
};

/** What has to be known of somebody who hands an answer in. */
export type Answerer = {
  /** On the list that was frozen when the round opened. */
  readonly onList: boolean;
  /** A member of the team now. */
  readonly isMember: boolean;
  readonly isGuest: boolean;
  /** From another workspace. */
  readonly isStranger: boolean;
};

/**
 * Whether an answer is taken, and what of it is kept. Taken from people on the round's list, from the moment it opened
 * until the moment it closes, when it says one direction at least ("can't tell" is one). Everything else is optional.
 * What says nothing is left out; a tick counts for categories only. `nextOpensAt` is for the sentence of a refusal.
 */
export function takeAnswer(
  round: Round,
  from: Answerer,
  answer: Answer,
  now: Temporal.Instant,
  nextOpensAt: Temporal.Instant | null = null,
  framework: Framework = frameworkV1,
): Answer | Refusal {
  const no = mayNotAnswer(round, from, now, nextOpensAt);
  if (no) return no;

  const readings: Reading[] = [];
  for (const said of answer.readings) {
    const reading = takeReading(round.questions, said, framework);
    if (isRefusal(reading)) return reading;
    if (saysSomething(reading)) readings.push(reading);
  }
  if (!readings.some((reading) => reading.direction !== null)) return { no: "nothing-said" };

  const reflection = takeReflection(answer.reflection);
  if (reflection && isRefusal(reflection)) return reflection;
  return { readings, reflection };
}

/** Why somebody may not answer this round now; null when they may. Asked before a form is opened as well. */
export function mayNotAnswer(
  round: Round,
  from: Answerer,
  now: Temporal.Instant,
  nextOpensAt: Temporal.Instant | null = null,
): Refusal | null {
  if (from.isStranger) return { no: "stranger" };
  if (from.isGuest) return { no: "guest" };
  if (isBeforeOpening(round, now)) return { no: "round-not-open", opensAt: round.opensAt };
  if (!isOpen(round, now)) return { no: "round-closed", closedAt: round.closesAt, nextOpensAt };
  if (!from.onList) return { no: "not-on-list", because: from.isMember ? "joined-later" : "not-a-member" };
  return null;
}

function takeReading(questions: Questions, said: Reading, framework: Framework): Reading | Refusal {
  const { subject, direction } = said;
  if (isCategoryKey(subject)) {
    if (!questions.categories.includes(subject)) return { no: "not-asked", subject };
    return { subject, direction, goodEnough: said.goodEnough, ballpark: null };
  }
  const measure = measureByKey(subject, framework);
  if (!measure || !questions.closerLook?.measures.includes(subject)) return { no: "not-asked", subject };
  if (said.ballpark === null) return { subject, direction, goodEnough: false, ballpark: null };
  const taken = takeNumber(measure, said.ballpark);
  return isRefusal(taken) ? taken : { subject, direction, goodEnough: false, ballpark: taken.number };
}

function saysSomething({ direction, goodEnough, ballpark }: Reading): boolean {
  return direction !== null || goodEnough || ballpark !== null;
}

/** Nothing written, or nothing that can be seen, is no reflection and no reason to refuse. */
function takeReflection(written: Answer["reflection"]): Answer["reflection"] | Refusal {
  if (!written) return null;
  const taken = takeText(written.text, "reflection");
  if (!isRefusal(taken)) return { text: taken.text, named: written.named };
  return taken.no === "text-missing" ? null : taken;
}
