/** Teams: who they are, and which are meant by a channel or a person. */
import { and, asc, eq, exists, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { ChannelId, TeamId, UserId, WorkspaceId } from "../core/ids.ts";
import type { Weekday } from "../core/rhythm.ts";
import type { Team } from "../core/team.ts";
import type { Db } from "./database.ts";
import { leaders, members, teams } from "./schema.ts";

export type TeamWithWhen = Team & {
  /** Where it isn't paused. */
  readonly nextOpensAt: Temporal.Instant;
  readonly paused: boolean;
  /** People of another organisation read its channel: nothing is said there. */
  readonly sharedBeyond: boolean;
};

/** When the team's next round opens; null where none is planned, because it is paused. */
export function nextRoundOf({
  paused,
  nextOpensAt,
}: Pick<TeamWithWhen, "paused" | "nextOpensAt">): Temporal.Instant | null {
  return paused ? null : nextOpensAt;
}

/** A team by its id, or null when there is none (any more). */
export async function teamById(db: Db, id: TeamId): Promise<TeamWithWhen | null> {
  return (await teamsWhere(db, eq(teams.id, id)))[0] ?? null;
}

/** The team that belongs to a channel, or null. */
export async function teamInChannel(
  db: Db,
  workspace: WorkspaceId,
  channel: ChannelId,
): Promise<TeamWithWhen | null> {
  return (await teamsWhere(db, and(eq(teams.workspace, workspace), eq(teams.channel, channel))))[0] ?? null;
}

/** The teams that a person answers in, in the order of their names. */
export async function teamsOfMember(
  db: Db,
  workspace: WorkspaceId,
  person: UserId,
): Promise<readonly TeamWithWhen[]> {
  const isMember = db
    .select({ one: sql`1` })
    .from(members)
    .where(and(eq(members.team, teams.id), eq(members.person, person)));
  return teamsWhere(db, and(eq(teams.workspace, workspace), exists(isMember)));
}

/** The teams that a person leads, in the order of their names. */
export async function teamsLedBy(
  db: Db,
  workspace: WorkspaceId,
  person: UserId,
): Promise<readonly TeamWithWhen[]> {
  const isLeader = db
    .select({ one: sql`1` })
    .from(leaders)
    .where(and(eq(leaders.team, teams.id), eq(leaders.person, person)));
  return teamsWhere(db, and(eq(teams.workspace, workspace), exists(isLeader)));
}

/** Every team of a workspace, in the order of their names. */
export async function teamsOfWorkspace(db: Db, workspace: WorkspaceId): Promise<readonly TeamWithWhen[]> {
  return teamsWhere(db, eq(teams.workspace, workspace));
}

/** A team's row together with its people, as one statement reads it. */
export const teamColumns = {
  ...getTableColumns(teams),
  members: peopleIn("members"),
  leaders: peopleIn("leaders"),
};

type TeamRow = typeof teams.$inferSelect & {
  readonly members: readonly UserId[];
  readonly leaders: readonly UserId[];
};

/** A team as the domain knows it. */
export function toTeam(row: TeamRow): TeamWithWhen {
  return {
    id: row.id,
    workspace: row.workspace,
    channel: row.channel,
    name: row.name,
    mode: row.mode,
    rhythm: {
      zone: row.zone,
      opens: { weekday: row.opensWeekday as Weekday, time: row.opensTime },
      closes: { weekday: row.closesWeekday as Weekday, time: row.closesTime },
      nudge: row.nudge,
      categories: row.categories,
    },
    members: row.members,
    leaders: row.leaders,
    nextOpensAt: row.nextOpensAt,
    paused: row.paused,
    sharedBeyond: row.sharedBeyond,
  };
}

async function teamsWhere(db: Db, condition: SQL | undefined): Promise<readonly TeamWithWhen[]> {
  const rows = await db
    .select(teamColumns)
    .from(teams)
    .where(condition)
    .orderBy(asc(teams.name), asc(teams.id));
  return rows.map(toTeam);
}

function peopleIn(list: "members" | "leaders"): SQL<readonly UserId[]> {
  const table = sql.identifier(list);
  return sql<readonly UserId[]>`(
    select coalesce(jsonb_agg(p.person order by p.person), '[]') from ${table} p where p.team = "teams"."id"
  )`;
}
