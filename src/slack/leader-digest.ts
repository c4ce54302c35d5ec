/** A leader's weekly focus digest, gathered: words of the teams they lead, what is tried and learned, and their own time. */
import type { Temporal } from "temporal-polyfill";
import { subjectName } from "../core/catalogue/index.ts";
import { composeFocusDigest, type FocusDigest, type LedTeam } from "../core/digests/focus-digest.ts";
import type { GuidanceFacts } from "../core/guidance.ts";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import { digestSince } from "../core/schedule.ts";
import { roundsOfATrend, trendOf } from "../core/trend.ts";
import { type Week, weekOf } from "../core/week.ts";
import type { Db } from "../store/database.ts";
import { digestRhythmOf, lastDigestSaid } from "../store/digest-rhythms.ts";
import { focusReportsOf } from "../store/focus-reports.ts";
import { suggestedTo } from "../store/focus-shares.ts";
import { passFor } from "../store/gate.ts";
import { labelsOfTeams } from "../store/labels.ts";
import { teamsLedBy } from "../store/teams.ts";
import { lastClosedOfEach, type ToldRound } from "../store/told-rounds.ts";
import { goingTriesOf, learnedSince } from "../store/tries.ts";
import { type History, pointsBySubject } from "./history.ts";

/** Reports further back say nothing of a run of weeks that anybody would remember. */
const reportsRead = 12;

/**
 * What a leader is told of a week, which is the one that `now` falls in unless the digest of one before was held up: by the
 * weekly job, and by `/bearings digest` before it. Null for somebody who leads no team. Nothing that is gathered here holds a person beside a reading: what is read are the words
 * of closed rounds.
 */
export async function composeDigestFor(
  db: Db,
  workspace: WorkspaceId,
  person: UserId,
  now: Temporal.Instant,
  of: Week | null = null,
): Promise<FocusDigest | null> {
  const led = await teamsLedBy(db, workspace, person);
  if (led.length === 0) return null;
  const week = of ?? (await leadersWeek(db, workspace, person, now));
  const since = digestSince(now, await lastDigestSaid(db, { workspace, person }));
  const ids = led.map(({ id }) => id);
  const passes = led.flatMap((team) => passFor({ workspace, person }, team) ?? []);
  const closed = await lastClosedOfEach(db, passes, since, now);
  const histories = await labelsOfTeams(db, passes, { rounds: roundsOfATrend });
  const going = await goingTriesOf(db, ids);
  const learned = await learnedSince(db, ids, since);
  const teams = led.map(({ id, name }): LedTeam => {
    const round = closed.find(({ team }) => team === id);
    return {
      id,
      name,
      subjects: round === undefined ? [] : subjectsOf(round, pointsBySubject(histories.get(id) ?? [])),
      heldBack: round?.heldBack ?? false,
      trying: going.filter(({ team }) => team === id),
      learned: learned.flatMap((one) => (one.team === id && one.learned !== null ? [one.learned] : [])),
    };
  });
  const reports = await focusReportsOf(db, workspace, person, { weeks: reportsRead });
  return composeFocusDigest({
    week,
    teams,
    reports: reports.map(({ week, words }) => ({ week, report: words })),
    suggestedIn: await suggestedTo(db, led),
  });
}

/** The week that it is for a leader: in the zone of their digest, else of the first team they lead. */
export async function leadersWeek(
  db: Db,
  workspace: WorkspaceId,
  person: UserId,
  now: Temporal.Instant,
): Promise<Week> {
  const rhythm = await digestRhythmOf(db, workspace, person);
  const zone = rhythm?.zone ?? (await teamsLedBy(db, workspace, person))[0]?.rhythm.zone ?? "UTC";
  return weekOf(now, zone);
}

/** The categories of one closed round, in the framework's order, with what came before it. */
export function subjectsOf(
  { week, categories, closerLook }: Pick<ToldRound, "week" | "categories" | "closerLook">,
  history: History,
): readonly GuidanceFacts[] {
  return categories.flatMap((subject) => {
    const points = (history.get(subject) ?? []).filter((point) => point.week <= week);
    const said = points.find((point) => point.week === week);
    if (said === undefined) return [];
    const { label, goodEnough } = said;
    const isCloserLook = subject === closerLook;
    return [{ subject, name: subjectName(subject), label, goodEnough, trend: trendOf(points), isCloserLook }];
  });
}
