/**
 * Somebody knows how each of seven people writes. Text without a name is shown only among five such texts, in an order
 * that says nothing, with no moment and no author, and never beside a reading; and whoever writes it is warned.
 */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { TeamSummary } from "../../src/core/digests/team-summary.ts";
import type { ChannelId, UserId } from "../../src/core/ids.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { keepAnswer } from "../../src/store/readings.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { reflections, rounds } from "../../src/store/schema.ts";
import { anySeed, chance } from "../support/chance.ts";
import { testDatabase } from "../support/database.ts";
import { tablesWith } from "../support/every-row.ts";
import { answer, keptRound, keptTeam } from "../support/kept-teams.ts";
import { bySize } from "../support/size.ts";
import {
  channel,
  momentsOf,
  nine,
  noticed,
  openWatched,
  outbound,
  type Watched,
} from "../support/watched-town.ts";

let db: Db;
let round: KeptRound;
const people = Array.from({ length: 9 }, (_, at) => `U0STYLE${at}` as UserId);
const textOf = (at: number) => `Style ${at}, as only one writes.`;

describe("of so many who write without a name, and so many with it,", () => {
  beforeEach(startOver);

  const counts = bySize({
    commit: [0, 1, 4, 5, 8],
    nightly: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    release: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  });
  const pairs = counts.flatMap((unnamed) => [0, 1].map((named) => ({ unnamed, named })));
  test.each(pairs.filter(({ unnamed, named }) => unnamed + named <= 9))(
    "$unnamed and $named",
    async ({ unnamed, named }) => {
      for (const [at, one] of people.slice(0, unnamed + named).entries())
        await writes(one, textOf(at), at >= unnamed);
      await closeNow(db, round, await now(db));
      const shown = await shownIn();
      const texts = people.slice(0, unnamed).map((_, at) => textOf(at));
      expect(shown.unnamed.toSorted()).toEqual(unnamed >= 5 ? texts.toSorted() : []);
      expect(shown.named).toHaveLength(named);
      if (unnamed < 5) for (const text of texts) expect(await tablesWith(db, text)).toEqual([]);
      const kept = await db.select().from(reflections).where(eq(reflections.round, round.id));
      expect(kept.filter(({ author }) => author === null)).toHaveLength(unnamed >= 5 ? unnamed : 0);
    },
  );
});

test("whoever writes several times counts once, and takes a name off for good", async () => {
  await startOver();
  for (const [at, one] of people.slice(0, 4).entries()) {
    await writes(one, "First, with my name.", true);
    await writes(one, textOf(at), false);
    await writes(one, textOf(at), false);
  }
  await closeNow(db, round, await now(db));
  expect(await shownIn()).toMatchObject({ unnamed: [], named: [] });
  expect(await db.$count(reflections)).toBe(0);
});

test("the order in which they stand is the same, whoever wrote which and when", async () => {
  const by = chance(anySeed());
  const orders = new Set<string>();
  for (let turn = 0; turn < 5; turn += 1) {
    await startOver();
    const texts = by.shuffled([0, 1, 2, 3, 4, 5]);
    for (const [at, one] of by.shuffled(people.slice(0, 6)).entries())
      await writes(one, textOf(texts[at] ?? 0), false);
    await closeNow(db, round, await now(db));
    orders.add((await shownIn()).unnamed.join());
  }
  expect(orders.size, `seed ${by.seed}`).toBe(1);
});

describe("through the door,", () => {
  let watched: Watched;
  const moments = momentsOf("2026-11-23");
  beforeAll(async () => {
    watched = await openWatched();
    await watched.at(moments.opened);
  }, 180_000);
  afterAll(() => watched.town.stop());

  test("the warning stands where one writes, before one writes", async () => {
    await watched.as("hana").presses("Give your reading", { in: channel });
    const modal = (await watched.as("hana").readsModal()) ?? "";
    expect(modal).toContain("Your style may still give you away.");
    expect(modal).toContain("only if five or more people write without a name");
    await watched.as("hana").dismisses();
  });

  test("in the channel they stand together, with no author, no time and no reading beside them", async () => {
    for (const [at, name] of nine.slice(0, 6).entries()) {
      await watched.answers(name, {
        Customer: at % 2 ? "Slipping" : "Improving",
        [noticed]: textOf(at),
        "Share it": "Without my name",
      });
    }
    await watched.at(moments.told);
    const said = outbound(watched).filter(({ args }) => JSON.stringify(args).includes("as only one writes"));
    expect(said.map(({ args }) => args.channel)).toEqual(["CHARBOUR"]);
    const lines = (await watched.as("farah").reads(channel))
      .join("\n")
      .split("\n")
      .filter((line) => line.includes("as only one writes"));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const around = nine.slice(0, 6).reduce((left, _, at) => left.replaceAll(textOf(at), ""), line);
      expect(around).not.toMatch(/improving|slipping|holding|\d|Monday|Bruno|Chen|Dalia|Elif|Hana|Ivan/i);
    }
  });
});

async function startOver(): Promise<void> {
  db = await testDatabase();
  const team = await keptTeam(db, { members: people, channel: "C0STYLE" as ChannelId });
  round = await keptRound(db, team);
}

async function writes(person: UserId, text: string, named: boolean): Promise<void> {
  const said = answer({ customer: "holding" }, { reflection: { text, named } });
  await keepAnswer(db, { round: round.id, person, answer: said });
}

async function shownIn(): Promise<Pick<TeamSummary, "named" | "unnamed">> {
  const [frozen] = await db.select({ summary: rounds.summary }).from(rounds).where(eq(rounds.id, round.id));
  return frozen?.summary as TeamSummary;
}
