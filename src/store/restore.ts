/**
 * Taking a backup in again: whole or not at all, into an empty database only. Nothing that was waiting to be said, or
 * was being said, is said afterwards: nobody knows what was heard since the backup was taken.
 */
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { Temporal } from "temporal-polyfill";
import { speakPlainly } from "./backup.ts";
import { type BackupHeader, readParts } from "./backup-file.ts";
import { handTurned } from "./clock.ts";
import type { Database, Db } from "./database.ts";
import { everyTable, type KeptTable } from "./every-table.ts";
import { migrationsFolder } from "./migrate.ts";
import { OperatorMistake } from "./operator-mistake.ts";
import { rowsOf } from "./rows.ts";

export type Restored = {
  readonly takenAt: Temporal.Instant;
  readonly rows: number;
  /** Things that were waiting to be said, and are left unsaid. */
  readonly leftUnsaid: number;
};

/**
 * Restores a backup, in one transaction. A backup of a newer Bearings, a damaged one, and a database that isn't empty are
 * refused; so is, for a real Slack, that of a local workspace whose clock has been turned.
 */
export async function restoreBackup(
  { db }: Database,
  path: string,
  forWhom: "local" | "real",
): Promise<Restored> {
  return db.transaction(async (tx) => {
    await speakPlainly(tx);
    const tables = await everyTable(tx);
    await refuseFilled(tx, tables);
    let header: BackupHeader | null = null;
    let into: { readonly table: KeptTable; readonly columns: readonly string[] } | null = null;
    let rows = 0;
    for await (const part of readParts(path)) {
      if ("header" in part) {
        header = part.header;
        refuseNewer(header, path);
      } else if ("table" in part) {
        into = { table: tableNamed(part, tables, path), columns: part.columns };
      } else if (into !== null) {
        await insert(tx, into.table, into.columns, part.rows);
        rows += part.rows.length;
      }
    }
    if (header === null) throw new Error("A whole backup has a header.");
    const takenAt = Temporal.Instant.from(header.takenAt);
    if (forWhom === "real") await refuseTurnedClock(tx, path);
    const leftUnsaid = await leaveUnsaid(tx, takenAt);
    await letGoOfPassed(tx);
    await remindNobodyTwice(tx);
    await countOn(tx, header);
    return { takenAt, rows, leftUnsaid };
  });
}

/** Whoever else is at work here waits, and then finds everything there. Of two restores at once the second is refused. */
async function refuseFilled(tx: Db, tables: readonly KeptTable[]): Promise<void> {
  const all = sql.join(
    tables.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );
  await tx.execute(sql`lock table ${all} in exclusive mode`);
  for (const { name } of tables) {
    const [row] = await rowsOf<{ filled: boolean }>(
      tx,
      sql`select exists (select from ${sql.identifier(name)}) as filled`,
    );
    if (row?.filled !== true) continue;
    throw new OperatorMistake(
      `This database has something in it already (in ${name}), and a backup is restored into an empty one only. ` +
        `Nothing was changed. Set DATA_DIR to a new folder, or DATABASE_URL to a new database.`,
    );
  }
}

function refuseNewer({ migration, version }: BackupHeader, path: string): void {
  const known = readMigrationFiles({ migrationsFolder }).some(({ hash }) => hash === migration);
  if (known) return;
  throw new OperatorMistake(
    `The backup ${path} was made by Bearings ${version}, whose tables this version doesn't know: restore it with that version, or a newer one.`,
  );
}

async function refuseTurnedClock(tx: Db, path: string): Promise<void> {
  if ((await handTurned(tx)).blank) return;
  throw new OperatorMistake(
    `The backup ${path} is of a local workspace whose clock has been turned: it is not for a real Slack. Nothing was restored.`,
  );
}

