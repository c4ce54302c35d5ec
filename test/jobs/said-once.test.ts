/**
 * The state machine of the outbox under anything: due → sending → said | uncertain | failed | cancelled, with several
 * workers, workers that die in the middle of a call and come back from the dead, lost answers, limits, and a clock that
 * goes on. The oracle is what Slack got, call by call.
 */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, it } from "vitest";
import { noDoubt } from "../../src/core/doubt.ts";
import type { UserId, WorkspaceId } from "../../src/core/ids.ts";
import { faces } from "../../src/jobs/faces.ts";
import { speak } from "../../src/jobs/outbox.ts";
import { said as words } from "../../src/slack/blocks.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { cancelDueOf, plan } from "../../src/store/deliveries.ts";
import { noLimits } from "../../src/store/limits.ts";
import { deliveries } from "../../src/store/schema.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";
import { testDatabase } from "../support/database.ts";
import {
  breaks,
  type Call,
  cut,
  ok,
  refuses,
  scriptedWorld,
  tooMany,
  unreached,
} from "../support/scripted-slack.ts";
import { bySize } from "../support/size.ts";

const workspaces = ["T0A", "T0B"] as readonly string[] as readonly WorkspaceId[];
const channels = ["C0ONE", "C0TWO", "C0THREE"] as const;
/** One that is said at most once, and one that is said once more. */
const kinds = ["welcome", "digest"] as const;

const fates = [
  "taken",
  "taken",
  "taken, answer lost",
  "taken, then breaks",
  "taken, then silence",
  "silence",
  "cut",
  "breaks",
  "too many",
  "not now",
  "never",
  "not reached",
] as const;
type Fate = (typeof fates)[number];
/** What leaves nobody knowing whether the message stands. */
const loses: ReadonlySet<Fate> = new Set([
  "taken, answer lost",
  "taken, then breaks",
  "taken, then silence",
  "silence",
  "cut",
  "breaks",
]);

type Step =
  | { readonly do: "plan"; readonly workspace: number; readonly channel: number; readonly kind: number }
  | { readonly do: "work"; readonly workers: number; readonly fates: readonly Fate[] }
  | { readonly do: "turn"; readonly seconds: number }
  | { readonly do: "cancel"; readonly workspace: number }
  | { readonly do: "wake the dead" };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant("plan" as const),
        workspace: fc.nat({ max: workspaces.length - 1 }),
        channel: fc.nat({ max: channels.length - 1 }),
        kind: fc.nat({ max: kinds.length - 1 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant("work" as const),
        workers: fc.integer({ min: 1, max: 3 }),
        fates: fc.array(fc.constantFrom(...fates), { maxLength: 6 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("turn" as const),
        seconds: fc.constantFrom(1, 14, 15, 39, 41, 60, 300),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("cancel" as const), workspace: fc.nat({ max: 1 }) }),
    },
    { weight: 1, arbitrary: fc.constant({ do: "wake the dead" as const }) },
  ),
  { minLength: 3, maxLength: 24 },
);

const kept = { ...faces };
beforeAll(() => {
  const face = async () => ({ picture: null, message: () => words("Words.") });
  Object.assign(faces, { welcome: face, digest: face });
});
afterAll(() => void Object.assign(faces, kept));

type Heard = Call & { readonly fate: Fate; readonly taken: boolean; readonly step: number };

