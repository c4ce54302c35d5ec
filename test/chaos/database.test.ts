/** The database crashes, throws everybody out, or can't be reached for a while, under a week's work. */
import { sql } from "drizzle-orm";
import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Db, openDatabase } from "../../src/store/database.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { anySeed, chance } from "../support/chance.ts";
import { bySize } from "../support/size.ts";
import { openGround } from "./ground.ts";
import { openProxy, weathers } from "./proxy.ts";
import { sharedPostgres } from "./server.ts";
import { onPostgres, type Shelf } from "./shelf.ts";
import { liveWeek } from "./week.ts";

const seed = anySeed();
const server = sharedPostgres();

/** Weeks go by while something else happens again and again, until it has happened often enough. */
async function meanwhile(scenario: string, times: number, happen: () => Promise<void>): Promise<void> {
  const shelf = await onPostgres(server().url);
  const ground = await openGround({ scenario, shelf, teams: 4, seed });
  onTestFinished(() => ground.stop());
  await ground.up();
  const { below } = chance(seed);
  let left = times;
  let trouble: unknown = null;
  const happening = (async () => {
    while (left > 0) {
      await new Promise((wait) =>
        setTimeout(wait, 500 + below(bySize({ commit: 1_500, nightly: 5_000, release: 9_500 }))),
      );
      await happen();
      ground.tally.databaseCrashes += 1;
      left -= 1;
    }
  })().catch((error: unknown) => {
    trouble = error;
    left = 0;
  });
  for (let week = 0; left > 0; week += 1) {
    await liveWeek(ground, week);
    expect(await ground.check()).toEqual([]);
  }
  await happening;
  expect(trouble).toBeNull();
  expect(ground.tally.databaseCrashes).toBe(times);
  expect(ground.fell).toEqual([]);
}

describe("the database", () => {
  const times = bySize({ commit: 5, nightly: 100, release: 500 });

  it(`crashes ${times} times: the process lives on, nothing is lost, nothing doubled`, async () => {
    await meanwhile("database crashes", times, () => server().crash(200));
  });

  it(`throws everybody out ${times} times`, async () => {
    await meanwhile("connections cut", times, async () => {
      const client = new pg.Client({ connectionString: server().url });
      await client.connect();
      await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'bearings%'",
      );
      await client.end();
    });
  });
});

describe("the disk of the database", () => {
  it("is full for a while: whoever sends is told so, nothing is lost, and it goes on", async () => {
    const shelf = await onPostgres(server().url);
    const ground = await openGround({ scenario: "disk full", shelf, teams: 2, seed });
    onTestFinished(() => ground.stop());
    await ground.up();
    const { below } = chance(seed);
    for (let time = 0; time < bySize({ commit: 1, nightly: 10, release: 50 }); time += 1) {
      const filling = (async () => {
        await new Promise((wait) => setTimeout(wait, below(2_000)));
        await fillDisk(shelf);
        await new Promise((wait) => setTimeout(wait, 1_000 + below(2_000)));
        await emptyDisk(shelf);
        ground.tally.databaseCrashes += 1;
      })();
      await liveWeek(ground, time);
      await filling;
      expect(await ground.check()).toEqual([]);
      expect(ground.fell).toEqual([]);
    }
  });
});

describe("the network to the database", () => {
  it("forgets a connection in the middle of a transaction: its locks are given back within seconds", async () => {
    const { hostname: host, port } = new URL(server().url);
    const proxy = await openProxy({ host, port: Number(port) });
    const shelf = await onPostgres(server().url);
    const straight = await openDatabase({ url: shelf.settings.DATABASE_URL ?? "" });
    const through = new URL(shelf.settings.DATABASE_URL ?? "");
    through.port = String(proxy.port);
    const forgotten = await openDatabase({ url: through.href });
    onTestFinished(async () => {
      await proxy.stop();
      await Promise.all([straight.close(), forgotten.close()]);
      await shelf.close();
    });
    const lock = sql`select pg_advisory_xact_lock(7)`;
    let hasLock = () => {};
    const locked = new Promise<void>((resolve) => {
      hasLock = resolve;
    });
    const begun = forgotten.db
      .transaction(async (tx) => {
        await tx.execute(lock);
        await proxy.turn("half-open");
        hasLock();
        await tx.execute(sql`select 1`);
      })
      .catch(() => {});
    await locked;
    const until = Date.now() + 20_000;
    let given = false;
    while (!given && Date.now() < until) {
      given = await straight.db.execute(lock).then(
        () => true,
        () => false,
      );
    }
    expect(given).toBe(true);
    await proxy.turn("reset");
    await begun;
  });

  it.each(weathers)("is %s for a while: nothing is lost, and it goes on within a minute", async (weather) => {
    const { hostname: host, port } = new URL(server().url);
    const proxy = await openProxy({ host, port: Number(port) });
    const through = (url: string) => {
      const there = new URL(url);
      there.port = String(proxy.port);
      return there.href;
    };
    const shelf = await onPostgres(server().url, through);
    const ground = await openGround({ scenario: `database ${weather}`, shelf, teams: 2, seed });
    onTestFinished(async () => {
      await ground.stop();
      await proxy.stop();
    });
    await ground.up();
    const { below } = chance(seed);
    for (let time = 0; time < bySize({ commit: 1, nightly: 20, release: 100 }); time += 1) {
      let cleared = 0;
      const passing = (async () => {
        await new Promise((wait) => setTimeout(wait, below(2_000)));
        await proxy.turn(weather);
        await new Promise((wait) => setTimeout(wait, 2_000 + below(2_000)));
        await proxy.turn("clear");
        cleared = Date.now();
      })();
      await liveWeek(ground, time);
      await passing;
      ground.tally.recoveries.push(Math.max(0, Date.now() - cleared));
      expect(await ground.check()).toEqual([]);
      expect(Math.max(...ground.tally.recoveries)).toBeLessThan(60_000);
      expect(ground.fell).toEqual([]);
    }
  });
});

/** Every table says what PostgreSQL says when nothing more fits (53100), to whoever would write into it. */
async function fillDisk(shelf: Shelf): Promise<void> {
  await shelf.use(async (db) => {
    await db.execute(sql`create or replace function nothing_fits() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
    await onEveryTable(
      db,
      "create trigger full_disk before insert or update on %I for each statement execute function nothing_fits()",
    );
  });
}

async function emptyDisk(shelf: Shelf): Promise<void> {
  await shelf.use((db) => onEveryTable(db, "drop trigger full_disk on %I"));
}

/** Waits for whoever is in the middle of something, one table after the other. */
async function onEveryTable(db: Db, statement: string): Promise<void> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  for (const { name } of tables) await db.execute(sql.raw(statement.replace("%I", `"${name}"`)));
}
