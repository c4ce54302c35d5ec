/** Slack is away for hours, or breaks whatever is asked of it: what was due is said when it is back, in its order, and once. */
import { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, it } from "vitest";
import { type Doubt, noDoubt } from "../../src/core/doubt.ts";
import type { WorkspaceId } from "../../src/core/ids.ts";
import { speak } from "../../src/jobs/outbox.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { deliveryByKey, plan } from "../../src/store/deliveries.ts";
import { noLimits, publishedLimits } from "../../src/store/limits.ts";
import { outboxNow } from "../../src/store/outbox-depth.ts";
import { deliveries } from "../../src/store/schema.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";
import { testDatabase } from "../support/database.ts";
import { harbour, keptTeam, person } from "../support/kept-teams.ts";
import { plansDigest } from "../support/planned-digest.ts";
import {
  breaks,
  ok,
  refuses,
  type Script,
  scriptedWorld,
  tooMany,
  unreached,
} from "../support/scripted-slack.ts";

let db: Db;
let heard: string[];
let asked: string[];
/** In which spell each message was risked, counted from the first. */
let risked: number[];
let spell: number;
let doubt: Doubt;

beforeEach(async () => {
  db = await testDatabase();
  await keptTeam(db);
  heard = [];
  asked = [];
  risked = [];
  spell = 0;
  doubt = noDoubt();
});

const hears: Script = ({ method, channel, text }) => {
  if (method === "chat.postMessage") heard.push(`${channel} ${text.slice(0, 10)}`);
  return ok();
};
/** Slack answers harmless questions, and loses every message. */
const losesMessages: Script = ({ method }) => (method === "chat.postMessage" ? breaks() : ok());
const turns = (minutes: number) => turnHand(db, Temporal.Duration.from({ minutes }));

/** What this process says now; whether Slack answers it remembers. */
async function says(script: Script, hands = noLimits.hands): Promise<void> {
  spell += 1;
  const listens: Script = (call) => {
    asked.push(call.method);
    if (call.method === "chat.postMessage") risked.push(spell);
    return script(call);
  };
  const world = scriptedWorld(db, listens, { ...noLimits, hands });
  await speak({ ...world, doubt }, await now(db), () => 0.5);
}

/** Slack is back: as many spells as a slow machine needs. */
async function isBack(): Promise<void> {
  for (let spells = 0; spells < 10 && ((await states()).due ?? 0) > 0; spells += 1) await says(hears);
}

/** A tick every few minutes of an hour, with as many hands as there are in life. */
async function anHour(script: Script): Promise<void> {
  for (let minute = 0; minute < 60; minute += 3) {
    await says(script, publishedLimits.hands);
    await turns(3);
  }
}

async function plansWelcomes(channels: readonly string[], workspace = harbour): Promise<void> {
  const at = await now(db);
  const welcome = { kind: "welcome", workspace, team: null, round: null };
  const plans = channels.map((addressee, place) => ({
    ...welcome,
    key: `${workspace} ${addressee}`,
    addressee,
    dueAt: at.add({ milliseconds: place }),
  }));
  await plan(db, plans);
  await turnHand(db, Temporal.Duration.from({ seconds: 1 }));
}

async function states(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state } of await db.select({ state: deliveries.state }).from(deliveries))
    counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

const many = Array.from({ length: 30 }, (_, at) => `C0N${String(at).padStart(2, "0")}`);
const messages = () => asked.filter((method) => method === "chat.postMessage").length;

describe("Slack can't be reached for hours", () => {
  it("all that was due is said when it is back, what was due first at first, and the alarm sees it wait", async () => {
    await plansWelcomes(many);
    await anHour(unreached);
    for (let hour = 0; hour < 29; hour += 1) {
      await says(unreached);
      await turns(60);
    }
    expect((await outboxNow(db)).oldest).toBeGreaterThan(29 * 3_600);
    await isBack();
    expect(heard.map((words) => words.slice(0, 5))).toEqual(many);
    expect(await states()).toEqual({ said: many.length });
  });

  it("few messages are tried until then, and none of its attempts is used up", async () => {
    await plansWelcomes(many);
    await anHour(unreached);
    expect(messages()).toBeLessThanOrEqual(publishedLimits.hands);
    const rows = await db.select().from(deliveries);
    expect(rows.every(({ attempts, handedBack }) => attempts === handedBack)).toBe(true);
  });
});

