/** What becomes of a team besides its weeks: paused, resumed, moved, deleted; its channel's life; and people who can't take part any more. */
import { and, eq, exists, inArray, notExists, or, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { ChannelId, TeamId, UserId, WorkspaceId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import { cancelDueOf } from "./deliveries.ts";
import { deliveries, digestRhythms, leaders, members, teams } from "./schema.ts";
import { holdTeam } from "./team-setup.ts";
import { type TeamWithWhen, teamById } from "./teams.ts";

/**
 * No round of it opens any more; one that is open closes as it promised, without a reminder. Do it in the transaction that
 * holds the team (`holdTeam`).
 */
export async function pause(tx: Db, team: TeamId): Promise<void> {
  await tx.update(teams).set({ paused: true }).where(eq(teams.id, team));
  await cancelDueOf(tx, { team }, { kind: "nudge" });
}

/** Its rounds open again, the next one at this moment. */
export async function resume(tx: Db, team: TeamId, nextOpensAt: Temporal.Instant): Promise<void> {
  await tx.update(teams).set({ paused: false, nextOpensAt }).where(eq(teams.id, team));
}

/**
 * Moves a team to another channel of its workspace, one of its own people's. What is still to be said to it is said there.
 * False, and nothing changed, where that channel has a team already.
 */
export async function moveToChannel(tx: Db, team: TeamWithWhen, channel: ChannelId): Promise<boolean> {
  const isMoved = await talkIn(tx, team, { channel, sharedBeyond: false });
  // Of the old channel's trouble there is nothing left to mend.
  if (isMoved) await cancelDueOf(tx, { team: team.id }, { kind: "trouble" });
  return isMoved;
}

/**
 * Deletes a team with everything that is kept of it, and whatever was still to be said to or of it. Whoever leads no team
 * of the workspace any more has no digest any more either. False when it is gone already.
 */
export async function deleteTeam(tx: Db, { id, workspace, leaders: led }: TeamWithWhen): Promise<boolean> {
  const gone = await tx.delete(teams).where(eq(teams.id, id)).returning({ id: teams.id });
  const leadsAnother = tx
    .select({ one: sql`1` })
    .from(leaders)
    .innerJoin(teams, eq(teams.id, leaders.team))
    .where(and(eq(leaders.person, digestRhythms.person), eq(teams.workspace, workspace)));
  await tx
    .delete(digestRhythms)
    .where(
      and(
        eq(digestRhythms.workspace, workspace),
        inArray(digestRhythms.person, [...led]),
        notExists(leadsAnother),
      ),
    );
  return gone.length === 1;
}

/**
 * Slack gave a channel another id: it is the same channel, and what is still to be said there is said there. Slack does so
 * when a private channel is being shared with another organisation, and for nothing else (docs.slack.dev,
 * channel_id_changed), so it counts as shared from then on. Tells the team as it is now; null where it was known to be
 * shared, or there is none. Do it in a transaction.
 */
export async function channelIsNow(
  tx: Db,
  workspace: WorkspaceId,
  was: ChannelId,
  is: ChannelId,
): Promise<TeamWithWhen | null> {
  const [row] = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.workspace, workspace), eq(teams.channel, was)));
  const held = row && (await holdTeam(tx, row.id));
  if (!held || held.channel !== was) return null;
  const there = { channel: is, sharedBeyond: true };
  return (await talkIn(tx, held, there)) && !held.sharedBeyond ? { ...held, ...there } : null;
}

async function talkIn(
  tx: Db,
  team: TeamWithWhen,
  there: Pick<TeamWithWhen, "channel" | "sharedBeyond">,
): Promise<boolean> {
  const taken = tx
    .select({ one: sql`1` })
    .from(sql`${teams} as other`)
    .where(sql`other.workspace = ${team.workspace} and other.channel = ${there.channel}`);
  const moved = await tx
    .update(teams)
    .set(there)
    .where(and(eq(teams.id, team.id), notExists(taken)))
    .returning({ id: teams.id });
  if (moved.length === 0) return false;
  // What is being said just now may be put off, and is then said where the team is.
  await tx
    .update(deliveries)
    .set({ addressee: there.channel })
    .where(
      and(
        eq(deliveries.team, team.id),
        eq(deliveries.addressee, team.channel),
        inArray(deliveries.state, ["due", "sending"]),
      ),
    );
  return true;
}

/**
 * Whether people of another organisation read a team's channel. What was to be said there of what the team said is not said
 * any more from this moment on, even where it only waits for its turn. False when that was known.
 */
export async function keepSharedBeyond(db: Db, team: TeamId, sharedBeyond: boolean): Promise<boolean> {
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(teams)
      .set({ sharedBeyond })
      .where(and(eq(teams.id, team), eq(teams.sharedBeyond, !sharedBeyond)))
      .returning({ id: teams.id });
    if (sharedBeyond) for (const kind of ["round", "summary"]) await cancelDueOf(tx, { team }, { kind });
    return changed.length === 1;
  });
}

/**
 * Takes somebody off every team of a workspace, as they can't take part any more: what was still to be said to them there
 * is no longer said. Rounds that are open keep their frozen list. Tells the teams as they are now.
 */
export async function takeOffTeams(
  tx: Db,
  workspace: WorkspaceId,
  person: UserId,
): Promise<readonly TeamWithWhen[]> {
  const inIt = (list: typeof members | typeof leaders) =>
    exists(
      tx
        .select({ one: sql`1` })
        .from(list)
        .where(and(eq(list.team, teams.id), eq(list.person, person))),
    );
  const theirs = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.workspace, workspace), or(inIt(members), inIt(leaders))))
    .orderBy(teams.id)
    .for("update");
  const held = theirs.map(({ id }) => id);
  if (held.length === 0) return [];
  // Whoever had to wait for the teams finds that somebody else has done it, and tells nobody again.
  const off = [
    ...(await tx
      .delete(members)
      .where(and(eq(members.person, person), inArray(members.team, held)))
      .returning({ team: members.team })),
    ...(await tx
      .delete(leaders)
      .where(and(eq(leaders.person, person), inArray(leaders.team, held)))
      .returning({ team: leaders.team })),
  ];
  const ids = [...new Set(off.map(({ team }) => team))].sort();
  if (ids.length === 0) return [];
  await cancelDueOf(tx, { workspace }, { to: [person] });
  await tx
    .delete(digestRhythms)
    .where(and(eq(digestRhythms.workspace, workspace), eq(digestRhythms.person, person)));
  const left = await Promise.all(ids.map((id) => teamById(tx, id)));
  return left.filter((team) => team !== null);
}

/** Gives a team without leaders one. False where it has one by now, or is gone. */
export async function leadAlone(tx: Db, team: TeamId, person: UserId): Promise<boolean> {
  const held = await holdTeam(tx, team);
  if (held === null || held.leaders.length > 0) return false;
  await tx.insert(leaders).values({ team, person });
  return true;
}
