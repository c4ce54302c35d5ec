import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { ChannelId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import { weeksLater } from "../../src/core/week.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { now } from "../../src/store/clock.ts";
import { closeRound, type FrozenWords } from "../../src/store/closing.ts";
import type { Db } from "../../src/store/database.ts";
import { passForChannelOf } from "../../src/store/gate.ts";
import { ballparksOfTeam, labelsOfTeam, weeksHeldBack } from "../../src/store/labels.ts";
import { reflectionsOf } from "../../src/store/reflections.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { blocks, readings, rounds, waitingReadings } from "../../src/store/schema.ts";
import { summaryOf } from "../../src/store/summaries.ts";
import type { TeamDraft } from "../../src/store/team-setup.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";
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

let db: Db;
let ours: TeamWithWhen;
let theirs: TeamWithWhen;
const oneMore = [...people, person("zoe")];
const slipping = answer({ customer: "slipping" });

beforeEach(async () => {
  db = await testDatabase();
  ours = await keptTeam(db);
  theirs = await another("C0THEIRS", oneMore);
});

const another = (channel: string, members: readonly UserId[], wish: Partial<TeamDraft> = {}) =>
  keptTeam(db, { channel: channel as ChannelId, name: channel, members, ...wish });

async function closed(round: KeptRound): Promise<KeptRound> {
  const kept = await closeNow(db, round, await now(db));
  if (kept === null) throw new Error("It was closed already.");
  return kept;
}

/** Everybody of a team says the same, and its round closes. */
async function saidAndClosed(team: TeamWithWhen, week = 0): Promise<KeptRound> {
  const round = await opened(team, week);
  await everyoneSays(db, round.id, team.members, slipping);
  return closed(round);
}

async function opened(team: TeamWithWhen, week: number): Promise<KeptRound> {
  const first = "2026-W10" as KeptRound["week"];
  return keptRound(db, team, { week: weeksLater(first, week) });
}

const summaryIn = async (team: TeamWithWhen, { id }: KeptRound) => summaryOf(db, passForChannelOf(team), id);

describe("of two teams that differ by one person", () => {
  test("the second to close is held back: no word, no number, no count, and nothing left of what was said", async () => {
    const first = await saidAndClosed(ours);
    expect(first.heldBack).toBe(false);
    const open = await opened(theirs, 0);
    const said = { ...slipping, readings: [...slipping.readings] };
    await everyoneSays(db, open.id, oneMore, {
      readings: [
        ...said.readings,
        { subject: timeToSmile, direction: "slipping", goodEnough: false, ballpark: 4 },
      ],
      reflection: null,
    });
    const second = await closed(open);
    expect(second.heldBack).toBe(true);
    const pass = passForChannelOf(theirs);
    expect(await labelsOfTeam(db, pass, { rounds: 9 })).toEqual([]);
    expect(await ballparksOfTeam(db, pass, { rounds: 9 })).toEqual([]);
    expect(await weeksHeldBack(db, pass, { rounds: 9 })).toEqual([second.week]);
    const [row] = await db.select().from(rounds).where(eq(rounds.id, second.id));
    expect(row).toMatchObject({ answered: null, tellsChange: false });
    expect([await db.$count(readings), await db.$count(waitingReadings)]).toEqual([0, 0]);
    expect((await summaryIn(theirs, second))?.heldBack?.strong).toBe("This week's words are held back");
    expect((await summaryIn(ours, first))?.heldBack).toBeNull();
  });

  test("nothing that is decided at close can put a word into a round that is held back", async () => {
    await saidAndClosed(ours);
    const open = await opened(theirs, 0);
    const words: FrozenWords = {
      labels: [{ subject: "customer", span: "round", label: { word: "mixed" }, goodEnough: true }],
      ballparks: [{ measure: timeToSmile, median: 3 }],
      answered: 8,
      tellsChange: true,
      summary: {},
    };
    await closeRound(db, open.id, (facts) => {
      expect(facts).toMatchObject({ tallies: [], openAnswers: [], answered: 0 });
      return words;
    });
    expect(await labelsOfTeam(db, passForChannelOf(theirs), { rounds: 9 })).toEqual([]);
    const [row] = await db.select().from(rounds).where(eq(rounds.id, open.id));
    expect(row?.answered).toBeNull();
  });

  test("what was noticed is still told, as in any round", async () => {
    await saidAndClosed(ours);
    const open = await opened(theirs, 0);
    await everyoneSays(db, open.id, [person("zoe")], {
      ...slipping,
      reflection: { text: "It waited.", named: true },
    });
    const round = await closed(open);
    expect((await summaryIn(theirs, round))?.named).toEqual([{ author: "U0ZOE", text: "It waited." }]);
    expect((await reflectionsOf(db, passForChannelOf(theirs), round.id)).named).toHaveLength(1);
  });

  test("both are told in different weeks", async () => {
    await saidAndClosed(ours);
    expect((await saidAndClosed(theirs, 1)).heldBack).toBe(false);
  });

  test("the second is told where nothing at all was told of the first", async () => {
    const few = await another("C0FEW", people.slice(0, 5));
    const round = await opened(few, 0);
    await everyoneSays(db, round.id, people.slice(0, 4), slipping);
    expect(await closed(round)).toMatchObject({ heldBack: false });
    const nearly = await another("C0NEARLY", people.slice(0, 6));
    expect((await saidAndClosed(nearly)).heldBack).toBe(false);
  });

  test("how many answered counts as told", async () => {
    const round = await opened(ours, 0);
    await everyoneSays(db, round.id, people.slice(0, 4), slipping);
    await closed(round);
    expect((await saidAndClosed(theirs)).heldBack).toBe(true);
  });
});

test("a team that is two others and one more is held back, though it is far from each", async () => {
  const make = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => `U9${from + at}` as UserId);
  const one = await another("C0ONE", make(0, 6));
  const two = await another("C0TWO", make(6, 6));
  const all = await another("C0ALL", make(0, 13));
  expect((await saidAndClosed(one)).heldBack).toBe(false);
  expect((await saidAndClosed(two)).heldBack).toBe(false);
  expect((await saidAndClosed(all)).heldBack).toBe(true);
});

