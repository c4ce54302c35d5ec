import { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, test } from "vitest";
import { now, turnHand } from "../../src/store/clock.ts";
import { closeRound } from "../../src/store/closing.ts";
import type { Db } from "../../src/store/database.ts";
import {
  hear,
  heardThrough,
  keepOnce,
  markNotKept,
  NoLongerAwaited,
  type Sent,
  unhear,
  wasHeard,
} from "../../src/store/heard.ts";
import { noteValue } from "../../src/store/noted-values.ts";
import { answerOf, keepAnswer } from "../../src/store/readings.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { answers, notedValues } from "../../src/store/schema.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { startTry } from "../../src/store/tries.ts";
import { testDatabase } from "../support/database.ts";
import { answer, keptRound, keptTeam, noWords, person, timeToSmile } from "../support/kept-teams.ts";

let db: Db;
let team: TeamWithWhen;
let round: KeptRound;
let count = 0;

beforeEach(async () => {
  db = await testDatabase();
  team = await keptTeam(db);
  round = await keptRound(db, team);
  count += 1;
});

const ada = person("ada");
const five = <T>(make: () => Promise<T>) => Promise.all(Array.from({ length: 5 }, make));
const later = (duration: Temporal.DurationLike) => turnHand(db, Temporal.Duration.from(duration));
/** A submission whose sender waits for so long; each test has its own names. */
const sent = async (name = "a", seconds = 2): Promise<Sent> => ({
  id: `${count} ${name}`,
  until: (await now(db)).add({ seconds }),
});

describe("what is heard", () => {
  test("is heard once, however many come at the same moment", async () => {
    const heard = await five(() => hear(db, `${count}`));
    expect(heard.filter((moment) => moment !== null)).toHaveLength(1);
    expect(await hear(db, `${count}`)).toBeNull();
  });

  test("is left alone for a day, and then forgotten", async () => {
    await hear(db, `${count}`);
    await later({ hours: 23, minutes: 59 });
    expect(await hear(db, `${count}`)).toBeNull();
    await later({ minutes: 2 });
    expect(await hear(db, `${count}`)).not.toBeNull();
  });

  test("tells the moment, by the database's clock", async () => {
    await later({ hours: 100 });
    const [before, heard] = [await now(db), await hear(db, `${count}`)];
    expect(heard?.since(before).total("seconds")).toBeLessThan(1);
    expect(heard?.since(before).total("seconds")).toBeGreaterThanOrEqual(0);
  });

  test("is heard again at once where it came to nothing", async () => {
    await hear(db, `${count}`);
    await unhear(db, `${count}`);
    expect(await hear(db, `${count}`)).not.toBeNull();
  });

  test("in hand when its process died, it is heard again by Slack's try a minute later, and not before", async () => {
    await hear(db, `${count}`, 45);
    await later({ seconds: 40 });
    expect(await hear(db, `${count}`, 45)).toBeNull();
    await later({ seconds: 20 });
    const again = await five(() => hear(db, `${count}`, 45));
    expect(again.filter((moment) => moment !== null)).toHaveLength(1);
  });

  test("once through, it isn't heard by a later try", async () => {
    await hear(db, `${count}`, 45);
    await heardThrough(db, `${count}`);
    await later({ minutes: 5 });
    expect(await hear(db, `${count}`, 45)).toBeNull();
  });
});

