import { eq, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, test } from "vitest";
import { weeksLater } from "../../src/core/week.ts";
import { turnHand } from "../../src/store/clock.ts";
import { closeRound, type FrozenWords, type RoundFacts } from "../../src/store/closing.ts";
import type { Db } from "../../src/store/database.ts";
import { plan } from "../../src/store/deliveries.ts";
import { passForChannelOf } from "../../src/store/gate.ts";
import { labelsOfTeam } from "../../src/store/labels.ts";
import { keepAnswer, sayNotThisWeek } from "../../src/store/readings.ts";
import { reflectionsOf } from "../../src/store/reflections.ts";
import { type KeptRound, roundById } from "../../src/store/rounds.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { answers, deliveries, reflections, rounds } from "../../src/store/schema.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { testDatabase } from "../support/database.ts";
import { tablesWith } from "../support/every-row.ts";
import {
  answer,
  everyoneSays,
  harbour,
  keptRound,
  keptTeam,
  noWords,
  people,
  person,
  timeToSmile,
} from "../support/kept-teams.ts";

let db: Db;
let team: TeamWithWhen;
let round: KeptRound;

beforeEach(async () => {
  db = await testDatabase();
  team = await keptTeam(db);
  round = await keptRound(db, team);
});

test("what was said is counted, in the order it was asked, with nobody in it", async () => {
  const [ada, ben, ...rest] = people;
  if (ada === undefined || ben === undefined) throw new Error("A team of nobody.");
  await everyoneSays(db, round.id, [ada], {
    readings: [
      { subject: "customer", direction: "slipping", goodEnough: true, ballpark: null },
      { subject: timeToSmile, direction: "holding", goodEnough: false, ballpark: 4 },
    ],
    reflection: null,
  });
  await everyoneSays(db, round.id, [ben], {
    readings: [
      { subject: "customer", direction: "cant-tell", goodEnough: false, ballpark: null },
      { subject: timeToSmile, direction: null, goodEnough: false, ballpark: 2.5 },
    ],
    reflection: null,
  });
  await everyoneSays(db, round.id, rest, answer({ customer: "improving" }));
  const facts = await factsAtClose(round);
  expect(facts.tallies).toEqual([
    {
      subject: "customer",
      improving: 5,
      holding: 0,
      slipping: 1,
      cantTell: 1,
      goodEnough: 1,
      answered: 7,
      ballparks: [],
    },
    {
      subject: "employee",
      improving: 0,
      holding: 0,
      slipping: 0,
      cantTell: 0,
      goodEnough: 0,
      answered: 0,
      ballparks: [],
    },
    {
      subject: timeToSmile,
      improving: 0,
      holding: 1,
      slipping: 0,
      cantTell: 0,
      goodEnough: 0,
      answered: 2,
      ballparks: [2.5, 4],
    },
  ]);
  expect(facts).toMatchObject({ rosterSize: 7, answered: 7, openAnswers: [], together: null });
});

test("the words are frozen, and can't be closed over", async () => {
  await everyoneSays(db, round.id, people, answer({ customer: "slipping" }));
  const words: FrozenWords = {
    labels: [
      {
        subject: "customer",
        span: "round",
        label: { word: "clear", direction: "slipping" },
        goodEnough: true,
      },
      { subject: "employee", span: "round", label: { word: "mixed" }, goodEnough: false },
    ],
    ballparks: [{ measure: timeToSmile, median: 3 }],
    answered: 7,
    tellsChange: false,
    summary: { talk: "Where did the work wait?" },
  };
  const closed = await closeRound(db, round.id, () => words);
  const { answered, tellsChange, summary } = words;
  expect(closed?.round).toMatchObject({ state: "closed", tellsChange });
  const frozen = await labelsOfTeam(db, passForChannelOf(team), { rounds: 1 });
  const { week } = round;
  const of = { round: round.id, week, ordinal: 1, tellsChange };
  expect(frozen).toEqual(words.labels.map((label) => ({ ...label, ...of })));
  expect(await closeRound(db, round.id, noWords)).toBeNull();
  const [kept] = await db.select().from(rounds).where(eq(rounds.id, round.id));
  expect(kept).toMatchObject({ answered, tellsChange, summary, heldBack: false });
});

test("words that can't be found leave everything as it was", async () => {
  await everyoneSays(db, round.id, people, answer({ customer: "slipping" }));
  const failing = closeRound(db, round.id, () => {
    throw new Error("no words");
  });
  await expect(failing).rejects.toThrow("no words");
  expect(await roundById(db, round.id)).toMatchObject({ state: "open" });
  expect(await db.$count(answers)).toBe(7);
});

