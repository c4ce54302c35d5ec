import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { migrationsFolder } from "../../src/store/migrate.ts";
import { rowsOf } from "../../src/store/rows.ts";
import * as schema from "../../src/store/schema.ts";
import { emptyDatabase } from "../support/empty-database.ts";
import { tableNames } from "../support/every-row.ts";
import { fillEveryTable } from "../support/fill-tables.ts";
import { journal, olderMigrations } from "../support/older-migrations.ts";
import { appliedMigrations } from "./applied-migrations.ts";

const tags = journal.entries.map((entry) => entry.tag);

function textOf(tag: string): string {
  return readFileSync(join(migrationsFolder, `${tag}.sql`), "utf8");
}

test("every migration is later than the one before: an earlier one would be skipped in silence", () => {
  const whens = journal.entries.map((entry) => entry.when);
  expect(whens).toEqual([...new Set(whens)].sort((one, other) => one - other));
});

test("every file of SQL is in the journal, and every entry has its file", () => {
  const files = readdirSync(migrationsFolder).filter((name) => name.endsWith(".sql"));
  expect(files.sort()).toEqual(tags.map((tag) => `${tag}.sql`).sort());
});

test("a migration that may have been applied never changes", () => {
  const hashes = tags.map((tag) => [tag, createHash("sha256").update(textOf(tag)).digest("hex")]);
  expect(Object.fromEntries(hashes)).toEqual(appliedMigrations);
});

test("a column that is added later is nullable or has a default: there are rows already", () => {
  expect(addedWithoutDefault('ALTER TABLE "teams" ADD COLUMN "motto" text NOT NULL;')).toHaveLength(1);
  expect(addedWithoutDefault(`ALTER TABLE "teams" ADD COLUMN "motto" text DEFAULT '' NOT NULL;`)).toEqual([]);
  expect(tags.flatMap((tag) => addedWithoutDefault(textOf(tag)))).toEqual([]);
});

test("migrations pass over a filled older schema, and lose nothing", { timeout: 60_000 }, async () => {
  const { db, migrateFrom, close } = await emptyDatabase();
  const older = olderMigrations();
  try {
    older.endAfter(journal.entries.length - 1);
    await migrateFrom(older.folder);
    const filled = await fillEveryTable(db);
    await migrateFrom(migrationsFolder);
    for (const name of filled) {
      const [row] = await rowsOf<{ count: number }>(
        db,
        sql`select count(*)::int as count from ${sql.identifier(name)}`,
      );
      expect([name, row?.count]).toEqual([name, 1]);
    }
    // Every column that the code knows is there to be read.
    for (const table of Object.values(schema)) if (is(table, PgTable)) await db.select().from(table);
    expect(tableNames).toEqual(expect.arrayContaining([...filled]));
    expect(filled.length).toBeGreaterThan(15);
  } finally {
    older.remove();
    await close();
  }
});

function addedWithoutDefault(text: string): readonly string[] {
  const added = text.match(/ADD COLUMN[^;]*/gi) ?? [];
  return added.filter((column) => /NOT NULL/i.test(column) && !/DEFAULT|GENERATED/i.test(column));
}
