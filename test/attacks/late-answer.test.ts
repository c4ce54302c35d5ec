/**
 * Somebody answers late, changes an answer, or has theirs deleted after the close, and watches what the words do. From a
 * result that moved one could tell what that person had said. It doesn't move.
 */
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserId, WorkspaceId } from "../../src/core/ids.ts";
import { directions } from "../../src/core/reading.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { now } from "../../src/store/clock.ts";
import { deleteWhatIsKeptOf } from "../../src/store/erasure.ts";
import { keepAnswer, sayNotThisWeek } from "../../src/store/readings.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { rounds } from "../../src/store/schema.ts";
import { anySeed, chance } from "../support/chance.ts";
import { testDatabase } from "../support/database.ts";
import { answer, harbour, keptRound, keptTeam, people, timeToSmile } from "../support/kept-teams.ts";
import { bySize } from "../support/size.ts";
import {
  channel,
  idOf,
  leader,
  looksAtEverything,
  momentsOf,
  nine,
  noticed,
  openWatched,
  smile,
  type Watched,
} from "../support/watched-town.ts";

describe("after the close, through the door,", () => {
  let watched: Watched;
  let published: Readonly<Record<string, string>>;
  let frozen: string;
  const moments = momentsOf("2026-11-23");
  const late = "The next one opens on Monday 10:00";

  beforeAll(async () => {
    watched = await openWatched();
    await watched.at(moments.opened);
    for (const name of nine.filter((one) => !["june", "kofi", "lena"].includes(one))) {
      await watched.answers(name, {
        Customer: "Slipping",
        Business: "Improving",
        "Time to Smile": "Holding",
        [smile]: "4",
        [noticed]: `Seen by ${name}.`,
        "Share it": name === "chen" ? "With my name" : "Without my name",
      });
    }
    // June has hers open and filled in when the round closes.
    await watched.as("june").presses("Give your reading", { in: channel });
    await watched.as("june").fills({ Customer: "Improving" });
    await watched.at(moments.told);
    published = await looksAtEverything(watched, leader);
    frozen = await wordsOfTheRound();
  }, 180_000);

  afterAll(() => watched.town.stop());

  test("there are words to change", () => {
    expect(published["/bearings metric customer"]).toContain("slipping");
    expect(frozen).toContain("Seen by chen.");
  });

  test("a modal that was opened in time is refused kindly, and says when the next round opens", async () => {
    await watched.as("june").submits();
    expect(Object.values(await watched.as("june").seesErrors()).join()).toContain(late);
    expect(await watched.as("june").readsModal()).toContain("Customer: Improving");
    await watched.as("june").dismisses();
    await expectNothingMoved();
  });

  test.each(["kofi", "chen"])(
    "%s presses the old button and is refused kindly, whether they answered or not",
    async (name) => {
      await watched.as(name).presses("Give your reading", { in: channel });
      const told = (await watched.as(name).reads(channel)).at(-1) ?? "";
      expect(told).toContain("This round closed on Thursday, so I can't add your reading.");
      expect(told).toContain(late);
      expect(await watched.as(name).readsModal()).toBeNull();
      await expectNothingMoved();
    },
  );

  test("Not this week comes too late as well", async () => {
    await watched.as("lena").presses("Not this week", { in: channel });
    await expectNothingMoved();
  });

  test("somebody who has everything of theirs deleted takes their name away, and no word", async () => {
    await deleteWhatIsKeptOf(watched.town.world.db, "TLOCAL" as WorkspaceId, idOf("dalia") as UserId);
    await expectNothingMoved();
    const quote = /"named": \[[^\]]*\]/;
    await deleteWhatIsKeptOf(watched.town.world.db, "TLOCAL" as WorkspaceId, idOf("chen") as UserId);
    expect((await wordsOfTheRound()).replace(quote, "")).toBe(frozen.replace(quote, ""));
    expect(await looksAtEverything(watched, leader)).toEqual(published);
  });

  async function expectNothingMoved(): Promise<void> {
    expect(await wordsOfTheRound()).toBe(frozen);
    expect(await looksAtEverything(watched, leader)).toEqual(published);
  }

  async function wordsOfTheRound(): Promise<string> {
    const { db } = watched.town.world;
    const [row] = await rowsOf<{ words: string }>(
      db,
      sql`select concat_ws(E'\n', r.summary::text, r.answered, r.state,
          (select string_agg(l::text, '|' order by l::text) from labels l where l.round = r.id),
          (select string_agg(b::text, '|' order by b::text) from ballparks b where b.round = r.id)) as words
        from rounds r where r.id = ${await watched.round()}`,
    );
    return row?.words ?? "";
  }
});

test("whoever comes, changes or goes after the close, not a byte of the words moves", {
  timeout: 3_600_000,
}, async () => {
  const by = chance(anySeed());
  const count = bySize({ commit: 10, nightly: 300, release: 1_000 });
  for (let at = 0; at < count; at += 1) {
    const db = await testDatabase();
    const team = await keptTeam(db);
    const round = await keptRound(db, team);
    const who = by.shuffled(people).slice(0, 5 + by.below(3));
    const says = () =>
      answer(
        { customer: by.one(directions), employee: by.one(directions) },
        { reflection: { text: `Text ${by.below(1e9)}`, named: false } },
      );
    for (const person of who) {
      const said = says();
      const ballpark = { subject: timeToSmile, direction: null, goodEnough: false, ballpark: by.below(9) };
      await keepAnswer(db, {
        round: round.id,
        person,
        answer: { ...said, readings: [...said.readings, ballpark] },
      });
    }
    await closeNow(db, round, await now(db));
    const print = async () => {
      const [row] = await db
        .select({ of: sql<string>`md5(${rounds}::text)` })
        .from(rounds)
        .where(eq(rounds.id, round.id));
      const [words] = await rowsOf<{ of: string }>(
        db,
        sql`select md5(concat((select string_agg(l::text, '|' order by l::text) from labels l),
          (select string_agg(b::text, '|' order by b::text) from ballparks b),
          (select string_agg(f::text, '|' order by f::text) from reflections f))) as of`,
      );
      return `${row?.of} ${words?.of}`;
    };
    const before = await print();
    for (const person of people) {
      const keeping = await keepAnswer(db, { round: round.id, person, answer: says() });
      expect(keeping).toEqual({ kept: false, why: "round-closed" });
      expect(await sayNotThisWeek(db, round.id, person)).toMatchObject({ kept: false });
      await deleteWhatIsKeptOf(db, harbour, person);
      expect(await print(), `seed ${by.seed}, ${person}`).toBe(before);
    }
  }
  process.stdout.write(`late-answer: ${count} rounds, 0 changed after the close (seed ${by.seed})\n`);
});
