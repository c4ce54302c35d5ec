/**
 * The smallest and the largest number are somebody's own. From five people on a rounded median is kept and told, and no
 * other number anywhere: not in a table, a message, an answer at the door, or a line of the log.
 */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ChannelId, UserId } from "../../src/core/ids.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { keepAnswer } from "../../src/store/readings.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { anySeed, chance } from "../support/chance.ts";
import { testDatabase } from "../support/database.ts";
import { tablesWith } from "../support/every-row.ts";
import { answer, keptRound, keptTeam, timeToSmile } from "../support/kept-teams.ts";
import { bySize } from "../support/size.ts";
import {
  leader,
  looksAtEverything,
  momentsOf,
  nine,
  openWatched,
  smile,
  type Watched,
} from "../support/watched-town.ts";

test("of any numbers from any so many people, only a rounded median is left, from five on", {
  timeout: 3_600_000,
}, async () => {
  const by = chance(anySeed());
  const count = bySize({ commit: 12, nightly: 300, release: 2_000 });
  for (let at = 0; at < count; at += 1) {
    const db = await testDatabase();
    const many = 1 + (at % 12);
    const people = Array.from({ length: many }, (_, place) => `U0NUMBER${place}` as UserId);
    const team = await keptTeam(db, { members: people, channel: "C0NUMBERS" as ChannelId });
    const round = await keptRound(db, team);
    const numbers = people.map(() => 1_000 + by.below(8_000_000) / 1000 + 0.0005);
    for (const [place, person] of people.entries()) {
      const readings = [
        { subject: timeToSmile, direction: null, goodEnough: false, ballpark: numbers[place] ?? 0 },
      ];
      await keepAnswer(db, { round: round.id, person, answer: { ...answer({}), readings } });
    }
    await closeNow(db, round, await now(db));
    const medians = await mediansIn(db);
    expect(medians.length, `${many} people, seed ${by.seed}`).toBe(many < 5 ? 0 : 1);
    for (const number of numbers) expect(await tablesWith(db, String(number))).toEqual([]);
    const ascending = numbers.toSorted((one, other) => one - other);
    for (const median of medians) {
      expect(median).toBe(Number(median.toPrecision(2)));
      expect(median).toBeGreaterThan((ascending[0] ?? 0) * 0.9);
      expect(median).toBeLessThan((ascending.at(-1) ?? 0) * 1.1);
    }
  }
});

describe("through the door,", () => {
  let watched: Watched;
  const moments = momentsOf("2026-11-23");
  /** Five and more, the smallest and the largest far from the rest. */
  const said = ["-1871.51", "-538.38", "-426.26", "-403.03", "-317.17", "-301.01", "-1.07"];
  const own = ["-1871.51", "-1.07", "-538.38", "-317.17"];

  beforeAll(async () => {
    watched = await openWatched();
    await watched.at(moments.opened);
    for (const [at, number] of said.entries()) {
      await watched.answers(nine[at] ?? "", {
        Customer: "Holding",
        "Time to Smile": "Holding",
        [smile]: number,
      });
    }
    await watched.at(moments.told);
  }, 180_000);
  afterAll(() => watched.town.stop());

  test("the median is told", async () => {
    expect(await mediansIn(watched.town.world.db)).toEqual([-400]);
  });

  test.each(own)("%s, which one person said, is in no table", async (number) => {
    expect(await tablesWith(watched.town.world.db, number)).toEqual([]);
  });

  test.each(own)("%s is in nothing that was sent, answered, shown or logged", async (number) => {
    const told = watched.calls
      .filter(({ method }) => method !== "views.open")
      .map(({ args }) => JSON.stringify(args));
    const seen = Object.values(await looksAtEverything(watched, leader));
    // Not as part of a longer number, such as a moment.
    const alone = new RegExp(`(?<![\\d.])${number.replace(".", "\\.")}(?!\\d)`);
    expect(
      [...told, ...watched.gaveBack, ...watched.lines, ...seen].filter((text) => alone.test(text)),
    ).toEqual([]);
  });
});

async function mediansIn(db: Db): Promise<readonly number[]> {
  const rows = await rowsOf<{ median: number }>(db, sql`select median from ballparks`);
  return rows.map(({ median }) => median);
}