test("after closing no table has a person beside a reading", async () => {
  const [ada, ben, ...rest] = people;
  if (ada === undefined || ben === undefined) throw new Error("A team of nobody.");
  await everyoneSays(
    db,
    round.id,
    [ada, ...rest],
    answer({ customer: "slipping" }, { reflection: { text: "It waited.", named: false } }),
  );
  await sayNotThisWeek(db, round.id, ben);
  await plan(db, [
    {
      key: `nudge/${round.id}/${ben}`,
      kind: "nudge",
      workspace: harbour,
      team: team.id,
      round: round.id,
      addressee: ben,
      dueAt: round.opensAt,
    },
  ]);
  expect(await tablesWith(db, ada)).toEqual(["answers", "members", "readings", "reflections", "roster"]);
  expect(await tablesWith(db, ben)).toEqual(["deliveries", "members", "not_this_week", "roster"]);
  await closeRound(db, round.id, noWords);
  expect(await tablesWith(db, ada)).toEqual(["members", "roster"]);
  expect(await tablesWith(db, ben)).toEqual(["members", "roster"]);
});

test("what is said to the channel about a round outlives its closing", async () => {
  await plan(db, [
    {
      key: `round/${round.id}`,
      kind: "round-message",
      workspace: harbour,
      team: team.id,
      round: round.id,
      addressee: team.channel,
      dueAt: round.opensAt,
    },
  ]);
  await closeRound(db, round.id, noWords);
  expect(await db.$count(deliveries)).toBe(1);
});

describe("below the floor", () => {
  const four = people.slice(0, 4);

  test("readings wait hidden and are counted once with the latest", async () => {
    await everyoneSays(db, round.id, four, answer({ customer: "slipping" }));
    await closeRound(db, round.id, noWords);
    for (const one of four) expect(await tablesWith(db, one)).toEqual(["members", "roster"]);

    // Three who slipped say improving now, and a fifth joins them.
    const second = await keptRound(db, team, { week: weeksLater(round.week, 1) });
    await everyoneSays(
      db,
      second.id,
      [...four.slice(0, 3), person("gus")],
      answer({ customer: "improving" }),
    );
    await closeRound(db, second.id, noWords);
    const third = await keptRound(db, team, { week: weeksLater(round.week, 2) });
    expect((await factsAtClose(third)).together).toBeNull();

    const fourth = await keptRound(db, team, { week: weeksLater(round.week, 3) });
    const { together, tallies } = await factsAtClose(fourth);
    expect(tallies.map((tally) => tally.answered)).toEqual([0, 0, 0]);
    expect(together).toEqual({
      floor: 5,
      mode: "confidential",
      tallies: [
        {
          subject: "customer",
          improving: 4,
          holding: 0,
          slipping: 1,
          cantTell: 0,
          goodEnough: 0,
          answered: 5,
          ballparks: [],
        },
      ],
    });
    expect(await waitingRows()).toEqual({ waiting: 0, blocks: 0 });
  });

  test("one subject waits while another has its word", async () => {
    await everyoneSays(db, round.id, people, answer({ customer: "slipping" }));
    await everyoneSays(db, round.id, four, answer({ customer: "slipping", employee: "holding" }));
    await closeRound(db, round.id, noWords);
    const waiting = await rowsOf<{ subject: string }>(db, sql`select distinct subject from waiting_readings`);
    expect(waiting).toEqual([{ subject: "employee" }]);
  });

  test("a block that ends hides nobody under the key of the next", async () => {
    for (const later of [0, 1, 2, 3]) {
      const open = later === 0 ? round : await keptRound(db, team, { week: weeksLater(round.week, later) });
      await closeRound(db, open.id, noWords);
    }
    const fifth = await keptRound(db, team, { week: weeksLater(round.week, 4) });
    await everyoneSays(db, fifth.id, four, answer({ customer: "slipping" }));
    await closeRound(db, fifth.id, noWords);
    expect(await waitingRows()).toEqual({ waiting: 4, blocks: 1 });
    expect(await rowsOf(db, sql`select number from blocks`)).toEqual([{ number: 2 }]);
  });

  test("taken together under the strictest floor that was promised", async () => {
    await everyoneSays(db, round.id, four, answer({ customer: "slipping" }));
    await closeRound(db, round.id, noWords);
    for (const later of [1, 2]) {
      const open = await keptRound(db, team, { week: weeksLater(round.week, later), mode: "open", floor: 4 });
      await closeRound(db, open.id, noWords);
    }
    const last = await keptRound(db, team, { week: weeksLater(round.week, 3), mode: "open", floor: 4 });
    expect((await factsAtClose(last)).together).toMatchObject({ floor: 5, mode: "confidential" });
  });

  test("what the team knows by name from an open round makes up no number for a confidential word", async () => {
    const weeks = [1, 2, 3].map((later) => weeksLater(round.week, later));
    await closeRound(db, round.id, noWords);
    const [second, third, fourth] = weeks;
    if (second === undefined || third === undefined || fourth === undefined) throw new Error("No weeks.");
    const open = await keptRound(db, team, { week: second, mode: "open", floor: 4 });
    await everyoneSays(db, open.id, people.slice(0, 3), answer({ customer: "improving" }));
    await closeRound(db, open.id, noWords);
    const switched = await keptRound(db, team, { week: third });
    await everyoneSays(db, switched.id, people.slice(3, 5), answer({ customer: "slipping" }));
    await closeRound(db, switched.id, noWords);
    const { together } = await factsAtClose(await keptRound(db, team, { week: fourth }));
    expect(together?.tallies).toMatchObject([
      { subject: "customer", improving: 0, slipping: 2, cantTell: 0, answered: 2 },
    ]);
  });

  test("a block of open rounds alone is taken together whole", async () => {
    await db.update(rounds).set({ mode: "open", floor: 4 }).where(eq(rounds.id, round.id));
    await everyoneSays(db, round.id, people.slice(0, 3), answer({ customer: "improving" }));
    await closeRound(db, round.id, noWords);
    for (const later of [1, 2]) {
      const open = await keptRound(db, team, { week: weeksLater(round.week, later), mode: "open", floor: 4 });
      await everyoneSays(db, open.id, people.slice(2, 4), answer({ customer: "holding" }));
      await closeRound(db, open.id, noWords);
    }
    const last = await keptRound(db, team, { week: weeksLater(round.week, 3), mode: "open", floor: 4 });
    const { together } = await factsAtClose(last);
    expect(together).toMatchObject({ floor: 4, mode: "open" });
    expect(together?.tallies).toMatchObject([{ subject: "customer", improving: 2, holding: 2, answered: 4 }]);
  });
});

