/** What is old is deleted. Readings never get old: they go when their round closes. */
import { and, eq, exists, gt, inArray, lt, ne, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Temporal } from "temporal-polyfill";
import type { Retention } from "../core/retention.ts";
import { roundsInABlock } from "../core/round.ts";
import { weekOf } from "../core/week.ts";
import type { Db } from "./database.ts";
import {
  away,
  blocks,
  deliveries,
  focusReports,
  focusShares,
  heard,
  installStates,
  notedValues,
  pictures,
  rounds,
  tries,
  workspaces,
} from "./schema.ts";

/** What Slack sends twice comes within minutes; a day is plenty (docs.slack.dev: three retries within the hour). */
const heardHours = 24;

/**
 * Deletes what has been kept for as long as `keep` says: closed rounds with their words and named reflections, tries that
 * ended, focus reports, focus shares long changed again, and noted values; what was said, failed or cancelled; which
 * pictures Slack has; days away that are over; what waits in a block that is never going to end, unsaid; the ids of what Slack sent more than a day ago;
 * installs that were never finished; and workspaces from which Bearings was uninstalled, with everything in them. A closed
 * round goes no sooner than the block in which its readings wait: what its members were promised stands in it.
 */
export async function deleteOld(db: Db, now: Temporal.Instant, keep: Retention): Promise<void> {
  const before = (days: number) => now.subtract({ hours: 24 * days });
  await deleteUnfinished(db, before(keep.unfinishedBlocks));
  const words = before(keep.words);
  const firstWeekKept = weekOf(words, "UTC");
  await db
    .delete(rounds)
    .where(and(ne(rounds.state, "open"), lt(rounds.closesAt, words), notExists(waitingBlock(db))));
  await db.delete(tries).where(and(ne(tries.state, "going"), lt(tries.endedAt, words)));
  await db.delete(focusShares).where(changedAgainBefore(db, words));
  await db.delete(focusReports).where(lt(focusReports.week, firstWeekKept));
  await db.delete(notedValues).where(lt(notedValues.week, firstWeekKept));

  const settled = inArray(deliveries.state, ["said", "uncertain", "failed", "cancelled"]);
  await db.delete(deliveries).where(and(settled, lt(deliveries.dueAt, before(keep.deliveries))));
  await db.delete(pictures).where(lt(pictures.uploadedAt, before(keep.deliveries)));
  const day = before(keep.away).toZonedDateTimeISO("UTC").toPlainDate();
  await db.delete(away).where(lt(away.lastDay, day));
  await db.delete(heard).where(lt(heard.heardAt, now.subtract({ hours: heardHours })));
  await db.delete(installStates).where(lt(installStates.expiresAt, now));
  await db.delete(workspaces).where(lt(workspaces.uninstalledAt, before(keep.uninstalled)));
}

/** Focus shares that were in force until then: what is in force is kept, however old. */
function changedAgainBefore(db: Db, moment: Temporal.Instant) {
  const later = alias(focusShares, "later");
  return exists(
    db
      .select({ one: sql`1` })
      .from(later)
      .where(
        and(eq(later.team, focusShares.team), gt(later.change, focusShares.change), lt(later.since, moment)),
      ),
  );
}

/** The block that a round belongs to, while readings wait in it. */
function waitingBlock(db: Db) {
  return db
    .select({ one: sql`1` })
    .from(blocks)
    .where(
      and(
        eq(blocks.team, rounds.team),
        sql`${blocks.number} = ceil(${rounds.ordinal}::numeric / ${sql.raw(String(roundsInABlock))})`,
      ),
    );
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
