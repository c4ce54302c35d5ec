/** What is suggested beside what was reported: of the latest week, and over weeks; one leader's own, or pooled. */
import { frameworkV1 } from "./catalogue/index.ts";
import { type FocusShare, partsOfWeek, type ReportedWeek, roughShares, roughStep } from "./focus.ts";
import { driftQuestion, driftsIn, driftWords, type TimeBeside } from "./focus-drift.ts";
import { byCategory, midwayBetween, sharedOut } from "./focus-shares.ts";
import type { FocusShares } from "./framework.ts";
import { type Week, weeksLater } from "./week.ts";

/** Suggested beside reported, for a digest, a picture and `/bearings focus`. */
export type FocusBeside = {
  readonly shares: readonly FocusShare[];
  /** What stands out, in words, or that nothing does; null while nothing has been reported. */
  readonly sentence: string | null;
  /** Asked only where something stands out. */
  readonly question: string | null;
};

/** Which shares were suggested in a week. Without any change, those of the framework. */
export type SuggestedIn = (week: Week) => FocusShares;
const asInTheFramework: SuggestedIn = () => midwayBetween([]);

/** How far back one may look, in weeks. */
export const focusSpans = [4, 12, 26] as const;
export type FocusSpan = (typeof focusSpans)[number];

/** Some weeks together. */
export type FocusOver = FocusBeside & {
  readonly span: FocusSpan;
  /** In how many of these weeks somebody told. */
  readonly told: number;
};

/** The fewest leaders whose reports of a week are pooled: of one alone it would be that one's own. */
export const fewestPooled = 2;

/** A week's time as parts that sum to 1. No person is in it. */
export type PartsOfWeek = { readonly week: Week; readonly parts: FocusShares };

/**
 * What is suggested beside what a leader reported last, if that was this week or the one before; older says nothing of now.
 * `reports` in any order. A run ("for the third week") counts weeks in a row up to the last report; a gap ends it.
 */
export function focusBeside(
  reports: readonly ReportedWeek[],
  week: Week,
  suggestedIn: SuggestedIn = asInTheFramework,
): FocusBeside {
  const row = weeksInARow(reports, week).map(
    ({ week, report }): TimeBeside => ({ suggested: suggestedIn(week), reported: roughShares(report) }),
  );
  const [latest] = row;
  if (latest === undefined) return nothingReported(suggestedIn(week));
  return { shares: sharesOf(latest), ...thoughtOn(row, "Nothing stands out this time.") };
}

/**
 * The weeks of a span up to this one, taken together: each week that was told of counts alike, and so does what was
 * suggested in it. What was reported is rough, and comes in steps of five.
 */
export function focusOver(
  weeks: readonly PartsOfWeek[],
  week: Week,
  span: FocusSpan,
  suggestedIn: SuggestedIn = asInTheFramework,
): FocusOver {
  const first = weeksLater(week, 1 - span);
  const told = weeks.filter((each) => each.week >= first && each.week <= week);
  if (told.length === 0) return { span, told: 0, ...nothingReported(suggestedIn(week)) };
  const together = {
    suggested: midwayBetween(told.map((each) => suggestedIn(each.week))),
    reported: sharedOut(sumOf(told), roughStep),
  };
  const thought = thoughtOn([together], "Nothing stands out over these weeks.");
  return { span, told: told.length, shares: sharesOf(together), ...thought };
}

/** A leader's own weeks. */
export function ownWeeks(reports: readonly ReportedWeek[]): readonly PartsOfWeek[] {
  return reports.map(({ week, report }) => ({ week, parts: partsOfWeek(report) }));
}

/**
 * The weeks of leaders who agreed to pool their reports, each leader counted alike. A week in which fewer than two of
 * them reported is left out. `reports` holds one of each of them for a week, and says of none whose it is.
 */
export function pooledWeeks(reports: readonly ReportedWeek[]): readonly PartsOfWeek[] {
  return [...new Set(reports.map(({ week }) => week))].flatMap((week) => {
    const ofWeek = ownWeeks(reports.filter((each) => each.week === week));
    if (ofWeek.length < fewestPooled) return [];
    const sum = sumOf(ofWeek);
    return [{ week, parts: byCategory((category) => sum[category] / ofWeek.length) }];
  });
}

function sumOf(weeks: readonly PartsOfWeek[]): FocusShares {
  return byCategory((category) => weeks.reduce((sum, { parts }) => sum + parts[category], 0));
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

function thoughtOn(
  row: readonly TimeBeside[],
  otherwise: string,
): { readonly sentence: string; readonly question: string | null } {
  const sentence = driftWords(driftsIn(row));
  return { sentence: sentence ?? otherwise, question: sentence === null ? null : driftQuestion };
}

function nothingReported(suggested: FocusShares): FocusBeside {
  const shares = sharesOf({ suggested, reported: suggested });
  return { shares: shares.map((share) => ({ ...share, reported: null })), sentence: null, question: null };
}

function sharesOf({ suggested, reported }: TimeBeside): readonly FocusShare[] {
  return frameworkV1.categories.map(({ key, name }) => ({
    category: key,
    name,
    suggested: suggested[key],
    reported: reported[key],
  }));
}
