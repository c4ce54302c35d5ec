/** One person's word on one category or measure in one round. */
import type { CategoryKey, MeasureKey, SubjectKey } from "./framework.ts";

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
