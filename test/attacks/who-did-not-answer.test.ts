/**
 * Somebody wants to know who did not answer. The count is told only where it can't tell, nobody is ever named, and
 * what would tell (who was reminded, who said Not this week) is gone when the round closes.
 */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ChannelId, UserId } from "../../src/core/ids.ts";
import { answeredWords } from "../../src/core/round.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { now } from "../../src/store/clock.ts";
import { sayNotThisWeek } from "../../src/store/readings.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { rounds } from "../../src/store/schema.ts";
import { testDatabase } from "../support/database.ts";
import { tableNames, tablesWith } from "../support/every-row.ts";
import { answer, everyoneSays, keptRound, keptTeam } from "../support/kept-teams.ts";
import { bySize } from "../support/size.ts";
import {
  channel,
  idOf,
  leader,
  looksAtEverything,
  momentsOf,
  nine,
  openWatched,
  outbound,
  type Watched,
} from "../support/watched-town.ts";

const teams = Array.from({ length: 28 }, (_, at) => at + 3);

test.each(teams)(
  "of a list of %i, how many answered is told only where one can't tell who did not",
  (listed) => {
    for (let answered = 0; answered <= listed; answered += 1) {
      const missing = listed - answered;
      const mayBeTold = listed >= 5 && missing !== 1;
      const words = mayBeTold ? `Answered: ${answered} of ${listed}.` : null;
      expect(answeredWords(answered, listed, 5), `${answered} of ${listed}`).toBe(words);
    }
  },
);

describe("after the close nothing kept tells who answered from who did not", () => {
  beforeAll(() => testDatabase());
  const lists = bySize({ commit: [5, 7], nightly: [5, 6, 7, 8, 9], release: [5, 6, 7, 8, 9, 10, 11, 12] });
  test.each(
    lists.flatMap((listed) => Array.from({ length: listed + 1 }, (_, answered) => ({ listed, answered }))),
  )("$answered of $listed", async ({ listed, answered }) => {
    const db = await testDatabase();
    const people = Array.from(
      { length: listed },
      (_, at) => `U0LIST${String(at).padStart(2, "0")}` as UserId,
    );
    const team = await keptTeam(db, { members: people, channel: "C0LIST" as ChannelId });
    const round = await keptRound(db, team);
    await everyoneSays(db, round.id, people.slice(0, answered), answer({ customer: "holding" }));
    for (const one of people.slice(answered + 1)) await sayNotThisWeek(db, round.id, one);
    await closeNow(db, round, await now(db));
    const [frozen] = await db.select({ answered: rounds.answered }).from(rounds);
    expect(frozen?.answered).toBe(listed - answered === 1 ? null : answered);
    const traces = await Promise.all(people.map((one) => tracesOf(db, one)));
    expect(new Set(traces).size).toBe(1);
  });

  /** Every row of every table that somebody stands in, with them taken out. */
  async function tracesOf(db: Awaited<ReturnType<typeof testDatabase>>, one: UserId): Promise<string> {
    const traces: string[] = [];
    for (const name of tableNames) {
      const rows = await rowsOf<{ row: string }>(
        db,
        sql`select replace(to_jsonb(t)::text, ${one}, 'them') as row from ${sql.identifier(name)} t
          where position(${one} in to_jsonb(t)::text) > 0 order by 1`,
      );
      traces.push(`${name}: ${rows.map(({ row }) => row).join()}`);
    }
    return traces.join("\n");
  }
});

describe("in a week in which two do not answer", () => {
  let watched: Watched;
  const moments = momentsOf("2026-11-23");
  const silent = ["kofi", "lena"] as const;

  beforeAll(async () => {
    watched = await openWatched();
    await watched.at(moments.opened);
    for (const name of nine.filter((one) => !silent.some((other) => other === one))) {
      await watched.answers(name, { Customer: "Holding" });
    }
    await watched.as("kofi").presses("Not this week", { in: channel });
    await watched.at(moments.nudged);
  }, 180_000);
  afterAll(() => watched.town.stop());

  test("the one reminder goes to the one person, privately, and to nobody about them", () => {
    const toLena = outbound(watched).filter(({ args }) => args.metadata?.includes("bearings_nudge"));
    expect(toLena.map(({ args }) => args.channel)).toEqual([idOf("lena")]);
  });

  test("while it is open, the leader finds neither a name nor a number of who is missing", async () => {
    for (const [place, words] of Object.entries(await looksAtEverything(watched, leader))) {
      expect(words, place).not.toMatch(
        /Answered:|Kofi|Lena|ULENA|UKOFI|haven't answered|has not answered|\bmissing\b/i,
      );
    }
  });

  test("after the close no record is left of who was reminded or would not answer", async () => {
    await watched.at(moments.told);
    const { db } = watched.town.world;
    const [left] = await rowsOf<{ nudges: number; refused: number; to: number }>(
      db,
      sql`select (select count(*)::int from deliveries where kind = 'nudge') as nudges,
        (select count(*)::int from not_this_week) as refused,
        (select count(*)::int from deliveries where position('ULENA' in deliveries::text) > 0) as to`,
    );
    expect(left).toEqual({ nudges: 0, refused: 0, to: 0 });
    // Nor under the id of their conversation with Bearings, such as where it is kept how fast Slack may be asked.
    expect(await tablesWith(db, "DLENA")).toEqual([]);
    expect(
      (await tablesWith(db, idOf("lena"))).filter((table) => !["members", "roster"].includes(table)),
    ).toEqual([]);
    const toOthers = outbound(watched).filter(
      ({ args }) => ![idOf("lena"), idOf("kofi")].includes(args.user ?? args.channel ?? ""),
    );
    expect(toOthers.filter(({ args }) => /LENA|KOFI/i.test(JSON.stringify(args)))).toEqual([]);
    for (const [place, words] of Object.entries(await looksAtEverything(watched, leader))) {
      expect(words, place).not.toMatch(/Kofi|Lena|ULENA|UKOFI/);
    }
  });

  test("the log names neither, at its most talkative", () => {
    expect(watched.lines.filter((line) => /ULENA|UKOFI/.test(line))).toEqual([]);
  });
});
