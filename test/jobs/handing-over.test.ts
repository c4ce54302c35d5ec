/** Thousands of rounds are due at once: a process that is told to stop doesn't go on for minutes, and other jobs have their turn meanwhile. */
import fc from "fast-check";
import cron from "node-cron";
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepHistory, keepManyTeams } from "../../bench/many-teams.ts";
import { startClock, tick } from "../../src/jobs/clock.ts";
import { openDueRounds } from "../../src/jobs/open-round.ts";
import { now } from "../../src/store/clock.ts";
import type { Database, Db } from "../../src/store/database.ts";
import { deliveries, rounds } from "../../src/store/schema.ts";
import { testDatabase } from "../support/database.ts";
import { ok, scriptedWorld } from "../support/scripted-slack.ts";
import { bySize } from "../support/size.ts";

const teams = 12;
let db: Db;
let at: Temporal.Instant;
/** Seconds by which this machine is slower than it seems. */
let slower: number;

beforeEach(async () => {
  slower = 0;
  const real = performance.now.bind(performance);
  vi.spyOn(performance, "now").mockImplementation(() => real() + slower * 1_000);
  await afresh();
});
afterEach(() => vi.restoreAllMocks());

async function afresh(): Promise<void> {
  db = await testDatabase();
  at = await now(db);
  await keepManyTeams(db, { workspaces: 3, teamsEach: teams / 3, due: teams, at });
}

/** A process, and what happens to it when it has opened so many rounds. */
function processThat(happens: (opened: number, stop: () => void) => void = () => {}) {
  const stopping = new AbortController();
  const told = { woken: 0, opened: 0 };
  const there = scriptedWorld(db, () => ok());
  const info = (what: string) => {
    if (what !== "round due") return;
    told.opened += 1;
    happens(told.opened, () => stopping.abort());
  };
  const wake = () => {
    told.woken += 1;
  };
  return { ...there, log: { ...there.log, info }, stopping: stopping.signal, wake, told };
}
const open = () => db.$count(rounds);

/** Each team has its one round, open, and it is told of once. */
async function nothingIsLostOrDoneTwice(): Promise<void> {
  const kept = await db.select({ team: rounds.team, state: rounds.state }).from(rounds);
  expect(kept.filter(({ state }) => state === "open")).toHaveLength(teams);
  expect(new Set(kept.map(({ team }) => team)).size).toBe(teams);
  const planned = await db.select({ round: deliveries.round }).from(deliveries);
  expect(planned).toHaveLength(teams);
  expect(new Set(planned.map(({ round }) => round)).size).toBe(teams);
}

describe("a process that is told to stop", () => {
  const stopsAtThird = (opened: number, stop: () => void) => {
    if (opened === 3) stop();
  };

  it("finishes the round that it is opening and opens no other; the rest opens at the next start", async () => {
    const stops = processThat(stopsAtThird);
    await tick(stops);
    expect([await open(), stops.told.woken]).toEqual([3, 0]);
    await tick(processThat());
    await nothingIsLostOrDoneTwice();
  });

  it("begins no other job", async () => {
    const begun: string[] = [];
    const stops = processThat(stopsAtThird);
    const another = { name: "another", run: async () => void begun.push("another") };
    await tick(stops, [{ name: "open rounds", run: openDueRounds }, another]);
    expect(begun).toEqual([]);
  });

  it("deletes nothing any more, and writes no table anew, though its night has just begun", async () => {
    const wakings = vi.spyOn(cron, "schedule");
    const rewrite = vi.fn(async () => {});
    const quiet = { ...processThat(), wake: () => {} };
    const clock = startClock(quiet, { engine: "postgres", rewrite } as unknown as Database, async () => {});
    await clock.stop();
    await keepHistory(db, 1, at.subtract({ hours: 24 * 500 }));
    const before = await open();
    const night = wakings.mock.calls.find(([when]) => when === "17 3 * * *");
    await (night?.[1] as (() => Promise<void>) | undefined)?.();
    expect([before > 0, await open(), rewrite.mock.calls]).toEqual([true, before, []]);
  });
});

describe("more rounds are due than open in ten seconds", () => {
  const slowly = () => {
    slower += 4;
  };

  it("the other jobs have their turn, and the clock is woken for the rest, until nothing is left", async () => {
    const long = processThat(slowly);
    await openDueRounds(long, at);
    expect([await open(), long.told.woken]).toEqual([3, 1]);
    for (let turn = 2; long.told.woken === turn - 1; turn += 1) await openDueRounds(long, at);
    expect(long.told.opened).toBe(teams);
    await nothingIsLostOrDoneTwice();
  });

  it("the clock comes back at once, and not with its next tick", async () => {
    const began = Temporal.Now.instant();
    let wake = () => {};
    const long = { ...processThat(slowly), wake: () => wake() };
    const clock = startClock(long, { engine: "postgres" } as Database);
    wake = clock.wake;
    const passed = () => Temporal.Now.instant().since(began).total("seconds");
    while ((await open()) < teams && passed() < 12) await new Promise((later) => setTimeout(later, 50));
    await clock.stop();
    expect(await open()).toBe(teams);
  });
});

it("nothing is lost and nothing done twice, however often processes stop, hand over and come back", async () => {
  const fate = fc.record({
    after: fc.integer({ min: 1, max: 5 }),
    what: fc.constantFrom("stops", "is slow", "breaks", "goes on"),
  });
  const story = fc.array(fc.array(fate, { minLength: 1, maxLength: 3 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(story, async (turns) => {
      await afresh();
      for (const turn of turns) {
        const processes = turn.map(({ after, what }) =>
          processThat((opened, stop) => {
            if (opened !== after) return;
            if (what === "stops") stop();
            if (what === "is slow") slower += 11;
            if (what === "breaks") throw new Error("It broke.");
          }),
        );
        await Promise.all(processes.map((each) => openDueRounds(each, at)));
      }
      await openDueRounds(processThat(), at);
      await nothingIsLostOrDoneTwice();
    }),
    { numRuns: bySize({ commit: 10, nightly: 100, release: 300 }) },
  );
}, 120_000);
