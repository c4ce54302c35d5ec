/** A process that died while it was speaking: when others go on, measured on a clock that is turned as ticks come. */
import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, it } from "vitest";
import type { WorkspaceId } from "../../src/core/ids.ts";
import { leaseSeconds, speak, takeUp } from "../../src/jobs/outbox.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { claim, deliveryByKey, plan } from "../../src/store/deliveries.ts";
import { publishedLimits } from "../../src/store/limits.ts";
import { pause } from "../../src/store/paces.ts";
import { deliveries, paces } from "../../src/store/schema.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";
import { testDatabase } from "../support/database.ts";
import { claimedAndGone } from "../support/gone-out.ts";
import { harbour, keptTeam, person } from "../support/kept-teams.ts";
import { plansDigest } from "../support/planned-digest.ts";
import { type Call, ok, refuses, type Script, scriptedWorld, tooMany } from "../support/scripted-slack.ts";

let db: Db;
let heard: Call[];
const hears: Script = (call) => {
  heard.push(call);
  return ok();
};
const turns = (seconds: number) => turnHand(db, Temporal.Duration.from({ seconds }));
const tickSeconds = 15;

beforeEach(async () => {
  db = await testDatabase();
  await keptTeam(db);
  heard = [];
});

async function plans(channels: readonly string[], workspace = harbour, kind = "welcome"): Promise<void> {
  const dueAt = await now(db);
  await plan(
    db,
    channels.map((addressee) => ({
      key: `${kind}:${workspace}:${addressee}`,
      kind,
      workspace,
      team: null,
      round: null,
      addressee,
      dueAt,
    })),
  );
}
const stateOf = async (channel: string) => (await deliveryByKey(db, `welcome:${harbour}:${channel}`))?.state;

describe("after a process was killed", () => {
  it.each([0, 1, 7, 14])(
    "others take up its work within a minute, %i seconds after their last tick",
    async (since) => {
      await plans(["C0LOST"]);
      expect(await claimedAndGone(db, await now(db), 1, leaseSeconds)).toHaveLength(1);
      await plans(["C0LOST2"]);
      let passed = 0;
      const isLost = async () => passed < 180 && (await stateOf("C0LOST")) === "sending";
      for (let wait = tickSeconds - since; await isLost(); wait = tickSeconds) {
        await turns(wait);
        passed += wait;
        await speak(scriptedWorld(db, hears), await now(db));
      }
      expect(passed).toBeLessThanOrEqual(60);
      expect(await stateOf("C0LOST")).toBe("uncertain");
      expect(await stateOf("C0LOST2")).toBe("said");
    },
  );

  it("another that is speaking for long, with a slow Slack, takes its work up meanwhile", async () => {
    await plans(["C0LOST"]);
    await claimedAndGone(db, await now(db), 1, 1);
    await plans(["C0SLOW"]);
    const found: (string | undefined)[] = [];
    const slow: Script = async (call) => {
      const began = performance.now();
      do await sleep(100);
      while (performance.now() - began < 8_000 && (await stateOf("C0LOST")) === "sending");
      found.push(await stateOf("C0LOST"));
      return hears(call);
    };
    await speak(scriptedWorld(db, slow), await now(db));
    expect(found).toEqual(["uncertain"]);
    expect(heard.map(({ channel }) => channel)).toEqual(["C0SLOW"]);
  });

  it("the only process takes its work up at once when it is back, and says no prompt twice", async () => {
    await plans(["C0LOST"]);
    await claimedAndGone(db, await now(db), 1, leaseSeconds);
    const world = scriptedWorld(db, hears);
    await takeUp(world, await now(db));
    await speak(world, await now(db));
    expect(await stateOf("C0LOST")).toBe("uncertain");
    expect(heard).toEqual([]);
  });

  it("a digest that it was saying is said again in the first tick, marked", async () => {
    await plansDigest(db, person("lea"));
    const at = await now(db);
    await claimedAndGone(db, at, 1, leaseSeconds);
    const world = scriptedWorld(db, hears);
    await takeUp(world, at);
    await speak(world, await now(db));
    expect(
      heard.filter(({ method }) => method === "chat.postMessage").map(({ text }) => text.slice(0, 10)),
    ).toEqual(["Sent again"]);
    await takeUp(world, await now(db));
    await speak(world, await now(db));
    expect(heard.filter(({ method }) => method === "chat.postMessage")).toHaveLength(1);
  });
});

describe("when Slack says that it has no time", () => {
  it("it is due again, later each time and not all at the same moment", async () => {
    await plans(["C0ONE"]);
    const world = scriptedWorld(db, () => refuses("service_unavailable"));
    for (const [expected, chance] of [
      [22.5, 0],
      [75, 1],
      [120, 0.5],
    ] as const) {
      const at = await now(db);
      await speak(world, at, () => chance);
      const row = await deliveryByKey(db, `welcome:${harbour}:C0ONE`);
      expect(row).toMatchObject({ state: "due", trouble: "service_unavailable", again: false });
      const wait = row?.dueAt.since(at).total("seconds") ?? 0;
      expect(wait).toBeGreaterThanOrEqual(expected);
      expect(wait).toBeLessThan(expected + 2);
      await turns(Math.ceil(wait) + 1);
    }
    await speak(scriptedWorld(db, hears), await now(db));
    expect(await stateOf("C0ONE")).toBe("said");
  });
});