test("a round that was held back holds no other back", async () => {
  await saidAndClosed(ours);
  expect((await saidAndClosed(theirs)).heldBack).toBe(true);
  const likeTheirs = await another("C0LIKE", [...oneMore, ...["yan", "xia", "wim", "vic"].map(person)]);
  expect((await saidAndClosed(likeTheirs)).heldBack).toBe(false);
});

test("the very same people may be told twice, and so may teams of another workspace", async () => {
  await saidAndClosed(ours);
  expect((await saidAndClosed(await another("C0SAME", people))).heldBack).toBe(false);
  const elsewhere = "T0ELSE" as WorkspaceId;
  const installedAt = await now(db);
  await keepWorkspace(db, { id: elsewhere, name: "Else", botUser: person("bot"), installedAt });
  const there = await another("C0THEIRS", oneMore, { workspace: elsewhere });
  expect((await saidAndClosed(there)).heldBack).toBe(false);
});

describe("what waits in a block", () => {
  const five = people.slice(0, 5);

  test("is deleted untold when another team of nearly the same people had its words in one of the weeks", async () => {
    const few = await another("C0FEW", five);
    const waits = await opened(few, 0);
    await everyoneSays(db, waits.id, five.slice(0, 4), slipping);
    await closed(waits);
    expect(await db.$count(waitingReadings)).toBe(4);
    expect((await saidAndClosed(await another("C0NEARLY", people.slice(0, 6)))).heldBack).toBe(false);
    const last = await restOfBlock(few);
    expect(last.heldBack).toBe(false);
    const spans = (await labelsOfTeam(db, passForChannelOf(few), { rounds: 9 })).map(({ span }) => span);
    expect(spans).not.toContain("block");
    expect((await summaryIn(few, last))?.together?.intro).toContain("is held back");
    expect(await db.$count(blocks)).toBe(0);
  });

  test("once told counts as told in each of its weeks", async () => {
    const few = await another("C0FEW", five);
    const waits = await opened(few, 0);
    await everyoneSays(db, waits.id, five.slice(0, 4), slipping);
    await closed(waits);
    const late = await opened(await another("C0NEARLY", people.slice(0, 6)), 0);
    await everyoneSays(db, late.id, people.slice(0, 6), slipping);
    const last = await restOfBlock(few);
    expect((await summaryIn(few, last))?.together?.lines.length).toBeGreaterThan(0);
    expect((await closed(late)).heldBack).toBe(true);
  });

  test("goes with a round that is held back where its block ends", async () => {
    const few = await another("C0FEW", five);
    const waits = await opened(few, 0);
    await everyoneSays(db, waits.id, five.slice(0, 4), slipping);
    await closed(waits);
    for (const week of [1, 2]) await closed(await opened(few, week));
    await saidAndClosed(await another("C0NEARLY", people.slice(0, 6)), 3);
    const last = await closed(await opened(few, 3));
    expect(last.heldBack).toBe(true);
    expect((await summaryIn(few, last))?.heldBack?.tail).toContain("What waited from earlier weeks");
    expect([await db.$count(blocks), await db.$count(waitingReadings)]).toEqual([0, 0]);
  });

  /** Three more rounds; the fifth person answers in the second, so that there would be a word. */
  async function restOfBlock(team: TeamWithWhen): Promise<KeptRound> {
    const second = await opened(team, 1);
    await everyoneSays(db, second.id, five.slice(4), slipping);
    await closed(second);
    await closed(await opened(team, 2));
    return closed(await opened(team, 3));
  }
});
