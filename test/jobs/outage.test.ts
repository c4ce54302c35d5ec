/** Slack is away for hours, or breaks whatever is asked of it: what was due is said when it is back, and once. */
import { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, it } from "vitest";
import type { WorkspaceId } from "../../src/core/ids.ts";
import { weekOf } from "../../src/core/week.ts";
import { speak } from "../../src/jobs/outbox.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { deliveryByKey, plan } from "../../src/store/deliveries.ts";
import { publishedLimits } from "../../src/store/limits.ts";
import { deliveries } from "../../src/store/schema.ts";
import { testDatabase } from "../support/database.ts";
import { harbour, keptTeam, person } from "../support/kept-teams.ts";
import { breaks, ok, refuses, type Script, scriptedWorld, unreached } from "../support/scripted-slack.ts";

let db: Db;
let heard: string[];
let asked: string[];
const unsure = new Set<WorkspaceId>();

beforeEach(async () => {
  db = await testDatabase();
  await keptTeam(db);
  heard = [];
  asked = [];
  unsure.clear();
});

const hears: Script = ({ method, channel, text }) => {
  asked.push(method);
  if (method === "chat.postMessage") heard.push(`${channel} ${text.slice(0, 10)}`);
  return ok();
};
const turns = (minutes: number) => turnHand(db, Temporal.Duration.from({ minutes }));

/** What this process says now; what it knows of lost answers it keeps. */
async function says(script: Script): Promise<void> {
  const world = scriptedWorld(db, (call) => {
    asked.push(call.method);
    return script(call);
  });
  await speak({ ...world, unsure }, await now(db), () => 0.5);
}

async function plansWelcomes(channels: readonly string[]): Promise<void> {
  const dueAt = await now(db);
  const welcome = { kind: "welcome", workspace: harbour, team: null, round: null, dueAt };
  await plan(
    db,
    channels.map((addressee) => ({ ...welcome, key: addressee, addressee })),
  );
}

async function states(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state } of await db.select({ state: deliveries.state }).from(deliveries))
    counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

describe("Slack can't be reached", () => {
  it("for six hours: what was due is said within twenty minutes of its being back", async () => {
    await plansWelcomes(["C0ONE"]);
    for (let quarter = 0; quarter < 24; quarter += 1) {
      await says(unreached);
      await turns(15);
    }
    expect(await deliveryByKey(db, "C0ONE")).toMatchObject({ state: "due", trouble: "not_reached" });
    await turns(19);
    await says(hears);
    expect(heard).toEqual(["C0ONE Bearings i"]);
  });

  it("for more than a day: it is given up, and no sooner", async () => {
    await plansWelcomes(["C0ONE"]);
    const began = await now(db);
    for (let turn = 0; (await states()).due === 1; turn += 1) {
      expect(turn).toBeLessThan(200);
      await says(unreached);
      await turns(16);
    }
    const lasted = (await now(db)).since(began).total("hours");
    expect(lasted).toBeGreaterThan(23);
    expect(lasted).toBeLessThan(28);
    expect(await states()).toEqual({ failed: 1 });
  });
});

describe("Slack breaks whatever is asked of it for an hour", () => {
  const channels = Array.from({ length: 60 }, (_, at) => `C0N${String(at).padStart(2, "0")}`);

  it("only what it was just being asked to take is uncertain: it is asked something harmless first, and the rest waits", async () => {
    await plansWelcomes(channels);
    for (let minute = 0; minute < 60; minute += 5) {
      await says(() => breaks());
      await turns(5);
    }
    const { uncertain = 0, due = 0 } = await states();
    expect(uncertain).toBeGreaterThan(0);
    expect(uncertain).toBeLessThanOrEqual(publishedLimits.hands);
    expect(due).toBe(channels.length - uncertain);
    expect(asked.filter((method) => method === "chat.postMessage")).toHaveLength(uncertain);
    await turns(20);
    asked.splice(0);
    await says(hears);
    expect(await states()).toEqual({ uncertain, said: due });
    expect(new Set(heard).size).toBe(due);
    expect(heard).toHaveLength(due);
    expect(unsure.size).toBe(0);
  });

  it("a digest whose answer was lost is said once more when Slack is back, not into the hour", async () => {
    const to = person("lea");
    const dueAt = await now(db);
    const key = `digest:${harbour}:${to}:${weekOf(dueAt, "Europe/Berlin")}`;
    const digest = { kind: "digest", workspace: harbour, team: null, round: null, addressee: to, dueAt };
    await plan(db, [{ ...digest, key }]);
    for (let minute = 0; minute < 60; minute += 5) {
      await says(() => breaks());
      await turns(5);
    }
    await turns(20);
    await says(hears);
    expect(heard).toEqual([`${to} Sent again`]);
    expect(await deliveryByKey(db, key)).toMatchObject({ state: "said", again: true });
  });

  it.each(["token_revoked", "missing_scope"])(
    "a no (%s) is an answer: what is due is asked, and told by Slack itself why not",
    async (code) => {
      unsure.add(harbour);
      await plansWelcomes(["C0ONE"]);
      await says(() => refuses(code));
      expect(asked).toContain("chat.postMessage");
      expect(unsure.size).toBe(0);
    },
  );

  it("another workspace is not held up", async () => {
    unsure.add("TELSEWHERE" as WorkspaceId);
    await plansWelcomes(["C0ONE"]);
    await says(hears);
    expect(asked).not.toContain("auth.test");
    expect(heard).toHaveLength(1);
  });
});
