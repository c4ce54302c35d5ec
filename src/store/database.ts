/**
 * One database, two engines: PostgreSQL that many processes share, or an embedded one in a folder that is one
 * process's own. Everything else in Bearings sees `Db` and can't tell which.
 */

import { sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT, PgTable } from "drizzle-orm/pg-core";
import { killPoint } from "./kill-point.ts";
import * as schema from "./schema.ts";

/** A database, or a transaction in it. In a transaction use only what its callback is handed, never the outer one. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export type Database = {
  readonly db: Db;
  readonly engine: "postgres" | "embedded";
  /** What keeps workspaces apart (store/within): a role, none because it can't be taken, or nothing beside our own care. */
  readonly isolation: "by role" | "no role" | "embedded";
  /** Writes tables into new files. Vacuum alone leaves the bytes of deleted rows in the gaps of the old ones. */
  readonly rewrite: (tables: readonly PgTable[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Where the data lives. `memory` forgets everything when it is closed; it is for tests. */
export type Place = { readonly url: string } | { readonly folder: string } | { readonly memory: true };

/**
 * Opens the database and brings its tables up to date. `troubled` hears of connections that break while nobody is
 * using them. A connection to PostgreSQL that is held for longer than `longestHold` milliseconds counts as dead: for
 * whoever serves people, and not for an errand that takes as long as it takes. Throws an OperatorMistake with a sentence
 * where a setting, a folder or a version is the cause.
 */
export async function openDatabase(
  place: Place,
  troubled: (error: Error) => void = () => {},
  longestHold = Number.POSITIVE_INFINITY,
): Promise<Database> {
  killPoint("before the tables are brought up to date");
  const opened = await openEngine(place, troubled, longestHold);
  killPoint("after the tables are brought up to date");
  return opened;
}

/** Of the two engines only the one that is used is loaded: the embedded one is a whole PostgreSQL. */
async function openEngine(
  place: Place,
  troubled: (error: Error) => void,
  longestHold: number,
): Promise<Database> {
  if ("url" in place) {
    const { openPostgres } = await import("./postgres.ts");
    return openPostgres(place.url, troubled, longestHold);
  }
  const { openEmbedded } = await import("./embedded.ts");
  return openEmbedded("folder" in place ? place.folder : null);
}

/**
 * Nightly housekeeping. The embedded engine has no autovacuum, so without this what was deleted keeps its room on disk for
 * ever; PostgreSQL looks after itself. On both, what tied a person to what they said is then gone from the files too.
 */
export async function tidy(database: Database): Promise<void> {
  if (database.engine === "embedded") await database.db.execute(sql`vacuum (analyze)`);
  await database.rewrite(emptiedAtClose);
}

/** What a closing round deletes from. `deliveries`: a reminder tells that somebody had not answered. */
const emptiedAtClose: readonly PgTable[] = [
  schema.readings,
  schema.answers,
  schema.notThisWeek,
  schema.reflections,
  schema.waitingReadings,
  schema.blocks,
  schema.deliveries,
];
