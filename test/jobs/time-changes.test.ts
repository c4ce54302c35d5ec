/** A rhythm that is changed in the middle of its week: what is announced comes, nothing comes twice, nothing is lost. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import type { ChannelId } from "../../src/core/ids.ts";
import { defaultRhythm, type Rhythm, rhythmTrouble, type Weekday } from "../../src/core/rhythm.ts";
import type { Week } from "../../src/core/week.ts";
import { weekOf } from "../../src/core/week.ts";
import { tick } from "../../src/jobs/clock.ts";
import { keepChangedTeam, keepNewTeam } from "../../src/slack/setting-up.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { type KeptRound, roundsFromWeek } from "../../src/store/rounds.ts";
import { type TeamWithWhen, teamById } from "../../src/store/teams.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";
import type { World } from "../../src/world.ts";
import { anySeed } from "../support/chance.ts";
import { testDatabase } from "../support/database.ts";
import { harbour, people, person } from "../support/kept-teams.ts";
import { bySize } from "../support/size.ts";
import { withoutSlack } from "../support/without-slack.ts";

const begins = Temporal.Instant.from("2026-10-12T06:00:00Z");
const zones = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
  "Africa/Cairo",
];

const moment = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }).map((day) => day as Weekday),
  time: fc.integer({ min: 0, max: 95 }).map((quarter) => {
    const [hours, minutes] = [Math.floor(quarter / 4), 15 * (quarter % 4)];
    return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
  }),
});
const rhythm = fc
  .record({ zone: fc.constantFrom(...zones), opens: moment, closes: moment })
  .map((wish): Rhythm => ({ ...defaultRhythm(wish.zone), ...wish }))
  .filter((wish) => rhythmTrouble(wish) === null);
/** Time passes, at times for longer than a process sleeps; then the leader changes the team, or doesn't. */
const act = fc.record({
  hours: fc.integer({ min: 1, max: 60 }),
  change: fc.option(rhythm),
  /** Before the clock comes round: what is due meanwhile has not been opened yet. */
  early: fc.boolean(),
});

it("by its leader, at any hour, doubles no week and loses none that was announced", {
  timeout: 3_600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(rhythm, fc.array(act, { minLength: 4, maxLength: 14 }), async (first, acts) => {
      const db = await testDatabase();
      const world = worldOn(db);
      await turnHand(db, (await now(db)).until(begins));
      let team = await setUp(db, first);
      let before: readonly KeptRound[] = [];
      for (const { hours, change, early } of acts) {
        const announced = team;
        await turnHand(db, Temporal.Duration.from({ hours }));
        if (change !== null && early) team = await changed(db, team, change);
        await tick(world);
        const rounds = await roundsFromWeek(db, team.id, "2026-W01" as Week);
        expectKept(before, rounds);
        await expectAnnounced(db, announced, team, rounds);
        before = rounds;
        team = await current(db, team);
        if (change !== null && !early) team = await changed(db, team, change);
        expectTellsNoWeekThatHasItsRound(team, rounds);
      }
    }),
    { numRuns: bySize({ commit: 8, nightly: 300, release: 3_000 }), seed: anySeed() },
  );
});

/** What was opened stays as it was frozen, and a round that is open is open alone. */
function expectKept(before: readonly KeptRound[], after: readonly KeptRound[]): void {
  for (const round of before) {
    const still = after.find(({ id }) => id === round.id);
    expect(still).toMatchObject({ week: round.week, opensAt: round.opensAt, closesAt: round.closesAt });
  }
  expect(new Set(after.map(({ week }) => week)).size).toBe(after.length);
  expect(after.filter(({ state }) => state === "open").length).toBeLessThanOrEqual(1);
}

/** The opening that was told has come, or its week is recorded as skipped, once its hour has passed. */
async function expectAnnounced(
  db: Db,
  told: TeamWithWhen,
  { rhythm: { zone } }: TeamWithWhen,
  rounds: readonly KeptRound[],
): Promise<void> {
  if (Temporal.Instant.compare(told.nextOpensAt, await now(db)) > 0) return;
  // Of a zone that was changed meanwhile it is the new one's week.
  expect(rounds.map(({ week }) => week)).toContain(weekOf(told.nextOpensAt, zone));
}

/** Whatever is told next is of a week that is still without a round. */
function expectTellsNoWeekThatHasItsRound(team: TeamWithWhen, rounds: readonly KeptRound[]): void {
  const told = weekOf(team.nextOpensAt, team.rhythm.zone);
  expect(rounds.map(({ week }) => week)).not.toContain(told);
}

async function setUp(db: Db, wish: Rhythm): Promise<TeamWithWhen> {
  const at = await now(db);
  await keepWorkspace(db, { id: harbour, name: "Harbour", botUser: person("bearings"), installedAt: at });
  const place = { workspace: harbour, channel: "C0HARBOUR" as ChannelId };
  const team = await keepNewTeam(db, place, setupOf(wish), [], at);
  if (team === null) throw new Error("The channel has a team.");
  return team;
}

async function changed(db: Db, team: TeamWithWhen, wish: Rhythm): Promise<TeamWithWhen> {
  const kept = await keepChangedTeam(db, team, setupOf(wish), [], await now(db));
  if (kept === null) throw new Error("The team is gone.");
  return kept;
}

function setupOf(wish: Rhythm) {
  return {
    name: "Harbour Support",
    mode: "confidential" as const,
    rhythm: wish,
    members: people,
    leaders: [person("lea")],
  };
}

async function current(db: Db, { id }: TeamWithWhen): Promise<TeamWithWhen> {
  const team = await teamById(db, id);
  if (team === null) throw new Error("The team is gone.");
  return team;
}

function worldOn(db: Db): World {
  return withoutSlack(db, (trouble) => {
    throw new Error(trouble);
  });
}
