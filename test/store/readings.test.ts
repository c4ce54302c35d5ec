import { Temporal } from "temporal-polyfill";
import { beforeEach, expect, test } from "vitest";
import { turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { answerOf, keepAnswer, openAnswersOf, sayNotThisWeek } from "../../src/store/readings.ts";
import { whoHasNotAnswered } from "../../src/store/rosters.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { notThisWeek } from "../../src/store/schema.ts";
import { testDatabase } from "../support/database.ts";
import {
  answer,
  everyoneSays,
  keptRound,
  keptTeam,
  people,
  person,
  timeToSmile,
} from "../support/kept-teams.ts";

const day = Temporal.PlainDate.from("2026-11-23");
const ada = person("ada");
let db: Db;
let round: KeptRound;

beforeEach(async () => {
  db = await testDatabase();
  round = await keptRound(db, await keptTeam(db));
});

test("shows somebody what they said, with what they noticed", async () => {
  const said = {
    readings: [
      { subject: "customer" as const, direction: "slipping" as const, goodEnough: true, ballpark: null },
      { subject: timeToSmile, direction: null, goodEnough: false, ballpark: 2.5 },
    ],
    reflection: { text: "Two came back.", named: false },
  };
  expect(await answerOf(db, round.id, ada)).toBeNull();
  expect(await keepAnswer(db, { round: round.id, person: ada, answer: said })).toEqual({ kept: true });
  expect((await answerOf(db, round.id, ada))?.answer).toEqual(said);
});

test("a changed answer replaces the whole earlier answer", async () => {
  const first = answer(
    { customer: "slipping", employee: "holding" },
    { reflection: { text: "Hm.", named: true } },
  );
  await everyoneSays(db, round.id, [ada], first);
  await everyoneSays(db, round.id, [ada], answer({ employee: "improving", "time-to-smile": "holding" }));
  expect((await answerOf(db, round.id, ada))?.answer).toEqual(
    answer({ employee: "improving", "time-to-smile": "holding" }),
  );
});

test("keeps nothing after the round closed, by the database's clock", async () => {
  await everyoneSays(db, round.id, [ada], answer({ customer: "holding" }));
  await turnHand(db, Temporal.Duration.from({ hours: 71, minutes: 59 }));
  await everyoneSays(db, round.id, [ada], answer({ customer: "improving" }));
  await turnHand(db, Temporal.Duration.from({ minutes: 1 }));
  const late = { round: round.id, person: ada, answer: answer({ customer: "slipping" }) };
  expect(await keepAnswer(db, late)).toEqual({ kept: false, why: "round-closed" });
  expect(await sayNotThisWeek(db, round.id, person("ben"))).toEqual({ kept: false, why: "round-closed" });
  expect((await answerOf(db, round.id, ada))?.answer).toEqual(answer({ customer: "improving" }));
});

test("keeps nothing from somebody who is not on the list", async () => {
  const stranger = person("zoe");
  const said = { round: round.id, person: stranger, answer: answer({ customer: "holding" }) };
  expect(await keepAnswer(db, said)).toEqual({ kept: false, why: "not-on-list" });
  expect(await sayNotThisWeek(db, round.id, stranger)).toEqual({ kept: false, why: "not-on-list" });
  expect(await answerOf(db, round.id, stranger)).toBeNull();
});

test("keeps nothing that the round doesn't ask", async () => {
  await everyoneSays(db, round.id, [ada], answer({ customer: "holding", acceleration: "slipping" }));
  expect((await answerOf(db, round.id, ada))?.answer).toEqual(answer({ customer: "holding" }));
});

test("asks again only those who have not answered, and have not said Not this week", async () => {
  const [first, second, ...rest] = people;
  if (first === undefined || second === undefined) throw new Error("A team of nobody.");
  await everyoneSays(db, round.id, [first], answer({ customer: "holding" }));
  expect(await sayNotThisWeek(db, round.id, second)).toEqual({ kept: true });
  expect(await sayNotThisWeek(db, round.id, second)).toEqual({ kept: true });
  expect(await whoHasNotAnswered(db, round.id, day)).toEqual(rest);
});

test("somebody who answers after all has not said Not this week", async () => {
  await sayNotThisWeek(db, round.id, ada);
  await everyoneSays(db, round.id, [ada], answer({ customer: "holding" }));
  expect(await db.$count(notThisWeek)).toBe(0);
});

test("who said what can be asked of an open team only", async () => {
  await everyoneSays(db, round.id, [ada], answer({ customer: "slipping" }));
  expect(await openAnswersOf(db, round.id)).toEqual([]);

  db = await testDatabase();
  const open = await keptRound(db, await keptTeam(db, { mode: "open" }));
  await everyoneSays(db, open.id, [ada], answer({ customer: "slipping" }));
  expect(await openAnswersOf(db, open.id)).toEqual([
    { person: ada, subject: "customer", direction: "slipping", goodEnough: false },
  ]);
});
