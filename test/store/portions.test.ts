/** However much is over, it goes a little at a time; and what was begun is never found again, half deleted. */
import { eq, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, test } from "vitest";
import { keepHistory, keepManyTeams, workspaceOf } from "../../bench/many-teams.ts";
import type { UserId } from "../../src/core/ids.ts";
import { longestRetention, type Retention } from "../../src/core/retention.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { arrive } from "../../src/store/presence.ts";
import { deleteOld } from "../../src/store/retention.ts";
import { deliveries, heard, labels, members, rounds, teams, workspaces } from "../../src/store/schema.ts";
import { teamsOfWorkspace } from "../../src/store/teams.ts";
import { testDatabase } from "../support/database.ts";
import { watchStatements } from "../support/statements.ts";

let db: Db;
let at: Temporal.Instant;
const left = workspaceOf(1);
const stays = workspaceOf(2);
const few = { rows: 3, rounds: 4, teams: 2, workspaces: 1 };

/** Two workspaces of five teams, each with six closed rounds. Bearings left the first more than thirty days ago. */
beforeEach(async () => {
  db = await testDatabase();
  at = await now(db);
  await keepManyTeams(db, { workspaces: 2, teamsEach: 5, due: 0, at });
  await keepHistory(db, 6, at);
  await db.execute(sql`
    insert into deliveries (workspace, key, kind, addressee, due_at, state)
    select id, 'digest:' || id || n, 'digest', 'ULEADER', ${at.toString()}::timestamptz, 'said'
    from workspaces, generate_series(1, 7) n`);
});

const leaves = () =>
  db
    .update(workspaces)
    .set({ uninstalledAt: at.subtract({ hours: 24 * 30, seconds: 1 }) })
    .where(eq(workspaces.id, left));
const comes = () => arrive(db, { id: left, name: "Back", botUser: "UBEARINGS" as UserId, installedAt: at });
const inAll = () =>
  Promise.all([teams, rounds, labels, members, deliveries].map((table) => db.$count(table)));

/** A night that ends in the middle: the process is to stop while it takes the first portion from a table. */
async function breaksOff(table: string, keep: Partial<Retention> = {}): Promise<boolean> {
  const stopping = new AbortController();
  const stop = watchStatements(db, "outside transactions", ({ sql }) => {
    if (sql.startsWith(`delete from "${table}"`)) stopping.abort();
  });
  const how = { portions: few, stopping: stopping.signal };
  return deleteOld(db, at, { ...longestRetention, ...keep }, how).finally(stop);
}
const anotherNight = () => deleteOld(db, at, longestRetention, { portions: few });

describe("a workspace whose time for coming back is over", () => {
  beforeEach(leaves);

  test("goes two teams at a time, with their rounds; and all of it goes, and nothing else", async () => {
    expect(await breaksOff("teams")).toBe(false);
    expect(await inAll()).toEqual([8, 48, 240, 48, 14]);
    expect(await anotherNight()).toBe(true);
    expect(await inAll()).toEqual([5, 30, 150, 30, 7]);
    expect((await db.select().from(workspaces)).map(({ id }) => id)).toEqual([stays]);
  });

  test("goes on going in another night, however long the settings are by then", async () => {
    await breaksOff("teams", { uninstalled: 1 });
    await deleteOld(db, at.subtract({ hours: 24 * 15 }), longestRetention, { portions: few });
    expect((await db.select().from(workspaces)).map(({ id }) => id)).toEqual([stays]);
  });

  test("has all its teams when it comes back before that has begun", async () => {
    expect(await comes()).toBe("back");
    await anotherNight();
    expect(await teamsOfWorkspace(db, left)).toHaveLength(5);
    expect(await db.$count(rounds)).toBe(60);
  });

  test("begins anew when it comes back in the middle of that, and never finds half of its teams", async () => {
    await breaksOff("teams");
    expect(await comes()).toBe("new");
    expect(await inAll()).toEqual([5, 30, 150, 30, 7]);
    await anotherNight();
    const [kept] = await db.select().from(workspaces).where(eq(workspaces.id, left));
    expect(kept).toMatchObject({ uninstalledAt: null, name: "Back" });
  });
});

test("words that are over go a few rounds at a time", async () => {
  const keep = { words: 30 };
  await db.execute(sql`update rounds set closes_at = closes_at - interval '60 days'`);
  expect(await breaksOff("rounds", keep)).toBe(false);
  expect(await db.$count(rounds)).toBe(56);
  await deleteOld(db, at, { ...longestRetention, ...keep }, { portions: few });
  expect(await db.$count(rounds)).toBe(0);
});

test("so does what was said, and what was heard", async () => {
  const month = at.subtract({ hours: 24 * 31 });
  await db.update(deliveries).set({ dueAt: month });
  await db.insert(heard).values(Array.from({ length: 8 }, (_, n) => ({ id: `Ev${n}`, heardAt: month })));
  expect(await breaksOff("deliveries")).toBe(false);
  expect([await db.$count(deliveries), await db.$count(heard)]).toEqual([11, 8]);
  expect(await breaksOff("heard")).toBe(false);
  expect([await db.$count(deliveries), await db.$count(heard)]).toEqual([0, 5]);
  expect(await anotherNight()).toBe(true);
  expect(await db.$count(heard)).toBe(0);
});
