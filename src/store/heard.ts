/**
 * What Slack sent us and we applied, by Slack's own id, for a day: what comes twice is applied once. An id is kept for as
 * long as `heard_at` is younger than 24 hours; what is only under way is written as almost forgotten, so that it can be
 * heard again after a crash.
 */
import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Db } from "./database.ts";
import { rowsOf } from "./rows.ts";
import { heard } from "./schema.ts";

/** A submission, as it is kept: once, and only while whoever sent it is still waiting for the answer. */
export type Sent = { readonly id: string; readonly until: Temporal.Instant };

/** `again`: it was kept before, and nothing was done now. */
export type Once<T> = { readonly done: T } | { readonly again: true };

const aDay = 24 * 60 * 60;
/** What is in hand for less is written as a day old but for that long. */
const aMinute = 60;

/**
 * Takes something in hand, so that a copy of it that comes within so many seconds (a day, if nothing else is said) is
 * left alone. Answers with the moment, by the database's clock; null when it was taken before. Of several copies at
 * the same moment one gets the moment.
 */
export async function hear(db: Db, id: string, forSeconds = aDay): Promise<Temporal.Instant | null> {
  const [row] = await rowsOf<{ now: string }>(
    db,
    sql`
      insert into ${heard} as h (id, heard_at)
      values (${id}, bearings_now() - make_interval(secs => ${aDay - forSeconds}::int))
      on conflict (id) do update set heard_at = excluded.heard_at
        where h.heard_at < bearings_now() - make_interval(secs => ${aDay}::int)
      returning bearings_now()::text as now`,
  );
  return row === undefined ? null : Temporal.Instant.from(row.now);
}

/** It is done: from now on it counts as heard for a day. */
export async function heardThrough(db: Db, id: string): Promise<void> {
  await db.update(heard).set({ heardAt: sql`bearings_now()` }).where(eq(heard.id, id));
}

/** Whether it is done; false while somebody has it in hand, and where nobody ever had. */
export async function wasHeardThrough(db: Db, id: string): Promise<boolean> {
  const [row] = await db
    .select({ id: heard.id })
    .from(heard)
    .where(
      and(
        eq(heard.id, id),
        gt(heard.heardAt, sql`bearings_now() - make_interval(secs => ${aDay - aMinute}::int)`),
      ),
    );
  return row !== undefined;
}

/** It came to nothing: the same may be sent again. */
export async function unhear(db: Db, id: string): Promise<void> {
  await db.delete(heard).where(eq(heard.id, id));
}

export async function wasHeard(db: Db, id: string): Promise<boolean> {
  return (await db.$count(heard, eq(heard.id, id))) > 0;
}

/** It was not kept: its sender's time was up, or they were told of a copy of it that it isn't kept. */
export class NoLongerAwaited extends Error {
  override readonly name = "NoLongerAwaited";
}

/** Its sender was told that it is not kept: what they send next must stand, whichever copy of this comes after that. */
export async function markNotKept(db: Db, id: string): Promise<void> {
  await hear(db, notKeptAs(id));
}

function notKeptAs(id: string): string {
  return `not kept: ${id}`;
}

/**
 * Does what a submission asks for together with its id, in one transaction: after a crash there are both or neither. Where
 * `isKept` says that nothing came of it, its id is not kept either. Throws NoLongerAwaited when the sender has been
 * told that it was not kept: what they send next must not be written over.
 */
export async function keepOnce<T>(
  db: Db,
  sent: Sent,
  keep: (tx: Db) => Promise<T>,
  isKept: (done: T) => boolean = (done) => done !== null,
): Promise<Once<T>> {
  return db.transaction(async (tx) => {
    // First: a copy that is being kept just now is waited for.
    const [row] = await rowsOf<{ first: boolean; again: boolean; awaited: boolean }>(
      tx,
      sql`
        with ${firstTime(sent, sql`where ${isAwaited(sent)}`)}
        select exists (select from first_time) as first, ${isHeard(sent)} as again, ${isAwaited(sent)} as awaited`,
    );
    if (row?.first !== true) {
      // A copy that was being kept while this was asked is not seen as kept yet; but then it is awaited.
      if (row?.again !== true && row?.awaited !== true) throw new NoLongerAwaited();
      return { again: true };
    }
    const done = await keep(tx);
    if (!isKept(done)) await unhear(tx, sent.id);
    return { done };
  });
}

/** Part of a statement: has a row where this submission is heard for the first time. `when` says when that may be. */
export function firstTime({ id }: Sent, when: SQL): SQL {
  return sql`first_time as (
    insert into ${heard} (id, heard_at) select ${id}, bearings_now() ${when} on conflict do nothing returning id
  )`;
}

/** Part of a statement: whether it was heard before this statement began. */
export function isHeard({ id }: Pick<Sent, "id">): SQL {
  return sql`exists (select from ${heard} h where h.id = ${id})`;
}

/** Part of a statement: whether its sender still waits for the answer, and was not told before that it is not kept. */
export function isAwaited({ id, until }: Sent): SQL {
  return sql`(
    bearings_now() < ${until.toString()}::timestamptz
    and not exists (select from ${heard} n where n.id = ${notKeptAs(id)})
  )`;
}
