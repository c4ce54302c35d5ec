/** What an older Bearings backed up is taken in by this one: whoever upgrades on the way restores what they have. */
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { takeBackup } from "../../src/store/backup.ts";
import type { Database } from "../../src/store/database.ts";
import { restoreBackup } from "../../src/store/restore.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { type BackupFolder, backupFolder, wipe } from "../support/backups.ts";
import { testEngine } from "../support/database.ts";
import { type EmptyDatabase, emptyDatabase } from "../support/empty-database.ts";
import { fillEveryTable } from "../support/fill-tables.ts";
import { journal, type OlderMigrations, olderMigrations } from "../support/older-migrations.ts";

/** Before the second migration there was no clock of the database, which a backup is dated by. */
const past = journal.entries.map((_, at) => at + 1).slice(1, -1);

let old: EmptyDatabase;
let today: Database;
let folder: BackupFolder;
let migrations: OlderMigrations;

beforeEach(async () => {
  old = await emptyDatabase();
  today = await testEngine();
  await wipe(today.db);
  folder = backupFolder();
  migrations = olderMigrations();
});
afterEach(async () => {
  await wipe(today.db);
  await old.close();
  folder.remove();
  migrations.remove();
});

it("from every past shape of the tables: each row is there again", {
  timeout: 120_000,
}, async () => {
  for (const count of past) {
    migrations.endAfter(count);
    const tag = journal.entries[count - 1]?.tag;
    await old.migrateFrom(migrations.folder);
    const filled = await fillEveryTable(old.db);
    const { rows } = await takeBackup({ ...today, db: old.db }, folder.path(`${count}`), "0.0.1");
    await wipe(old.db);

    const restored = await restoreBackup(today, folder.path(`${count}`), "local");
    expect([tag, restored.rows]).toEqual([tag, rows]);
    for (const name of filled) {
      const found = await rowsOf<{ n: number }>(
        today.db,
        sql`select count(*)::int as n from ${sql.identifier(name)}`,
      );
      expect([tag, name, found]).toEqual([tag, name, [{ n: 1 }]]);
    }
    await wipe(today.db);
  }
  expect(past.length).toBeGreaterThan(10);
});
