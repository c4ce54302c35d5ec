/** What is old is deleted. Readings never get old: they go when their round closes. */
import { and, eq, exists, gt, inArray, lt, ne, notExists, or, type SQL, sql } from "drizzle-orm";
import { alias, type PgTable } from "drizzle-orm/pg-core";
import type { Temporal } from "temporal-polyfill";
import type { Retention } from "../core/retention.ts";
import { roundsInABlock } from "../core/round.ts";
import { weekOf } from "../core/week.ts";
import type { Db } from "./database.ts";
import { deleteGivenUp, giveUp } from "./given-up.ts";
import { deleteInPortions, type Over, type Portions, usualPortions } from "./portions.ts";
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
} from "./schema.ts";

/** What Slack sends twice comes within minutes; a day is plenty (docs.slack.dev: three retries within the hour). */
const heardHours = 24;

type How = { readonly portions?: Portions; readonly stopping?: AbortSignal | undefined };

/**
 * Deletes what has been kept for as long as `keep` says: closed rounds with their words and named reflections, tries that
 * ended, focus reports, focus shares long changed again, and noted values; what was said, failed or cancelled; which
 * pictures Slack has; days away that are over; what waits in a block that is never going to end, unsaid; the ids of what Slack sent more than a day ago;
 * installs that were never finished; and workspaces from which Bearings was uninstalled, with everything in them. A closed
 * round goes no sooner than the block in which its readings wait: what its members were promised stands in it. All of it
 * goes in portions; false when this process is to stop first, and the rest is made up for.
 */
export async function deleteOld(
  db: Db,
  now: Temporal.Instant,
  keep: Retention,
  { portions = usualPortions, stopping }: How = {},
): Promise<boolean> {
  const before = (days: number) => now.subtract({ hours: 24 * days });
  const words = before(keep.words);
  const firstWeekKept = weekOf(words, "UTC");
  const closed = and(ne(rounds.state, "open"), lt(rounds.closesAt, words), notExists(waitingBlock(db)));
  const settled = inArray(deliveries.state, ["said", "uncertain", "failed", "cancelled"]);
  const said = and(settled, lt(deliveries.dueAt, before(keep.deliveries)));
  const day = before(keep.away).toZonedDateTimeISO("UTC").toPlainDate();
  const rows = (table: PgTable, where: SQL | undefined): Over => ({ table, where, atOnce: portions.rows });
  const isThrough = await deleteInPortions(
    db,
    [
      { table: blocks, where: unfinished(db, before(keep.unfinishedBlocks)), atOnce: portions.rounds },
      { table: rounds, where: closed, atOnce: portions.rounds },
      rows(tries, and(ne(tries.state, "going"), lt(tries.endedAt, words))),
      rows(focusShares, changedAgainBefore(db, words)),
      rows(focusReports, lt(focusReports.week, firstWeekKept)),
      rows(notedValues, lt(notedValues.week, firstWeekKept)),
      rows(deliveries, said),
      rows(pictures, lt(pictures.uploadedAt, before(keep.deliveries))),
      rows(away, lt(away.lastDay, day)),
      rows(heard, lt(heard.heardAt, now.subtract({ hours: heardHours }))),
      rows(installStates, lt(installStates.expiresAt, now)),
    ],
    stopping,
  );
  if (!isThrough) return false;
  await giveUp(db, before(keep.uninstalled));
  return deleteGivenUp(db, { portions, stopping });
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

/** Blocks whose team has had no round since then. */
function unfinished(db: Db, since: Temporal.Instant): SQL {
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
  return notExists(recentRound);
}