/** A column that came later keeps its default; one that went since can't be taken in, and nothing is dropped in silence. */
function tableNamed(
  { table: name, columns }: { readonly table: string; readonly columns: readonly string[] },
  tables: readonly KeptTable[],
  path: string,
): KeptTable {
  const table = tables.find((one) => one.name === name);
  const unknown = columns.find((column) => table?.columns.every((one) => one.name !== column));
  if (table !== undefined && unknown === undefined) return table;
  throw new OperatorMistake(
    `The backup ${path} has ${unknown === undefined ? name : `${name}.${unknown}`}, which this version of Bearings no longer keeps: restore it with the version that made it, and upgrade then.`,
  );
}

async function insert(
  tx: Db,
  table: KeptTable,
  columns: readonly string[],
  rows: readonly string[],
): Promise<void> {
  const values = columns.map((name, place) => {
    const type = table.columns.find((column) => column.name === name)?.type ?? "text";
    return sql.raw(`(r.value ->> ${place})::${type}`);
  });
  const into = sql.join(
    columns.map((name) => sql.identifier(name)),
    sql`, `,
  );
  const rowsOfIt = `[${rows.join(",")}]`;
  try {
    await tx.execute(
      sql`insert into ${sql.identifier(table.name)} (${into}) overriding system value
        select ${sql.join(values, sql`, `)} from json_array_elements(${rowsOfIt}::text::json) r`,
    );
  } catch (error) {
    throw refusedRows(error, table.name);
  }
}

/** What the database threw has the rows in it, and would print what people said: its code is enough. */
function refusedRows(error: unknown, table: string): Error {
  const { code = "unknown" } = (error as { readonly cause?: { readonly code?: string } }).cause ?? {};
  // Classes 22 and 23: the data themselves. Anything else is no fault of theirs.
  if (!/^2[23]/.test(code)) return new Error(`Restoring ${table} broke off (${code}). Nothing was restored.`);
  return new OperatorMistake(
    `The backup has rows of ${table} that the database refuses (${code}): it is damaged, or was changed. Nothing was restored.`,
  );
}

/**
 * What was due by now, or had been tried before, may have been said since the backup was taken. It becomes uncertain, and
 * stays so: not even a summary or a digest is said again. What is due later, and was never tried, still is.
 */
async function leaveUnsaid(tx: Db, takenAt: Temporal.Instant): Promise<number> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`update deliveries set state = 'uncertain', lease_until = null, trouble = 'restored'
      where state = 'sending' or state = 'due'
        and (attempts > 0 or due_at <= greatest(bearings_now(), ${takenAt.toString()}::timestamptz))
      returning id::text`,
  );
  return rows.length;
}

/**
 * A round that was open, and whose hour has passed since, may have had its words already: closing it a second time, with
 * fewer answers, would put two wordings of one week side by side, and they could tell what a few people said. So it has
 * none, like a round that was missed, and its answers are deleted.
 */
async function letGoOfPassed(tx: Db): Promise<void> {
  const passed = sql`(select id from rounds where state = 'open' and closes_at <= bearings_now())`;
  for (const table of ["readings", "answers", "not_this_week", "reflections", "quotes"])
    await tx.execute(sql`delete from ${sql.identifier(table)} where round in ${passed}`);
  await tx.execute(sql`
    update rounds set state = 'skipped', ordinal = null where state = 'open' and closes_at <= bearings_now()`);
}

/** A reminder whose hour has passed may have been said since: one that is left out is better than a second one. */
async function remindNobodyTwice(tx: Db): Promise<void> {
  await tx.execute(sql`update rounds set nudged = true where state = 'open' and nudges_at <= bearings_now()`);
}

/** Last of all, because counting can't be undone with the rest. */
async function countOn(tx: Db, { counters }: BackupHeader): Promise<void> {
  for (const [name, last] of Object.entries(counters)) {
    const [table = "", column = ""] = name.split(".");
    await tx.execute(
      sql`select setval(pg_get_serial_sequence(quote_ident(${table}), ${column}), ${last}::bigint)`,
    );
  }
}
