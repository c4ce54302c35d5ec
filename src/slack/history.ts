/** What a team's closed rounds said of each category and measure, oldest first: what trends are read from. */
import { isCategoryKey, type SubjectKey } from "../core/framework.ts";
import { roundsOfATrend, type TrendPoint } from "../core/trend.ts";
import type { Db } from "../store/database.ts";
import type { Pass } from "../store/gate.ts";
import { type LabelOfWeek, labelsOfTeam } from "../store/labels.ts";

/** A year of rounds, and one week more for years that have 53. */
export const yearOfRounds = 53;

export type History = ReadonlyMap<SubjectKey, readonly TrendPoint[]>;

/** Rounds that are held back have no point at all: a gap, and not "too few". */
export async function historyOf(db: Db, pass: Pass, rounds = roundsOfATrend): Promise<History> {
  return pointsBySubject(await labelsOfTeam(db, pass, { rounds }));
}

/**
 * One point a week and subject. Where the round itself had too few and its block ended with a word for all four rounds
 * together, that word is the point. A change is told of a category's own weekly word: of a measure or a block other
 * people may have been asked, and only the close, which looks at the lists, can tell.
 */
export function pointsBySubject(labels: readonly LabelOfWeek[]): History {
  const points = new Map<SubjectKey, Map<string, TrendPoint>>();
  for (const { subject, week, label, goodEnough, span, tellsChange } of labels) {
    const weeks = points.get(subject) ?? new Map<string, TrendPoint>();
    const already = weeks.get(week);
    const says =
      already === undefined ||
      (already.label.word === "too-few" && label.word !== "too-few") ||
      (span === "round" && label.word !== "too-few");
    const isWeekly = span === "round" && isCategoryKey(subject);
    if (says) weeks.set(week, { week, label, goodEnough, tellsChange: tellsChange && isWeekly });
    points.set(subject, weeks);
  }
  return new Map([...points].map(([subject, weeks]) => [subject, [...weeks.values()]]));
}
