import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { now } from "../../src/store/clock.ts";
import { openDatabase, tidy } from "../../src/store/database.ts";
import { migrationsCurrent, newestMigration } from "../../src/store/migrate.ts";
import { OperatorMistake } from "../../src/store/operator-mistake.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { workspaceIds } from "../../src/store/workspaces.ts";
import { holderOf, kill } from "../support/holder.ts";
import { keptTeam } from "../support/kept-teams.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bearings-folder-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("tables are ready where a newer version has changed them already, and not where this one has still to", async () => {
  const { db, close } = await openDatabase({ memory: true });
  await db.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 99999999999999)`,
  );
  expect(await migrationsCurrent(db, newestMigration())).toBe(true);
  await db.execute(
    sql`delete from drizzle.__drizzle_migrations where id = (select max(id) - 1 from drizzle.__drizzle_migrations)`,
  );
  expect(await migrationsCurrent(db, newestMigration())).toBe(false);
  await close();
});

test("a folder keeps what was kept, is its process's own, and is given back", async () => {
  const first = await openDatabase({ folder: join(folder, "new") });
  await keptTeam(first.db);
  expect(await migrationsCurrent(first.db, newestMigration())).toBe(true);
  await expect(openDatabase({ folder: join(folder, "new") })).rejects.toThrow(`process ${process.pid}`);
  await first.close();
  const again = await openDatabase({ folder: join(folder, "new") });
  expect(await workspaceIds(again.db)).toEqual(["T0HARBOUR"]);

  // No autovacuum here: what was deleted keeps its room until the nightly tidying.
  const { db } = again;
  await db.execute(sql`insert into clock_hand select true, 0`);
  for (let turn = 0; turn < 20; turn += 1) {
    await db.execute(
      sql`insert into workspaces select 'T' || n, repeat('x', 500), 'U', now() from generate_series(1, 500) n`,
    );
    await db.execute(sql`delete from workspaces where name like 'xxx%'`);
  }
  const size = async () =>
    (await rowsOf<{ size: number }>(db, sql`select pg_table_size('workspaces')::int as size`))[0]?.size ?? 0;
  const before = await size();
  await tidy(again);
  expect(await size()).toBeLessThan(before / 10);

  // One session: what would wait for itself for ever is an error at once.
  const waiting = db.transaction(() => now(db));
  await expect(waiting).rejects.toMatchObject({
    cause: { message: expect.stringContaining("Inside a transaction") },
  });
  const afterwards = db.transaction(
    async (tx) => new Promise((later) => setTimeout(() => later(now(tx)), 1)),
  );
  expect(await afterwards).toBeDefined();
  expect(await now(db)).toBeDefined();

  expect(readFileSync(join(folder, "new", "PG_VERSION"), "utf8").trim()).toBe("18");
  await again.close();
}, 60_000);

test("what was kept survives kill -9 of the process that kept it", async () => {
  const holder = await holderOf(folder, "kept");
  await expect(openDatabase({ folder })).rejects.toThrow(`is in use by process ${holder.pid}.`);
  await kill(holder);
  const after = await openDatabase({ folder });
  expect(await workspaceIds(after.db)).toEqual(["T0HARBOUR"]);
  await after.close();
}, 60_000);

test("a folder made by another PostgreSQL version is refused, and left as it is", async () => {
  writeFileSync(join(folder, "PG_VERSION"), "17\n");
  const refused = openDatabase({ folder });
  await expect(refused).rejects.toThrow(OperatorMistake);
  await expect(refused).rejects.toThrow(
    `The data folder ${folder} was made by PostgreSQL 17, and this version of Bearings has 18 inside.`,
  );
  await expect(openDatabase({ folder })).rejects.toThrow("PostgreSQL 17");
});

test("a folder that can't be written is refused with a sentence", async () => {
  writeFileSync(join(folder, "file"), "");
  const below = join(folder, "file", "data");
  const refused = openDatabase({ folder: below });
  await expect(refused).rejects.toThrow(OperatorMistake);
  await expect(refused).rejects.toThrow(`The data folder ${below} can't be written.`);
});

test("an address that can't be read is refused with a sentence", async () => {
  await expect(openDatabase({ url: "postgresql://host:notaport/x" })).rejects.toThrow(
    "DATABASE_URL can't be read.",
  );
});
