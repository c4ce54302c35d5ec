/** Whoever is reminded is looked up in Slack first, at a pace that leaves room for people who wait for the same answer. */
import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import type { UserId } from "../../src/core/ids.ts";
import { nudgeDue } from "../../src/jobs/nudge.ts";
import { speak } from "../../src/jobs/outbox.ts";
import { stillTakesPart } from "../../src/jobs/still-takes-part.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { type Limits, noLimits, publishedLimits } from "../../src/store/limits.ts";
import { pause } from "../../src/store/paces.ts";
import { deliveries, paces } from "../../src/store/schema.ts";
import { testDatabase } from "../support/database.ts";
import { harbour, keptRound, keptTeam } from "../support/kept-teams.ts";
import { ok, type Script, scriptedWorld, tooMany } from "../support/scripted-slack.ts";

let db: Db;
let asked: { readonly method: string; readonly at: number }[];
const many = Array.from({ length: 20 }, (_, n) => `U0N${n}` as UserId);

beforeEach(async () => {
  db = await testDatabase();
  asked = [];
});

const lookUps = () => asked.filter(({ method }) => method === "users.info").map(({ at }) => at);
const messages = () => asked.filter(({ method }) => method === "chat.postMessage").length;
const aMinute: Limits = { ...noLimits, person: 60_000 };

function world(limits: Limits, answers = ok) {
  const script: Script = ({ method }) => {
    asked.push({ method, at: performance.now() });
    return method === "users.info" ? answers() : ok();
  };
  const there = scriptedWorld(db, script, limits);
  // A process has one client for a workspace, and remembers by it whom it has looked up.
  const slack = there.slackFor(harbour);
  return { ...there, slackFor: () => slack };
}

/** Looks so many people up, all at the same moment. Tells who may still take part. */
async function looksUp(there: ReturnType<typeof world>, people: readonly UserId[]) {
  const at = await now(db);
  return Promise.all(people.map((person) => stillTakesPart(there, harbour, person, at)));
}

it("a hundred and fifty reminders leave Slack room for those who open their home tab: one look-up a second", async () => {
  await keptTeam(db);
  const people = Array.from({ length: 150 }, (_, n) => `U0M${n}` as UserId);
  const began = performance.now();
  const all = await looksUp(world(publishedLimits), people);
  expect(all.every(Boolean)).toBe(true);
  expect(lookUps().length).toBeGreaterThan(1);
  // From the beginning on, as a busy machine is late with some, and never early.
  for (const [n, at] of lookUps().entries()) expect(at - began).toBeGreaterThan(n * 1_000 - 50);
});

it("reminders whose look-up would come too late are said all the same", async () => {
  const at = await now(db);
  const team = await keptTeam(db, { members: many });
  const closesAt = at.add({ hours: 24 });
  await keptRound(db, team, { nudgesAt: at, closesAt });
  const there = world({ ...aMinute, hands: 16 });
  await nudgeDue(there, at);
  await speak(there, await now(db));
  expect([lookUps().length, messages()]).toEqual([1, many.length]);
  const states = await db.select({ state: deliveries.state }).from(deliveries);
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(["said"]));
});

describe("nobody is looked up", () => {
  beforeEach(() => keptTeam(db));

  it("while Slack has asked us not to ask for anybody, and those that wait for their turn hear of it too", async () => {
    await pause(db, harbour, "users.info", 60);
    expect(await looksUp(world(noLimits), many.slice(0, 2))).toEqual([true, true]);
    expect(await looksUp(world(publishedLimits), many.slice(0, 2))).toEqual([true, true]);
    expect(lookUps()).toEqual([]);
  });

  it("once Slack has asked for patience, however near the turn was", async () => {
    const busy = world({ ...noLimits, person: 300 }, () => tooMany(60));
    await looksUp(busy, many.slice(0, 4));
    expect(lookUps()).toHaveLength(1);
  });

  it("a second time within a minute, and that uses up nobody's turn", async () => {
    const there = world({ ...noLimits, person: 2_000 });
    await looksUp(there, many.slice(0, 1));
    const [once] = await db.select({ freeAt: paces.freeAt }).from(paces);
    await looksUp(there, many.slice(0, 1));
    expect(lookUps()).toHaveLength(1);
    expect(await db.select({ freeAt: paces.freeAt }).from(paces)).toEqual([once]);
  });

  it("by a process that is told to stop while it waits for its turn", async () => {
    const stopping = new AbortController();
    const there = { ...world({ ...noLimits, person: 3_000 }), stopping: stopping.signal };
    const began = performance.now();
    const looking = looksUp(there, many.slice(0, 2));
    await sleep(200);
    stopping.abort();
    expect(await looking).toEqual([true, true]);
    expect(lookUps()).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

it("only the method has a pace: none tells who was looked up", async () => {
  await keptTeam(db);
  await looksUp(world(publishedLimits), many.slice(0, 2));
  expect(await db.select({ of: paces.of }).from(paces)).toEqual([{ of: "users.info" }]);
});
