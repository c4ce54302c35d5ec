/**
 * What a person or the clock waits for is found by an index: nothing that is asked at the door, or at a tick, reads a
 * table whole that grows with every team and every week. The statements are the app's own, as they were asked.
 */
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepHistory, keepManyTeams } from "../../bench/many-teams.ts";
import { now } from "../../src/store/clock.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { testEngine } from "../support/database.ts";
import { type Plans, watchPlans } from "../support/plans.ts";
import type { TestTown } from "../support/town.ts";
import { openTwoTeams, type TwoTeams } from "../support/two-teams.ts";

const channel = "#harbour-support";
let town: TestTown;
let plans: Plans;

let as: TwoTeams["as"];

/** Asked by the local workspace itself, to tell its visitor what happens next: no real Slack has it. */
const ofTheLocalWorkspace = /tells-leader/;

beforeAll(async () => {
  ({ town, as } = await openTwoTeams());
  const { db } = await testEngine();
  await keepManyTeams(db, { workspaces: 20, teamsEach: 30, due: 0, at: await now(db) });
  await keepHistory(db, 8, await now(db));
  await db.execute(sql`
    insert into deliveries (workspace, team, round, key, kind, addressee, due_at, state)
    select t.workspace, t.id, r.id, 'opening:' || r.id, 'opening', t.channel, r.opens_at, 'said' from rounds r join teams t on t.id = r.team`);
  await db.execute(sql`analyze`);
  plans = watchPlans(db);
}, 60_000);

afterAll(async () => {
  plans.stop();
  await town.stop();
});

/** The tables that hold more than a few rows here: reading the others whole is what a database rightly does. */
async function grown(): Promise<ReadonlySet<string>> {
  const { db } = await testEngine();
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`select relname as name from pg_class where relkind = 'r' and reltuples > 500 and relnamespace = 'public'::regnamespace`,
  );
  return new Set(rows.map(({ name }) => name));
}

async function readsNothingWhole(): Promise<void> {
  const asked = await plans.wholeTablesRead();
  const large = await grown();
  expect([...large]).toEqual(
    expect.arrayContaining(["deliveries", "labels", "leaders", "members", "rounds", "teams"]),
  );
  expect(asked.length).toBeGreaterThan(0);
  expect(
    asked
      .map(({ statement, tables }) => ({ statement, tables: tables.filter((name) => large.has(name)) }))
      .filter(({ statement, tables }) => tables.length > 0 && !ofTheLocalWorkspace.test(statement)),
  ).toEqual([]);
}

describe("found by an index, among 600 other teams with a history", () => {
  const commands = [
    "help",
    "trends",
    "metric time to smile",
    "focus",
    "try",
    "digest",
    "privacy",
    "mydata",
    "away",
    "checkin",
  ];

  it.each(commands)("what /bearings %s asks", async (words) => {
    await as("ada").types(`/bearings ${words}`, { in: channel });
    await readsNothingWhole();
  });

  it("what a check-in asks when it is handed in", async () => {
    await as("chen").types("/bearings checkin", { in: channel });
    await as("chen").fills({ Customer: "Slipping" });
    await as("chen").submits();
    expect(await as("chen").readsModal()).toBeNull();
    await readsNothingWhole();
  });

  it("what the home tab asks", async () => {
    await as("ada").opensHome();
    await readsNothingWhole();
  });

  it("what the clock asks when a round is nudged, closed and told of", async () => {
    for (const moment of ["2026-11-25T16:01:00Z", "2026-11-26T16:01:00Z", "2026-11-27T08:01:00Z"])
      await town.turnTo(Temporal.Instant.from(moment));
    await readsNothingWhole();
  });
});