describe("reflections", () => {
  async function fiveWrite(named: boolean, writers = people.slice(0, 5)): Promise<void> {
    for (const one of writers) {
      const said = answer({ customer: "holding" }, { reflection: { text: `noticed by ${one}`, named } });
      await everyoneSays(db, round.id, [one], said);
    }
  }

  test("with a name are shown with it, and not before the round closed", async () => {
    await fiveWrite(true, [person("ada")]);
    expect(await reflectionsOf(db, passForChannelOf(team), round.id)).toEqual({ named: [], unnamed: [] });
    const { reflections: shown } = await factsAtClose(round);
    expect(shown).toEqual({ named: [{ author: "U0ADA", text: "noticed by U0ADA" }], unnamed: [] });
    expect(await reflectionsOf(db, passForChannelOf(team), round.id)).toEqual(shown);
  });

  test("of four without a name are deleted unseen", async () => {
    await fiveWrite(false, people.slice(0, 4));
    expect((await factsAtClose(round)).reflections).toEqual({ named: [], unnamed: [] });
    expect(await db.$count(reflections)).toBe(0);
  });

  test("of five without a name lose author, id and place", async () => {
    await fiveWrite(false);
    const idsBefore = await rowsOf<{ id: string }>(db, sql`select id from reflections`);
    await closeRound(db, round.id, noWords);
    const rows = await db.select().from(reflections).where(eq(reflections.round, round.id));
    expect(rows.map((row) => row.author)).toEqual([null, null, null, null, null]);
    const known = new Set(idsBefore.map((row) => row.id));
    expect(rows.filter((row) => known.has(row.id))).toEqual([]);
  });

  test("stand on disk in an order that says nothing of who wrote when", async () => {
    // By chance alone five rounds would have one order once in two hundred million times.
    const orders: string[][] = [];
    for (const later of [0, 1, 2, 3, 4]) {
      if (later > 0) round = await keptRound(db, team, { week: weeksLater(round.week, 1) });
      await fiveWrite(false);
      await closeRound(db, round.id, noWords);
      const rows = await rowsOf<{ text: string }>(
        db,
        sql`select text from reflections where round = ${round.id} order by ctid`,
      );
      orders.push(rows.map((row) => row.text));
    }
    expect(new Set(orders.map(String)).size).toBeGreaterThan(1);
  });

  test("somebody who took theirs back has none", async () => {
    await fiveWrite(true, [person("ada")]);
    await everyoneSays(db, round.id, [person("ada")], answer({ customer: "holding" }));
    expect((await factsAtClose(round)).reflections).toEqual({ named: [], unnamed: [] });
    expect(await db.$count(reflections)).toBe(0);
  });
});

test("an open team's answers are handed over with names, and are gone from the tables", async () => {
  db = await testDatabase();
  const open = await keptTeam(db, { mode: "open" });
  round = await keptRound(db, open);
  await everyoneSays(db, round.id, people.slice(0, 4), answer({ customer: "holding" }));
  const { openAnswers } = await factsAtClose(round);
  expect(openAnswers.map((said) => said.person)).toEqual(people.slice(0, 4));
  expect(await tablesWith(db, "U0ADA")).toEqual(["members", "roster"]);
});

test("a round closes early when its leader says so, and keeps nothing after", async () => {
  await closeRound(db, round.id, noWords);
  await turnHand(db, Temporal.Duration.from({ minutes: 1 }));
  const late = { round: round.id, person: person("ada"), answer: answer({ customer: "holding" }) };
  expect(await keepAnswer(db, late)).toEqual({ kept: false, why: "round-closed" });
});

async function factsAtClose(of: KeptRound): Promise<RoundFacts> {
  const closed = await closeRound(db, of.id, noWords);
  if (closed === null) throw new Error("It was closed already.");
  return closed.facts;
}

async function waitingRows(): Promise<unknown> {
  const [row] = await rowsOf(
    db,
    sql`select (select count(*)::int from waiting_readings) as waiting, (select count(*)::int from blocks) as blocks`,
  );
  return row;
}
