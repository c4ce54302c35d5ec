/** From a folder to PostgreSQL and back, and a backup of a database in which others go on working. */
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeBackup } from "../../src/store/backup.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { restoreBackup } from "../../src/store/restore.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { type BackupFolder, backupFolder } from "../support/backups.ts";
import { fillEveryTable } from "../support/fill-tables.ts";
import { fingerprint } from "../support/fingerprint.ts";
import { freshPostgres } from "../support/fresh-postgres.ts";
import { bySize } from "../support/size.ts";

let folder: BackupFolder;
let opened: Database[] = [];

beforeEach(() => {
  folder = backupFolder();
});
afterEach(async () => {
  for (const one of opened) await one.close();
  opened = [];
  folder.remove();
});

async function open(engine: Database["engine"]): Promise<Database> {
  const database = await openDatabase(
    engine === "postgres" ? { url: await freshPostgres(server()) } : { memory: true },
  );
  opened.push(database);
  return database;
}

const moves: readonly (readonly [from: Database["engine"], to: Database["engine"]])[] = [
  ["embedded", "postgres"],
  ["postgres", "embedded"],
  ["postgres", "postgres"],
];

test.each(moves)(
  "what moves from %s to %s is the same in every table, and counts on",
  { timeout: 120_000 },
  async (from, to) => {
    for (let turn = 0; turn < bySize({ commit: 1, nightly: 3, release: 10 }); turn += 1) {
      const [old, fresh] = [await open(from), await open(to)];
      await fillEveryTable(old.db);
      await old.db.execute(sql`update deliveries set state = 'said'`);
      await old.db.execute(sql`
      insert into noted_values (team, measure, week, value, noted_by)
      select id, 'm', 'w', random() * 10 ^ (n % 300), 'U' from teams, generate_series(1, 3000) n`);
      await old.db.execute(
        sql`insert into heard select gen_random_uuid(), clock_timestamp() from generate_series(1, 1500)`,
      );
      const before = await fingerprint(old.db);
      await takeBackup(old, folder.path(`${turn}`), "0.1.0");
      await restoreBackup(fresh, folder.path(`${turn}`), "local");
      expect(await fingerprint(fresh.db)).toEqual(before);
      expect(await nextNote(fresh)).toBe(await nextNote(old));
      for (const one of [old, fresh]) await one.close();
      opened = [];
    }
  },
);

async function nextNote({ db }: Database): Promise<string | undefined> {
  const [row] = await rowsOf<{ next: string }>(
    db,
    sql`select nextval(pg_get_serial_sequence('noted_values', 'note'))::text as next`,
  );
  return row?.next;
}

test("a backup is of one moment, though others go on writing meanwhile", { timeout: 60_000 }, async () => {
  const busy = await open("postgres");
  await fillEveryTable(busy.db);
  await busy.db.execute(sql`insert into heard select 'old' || n, now() from generate_series(1, 30000) n`);
  let stopped = false;
  let written = 0;
  // Each act keeps one row in the table that is read first and one in the table that is read last.
  const writing = (async () => {
    while (!stopped) {
      written += 1;
      await busy.db.transaction(async (tx) => {
        await tx.execute(sql`insert into heard values (${`E${written}`}, now())`);
        await tx.execute(sql`insert into workspaces values (${`E${written}`}, '', 'U', now())`);
        await tx.execute(
          sql`insert into away (workspace, person, first_day, last_day) values (${`E${written}`}, 'U', now(), now())`,
        );
      });
    }
  })();
  await expect.poll(() => written).toBeGreaterThan(20);
  const before = written;
  await takeBackup(busy, folder.path("busy"), "0.1.0");
  const after = written;
  stopped = true;
  await writing;
  expect(after).toBeGreaterThan(before + 5);

  const fresh = await open("postgres");
  await restoreBackup(fresh, folder.path("busy"), "local");
  const [kept] = await rowsOf<Record<"heard" | "workspaces" | "away", number>>(
    fresh.db,
    sql`select (select count(*)::int from heard where id like 'E%') as heard,
      (select count(*)::int from workspaces where id like 'E%') as workspaces,
      (select count(*)::int from away where workspace like 'E%') as away`,
  );
  expect(kept?.heard).toBeGreaterThanOrEqual(before - 1);
  expect([kept?.workspaces, kept?.away]).toEqual([kept?.heard, kept?.heard]);
});

test("a process that is at work in the empty database waits, and finds everything there", async () => {
  const old = await open("postgres");
  await fillEveryTable(old.db);
  await takeBackup(old, folder.path("monday"), "0.1.0");
  const fresh = await open("postgres");
  const restoring = restoreBackup(fresh, folder.path("monday"), "local");
  const joining = fresh.db.execute(sql`insert into workspaces values ('TNEW', '', 'U', now())`);
  const outcome = await Promise.allSettled([restoring, joining]);
  expect(outcome[1]?.status).toBe("fulfilled");
  const count = await rowsOf<{ count: number }>(fresh.db, sql`select count(*)::int as count from workspaces`);
  expect(count[0]?.count).toBe(outcome[0]?.status === "fulfilled" ? 2 : 1);
});

function server(): string {
  const url = process.env.BEARINGS_TEST_DATABASE_URL;
  if (url === undefined) throw new Error("Run this with npm run test:postgres.");
  return url;
}
