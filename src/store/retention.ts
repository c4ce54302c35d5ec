/** What is old is deleted. Readings never get old: they go when their round closes. */
import { and, eq, inArray, lt, ne, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Temporal } from "temporal-polyfill";
import { weekOf } from "../core/week.ts";
import type { Db } from "./database.ts";
import { away, blocks, deliveries, focusReports, notedValues, rounds, tries } from "./schema.ts";

/** For how many days each is kept. Settings may shorten them, never lengthen. */
export type Retention = {
  readonly words: number;
  readonly deliveries: number;
  readonly unfinishedBlocks: number;
};

/** A block takes four weeks; one that nobody has finished two months after its team's last round never will be. */
export const longestRetention: Retention = { words: 400, deliveries: 30, unfinishedBlocks: 60 };

/**
 * Deletes closed rounds with their words and named reflections, tries, focus reports and noted values after 400 days;
 * what was said, failed or cancelled after 30 days, and days away likewise; and what waits in a block that is never
 * going to end, unsaid.
 */
export async function deleteOld(
  db: Db,
  now: Temporal.Instant,
  keep: Retention = longestRetention,
): Promise<void> {
  const before = (days: number) => now.subtract({ hours: 24 * days });
  const words = before(keep.words);
  const firstWeekKept = weekOf(words, "UTC");
  await db.delete(rounds).where(and(ne(rounds.state, "open"), lt(rounds.closesAt, words)));
  await db.delete(tries).where(and(ne(tries.state, "going"), lt(tries.endedAt, words)));
  await db.delete(focusReports).where(lt(focusReports.week, firstWeekKept));
  await db.delete(notedValues).where(lt(notedValues.week, firstWeekKept));

  const settled = inArray(deliveries.state, ["said", "uncertain", "failed", "cancelled"]);
  await db.delete(deliveries).where(and(settled, lt(deliveries.dueAt, before(keep.deliveries))));
  const day = before(keep.deliveries).toZonedDateTimeISO("UTC").toPlainDate();
  await db.delete(away).where(lt(away.lastDay, day));
  await deleteUnfinished(db, before(keep.unfinishedBlocks));
}

async function deleteUnfinished(db: Db, since: Temporal.Instant): Promise<void> {
  const recent = alias(rounds, "recent");
  const recentRound = db
    .select({ one: sql`1` })
    .from(recent)
    .where(
      and(
        eq(recent.team, blocks.team),
        or(eq(recent.state, "open"), sql`${recent.closesAt} >= ${since.toString()}::timestamptz`),
        ne(recent.state, "skipped"),
      ),
    );
  await db.delete(blocks).where(notExists(recentRound));
}
