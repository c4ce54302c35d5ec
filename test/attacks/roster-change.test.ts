/**
 * Somebody knows who joined and who left between two weeks, and reads that a word is "new since last time": then the
 * change would be what those few said. So a change is told only of weeks that asked the very same people, or lists that differ
 * by as many as the floor.
 */
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { apart } from "../../src/core/apart.ts";
import type { UserId } from "../../src/core/ids.ts";
import { headingOf, trendOf } from "../../src/core/trend.ts";
import { type Week, weeksLater } from "../../src/core/week.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { historyOf } from "../../src/slack/history.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { passForChannelOf } from "../../src/store/gate.ts";
import { rosterOf } from "../../src/store/rosters.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { answers, members, readings } from "../../src/store/schema.ts";
import { summaryOf } from "../../src/store/summaries.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { anySeed, chance } from "../support/chance.ts";
import { testDatabase } from "../support/database.ts";
import { keptRound, keptTeam, people, person } from "../support/kept-teams.ts";
import { bySize } from "../support/size.ts";

type Said = "improving" | "slipping" | null;

let db: Db;
let team: TeamWithWhen;
let week: number;

beforeEach(async () => {
  db = await testDatabase();
  team = await keptTeam(db);
  week = 0;
});

/** A round of these people, who all say the same of both categories, or in which nobody says anything. */
async function aRound(who: readonly UserId[], customer: Said, employee: Said = customer): Promise<KeptRound> {
  await db.delete(members).where(eq(members.team, team.id));
  await db.insert(members).values(who.map((one) => ({ team: team.id, person: one })));
  const questions = { categories: ["customer", "employee"], closerLook: null } as const;
  const round = await keptRound(db, team, { week: weeksLater("2025-W02" as Week, week), questions });
  week += 1;
  const keptAt = await now(db);
  for (const [subject, direction] of Object.entries({ customer, employee })) {
    if (direction === null) continue;
    await db
      .insert(readings)
      .values(
        who.map((one) => ({ round: round.id, person: one, subject: subject as "customer", direction })),
      );
  }
  if (customer ?? employee) {
    await db.insert(answers).values(who.map((one) => ({ round: round.id, person: one, keptAt })));
  }
  const closed = await closeNow(db, round, keptAt);
  if (closed === null) throw new Error("It was closed already.");
  return closed;
}

const sentences = async ({ id }: KeptRound) =>
  JSON.stringify(await summaryOf(db, passForChannelOf(team), id));
const trendNow = async () => trendOf((await historyOf(db, passForChannelOf(team))).get("customer") ?? []);
const seven = people;
const andFive = ["zoe", "yan", "xia", "wim", "vic"].map(person);

describe("that a word is new since last time", () => {
  test("is told where the same people were asked", async () => {
    await aRound(seven, "slipping");
    const second = await aRound(seven, "improving");
    expect(second.tellsChange).toBe(true);
    expect(await sentences(second)).toContain("new since last time");
    expect(await trendNow()).toMatchObject({ changed: true, turned: true });
  });

  test.each([
    ["one joined", [...seven, person("zoe")]],
    ["one left", seven.slice(1)],
    ["one left and one joined", [...seven.slice(1), person("zoe")]],
    ["four joined", [...seven, ...andFive.slice(1)]],
  ])("is not told where %s, in the summary or ever after", async (_, who) => {
    await aRound(seven, "slipping");
    const second = await aRound(who, "improving");
    expect(second.tellsChange).toBe(false);
    const said = await sentences(second);
    expect(said).toContain("improving");
    expect(said).not.toContain("since last time");
    expect(said).not.toContain("reads differently from the last time");
    expect(await trendNow()).toMatchObject({ changed: false, turned: false, heading: "improving" });
  });

  test("is told where five joined", async () => {
    await aRound(seven, "slipping");
    expect((await aRound([...seven, ...andFive], "improving")).tellsChange).toBe(true);
  });

  test("is not told over a week without a word, when it is the word before that asked nearly the same people", async () => {
    await aRound(seven, "slipping");
    await aRound([...seven, ...andFive], null);
    const third = await aRound([...seven, person("zoe")], "improving");
    expect(third.tellsChange).toBe(false);
    expect(await sentences(third)).not.toContain("since last time");
  });

  test("is not told of a word of two weeks ago, though the list is that of the week before", async () => {
    await aRound(seven, "slipping", "slipping");
    const eight = [...seven, person("zoe")];
    await aRound(eight, null, "slipping");
    const third = await aRound(eight, "improving", "slipping");
    expect(third.tellsChange).toBe(false);
    expect(await sentences(third)).not.toContain("since last time");
  });

  test("is not told, but a run is: it counts rounds, and takes nothing from anything", async () => {
    await aRound(seven, "slipping");
    const second = await aRound(seven.slice(1), "slipping");
    expect(await sentences(second)).toContain("second round running");
  });
});

test("in a team that people join and leave, no change is told of fewer people than the floor", {
  timeout: 6 * 3_600_000,
}, async () => {
  const seed = anySeed();
  const by = chance(seed);
  const rounds = bySize({ commit: 26, nightly: 300, release: 2_000 });
  const pool = [...seven, ...andFive, ...["uma", "tom", "sam"].map(person)];
  let who: readonly UserId[] = seven;
  let lists = new Map<string, ReadonlySet<string>>();
  let told = 0;
  for (let at = 0; at < rounds; at += 1) {
    if (at % 50 === 0) {
      db = await testDatabase();
      team = await keptTeam(db);
      week = 0;
      lists = new Map();
    }
    if (by.happens(0.3)) who = by.shuffled(pool).slice(0, 6 + by.below(9));
    else if (by.happens(0.4))
      who = by.happens(0.5) && who.length > 6 ? who.slice(1) : [...new Set([...who, by.one(pool)])];
    const says = (): Said => by.one(["improving", "slipping", null]);
    const round = await aRound(who, says(), says());
    lists.set(round.week, new Set(await rosterOf(db, round.id)));
    const history = await historyOf(db, passForChannelOf(team));
    for (const points of history.values()) {
      const trend = trendOf(points);
      if (!trend.changed && !trend.goodEnoughChanged) continue;
      told += 1;
      const [before, last] = points.filter(({ label }) => headingOf(label) !== null).slice(-2);
      const people = apart(
        lists.get(before?.week ?? "") ?? new Set(),
        lists.get(last?.week ?? "") ?? new Set(),
      );
      expect(people === 0 || people >= 5, `seed ${seed}, round ${at}: ${people} people`).toBe(true);
    }
  }
  process.stdout.write(
    `roster change: ${rounds} rounds, ${told} changes told, none of fewer than five people (seed ${seed})\n`,
  );
  expect(told).toBeGreaterThan(0);
});
