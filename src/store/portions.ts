/** Deleting much, a little at a time: no statement lasts so long that it is refused (store/postgres), however much is over. */
import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Db } from "./database.ts";

/** How many rows go with one statement. */
export type Portions = {
  readonly rows: number;
  /** A round takes its words, its roster and what was said of it along: a hundred rows or so. */
  readonly rounds: number;
  /** A team takes its rounds along: 58 at most, as words are kept for 400 days. */
  readonly teams: number;
  /** For each, tables are read whole that have no index by workspace. */
  readonly workspaces: number;
};

/** Each takes some hundredths of a second, so that a disk twenty times as slow does no harm. */
export const usualPortions: Portions = { rows: 2_000, rounds: 200, teams: 10, workspaces: 1 };

/** What is over in one table. */
export type Over = {
  readonly table: PgTable;
  readonly where: SQL | undefined;
  /** How many go at once. */
  readonly atOnce: number;
};

/**
 * Deletes what is over in these tables, one after the other. Each portion is kept by itself; what somebody else has in
 * hand is left for another night. False when this process is to stop first: the rest is made up for.
 */
export async function deleteInPortions(
  db: Db,
  over: readonly Over[],
  stopping?: AbortSignal | undefined,
): Promise<boolean> {
  for (const one of over) {
    let isMore = true;
    while (isMore) {
      if (stopping?.aborted === true) return false;
      isMore = (await deletePortion(db, one)) === one.atOnce;
    }
  }
  return true;
}

/** Tells how many rows went. Held first, so that what has become of a row meanwhile is looked at again. */
async function deletePortion(db: Db, { table, where, atOnce }: Over): Promise<number> {
  const some = db
    .select({ row: sql`ctid` })
    .from(table)
    .where(where)
    .limit(atOnce)
    .for("update", { skipLocked: true });
  const gone = await db
    .delete(table)
    .where(sql`${table}.ctid = any(array(${some}))`)
    .returning({ one: sql`1` });
  return gone.length;
}
