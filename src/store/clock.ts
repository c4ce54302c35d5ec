/** The one source of now: the database's clock, and in a local workspace the turn of its hand. */
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Db } from "./database.ts";
import { rowsOf } from "./rows.ts";
import { clockHand } from "./schema.ts";

/** What time it is, by the database. Many processes whose own clocks differ agree on this one. */
export async function now(db: Db): Promise<Temporal.Instant> {
  const [row] = await rowsOf<{ now: string }>(db, sql`select bearings_now()::text as now`);
  if (row === undefined) throw new Error("The database has no clock.");
  return Temporal.Instant.from(row.now);
}

/** Turns the hand of a local workspace's clock on (or back) from where it stands. Never called where a real Slack is served. */
export async function turnHand(db: Db, duration: Temporal.Duration): Promise<void> {
  const ms = Math.round(duration.total("milliseconds"));
  await db
    .insert(clockHand)
    .values({ turnedMs: ms })
    .onConflictDoUpdate({ target: clockHand.only, set: { turnedMs: sql`${clockHand.turnedMs} + ${ms}` } });
}

/** How far the hand has been turned: nothing where a real Slack is served. */
export async function handTurned(db: Db): Promise<Temporal.Duration> {
  const [hand] = await db.select({ turnedMs: clockHand.turnedMs }).from(clockHand);
  return Temporal.Duration.from({ milliseconds: hand?.turnedMs ?? 0 });
}
