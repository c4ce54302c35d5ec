/**
 * The nightly forgetting obeys the settings in force, and is made up for by day where nobody was awake at its hour. No
 * readings wait for it: they went when their round closed.
 */
import cron from "node-cron";
import { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { RoundId } from "../../src/core/ids.ts";
import { longestRetention, type Retention } from "../../src/core/retention.ts";
import { startClock } from "../../src/jobs/clock.ts";
import { forgetIfLeft, forgetOld } from "../../src/jobs/retention.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import { closeRound } from "../../src/store/closing.ts";
import type { Database, Db } from "../../src/store/database.ts";
import { roundById } from "../../src/store/rounds.ts";
import type { World } from "../../src/world.ts";
import { testDatabase } from "../support/database.ts";
import { keptRound, keptTeam, noWords } from "../support/kept-teams.ts";
import { ok, scriptedWorld } from "../support/scripted-slack.ts";

let db: Db;

beforeEach(async () => {
  db = await testDatabase();
});

test("a round goes when the settings say so, and not before", async () => {
  const round = await keptRound(db, await keptTeam(db));
  await closeRound(db, round.id, noWords);
  const later = round.closesAt.add({ hours: 24 * 91 });
  await forgetOld({ db, keeps: longestRetention }, later);
  expect(await roundById(db, round.id)).not.toBeNull();
  await forgetOld({ db, keeps: { ...longestRetention, words: 90 } }, later);
  expect(await roundById(db, round.id)).toBeNull();
});

describe("where nobody is awake at night", () => {
  const ninety = { ...longestRetention, words: 90 };
  const passes = (hours: number) => turnHand(db, Temporal.Duration.from({ hours }));
  const byDay = async (on = db, keeps = ninety) => forgetIfLeft({ db: on, keeps }, await now(db));
  const isKept = async (id: RoundId) => (await roundById(db, id)) !== null;
  /** A round that is too old for a setting of ninety days, and not for a longer one. */
  const oldRound = async () => {
    const { id } = await keptRound(db, await keptTeam(db));
    await closeRound(db, id, noWords);
    await passes(72 + 24 * 91);
    return id;
  };

  test("what is old goes by day, once more than a day has gone since it was done", async () => {
    const round = await oldRound();
    await byDay(db, longestRetention);
    await passes(23);
    await byDay();
    expect(await isKept(round)).toBe(true);
    await passes(2);
    await byDay();
    expect(await isKept(round)).toBe(false);
  });

  test("a night in which it was done counts as well", async () => {
    const round = await oldRound();
    await byDay(db, longestRetention);
    await passes(20);
    await forgetOld({ db, keeps: longestRetention }, await now(db));
    await passes(20);
    await byDay();
    expect(await isKept(round)).toBe(true);
  });

  test("of many processes one does it", async () => {
    let deleted = 0;
    const counting = new Proxy(db, {
      get(target, name) {
        if (name === "delete") deleted += 1;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    await byDay(counting);
    const once = deleted;
    await passes(25);
    await Promise.all(Array.from({ length: 5 }, () => byDay(counting)));
    expect([once > 0, deleted]).toEqual([true, 2 * once]);
  });

  test("broken off, it is done at one of the next hours", async () => {
    const round = await oldRound();
    const breaks = new Proxy(db, {
      get(target, name) {
        if (name === "delete") throw new Error("The process died.");
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    await expect(byDay(breaks)).rejects.toThrow("The process died.");
    await passes(1);
    await byDay();
    expect(await isKept(round)).toBe(false);
  });

  const starts = (keeps: Retention) => {
    let looked = 0;
    const counts = { ticked: () => looked++ } as unknown as World["counts"];
    const world = { ...scriptedWorld(db, () => ok()), keeps, counts, looked: () => looked };
    return { world, clock: startClock(world, { engine: "postgres" } as Database, async () => {}) };
  };
  const goes = async (id: RoundId) => {
    for (let look = 0; look < 200 && (await isKept(id)); look += 1)
      await new Promise((later) => setTimeout(later, 50));
    return !(await isKept(id));
  };

  test("a process that starts does it", async () => {
    const round = await oldRound();
    const { clock, world } = starts(ninety);
    expect([await goes(round), world.troubles]).toEqual([true, []]);
    await clock.stop();
  });

  test("a process that was started long ago looks each hour, whatever the hour", async () => {
    const wakings = vi.spyOn(cron, "schedule");
    const round = await oldRound();
    await byDay(db, longestRetention);
    const { clock, world } = starts(ninety);
    while (world.looked() === 0) await new Promise((later) => setTimeout(later, 20));
    const hourly = wakings.mock.calls.find(([when]) => /^\d+ \* \* \* \*$/.test(String(when)));
    wakings.mockRestore();
    await passes(25);
    await (hourly?.[1] as (() => Promise<void>) | undefined)?.();
    await clock.stop();
    expect(await isKept(round)).toBe(false);
  });
});
