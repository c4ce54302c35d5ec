/**
 * Where a leader's time went, in rough words, beside what the framework suggests. A guide, never a target: nothing is
 * multiplied with a focus share, and no word here says that somebody kept to it or did not.
 */
import { focusShares, frameworkV1, subjectName } from "./catalogue/index.ts";
import { type CategoryKey, categoryKeys, type FocusShares, type Framework } from "./framework.ts";
import { ordinalWord } from "./number-words.ts";
import type { Refusal } from "./refusal.ts";
import { type Week, weeksLater } from "./week.ts";

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

/** Each word about twice the one before: rough is all that anybody can say of a week. */
const sizes: Readonly<Record<FocusWord, number>> = { none: 0, "a-little": 1, some: 2, "a-lot": 4, most: 8 };

/** A rough word can't carry more than twentieths. */
const step = 5;

/** How far off the suggestion something has to be, in points, to be worth a sentence. */
const standsOut = { above: 15, below: 10 } as const;

const question = "Is that what this month needs?";

/** A report with the week it tells of. */
export type ReportedWeek = { readonly week: Week; readonly report: FocusReport };

/** A report as it is kept. Refused when it says that no time went anywhere. */
export function takeFocusReport(words: FocusReport): { readonly report: FocusReport } | Refusal {
  const saysSomething = categoryKeys.some((category) => words[category] !== "none");
  return saysSomething ? { report: words } : { no: "no-time-reported" };
}

/** What a report comes to: rough shares in steps of five that sum to 100. Never multiplied with anything. */
export function roughShares(report: FocusReport): FocusShares {
  const whole = categoryKeys.reduce((sum, category) => sum + sizes[report[category]], 0);
  const exact = categoryKeys.map((category) => ({
    category,
    steps: whole === 0 ? 0 : (sizes[report[category]] / whole) * (100 / step),
  }));
  const shares = { customer: 0, employee: 0, business: 0, knowledge: 0, acceleration: 0 };
  for (const { category, steps } of exact) shares[category] = Math.floor(steps) * step;

  // What rounding down left over goes to those it took most from; the framework's order decides between equals.
  const byLoss = exact.toSorted((a, b) => (b.steps % 1) - (a.steps % 1));
  let left = 100 - categoryKeys.reduce((sum, category) => sum + shares[category], 0);
  for (const { category } of byLoss) {
    if (whole === 0 || left === 0) break;
    shares[category] += step;
    left -= step;
  }
  return shares;
}

/**
 * What is suggested beside what a leader reported last, if that was this week or the one before; older says nothing of now.
 * `reports` in any order. A run ("for the third week") counts weeks in a row up to the last report; a gap ends it.
 */
export function focusBeside(
  reports: readonly ReportedWeek[],
  week: Week,
  framework: Framework = frameworkV1,
): FocusBeside {
  const suggested = focusShares(framework);
  const weeks = weeksInARow(reports, week).map(({ report }) => roughShares(report));
  const latest = weeks[0] ?? null;
  const shares = framework.categories.map(({ key, name }) => ({
    category: key,
    name,
    suggested: suggested[key],
    reported: latest?.[key] ?? null,
  }));
  if (!latest) return { shares, sentence: null, question: null };

  const said = whatStandsOut(weeks, suggested, framework);
  if (said.length === 0) return { shares, sentence: "Nothing stands out this time.", question: null };
  return { shares, sentence: `${said.join("; ")}.`, question };
}

/** The last report and those of the weeks right before it, newest first. */
function weeksInARow(reports: readonly ReportedWeek[], week: Week): readonly ReportedWeek[] {
  const byWeek = new Map(reports.map((each) => [each.week, each]));
  const row: ReportedWeek[] = [];
  let from = byWeek.has(week) ? week : weeksLater(week, -1);
  for (let next = byWeek.get(from); next; next = byWeek.get(from)) {
    row.push(next);
    from = weeksLater(from, -1);
  }
  return row;
}

/** What took most beyond its suggestion, and what had least below it. A run that both share is told once. */
function whatStandsOut(
  weeks: readonly FocusShares[],
  suggested: FocusShares,
  framework: Framework,
): readonly string[] {
  const above = (shares: FocusShares, key: CategoryKey) => shares[key] - suggested[key];
  const below = (shares: FocusShares, key: CategoryKey) => suggested[key] - shares[key];
  const most = furthest(weeks, above, (shares, key) => above(shares, key) >= standsOut.above);
  const least = furthest(
    weeks,
    below,
    (shares, key) => below(shares, key) >= standsOut.below && shares[key] * 2 <= suggested[key],
  );
  const said: string[] = [];
  if (most) {
    said.push(
      `${subjectName(most.category, framework)} took ${shareWords(most.share)}${forWeeks(most.running)}`,
    );
  }
  if (least) {
    const run = least.running === most?.running ? "" : forWeeks(least.running);
    said.push(
      `${subjectName(least.category, framework)} had ${shareWords(least.share)}${run} (${suggested[least.category]} % suggested)`,
    );
  }
  return said;
}

/** Of the categories that stand out this time, the one furthest off, and for how many weeks in a row it has stood out. */
function furthest(
  weeks: readonly FocusShares[],
  distance: (shares: FocusShares, category: CategoryKey) => number,
  stands: (shares: FocusShares, category: CategoryKey) => boolean,
): { readonly category: CategoryKey; readonly share: number; readonly running: number } | null {
  const [latest] = weeks;
  if (!latest) return null;
  const [category] = categoryKeys
    .filter((key) => stands(latest, key))
    .toSorted((a, b) => distance(latest, b) - distance(latest, a));
  if (!category) return null;
  const ended = weeks.findIndex((shares) => !stands(shares, category));
  return { category, share: latest[category], running: ended < 0 ? weeks.length : ended };
}

function forWeeks(running: number): string {
  return running < 2 ? "" : ` for the ${ordinalWord(running)} week`;
}

/** A rough share of "it", a leader's time, in words. */
export function shareWords(share: number): string {
  if (share <= 5) return "almost none";
  if (share <= 10) return "about a tenth of it";
  if (share <= 20) return "about a fifth of it";
  if (share <= 25) return "about a quarter of it";
  if (share <= 35) return "about a third of it";
  if (share <= 40) return "about two fifths of it";
  if (share <= 55) return "about half of it";
  if (share <= 85) return "most of it";
  return "nearly all of it";
}
