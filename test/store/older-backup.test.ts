/** What an older Bearings backed up is taken in by this one: whoever upgrades on the way restores what they have. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { takeBackup } from "../../src/store/backup.ts";
import type { Database } from "../../src/store/database.ts";
import { migrationsFolder } from "../../src/store/migrate.ts";
import { restoreBackup } from "../../src/store/restore.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { type BackupFolder, backupFolder, wipe } from "../support/backups.ts";
import { testEngine } from "../support/database.ts";
import { type EmptyDatabase, emptyDatabase } from "../support/empty-database.ts";
import { fillEveryTable } from "../support/fill-tables.ts";

type Journal = { readonly entries: readonly { readonly tag: string }[] };
const journalFile = join("meta", "_journal.json");
const journal: Journal = JSON.parse(readFileSync(join(migrationsFolder, journalFile), "utf8"));
/** Before the second migration there was no clock of the database, which a backup is dated by. */
const past = journal.entries.map((_, at) => at + 1).slice(1, -1);

let old: EmptyDatabase;
let today: Database;
let folder: BackupFolder;
let migrations: string;

beforeEach(async () => {
  old = await emptyDatabase();
  today = await testEngine();
  await wipe(today.db);
  folder = backupFolder();
  migrations = mkdtempSync(join(tmpdir(), "bearings-older-"));
  cpSync(migrationsFolder, migrations, { recursive: true });
});
afterEach(async () => {
  await wipe(today.db);
  await old.close();
  folder.remove();
  rmSync(migrations, { recursive: true });
});

it("from every past shape of the tables: each row is there again", {
  timeout: 120_000,
}, async () => {
  for (const count of past) {
    const entries = journal.entries.slice(0, count);
    writeFileSync(join(migrations, journalFile), JSON.stringify({ ...journal, entries }));
    await old.migrateFrom(migrations);
    const filled = await fillEveryTable(old.db);
    const { rows } = await takeBackup({ ...today, db: old.db }, folder.path(`${count}`), "0.0.1");
    await wipe(old.db);

    const restored = await restoreBackup(today, folder.path(`${count}`), "local");
    expect([entries.at(-1)?.tag, restored.rows]).toEqual([entries.at(-1)?.tag, rows]);
    for (const name of filled) {
      const found = await rowsOf<{ n: number }>(
        today.db,
        sql`select count(*)::int as n from ${sql.identifier(name)}`,
      );
      expect([entries.at(-1)?.tag, name, found]).toEqual([entries.at(-1)?.tag, name, [{ n: 1 }]]);
    }
    await wipe(today.db);
  }
  expect(past.length).toBeGreaterThan(10);
});