describe("Slack breaks whatever is asked of it for an hour", () => {
  it("what it was just being asked to take is uncertain; it is asked something harmless, and the rest waits", async () => {
    await plansWelcomes(many);
    await anHour(() => breaks());
    const { uncertain = 0, due = 0 } = await states();
    expect(uncertain).toBeGreaterThan(0);
    expect(uncertain).toBeLessThanOrEqual(publishedLimits.hands);
    expect(due).toBe(many.length - uncertain);
    expect(messages()).toBe(uncertain);
    await isBack();
    expect(await states()).toEqual({ uncertain, said: due });
    expect(heard).toHaveLength(due);
    expect(doubt.isOpen(harbour)).toBe(false);
  });

  it("it is the same for workspaces of one message each", async () => {
    for (let number = 0; number < 30; number += 1)
      await plansWelcomes(["C0ONE"], await inWorkspace(`T0W${number}`));
    await anHour(() => breaks());
    expect((await states()).uncertain).toBeLessThanOrEqual(publishedLimits.hands);
  });

  it("a digest whose answer was lost is said once more when Slack is back, not into the hour", async () => {
    const to = person("lea");
    const key = await plansDigest(db, to);
    await anHour(() => breaks());
    await isBack();
    expect(heard).toEqual([`${to} Sent again`]);
    expect(await deliveryByKey(db, key)).toMatchObject({ state: "said", again: true });
  });
});

describe("Slack loses every message for an hour, and answers all else", () => {
  it("one is risked at a time, more and more seldom, and the rest is said afterwards", async () => {
    await plansWelcomes(many);
    await anHour(losesMessages);
    // In the first spell as many as there are hands were on their way before one was known to be lost.
    const later = risked.filter((spell) => spell > 1);
    expect(later, "one at a time").toEqual([...new Set(later)]);
    const gaps = later.map((spell, place) => spell - (later[place - 1] ?? 1));
    expect(gaps, "never sooner than the time before").toEqual(gaps.toSorted((one, other) => one - other));
    expect(gaps.at(-1)).toBeGreaterThan(gaps[0] ?? 0);
    const { uncertain = 0 } = await states();
    expect(uncertain).toBeGreaterThan(5);
    expect(uncertain).toBeLessThan(publishedLimits.hands + 10);
    await turns(15);
    await isBack();
    expect(await states()).toEqual({ uncertain, said: many.length - uncertain });
  });

  it("one alone costs no wait: the next is said at once", async () => {
    await plansWelcomes(["C0ONE"]);
    await says(losesMessages);
    await plansWelcomes(["C0TWO"]);
    await says(hears);
    expect(heard).toHaveLength(1);
    expect(asked).toEqual(["chat.postMessage", "auth.test", "chat.postMessage"]);
  });
});

describe("an answer was lost, and then Slack answers", () => {
  it.each([
    ["that the token is no good", () => refuses("token_revoked")],
    ["that it may not say who we are", () => refuses("missing_scope")],
    ["that it was asked too often", () => tooMany(30)],
  ])("%s: what is due is asked all the same", async (_, answers) => {
    doubt.lost(harbour, await now(db));
    await plansWelcomes(["C0ONE"]);
    await says(({ method }) => (method === "auth.test" ? answers() : ok()));
    expect(await states()).toEqual({ said: 1 });
    expect(doubt.isOpen(harbour)).toBe(false);
  });
});

it("a process that is to stop asks nothing that it might have to wait for", async () => {
  doubt.lost(harbour, await now(db));
  await plansWelcomes(["C0ONE"]);
  const stopping = new AbortController();
  const world = scriptedWorld(db, (call) => {
    asked.push(call.method);
    return ok();
  });
  const hands = (at: Temporal.Instant, most: number) => {
    const free = doubt.hands(at, most);
    queueMicrotask(() => stopping.abort());
    return free;
  };
  await speak({ ...world, doubt: { ...doubt, hands }, stopping: stopping.signal }, await now(db));
  expect(asked).toEqual([]);
  expect(await states()).toEqual({ due: 1 });
});

it("a wait by a clock that was set back since is no wait", async () => {
  const at = await now(db);
  for (let lost = 0; lost < 3; lost += 1) doubt.lost(harbour, at.add({ hours: lost }));
  expect(doubt.handsOf(at.add({ hours: 2 })).get(harbour)).toBe(0);
  expect(doubt.handsOf(at.add({ hours: 2, minutes: 2 })).get(harbour)).toBe(1);
  expect(doubt.handsOf(at).get(harbour)).toBe(1);
});

async function inWorkspace(name: string): Promise<WorkspaceId> {
  const id = name as WorkspaceId;
  await keepWorkspace(db, { id, name, botUser: person("bearings"), installedAt: await now(db) });
  return id;
}
