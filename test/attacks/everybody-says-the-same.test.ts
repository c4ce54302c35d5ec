/**
 * Everybody says the same, and so the result would be each person's answer. No word of a confidential round is so plain
 * that it pins everybody down, and nothing printed says all, everyone, none, a share or a count.
 */
import { beforeEach, describe, expect, test } from "vitest";
import type { ChannelId, UserId } from "../../src/core/ids.ts";
import { isGoodEnough, type Label, labelOf } from "../../src/core/label.ts";
import { type Direction, directions } from "../../src/core/reading.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { rounds } from "../../src/store/schema.ts";
import { testDatabase } from "../support/database.ts";
import { answer, everyoneSays, keptRound, keptTeam } from "../support/kept-teams.ts";
import { bySize } from "../support/size.ts";

const confidential = { floor: 5, mode: "confidential" } as const;
const upToFifteen = Array.from({ length: 11 }, (_, at) => at + 5);

describe.each(upToFifteen)("of %i people who answered", (people) => {
  test("no word pins what each of them said", () => {
    for (const [word, tallies] of tallied(people)) {
      if (word === "too-few") continue;
      expect(tallies.length, `${word} can only be ${JSON.stringify(tallies[0])}`).toBeGreaterThan(1);
    }
  });

  test("no word says that all of them gave the same direction", () => {
    for (const [word, tallies] of tallied(people)) {
      const divided = tallies.some(({ improving, holding, slipping, cantTell }) =>
        [improving, holding, slipping, cantTell].every((count) => count < people),
      );
      expect(divided, word).toBe(true);
    }
  });

  test("good enough, or not, never pins who ticked it", () => {
    for (const said of [true, false]) {
      const ticks = Array.from({ length: people + 1 }, (_, goodEnough) => goodEnough).filter(
        (goodEnough) => isGoodEnough({ goodEnough, answered: people }, confidential.floor) === said,
      );
      expect(ticks.length).toBeGreaterThan(1);
    }
  });
});

describe("what is printed when everybody says the same", () => {
  let db: Db;
  beforeEach(async () => {
    db = await testDatabase();
  });

  const sizes = bySize({ commit: [5, 6, 7, 8, 15], nightly: upToFifteen, release: upToFifteen });
  test.each(sizes.flatMap((people) => directions.map((direction) => ({ people, direction }))))(
    "$people times $direction: neither all nor none, no share, no count",
    async ({ people, direction }) => {
      const printed = await printedWhenAllSay(db, people, direction);
      expect(printed.length).toBeGreaterThan(8);
      const telling =
        /\b(all|every|everyone|everybody|none|nobody|no one|unanimous(ly)?|agree[sd]?|each of|whole|half|most|majority|\d+)\b|%/i;
      expect(printed.filter((sentence) => telling.test(sentence))).toEqual([]);
    },
  );
});

/** Every tally that so many people may give, by the word it gets. */
function tallied(people: number) {
  const byWord = new Map<string, ReturnType<typeof talliesOf>[number][]>();
  for (const tally of talliesOf(people)) {
    const word = named(labelOf(tally, confidential));
    byWord.set(word, [...(byWord.get(word) ?? []), tally]);
  }
  return byWord;
}

function talliesOf(people: number) {
  const upTo = (most: number) => Array.from({ length: most + 1 }, (_, count) => count);
  return upTo(people).flatMap((improving) =>
    upTo(people - improving).flatMap((holding) =>
      upTo(people - improving - holding).map((slipping) => ({
        improving,
        holding,
        slipping,
        cantTell: people - improving - holding - slipping,
      })),
    ),
  );
}

function named(label: Label): string {
  return "direction" in label ? `${label.word} ${label.direction}` : label.word;
}

/** Every sentence of the frozen summary, without its names, keys and dates, and without "Answered: n of n". */
async function printedWhenAllSay(db: Db, people: number, direction: Direction): Promise<readonly string[]> {
  const who = Array.from({ length: people }, (_, at) => `U0SAME${at}` as UserId);
  const team = await keptTeam(db, { members: who, channel: "C0SAME" as ChannelId, name: "The same" });
  const round = await keptRound(db, team);
  const said = answer({ customer: direction, employee: direction });
  const ticked = said.readings.map((reading) => ({ ...reading, goodEnough: true }));
  await everyoneSays(db, round.id, who, { ...said, readings: ticked });
  await closeNow(db, round, await now(db));
  const [frozen] = await db.select({ summary: rounds.summary }).from(rounds);
  return sentencesIn(frozen?.summary).filter((sentence) => !sentence.startsWith("Answered: "));
}

const notSentences = ["week", "kind", "mode", "subject", "category", "word", "direction", "team", "answered"];

function sentencesIn(value: unknown, under = ""): readonly string[] {
  if (typeof value === "string") return notSentences.includes(under) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((each) => sentencesIn(each, under));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => sentencesIn(each, key));
}
