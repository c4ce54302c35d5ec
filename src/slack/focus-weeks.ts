/** A leader's time over weeks, gathered: their own, and of each team they lead its shares and, where they agreed, its pool. */
import type { Temporal } from "temporal-polyfill";
import type { ReportedWeek } from "../core/focus.ts";
import {
  type FocusOver,
  type FocusSpan,
  fewestPooled,
  focusOver,
  focusSpans,
  ownWeeks,
  pooledWeeks,
} from "../core/focus-beside.ts";
import { type FocusChange, sharesIn } from "../core/focus-shares.ts";
import type { FocusShares } from "../core/framework.ts";
import type { TeamId, UserId, WorkspaceId } from "../core/ids.ts";
import { type Week, weekOf } from "../core/week.ts";
import type { Db } from "../store/database.ts";
import { poolFor } from "../store/focus-pool.ts";
import { focusReportsOf } from "../store/focus-reports.ts";
import { focusChangesOf, suggestedTo } from "../store/focus-shares.ts";
import { type TeamWithWhen, teamsLedBy } from "../store/teams.ts";
import { leadersWeek } from "./leader-digest.ts";

export type FocusWeeksFacts = {
  readonly week: Week;
  readonly own: FocusOver;
  readonly teams: readonly FocusTeam[];
};

export type FocusTeam = {
  readonly id: TeamId;
  readonly name: string;
  /** What the next round goes by. */
  readonly shares: FocusShares;
  /** The last change of them; null where the team goes by the framework's. */
  readonly changed: Changed | null;
  /** It has other leaders to pool with. */
  readonly mayPool: boolean;
  /** Null for a leader who doesn't pool. */
  readonly pooled: { readonly others: readonly UserId[]; readonly over: FocusOver } | null;
};

export type Changed = FocusChange & { readonly week: Week };

/** The longest span, and a week that may be told of before its report is in. */
const reportsRead = Math.max(...focusSpans) + 1;

export async function gatherFocusWeeks(
  db: Db,
  workspace: WorkspaceId,
  person: UserId,
  now: Temporal.Instant,
  span: FocusSpan,
): Promise<FocusWeeksFacts> {
  const led = await teamsLedBy(db, workspace, person);
  const week = await leadersWeek(db, workspace, person, now);
  const kept = await focusReportsOf(db, workspace, person, { weeks: reportsRead });
  const reports = kept.map(({ week, words }): ReportedWeek => ({ week, report: words }));
  const changes = await focusChangesOf(
    db,
    led.map(({ id }) => id),
  );
  return {
    week,
    own: focusOver(ownWeeks(reports), week, span, await suggestedTo(db, led)),
    teams: await Promise.all(
      led.map((team) => focusTeam(db, team, person, changes.get(team.id) ?? [], week, span)),
    ),
  };
}

async function focusTeam(
  db: Db,
  { id, name, rhythm, leaders }: TeamWithWhen,
  person: UserId,
  changes: readonly FocusChange[],
  week: Week,
  span: FocusSpan,
): Promise<FocusTeam> {
  const { zone } = rhythm;
  const pool = await poolFor(db, id, person);
  const suggestedIn = (each: Week) => sharesIn(changes, each, zone);
  const last = changes.at(-1);
  return {
    id,
    name,
    shares: last?.shares ?? sharesIn([], week, zone),
    changed: last === undefined ? null : { ...last, week: weekOf(last.since, zone) },
    mayPool: leaders.length >= fewestPooled,
    pooled: pool && {
      others: pool.leaders.filter((leader) => leader !== person),
      over: focusOver(pooledWeeks(pool.reports), week, span, suggestedIn),
    },
  };
}