describe("what is kept once", () => {
  const note = async (tx: Db, value: number, measure = timeToSmile) =>
    noteValue(tx, { team: team.id, measure, week: round.week, value, notedBy: ada });
  const aTry = async (tx: Db) => {
    const askOn = Temporal.PlainDate.from("2026-12-24");
    return startTry(tx, team.id, { what: "Less", category: "business", ledBy: null, askOn }, await now(tx));
  };

  test("is done once of five at the same moment, and the others know", async () => {
    const once = await sent();
    const done = await five(() => keepOnce(db, once, aTry));
    expect(done.filter((one) => "done" in one)).toHaveLength(1);
    expect(done.filter((one) => "again" in one)).toHaveLength(4);
    expect(await wasHeard(db, once.id)).toBe(true);
  });

  test("breaks in the middle: neither what was asked for nor its id is kept, and the next try keeps both", async () => {
    const once = await sent();
    const breaks = keepOnce(db, once, async (tx) => {
      await note(tx, 3);
      throw new Error("The process died.");
    });
    await expect(breaks).rejects.toThrow("The process died.");
    expect([await wasHeard(db, once.id), await db.$count(notedValues)]).toEqual([false, 0]);
    expect(await keepOnce(db, once, (tx) => note(tx, 3))).toHaveProperty("done");
    expect(await db.$count(notedValues)).toBe(1);
  });

  test("came to nothing: it is not told as kept when it comes again", async () => {
    const once = await sent();
    expect(await keepOnce(db, once, async () => null)).toEqual({ done: null });
    expect(await wasHeard(db, once.id)).toBe(false);
  });

  test("comes after its sender was told that it was not kept: it isn't", async () => {
    const once = await sent("late", -1);
    await expect(keepOnce(db, once, (tx) => note(tx, 3))).rejects.toThrow(NoLongerAwaited);
    expect(await db.$count(notedValues)).toBe(0);
  });

  test("was kept, and comes again too late: it counts as kept", async () => {
    await keepOnce(db, await sent(), (tx) => note(tx, 3));
    expect(await keepOnce(db, await sent("a", -1), (tx) => note(tx, 3))).toEqual({ again: true });
  });

  test("comes again, in time itself, after its sender was told that it was not kept: it isn't", async () => {
    const once = await sent();
    await markNotKept(db, once.id);
    await expect(keepOnce(db, once, (tx) => note(tx, 3))).rejects.toThrow(NoLongerAwaited);
    expect(await db.$count(notedValues)).toBe(0);
  });

  test("the same number noted twice by one person is one note, and taking it back takes it back", async () => {
    const notes = await five(() => note(db, 3));
    expect(new Set(notes.map(({ note }) => note)).size).toBe(1);
    expect(await db.$count(notedValues)).toBe(1);
    const other = await note(db, 4);
    expect([other.before, (await note(db, 4)).before, (await note(db, 4)).note]).toEqual([3, 3, other.note]);
    expect(await note(db, 3)).toMatchObject({ before: 4 });
  });
});

describe("an answer", () => {
  const holding = answer({ customer: "holding" }, { reflection: { text: "It was calm.", named: true } });
  const slipping = answer({ customer: "slipping" });
  const keeps = (said: typeof holding, as: Sent) =>
    keepAnswer(db, { round: round.id, person: ada, answer: said, sent: as });
  const stands = async () => (await answerOf(db, round.id, ada))?.answer;

  test("that comes again after a newer one doesn't take its place, and counts as kept", async () => {
    const [older, newer] = [await sent("older", 60), await sent("newer", 60)];
    expect(await keeps(holding, older)).toEqual({ kept: true });
    expect(await keeps(slipping, newer)).toEqual({ kept: true });
    expect(await keeps(holding, older)).toEqual({ kept: true });
    expect(await stands()).toEqual(slipping);
  });

  test("handed in from a form that was opened before, but sent off later, is the one that stands", async () => {
    expect(await keeps(slipping, await sent("opened last"))).toEqual({ kept: true });
    expect(await keeps(holding, await sent("opened first"))).toEqual({ kept: true });
    expect(await stands()).toEqual(holding);
  });

  test("that comes five times at once is kept once", async () => {
    const once = await sent();
    expect(await five(() => keeps(holding, once))).toEqual(Array(5).fill({ kept: true }));
    expect(await stands()).toEqual(holding);
    expect(await db.$count(answers)).toBe(1);
  });

  test("that was kept and comes again after the close counts as kept, and nothing is there again", async () => {
    const once = await sent("kept", 60 * 60 * 24 * 30);
    await keeps(holding, once);
    await closeRound(db, round.id, noWords);
    expect(await keeps(holding, once)).toEqual({ kept: true });
    expect(await keeps(holding, await sent("another"))).toEqual({ kept: false, why: "round-closed" });
    expect([await stands(), await db.$count(answers)]).toEqual([undefined, 0]);
  });

  test("that was refused is not told as kept when it comes again", async () => {
    await closeRound(db, round.id, noWords);
    const once = await sent();
    expect(await keeps(holding, once)).toEqual({ kept: false, why: "round-closed" });
    expect(await wasHeard(db, once.id)).toBe(false);
    expect(await keeps(holding, once)).toEqual({ kept: false, why: "round-closed" });
  });

  test("held up until its sender was told that it was not kept, isn't written over the next one", async () => {
    await keeps(slipping, await sent("next"));
    await expect(keeps(holding, await sent("held up", -1))).rejects.toThrow(NoLongerAwaited);
    expect(await stands()).toEqual(slipping);
  });
});