describe("when Slack asks one message to wait", () => {
  const many = Array.from({ length: 12 }, (_, n) => `C0MANY${n}`);

  it("the others of its workspace are not tried either, until the time is over", async () => {
    await plans(many);
    let asked = 0;
    const busy: Script = (call) => {
      asked += 1;
      return asked === 1 ? tooMany(30) : hears(call);
    };
    const world = scriptedWorld(db, busy);
    await speak(world, await now(db));
    expect(asked).toBe(1);
    await turns(29);
    await speak(world, await now(db));
    expect(asked).toBe(1);
    await turns(2);
    await speak(world, await now(db));
    expect(asked).toBe(13);
    for (const channel of many) expect(await stateOf(channel)).toBe("said");
  });

  it("those that wait for their turn already are not tried either", async () => {
    await plans(many);
    let asked = 0;
    const busy: Script = () => {
      asked += 1;
      return tooMany(30);
    };
    const limits = { channel: 0, workspace: 400, picture: 0, person: 0, hands: 4 };
    await speak(scriptedWorld(db, busy, limits), await now(db));
    expect(asked).toBe(1);
    const rows = await db.select().from(deliveries);
    expect(
      rows.filter(({ state, attempts, handedBack }) => state === "due" && attempts === handedBack),
    ).toHaveLength(12);
  });

  it("other workspaces are not held up", async () => {
    const night = "T0NIGHT" as WorkspaceId;
    await keepWorkspace(db, {
      id: night,
      name: "Night",
      botUser: person("bearings"),
      installedAt: await now(db),
    });
    await plans(many);
    await plans(["C0NIGHT"], night);
    const world = scriptedWorld(db, (call) => (call.workspace === harbour ? tooMany(30) : hears(call)));
    await speak(world, await now(db));
    expect(heard.map(({ channel }) => channel)).toEqual(["C0NIGHT"]);
  });

  it("what a person's press met counts for what is said by itself, too", async () => {
    await plans(["C0ONE"]);
    await pause(db, harbour, "chat.postMessage", 30);
    await speak(scriptedWorld(db, hears), await now(db));
    expect(heard).toEqual([]);
    await turns(31);
    await speak(scriptedWorld(db, hears), await now(db));
    expect(heard).toHaveLength(1);
  });
});

/** Milliseconds by which the database's clock and ours may differ in their rounding. */
const clockStep = 5;

describe("Slack's published limits", () => {
  it("hold: none is said before its turn in its workspace comes, nor a channel's second before a second has passed", async () => {
    const dueAt = await now(db);
    const to = ["C0ONE", "C0TWO", "C0ONE", "C0THREE", "C0FOUR", "C0FIVE"];
    await plan(
      db,
      to.map((addressee, n) => ({
        key: `welcome:${n}`,
        kind: "welcome",
        workspace: harbour,
        team: null,
        round: null,
        addressee,
        dueAt: dueAt.add({ milliseconds: n }),
      })),
    );
    await turns(1);
    const times: { readonly channel: string; readonly at: number }[] = [];
    const script: Script = (call) => {
      times.push({ channel: call.channel, at: performance.now() });
      return ok();
    };
    const at = await now(db);
    const began = performance.now();
    await speak(scriptedWorld(db, script, publishedLimits), at);
    expect(times).toHaveLength(to.length);
    // From the beginning on, as a busy machine is late with some, and never early. Turns themselves: test/store/paces.
    const soonest = (n: number, every: number) => began + n * every - clockStep;
    const inOrder = times.map((one) => one.at).toSorted((one, other) => one - other);
    for (const [n, one] of inOrder.entries())
      expect(one).toBeGreaterThan(soonest(n, publishedLimits.workspace));
    const second = times.filter(({ channel }) => channel === "C0ONE").map((one) => one.at)[1];
    expect(second).toBeGreaterThan(soonest(1, publishedLimits.channel));
  });
});

it("keeps no trace of when a person was written to: that would tell who had not answered", async () => {
  await plans(["U0ADA", "C0ONE"]);
  await speak(scriptedWorld(db, hears, publishedLimits), await now(db));
  expect(heard).toHaveLength(2);
  const kept = (await db.select({ of: paces.of }).from(paces)).map(({ of }) => of);
  expect(kept.toSorted()).toEqual(["C0ONE", "chat.postMessage"]);
});

it("a process that is told to stop begins nothing new, and hands back what has not been asked yet", async () => {
  await plans(Array.from({ length: 30 }, (_, n) => `C0MANY${n}`));
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const script: Script = (call) => {
    if (heard.length === 2) stopping.abort();
    return hears(call);
  };
  const world = { ...scriptedWorld(db, script, publishedLimits), stopping: stopping.signal };
  await speak(world, await now(db));
  expect(heard).toHaveLength(3);
  const left = await claim(db, (await now(db)).add({ hours: 1 }), 40, 40);
  expect(left.length).toBeGreaterThan(0);
  // Each was claimed once at most, and not asked; this claim is its one try.
  expect(left.every(({ attempts, handedBack }) => attempts - handedBack === 1 && handedBack <= 1)).toBe(true);
});
