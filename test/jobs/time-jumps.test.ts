/** Clocks that jump and processes that sleep, several over one database: each team has each week once, missed ones too. */
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import type { ChannelId, TeamId } from "../../src/core/ids.ts";
import { defaultRhythm, type Rhythm } from "../../src/core/rhythm.ts";
import { nextOpening } from "../../src/core/schedule.ts";
import type { Week } from "../../src/core/week.ts";
import { tick } from "../../src/jobs/clock.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { roundsFromWeek } from "../../src/store/rounds.ts";
import type { World } from "../../src/world.ts";
import { anySeed, chance } from "../support/chance.ts";
import { testDatabase } from "../support/database.ts";
import { keptTeam } from "../support/kept-teams.ts";
import { bySize } from "../support/size.ts";
import { type WallClock, wallClock } from "../support/wall-clock.ts";
import { withoutSlack } from "../support/without-slack.ts";

const hour = 3_600_000;
const begins = Temporal.Instant.from("2026-02-25T12:00:00Z");
const processes = bySize({ commit: 2, nightly: 5, release: 5 });

/** Hours, but for the last seconds: the database's clock is set on or back, or nobody is awake for three days. */
const jumps = [1, -1, 24, -24, 168, -168, 1 / 12, -1 / 12, 1 / 3600, -1 / 3600, "asleep"] as const;

const rhythms: readonly Rhythm[] = [
  defaultRhythm("Europe/Berlin"),
  over("Australia/Lord_Howe", [7, "02:15"], [2, "23:45"]),
  over("Pacific/Chatham", [1, "00:00"], [7, "23:45"]),
  over("America/New_York", [5, "16:00"], [7, "02:30"]),
  over("Africa/Casablanca", [7, "02:30"], [7, "13:00"]),
  over("America/Nuuk", [6, "23:30"], [5, "09:00"]),
];

function over(
  zone: string,
  [opensOn, opensAt]: readonly [Rhythm["opens"]["weekday"], string],
  [closesOn, closesAt]: readonly [Rhythm["opens"]["weekday"], string],
): Rhythm {
  const opens = { weekday: opensOn, time: opensAt };
  return { ...defaultRhythm(zone), opens, closes: { weekday: closesOn, time: closesAt } };
}

/** A team as another reckoning follows it: what is due, and what has become of it. */
type Followed = {
  readonly id: TeamId;
  readonly rhythm: Rhythm;
  readonly clock: WallClock;
  due: number;
  readonly became: { readonly week: string; readonly closes: number; readonly opened: boolean }[];
};

const many = bySize({ commit: 50, nightly: 500, release: 1_000 });
const seed = anySeed();

it(`after ${many} jumps, with ${processes} processes, a week has its one round or is recorded as missed (seed ${seed})`, {
  timeout: 3_600_000,
}, async () => {
  const db = await testDatabase();
  const draw = chance(seed);
  const troubles: string[] = [];
  const worlds = Array.from({ length: processes }, () =>
    withoutSlack(db, (trouble) => troubles.push(trouble)),
  );
  await turnTo(db, begins);
  const teams = await followedTeams(db);
  let latest = 0;
  for (let turn = 0; turn < many; turn += 1) {
    const jump = draw.one(jumps);
    // Asleep: nobody ticks on the way. Otherwise time goes on for a while before the clock jumps.
    await passes(db, jump === "asleep" ? 72 : draw.next() * 40);
    if (jump !== "asleep") {
      latest = Math.max(latest, await everybodyTicks(db, worlds, teams));
      await passes(db, jump);
    }
    latest = Math.max(latest, await everybodyTicks(db, worlds, teams));
  }
  for (const team of teams) {
    const rounds = await roundsFromWeek(db, team.id, "2026-W01" as Week);
    const found = rounds.map(({ week, state }) => `${week} ${state}`).sort();
    const expected = team.became.map(({ week, closes, opened }) =>
      opened ? `${week} ${closes <= latest ? "closed" : "open"}` : `${week} skipped`,
    );
    expect(found, `${team.rhythm.zone}, seed ${seed}`).toEqual(expected);
  }
  const states = teams.flatMap(({ became }) => became.map(({ opened }) => opened));
  if (many > 50) process.stdout.write(`${JSON.stringify({ seed, jumps: many, weeks: states.length })}\n`);
  expect(states).toContain(true);
  expect(states).toContain(false);
  expect(troubles).toEqual([]);
});

async function followedTeams(db: Db): Promise<readonly Followed[]> {
  const teams: Followed[] = [];
  for (const [place, rhythm] of rhythms.entries()) {
    const at = await now(db);
    const nextOpensAt = nextOpening(rhythm, at);
    const { id } = await keptTeam(db, { channel: `C0${place}` as ChannelId, rhythm, nextOpensAt });
    const clock = wallClock(rhythm.zone, 2026, 2036);
    teams.push({ id, rhythm, clock, due: clock.next(rhythm.opens, at.epochMilliseconds), became: [] });
  }
  return teams;
}

/** All at the same moment. Whatever came due up to now is decided now, and nothing is decided twice. */
async function everybodyTicks(db: Db, worlds: readonly World[], teams: readonly Followed[]): Promise<number> {
  const at = (await now(db)).epochMilliseconds;
  await Promise.all(worlds.map((world) => tick(world)));
  for (const team of teams) {
    const { clock, rhythm } = team;
    while (team.due <= at) {
      const closes = clock.next(rhythm.closes, team.due);
      const opened = at <= team.due + 24 * hour && at < closes;
      team.became.push({ week: clock.week(team.due), closes, opened });
      team.due = clock.next(rhythm.opens, team.due);
    }
  }
  return at;
}

async function passes(db: Db, hours: number): Promise<void> {
  await turnHand(db, Temporal.Duration.from({ milliseconds: Math.round(hours * hour) }));
}

async function turnTo(db: Db, moment: Temporal.Instant): Promise<void> {
  await turnHand(db, (await now(db)).until(moment));
}