/** Plays a story, then lets everything that is left be said by a Slack that is well, and tells what Slack got. */
async function play(story: readonly Step[]) {
  const db = await testDatabase();
  for (const id of workspaces)
    await keepWorkspace(db, { id, name: id, botUser: "U0BEARINGS" as UserId, installedAt: await now(db) });
  const heard: Heard[] = [];
  const asleep: (() => void)[] = [];
  const everyWorker: Promise<unknown>[] = [];
  const waits: { readonly workspace: string; readonly until: Temporal.Instant; readonly step: number }[] = [];
  const cancelled = new Map<string, number>();
  const planned: string[] = [];
  let ahead: Fate[] = [];
  let step = 0;
  const script = async (call: Call): Promise<Response> => {
    const fate = ahead.shift() ?? "taken";
    const at = await now(db);
    const isMessage = call.method === "chat.postMessage";
    for (const wait of waits)
      if (isMessage && wait.workspace === call.workspace && wait.step < step)
        expect(Temporal.Instant.compare(at, wait.until), "I5: asked before Slack's time was over").toBe(1);
    if (isMessage) heard.push({ ...call, fate, taken: fate.startsWith("taken"), step });
    if (fate === "taken") return ok();
    if (fate === "not now") return refuses("service_unavailable");
    if (fate === "never") return refuses("not_in_channel");
    if (fate === "not reached") return unreached();
    if (fate === "breaks" || fate === "taken, then breaks") return breaks(503);
    if (fate === "too many") {
      if (isMessage) waits.push({ workspace: call.workspace, until: at.add({ seconds: 20 }), step });
      return tooMany(20);
    }
    if (fate.endsWith("silence")) await new Promise<void>((wake) => asleep.push(wake));
    return cut();
  };
  const world = scriptedWorld(db, script, { ...noLimits, hands: 2 });
  // Each worker is a process, and knows by itself whether Slack answers, and whose turn it was.
  const processes = Array.from({ length: 3 }, () => ({ doubt: noDoubt(), turn: { after: "" } }));
  const work = async (workers: number) => {
    const at = await now(db);
    const speaking = processes
      .slice(0, workers)
      .map((process) => speak({ ...world, ...process }, at, () => 0.5));
    everyWorker.push(...speaking);
    const before = asleep.length;
    let isDone = false;
    const done = Promise.all(speaking).then(() => {
      isDone = true;
    });
    // A worker in the middle of a call that is never answered is as good as dead: once the others are quiet, life goes on.
    let quietFor = 0;
    let last = heard.length;
    while (!isDone && (quietFor < 4 || (quietFor < 100 && (await isAnsweredUnkept(db, heard))))) {
      await Promise.race([done, new Promise((later) => setTimeout(later, 5))]);
      quietFor = asleep.length > before && heard.length === last ? quietFor + 1 : 0;
      last = heard.length;
    }
  };
  for (const each of story) {
    step += 1;
    if (each.do === "plan") {
      const key = `${kinds[each.kind]}:${planned.length}`;
      planned.push(key);
      const one = {
        key,
        kind: kinds[each.kind] ?? "",
        workspace: workspaces[each.workspace] ?? ("" as WorkspaceId),
        team: null,
        round: null,
        addressee: channels[each.channel] ?? "",
        dueAt: await now(db),
      };
      await plan(db, [one]);
      await plan(db, [one]);
    } else if (each.do === "work") {
      ahead = [...each.fates];
      await work(each.workers);
    } else if (each.do === "turn") await turnHand(db, Temporal.Duration.from({ seconds: each.seconds }));
    else if (each.do === "cancel") {
      const workspace = workspaces[each.workspace] ?? ("" as WorkspaceId);
      await cancelDueOf(db, { workspace });
      for (const { key, state } of await db.select().from(deliveries))
        if (state === "cancelled" && !cancelled.has(key)) cancelled.set(key, step);
    } else for (const wake of asleep.splice(0)) wake();
  }
  ahead = [];
  for (let turn = 0; turn < 40 && (await unsettled(db)) > 0; turn += 1) {
    step += 1;
    await turnHand(db, Temporal.Duration.from({ seconds: 61 }));
    await work(1);
    await nothingForgotten(db);
  }
  // The last of the dead come back, find that nobody waits for them, and must not reach into the next test.
  for (const wake of asleep.splice(0)) wake();
  await Promise.all(everyWorker);
  return { heard, planned, cancelled, rows: await db.select().from(deliveries), troubles: world.troubles };
}

async function unsettled(db: Db): Promise<number> {
  const rows = await db.select({ state: deliveries.state }).from(deliveries);
  return rows.filter(({ state }) => state === "due" || state === "sending").length;
}

/** Slack has answered one, and how that went is about to be kept. */
async function isAnsweredUnkept(db: Db, heard: readonly Heard[]): Promise<boolean> {
  const rows = await db.select({ key: deliveries.key, state: deliveries.state }).from(deliveries);
  const last = (of: string) => heard.findLast(({ key }) => key === of)?.fate;
  return rows.some(({ key, state }) => state === "sending" && last(key)?.endsWith("silence") === false);
}

async function nothingForgotten(db: Db): Promise<void> {
  const at = await now(db);
  for (const { state, leaseUntil } of await db.select().from(deliveries))
    if (state === "sending")
      expect(
        leaseUntil?.since(at).total("seconds"),
        "I7: a claim that ran out was left lying",
      ).toBeGreaterThan(0);
}

it("is said once, or once more and marked, or not at all and for a reason, whatever happens", {
  timeout: 600_000,
}, async () => {
  const numRuns = bySize({ commit: 40, nightly: 2_000, release: 20_000 });
  await fc.assert(
    fc.asyncProperty(steps, async (story) => {
      const { heard, planned, cancelled, rows } = await play(story);
      const keys = rows.map(({ key }) => key);
      expect(keys.toSorted(), "I1: one row for each").toEqual(planned.toSorted());
      for (const row of rows) {
        const calls = heard.filter(({ key }) => key === row.key);
        const taken = calls.filter(({ taken }) => taken);
        expect(["said", "uncertain", "failed", "cancelled"], "everything ends").toContain(row.state);
        if (row.state === "said") expect(taken.length, "I2: said was heard").toBeGreaterThan(0);
        const met = calls.map(({ fate }) => fate);
        if (row.state === "uncertain")
          expect(
            met.filter((fate) => loses.has(fate)),
            "uncertain: an answer was lost",
          ).not.toEqual([]);
        if (row.state === "failed") expect(met, "failed: Slack said never").toContain("never");
        if (row.state === "cancelled")
          expect([...cancelled.keys()], "cancelled: somebody did so").toContain(row.key);
        expect(taken.length, "I3: not too often").toBeLessThanOrEqual(row.kind === "digest" ? 2 : 1);
        if (taken.length === 2) expect(taken[1]?.text, "I3: marked").toContain("Sent again");
        const since = cancelled.get(row.key);
        if (since !== undefined)
          expect(
            calls.filter(({ step }) => step > since),
            "I4: not after it was cancelled",
          ).toEqual([]);
      }
    }),
    { numRuns, ...(process.env.BEARINGS_SEED ? { seed: Number(process.env.BEARINGS_SEED) } : {}) },
  );
});
