/**
 * The outbox: the record that something scheduled was, or may have been, said.
 *
 * due → sending → said | uncertain | failed, or due again; cancelled from either, until Slack is asked. `sending`, and that it goes out, are kept before Slack is
 * asked, so that after a crash nobody takes for unsaid what may have been heard, nor for heard what only waited for its turn.
 */
import { and, desc, eq, gt, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { Temporal } from "temporal-polyfill";
import type { ChannelId, RoundId, TeamId, UserId, WorkspaceId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import { deliveries } from "./schema.ts";
import { allInTurn, type Next, nextInTurn, type Turns } from "./turn-order.ts";

/** Something to say. `key` names it for ever: one thing is planned once, by whomever. */
export type Plan = {
  readonly key: string;
  readonly kind: string;
  readonly workspace: WorkspaceId;
  readonly team: TeamId | null;
  readonly round: RoundId | null;
  /** A channel, or a person for a direct message. */
  readonly addressee: string;
  readonly dueAt: Temporal.Instant;
};

export type Delivery = typeof deliveries.$inferSelect;

declare const claimed: unique symbol;
/** Proof that this process, and no other, may say it now. Only `claim` makes one. */
export type Claim = Delivery & { readonly [claimed]: true };

/** Plans things to say; what is planned already stays as it is. Do it in the transaction of the fact that causes them. */
export async function plan(tx: Db, plans: readonly Plan[]): Promise<void> {
  if (plans.length === 0) return;
  await tx
    .insert(deliveries)
    .values([...plans])
    .onConflictDoNothing({ target: deliveries.key });
}

/**
 * Takes what is due, workspaces in turns (see turn-order), for so many seconds. Each
 * is handed to one claimer only, and of what goes to one channel or person, one at a time. One that does not come back in
 * time is never handed out again by itself (see `recover`).
 */
export async function claim(
  db: Db,
  now: Temporal.Instant,
  limit: number,
  leaseSeconds: number,
  turns: Turns = allInTurn,
): Promise<readonly Claim[]> {
  for (let attempt = 1; ; attempt += 1) {
    const next = await nextInTurn(db, now, limit, attempt === 1 ? turns : { ...turns, after: "" });
    if (next.length === 0 && (attempt > 1 || turns.after === "")) return [];
    const rows = next.length === 0 ? [] : await take(db, next, limit, leaseSeconds);
    // Others were quicker with all of them: there may be more.
    if (rows.length > 0 || attempt === 5) return rows as Claim[];
  }
}

async function take(
  db: Db,
  next: readonly Next[],
  limit: number,
  leaseSeconds: number,
): Promise<readonly Delivery[]> {
  const ids = next.map(({ id }) => id);
  const place = new Map(ids.map((id, index) => [id, index]));
  const inOrder = sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  // They were only looked at so far. A row that another has in hand is passed over, and one it has taken is due no more.
  const locked = db.$with("locked").as(
    db
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(and(inArray(deliveries.id, ids), eq(deliveries.state, "due")))
      .orderBy(sql`array_position(array[${inOrder}], ${deliveries.id})`)
      .limit(limit)
      .for("update", { skipLocked: true }),
  );
  const rows = await db
    .with(locked)
    .update(deliveries)
    .set({
      state: "sending",
      attempts: sql`${deliveries.attempts} + 1`,
      // From the database's own moment: who was asleep for a while would else take it for a time that is over.
      leaseUntil: sql`bearings_now() + make_interval(secs => ${leaseSeconds}::int)`,
      askedAt: null,
    })
    .where(inArray(deliveries.id, sql`(select id from ${locked})`))
    .returning();
  return rows.sort((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
}

/**
 * Slack is about to be asked: from now on nobody knows whether it was heard, unless Slack says so. False when it is not to be
 * said, or not by this claim: it was cancelled while it waited for its turn, its team has moved, or the claim's time is over.
 */
export async function goesOut(db: Db, claim: Claim): Promise<boolean> {
  const isStillSo = and(
    eq(deliveries.addressee, claim.addressee),
    gt(deliveries.leaseUntil, sql`bearings_now()`),
  );
  return changeClaimed(db, claim, { askedAt: sql`bearings_now()` }, isStillSo);
}

/** Slack took it, and this is where it stands. Every answer below is false when the claim has run out meanwhile. */
export async function said(
  db: Db,
  claim: Claim,
  where: { readonly channel: ChannelId; readonly ts: string } | null,
  now: Temporal.Instant,
): Promise<boolean> {
  return settle(db, claim, { state: "said", channel: where?.channel, ts: where?.ts, saidAt: now });
}

/** It is given up, with Slack's error code or our own word for why. Where its team has moved meanwhile it is due again. */
export async function failed(db: Db, claim: Claim, trouble: string): Promise<boolean> {
  return settle(db, claim, { ...unlessMoved(claim, "failed"), trouble });
}

/** It has been overtaken: there is nothing to say any more, or not there. Where its team has moved it is due again. */
export async function cancel(db: Db, claim: Claim): Promise<boolean> {
  return settle(db, claim, unlessMoved(claim, "cancelled"));
}

/** What was true of the channel it was claimed for says nothing of the one that its team is in by now. */
function unlessMoved(claim: Claim, state: "failed" | "cancelled"): PgUpdateSetSource<typeof deliveries> {
  const isMoved = sql`(${deliveries.addressee} <> ${claim.addressee})`;
  return {
    state: sql`case when ${isMoved} then 'due' else ${state} end`,
    handedBack: sql`${deliveries.handedBack} + case when ${isMoved} then 1 else 0 end`,
  };
}

/** Which kinds are said once more, marked so (`again`), when nobody knows whether they were heard; and from when on. */
export type OnceMore = { readonly kinds: readonly string[]; readonly at: Temporal.Instant };

/** Nobody knows whether Slack took it: the connection broke while we waited for its answer. */
export async function uncertain(db: Db, claim: Claim, trouble: string, onceMore: OnceMore): Promise<boolean> {
  return settle(db, claim, { ...lost(onceMore), trouble });
}

/** It was not said this time; it is due again later. This was one of its attempts. */
export async function backToDue(
  db: Db,
  claim: Claim,
  dueAt: Temporal.Instant,
  trouble: string,
): Promise<boolean> {
  return settle(db, claim, { state: "due", dueAt, trouble });
}

/** It was not tried after all, and is due as before: this uses up no attempt. */
export async function handBack(db: Db, claim: Claim): Promise<boolean> {
  return settle(db, claim, { state: "due", handedBack: claim.handedBack + 1 });
}

/** How many attempts it has used up, this claim included; where it is said once more, since then. */
export function tried(delivery: Pick<Delivery, "attempts" | "handedBack">): number {
  return delivery.attempts - delivery.handedBack;
}

/**
 * What was in hand when its process died: what had gone out may have been heard, the rest is due as before. Tells which those
 * are. Nobody has anything in hand for longer than `farthestLease`: that was claimed before the clock was set back.
 */
export async function recover(
  db: Db,
  now: Temporal.Instant,
  onceMore: OnceMore,
): Promise<readonly Delivery[]> {
  const isOver = or(
    lt(deliveries.leaseUntil, now),
    gt(deliveries.leaseUntil, now.add({ seconds: farthestLease })),
  );
  return db
    .update(deliveries)
    .set(lost(onceMore))
    .where(and(eq(deliveries.state, "sending"), isOver))
    .returning();
}

/** Seconds: more than anybody claims something for (jobs/outbox), by as much as clocks may differ. */
const farthestLease = 90;

/**
 * The same for whatever was being said, whether its time is over or not: for an engine that is one process's own, at its
 * start, when no other can be alive.
 */
export async function abandon(db: Db, onceMore: OnceMore): Promise<readonly Delivery[]> {
  return db.update(deliveries).set(lost(onceMore)).where(eq(deliveries.state, "sending")).returning();
}

/**
 * Uncertain, or due once more, or due as if it had never been claimed, where Slack was not asked: decided in the one
 * statement that lets go of it, so that no death in between can cost the second saying. That one has all its attempts to
 * itself.
 */
function lost({ kinds, at }: OnceMore): PgUpdateSetSource<typeof deliveries> {
  const isUnheard = sql`(${deliveries.askedAt} is null)`;
  const isOnceMore = sql`(not ${isUnheard} and not ${deliveries.again} and ${inArray(deliveries.kind, [...kinds])})`;
  return {
    state: sql`case when ${isUnheard} or ${isOnceMore} then 'due' else 'uncertain' end`,
    dueAt: sql`case when ${isOnceMore} then ${at.toString()}::timestamptz else ${deliveries.dueAt} end`,
    handedBack: sql`case
      when ${isUnheard} then ${deliveries.handedBack} + 1
      when ${isOnceMore} then ${deliveries.attempts}
      else ${deliveries.handedBack} end`,
    again: sql`${deliveries.again} or ${isOnceMore}`,
    leaseUntil: null,
  };
}

/** It waits, or is in hand and waits for its turn: Slack was not asked, and won't be (see goesOut). */
const notAskedYet = or(
  eq(deliveries.state, "due"),
  and(eq(deliveries.state, "sending"), isNull(deliveries.askedAt)),
);

/** What is still to be said of a kind about a round is no longer to be said. */
export async function cancelDue(db: Db, round: RoundId, kind: string): Promise<void> {
  await db
    .update(deliveries)
    .set({ state: "cancelled", leaseUntil: null })
    .where(and(eq(deliveries.round, round), eq(deliveries.kind, kind), notAskedYet));
}

/** What is still to be said in a workspace, of a team, or to one person of it, is no longer to be said. */
export async function cancelDueOf(
  db: Db,
  of: { readonly workspace: WorkspaceId } | { readonly team: TeamId },
  only: { readonly kind?: string; readonly to?: readonly UserId[] } = {},
): Promise<void> {
  await db
    .update(deliveries)
    .set({ state: "cancelled", leaseUntil: null })
    .where(
      and(
        "team" in of ? eq(deliveries.team, of.team) : eq(deliveries.workspace, of.workspace),
        notAskedYet,
        only.kind === undefined ? undefined : eq(deliveries.kind, only.kind),
        only.to === undefined ? undefined : inArray(deliveries.addressee, [...only.to]),
      ),
    );
}

/** Slack's code for why a team's channel did not take what was to be said there last; null where it took it. */
export async function channelTrouble(
  db: Db,
  { id, channel }: { readonly id: TeamId; readonly channel: ChannelId },
): Promise<string | null> {
  const [last] = await db
    .select({ state: deliveries.state, trouble: deliveries.trouble })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.team, id),
        eq(deliveries.addressee, channel),
        inArray(deliveries.state, ["said", "failed"]),
      ),
    )
    .orderBy(desc(deliveries.dueAt), desc(deliveries.id))
    .limit(1);
  return last?.state === "failed" ? last.trouble : null;
}

/** A delivery by its key, or null: such as where a round's message stands. */
export async function deliveryByKey(db: Db, key: string): Promise<Delivery | null> {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.key, key));
  return row ?? null;
}

/** A claim that ran out, or was claimed again, settles nothing: somebody else decides. */
function settle(db: Db, claim: Claim, change: PgUpdateSetSource<typeof deliveries>): Promise<boolean> {
  return changeClaimed(db, claim, { leaseUntil: null, ...change });
}

async function changeClaimed(
  db: Db,
  { id, attempts }: Claim,
  change: PgUpdateSetSource<typeof deliveries>,
  only?: SQL,
): Promise<boolean> {
  const isOurs = and(
    eq(deliveries.id, id),
    eq(deliveries.attempts, attempts),
    eq(deliveries.state, "sending"),
    only,
  );
  const rows = await db.update(deliveries).set(change).where(isOurs).returning({ id: deliveries.id });
  return rows.length === 1;
}
