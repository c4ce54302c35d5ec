/**
 * Where a leader's time went, in rough words, beside what the framework suggests. A guide, never a target: nothing is
 * multiplied with a focus share, and no word here says that somebody kept to it or did not.
 */
import type { CategoryKey } from "./framework.ts";

export const focusWords = ["none", "a-little", "some", "a-lot", "most"] as const;
export type FocusWord = (typeof focusWords)[number];

/** One leader's rough word on each category for one week. */
export type FocusReport = Readonly<Record<CategoryKey, FocusWord>>;

/** One category's share of a leader's time: what is suggested, and roughly what was reported, in whole percent. */
export type FocusShare = {
  readonly category: CategoryKey;
  readonly name: string;
  readonly suggested: number;
  /** Rounded to steps of five; all five sum to 100. Null while nothing has been reported. */
  readonly reported: number | null;
};

/** Suggested beside reported, for a digest, a picture and `/bearings focus`. */
export type FocusBeside = {
  readonly shares: readonly FocusShare[];
  /** What stands out, in words, or that nothing does; null while nothing has been reported. */
  readonly sentence: string | null;
  /** Asked only where something stands out. */
  readonly question: string | null;
};
