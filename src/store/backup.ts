/** A backup: everything that is kept, of one moment, in one file that either engine can take in again. */
import { Readable } from "node:stream";
import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { type BackupHeader, type BackupPart, format, rowsAtOnce, writtenParts } from "./backup-file.ts";
import { now } from "./clock.ts";
import type { Database, Db } from "./database.ts";
import { everyTable, type KeptTable } from "./every-table.ts";
import { killPoint } from "./kill-point.ts";
import { refuseExisting, writeNewFile } from "./new-file.ts";
import { rowsOf } from "./rows.ts";

export type Taken = { readonly takenAt: Temporal.Instant; readonly rows: number; readonly bytes: number };

/**
 * Takes a backup into a new file, while others go on working: all of it is of the moment at which it began. With
 * PostgreSQL nobody waits for it; the embedded engine has one session, so there everybody does.
 */
export async function takeBackup({ db, engine }: Database, path: string, version: string): Promise<Taken> {
  await refuseExisting(path);
  killPoint("before a backup is written");
  const taken = await db.transaction(
    async (tx) => {
      await speakPlainly(tx);
      const tables = await everyTable(tx);
      const takenAt = await now(tx);
      await holdShapes(tx, tables);
      const header: BackupHeader = {
        bearings: "backup",
        format,
        version,
        engine,
        migration: await newestMigration(tx),
        takenAt: takenAt.toString(),
        counters: await countersOf(tx, tables),
      };
      let rows = 0;
      const parts = async function* () {
        for await (const part of partsOf(tx, header, tables)) {
          if ("rows" in part) rows += part.rows.length;
          yield part;
        }
      };
      const bytes = await writeNewFile(path, Readable.from(writtenParts(parts())));
      return { takenAt, rows, bytes };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
  killPoint("after a backup is written");
  return taken;
}

/** However this server was set up: values are written as any other reads them, and it takes as long as it takes. */
export async function speakPlainly(tx: Db): Promise<void> {
  const settings = [
    ["statement_timeout", "0"],
    ["idle_in_transaction_session_timeout", "0"],
    ["timezone", "UTC"],
    ["datestyle", "ISO, YMD"],
    ["intervalstyle", "iso_8601"],
    ["extra_float_digits", "1"],
    ["bytea_output", "hex"],
  ];
  for (const [name, value] of settings) await tx.execute(sql`select set_config(${name}, ${value}, true)`);
}

/** Nobody changes a table's shape while it is read; who writes and reads rows isn't in the way. */
async function holdShapes(tx: Db, tables: readonly KeptTable[]): Promise<void> {
  await tx.execute(sql`lock table ${names(tables.map(({ name }) => name))} in access share mode`);
}

async function newestMigration(tx: Db): Promise<string> {
  const [newest] = await rowsOf<{ hash: string }>(
    tx,
    sql`select hash from drizzle.__drizzle_migrations order by created_at desc limit 1`,
  );
  if (newest === undefined) throw new Error("This database has no tables yet.");
  return newest.hash;
}

/** Counters are never set back: what a number meant once, such as on an old button, it must not mean again. */
async function countersOf(tx: Db, tables: readonly KeptTable[]): Promise<Readonly<Record<string, string>>> {
  const counters: Record<string, string> = {};
  for (const { name, counted } of tables) {
    for (const column of counted) {
      const [sequence] = await rowsOf<{ called: string }>(
        tx,
        sql`select pg_get_serial_sequence(quote_ident(${name}), ${column}) as called`,
      );
      const [counter] = await rowsOf<{ last: string }>(
        tx,
        sql`select last_value::text as last from ${sql.raw(sequence?.called ?? "")} where is_called`,
      );
      if (counter !== undefined) counters[`${name}.${column}`] = counter.last;
    }
  }
  return counters;
}

async function* partsOf(
  tx: Db,
  header: BackupHeader,
  tables: readonly KeptTable[],
): AsyncGenerator<BackupPart> {
  yield { header };
  for (const table of tables) {
    yield { table: table.name, columns: table.columns.map(({ name }) => name) };
    yield* rowsIn(tx, table);
  }
}

/** In the order of its key, not of its writing, which would tell who came when. */
async function* rowsIn(tx: Db, { name, columns, key }: KeptTable): AsyncGenerator<BackupPart> {
  if (key.length === 0) throw new Error(`The table ${name} has no primary key to read it by.`);
  const texts = columns.map((column) => sql`${sql.identifier(column.name)}::text`);
  await tx.execute(
    sql`declare backed_up no scroll cursor for
      select json_build_array(${sql.join(texts, sql`, `)})::text as line
      from ${sql.identifier(name)} order by ${names(key)}`,
  );
  for (;;) {
    const rows = await rowsOf<{ line: string }>(tx, sql.raw(`fetch ${rowsAtOnce} from backed_up`));
    if (rows.length > 0) yield { rows: rows.map(({ line }) => line) };
    if (rows.length < rowsAtOnce) break;
  }
  await tx.execute(sql`close backed_up`);
}

function names(of: readonly string[]) {
  return sql.join(
    of.map((name) => sql.identifier(name)),
    sql`, `,
  );
}
