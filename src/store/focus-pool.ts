/**
 * Leaders of a team who agree to pool where their time went. Only they are told of it, nobody's report from before they
 * agreed is in it, and nothing that is handed out says whose a report is. Who stops leading the team has left the pool.
 */
import { and, eq, gte, isNotNull, isNull } from "drizzle-orm";
import type { ReportedWeek } from "../core/focus.ts";
import type { TeamId, UserId, WorkspaceId } from "../core/ids.ts";
import type { Week } from "../core/week.ts";
import type { Db } from "./database.ts";
import { focusReports, leaders, teams } from "./schema.ts";

/** A leader agrees, from this week's report on. Whoever had agreed already keeps their first week. */
export async function agreeToPool(db: Db, team: TeamId, person: UserId, from: Week): Promise<void> {
  await db
    .update(leaders)
    .set({ poolsSince: from })
    .where(and(isOf(team, person), isNull(leaders.poolsSince)));
}

/** A leader's reports are no longer pooled in a team, those of weeks gone by included. */
export async function leavePool(db: Db, team: TeamId, person: UserId): Promise<void> {
  await db.update(leaders).set({ poolsSince: null }).where(isOf(team, person));
}

export type Pool = {
  /** The leaders who agreed, whoever asks among them. */
  readonly leaders: readonly UserId[];
  /** One report of each of them for a week they told of. */
  readonly reports: readonly ReportedWeek[];
};

/** The pool of a team, for a leader who is in it; null for anybody else. */
export async function poolFor(db: Db, team: TeamId, person: UserId): Promise<Pool | null> {
  const agreed = await db
    .select({ person: leaders.person })
    .from(leaders)
    .where(and(eq(leaders.team, team), isNotNull(leaders.poolsSince)))
    .orderBy(leaders.person);
  const people = agreed.map(({ person }) => person);
  if (!people.includes(person)) return null;
  const reports = await db
    .select({ week: focusReports.week, report: focusReports.words })
    .from(leaders)
    .innerJoin(teams, eq(teams.id, leaders.team))
    .innerJoin(
      focusReports,
      and(
        eq(focusReports.workspace, teams.workspace),
        eq(focusReports.person, leaders.person),
        gte(focusReports.week, leaders.poolsSince),
      ),
    )
    .where(eq(leaders.team, team))
    .orderBy(focusReports.week);
  return { leaders: people, reports };
}

/** The teams of a workspace in which somebody's reports are pooled, in the order of their names. */
export async function poolsIn(
  db: Db,
  workspace: WorkspaceId,
  person: UserId,
): Promise<readonly { readonly id: TeamId; readonly name: string }[]> {
  return db
    .select({ id: teams.id, name: teams.name })
    .from(leaders)
    .innerJoin(teams, and(eq(teams.id, leaders.team), eq(teams.workspace, workspace)))
    .where(and(eq(leaders.person, person), isNotNull(leaders.poolsSince)))
    .orderBy(teams.name, teams.id);
}

function isOf(team: TeamId, person: UserId) {
  return and(eq(leaders.team, team), eq(leaders.person, person));
}
