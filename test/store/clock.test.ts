import { Temporal } from "temporal-polyfill";
import { beforeEach, expect, test } from "vitest";
import { handTurned, now, turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { testDatabase } from "../support/database.ts";

let db: Db;

beforeEach(async () => {
  db = await testDatabase();
});

test("tells the time of day", async () => {
  const difference = (await now(db)).since(Temporal.Now.instant());
  expect(Math.abs(difference.total("seconds"))).toBeLessThan(5);
  expect((await handTurned(db)).blank).toBe(true);
});

test("a turned hand stays turned, and is turned on from where it stands", async () => {
  const before = await now(db);
  await turnHand(db, Temporal.Duration.from({ hours: 36 }));
  await turnHand(db, Temporal.Duration.from({ hours: -12 }));
  expect((await handTurned(db)).total("milliseconds")).toBe(24 * 3_600_000);
  const moved = (await now(db)).since(before).total("hours");
  expect(moved).toBeGreaterThan(24);
  expect(moved).toBeLessThan(24.01);
});

test("goes on inside a transaction, so that a long one can't keep a round open", async () => {
  await db.transaction(async (tx) => {
    const before = await now(tx);
    await new Promise((wait) => setTimeout(wait, 5));
    expect(Temporal.Instant.compare(before, await now(tx))).toBe(-1);
  });
});
