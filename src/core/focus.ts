/**
 * Where a leader's time went, in rough words. Rough they stay: what they come to is told in words again (focus-beside sets
 * them beside what is suggested), and nothing is ever multiplied with a focus share.
 */
import { byCategory, sharedOut } from "./focus-shares.ts";
import { type CategoryKey, categoryKeys, type FocusShares } from "./framework.ts";
import type { Refusal } from "./refusal.ts";
import type { Week } from "./week.ts";

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

/** A report with the week it tells of. */
export type ReportedWeek = { readonly week: Week; readonly report: FocusReport };

/** Each word about twice the one before: rough is all that anybody can say of a week. */
const sizes: Readonly<Record<FocusWord, number>> = { none: 0, "a-little": 1, some: 2, "a-lot": 4, most: 8 };

/** A rough word can't carry more than twentieths. */
export const roughStep = 5;

/** A report as it is kept. Refused when it says that no time went anywhere. */
export function takeFocusReport(words: FocusReport): { readonly report: FocusReport } | Refusal {
  const saysSomething = categoryKeys.some((category) => words[category] !== "none");
  return saysSomething ? { report: words } : { no: "no-time-reported" };
}

/** What a report comes to: rough shares in steps of five that sum to 100. Never multiplied with anything. */
export function roughShares(report: FocusReport): FocusShares {
  return sharedOut(
    byCategory((category) => sizes[report[category]]),
    roughStep,
  );
}

/** A report as parts of one week, which sum to 1: so weeks, and leaders, count alike, however big their words. */
export function partsOfWeek(report: FocusReport): FocusShares {
  const whole = categoryKeys.reduce((sum, category) => sum + sizes[report[category]], 0);
  return byCategory((category) => (whole === 0 ? 0 : sizes[report[category]] / whole));
}

/** A rough share of "it", a leader's time, in words. */
export function shareWords(share: number): string {
  const words = roughWords(share);
  return words.startsWith("almost none") ? words : `${words} of it`;
}

/** A rough share by itself: "about a quarter". Beside a suggestion "of it" would read as a part of what is suggested. */
export function roughWords(share: number): string {
  if (share <= 5) return "almost none";
  if (share <= 10) return "about a tenth";
  if (share <= 20) return "about a fifth";
  if (share <= 25) return "about a quarter";
  if (share <= 35) return "about a third";
  if (share <= 40) return "about two fifths";
  if (share <= 55) return "about half";
  if (share <= 85) return "most";
  return "nearly all";
}
