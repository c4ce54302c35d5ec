/** What a team's closed rounds said of each category and measure, oldest first: what trends are read from. */
import type { SubjectKey } from "../core/framework.ts";
import type { TeamId } from "../core/ids.ts";
import type { TrendPoint } from "../core/trend.ts";
import type { Db } from "../store/database.ts";
import { type LabelOfWeek, labelsOfTeam } from "../store/labels.ts";

/** A year of rounds, and one week more for years that have 53. */
export const yearOfRounds = 53;

export type History = ReadonlyMap<SubjectKey, readonly TrendPoint[]>;

export async function historyOf(db: Db, team: TeamId, rounds = yearOfRounds): Promise<History> {
  return pointsBySubject(await labelsOfTeam(db, team, { rounds }));
}

/**
 * One point a week and subject. Where the round itself had too few and its block ended with a word for all four rounds
 * together, that word is the point.
 */
export function pointsBySubject(labels: readonly LabelOfWeek[]): History {
  const points = new Map<SubjectKey, Map<string, TrendPoint>>();
  for (const { subject, week, label, goodEnough, span } of labels) {
    const weeks = points.get(subject) ?? new Map<string, TrendPoint>();
    const already = weeks.get(week);
    const says =
      already === undefined ||
      (already.label.word === "too-few" && label.word !== "too-few") ||
      (span === "round" && label.word !== "too-few");
    if (says) weeks.set(week, { week, label, goodEnough });
    points.set(subject, weeks);
  }
  return new Map([...points].map(([subject, weeks]) => [subject, [...weeks.values()]]));
}
