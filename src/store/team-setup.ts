/** Setting a team up, changing it, and when its next round is due. */
import { and, asc, eq, lte, notInArray } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { TeamId, UserId } from "../core/ids.ts";
import type { Team } from "../core/team.ts";
import type { Db } from "./database.ts";
import { cancelDueOf } from "./deliveries.ts";
import { leaders, members, teams } from "./schema.ts";
import { type TeamWithWhen, teamById, teamColumns, toTeam } from "./teams.ts";
import { isWhereWeAre } from "./workspaces.ts";

/** A team to be: everything but the id that the database draws. */
export type TeamDraft = Omit<Team, "id"> & {
  readonly nextOpensAt: Temporal.Instant;
  readonly createdAt: Temporal.Instant;
};

export type SetUp =
  | { readonly kept: TeamWithWhen }
  /** A channel has one team: this one already does. */
  | { readonly no: "channel-has-a-team" };

/** Sets a team up with its people, whole or not at all. A channel that has a team already is refused. */
export async function setUpTeam(db: Db, draft: TeamDraft): Promise<SetUp> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(teams)
      .values({
        ...columnsOf(draft),
        workspace: draft.workspace,
        channel: draft.channel,
        createdAt: draft.createdAt,
      })
      .onConflictDoNothing({ target: [teams.workspace, teams.channel] })
      .returning({ id: teams.id });
    if (row === undefined) return { no: "channel-has-a-team" };
    await keepPeople(tx, row.id, draft);
    return { kept: await theTeam(tx, row.id) };
  });
}

export type TeamChange = Omit<TeamDraft, "workspace" | "channel" | "createdAt">;

/**
 * Changes everything of a team but its channel: the list of people handed in is the whole list. A round that is open keeps
 * what it froze: who joins is on the list of the next one, who is taken off may still answer and is not reminded.
 */
export async function changeTeam(db: Db, id: TeamId, change: TeamChange): Promise<TeamWithWhen | null> {
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(teams)
      .set(columnsOf(change))
      .where(eq(teams.id, id))
      .returning({ id: teams.id });
    if (changed.length === 0) return null;
    const left = await tx
      .delete(members)
      .where(and(eq(members.team, id), notInArray(members.person, [...change.members])))
      .returning({ person: members.person });
    await cancelDueOf(tx, { team: id }, { kind: "nudge", to: left.map(({ person }) => person) });
    await tx
      .delete(leaders)
      .where(and(eq(leaders.team, id), notInArray(leaders.person, [...change.leaders])));
    await keepPeople(tx, id, change);
    return theTeam(tx, id);
  });
}

/**
 * A team as it is now, held until the transaction ends: nobody else opens its round or changes it meanwhile. Held first and
 * read after: whoever had to wait for it would else see its people as they were before.
 */
export async function holdTeam(tx: Db, id: TeamId): Promise<TeamWithWhen | null> {
  await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, id)).for("update");
  return teamById(tx, id);
}

/**
 * Teams whose next round is due, the longest due first, but for those named, those that are paused, and where Bearings
 * was uninstalled. They are held until the transaction ends: another process that asks meanwhile gets others.
 */
export async function teamsDueToOpen(
  tx: Db,
  now: Temporal.Instant,
  limit: number,
  but: readonly Pick<TeamWithWhen, "id">[] = [],
): Promise<readonly TeamWithWhen[]> {
  const named = but.map(({ id }) => id);
  const rows = await tx
    .select(teamColumns)
    .from(teams)
    .where(
      and(
        lte(teams.nextOpensAt, now),
        eq(teams.paused, false),
        notInArray(teams.id, named),
        isWhereWeAre(tx, teams.workspace),
      ),
    )
    .orderBy(asc(teams.nextOpensAt), asc(teams.id))
    .limit(limit)
    .for("update", { skipLocked: true });
  return rows.map(toTeam);
}

/** Says when a team's next round is due. The moment comes from core/schedule and from nowhere else. */
export async function advanceNextOpening(db: Db, team: TeamId, nextOpensAt: Temporal.Instant): Promise<void> {
  await db.update(teams).set({ nextOpensAt }).where(eq(teams.id, team));
}

function columnsOf(draft: TeamChange) {
  const { opens, closes, zone, nudge, categories } = draft.rhythm;
  return {
    name: draft.name,
    mode: draft.mode,
    zone,
    opensWeekday: opens.weekday,
    opensTime: opens.time,
    closesWeekday: closes.weekday,
    closesTime: closes.time,
    nudge,
    categories,
    nextOpensAt: draft.nextOpensAt,
  };
}

async function keepPeople(db: Db, team: TeamId, people: Pick<Team, "members" | "leaders">): Promise<void> {
  const rowsFor = (list: readonly UserId[]) => [...new Set(list)].map((person) => ({ team, person }));
  if (people.members.length > 0) {
    await db.insert(members).values(rowsFor(people.members)).onConflictDoNothing();
  }
  if (people.leaders.length > 0) {
    await db.insert(leaders).values(rowsFor(people.leaders)).onConflictDoNothing();
  }
}

async function theTeam(tx: Db, id: TeamId): Promise<TeamWithWhen> {
  const team = await teamById(tx, id);
  if (team === null) throw new Error(`Team ${id} is gone.`);
  return team;
}
