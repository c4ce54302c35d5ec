import { eq } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { beforeEach, expect, test } from "vitest";
import type { ChannelId, WorkspaceId } from "../../src/core/ids.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import {
  abandon,
  backToDue,
  type Claim,
  cancel,
  cancelDue,
  cancelDueOf,
  claim,
  deliveryByKey,
  failed,
  goesOut,
  handBack,
  type OnceMore,
  type Plan,
  plan,
  recover,
  said,
  tried,
  uncertain,
} from "../../src/store/deliveries.ts";
import { posting } from "../../src/store/limits.ts";
import { pause } from "../../src/store/paces.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { deliveries } from "../../src/store/schema.ts";
import { allInTurn } from "../../src/store/turn-order.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";
import { testDatabase } from "../support/database.ts";
import { harbour, keptRound, keptTeam, person } from "../support/kept-teams.ts";

const there = { channel: "C0HARBOUR" as ChannelId, ts: "1.2" };
let db: Db;
let round: KeptRound;
let at: Temporal.Instant;

beforeEach(async () => {
  db = await testDatabase();
  round = await keptRound(db, await keptTeam(db));
  at = await now(db);
});

test("plans one thing once, by whomever", async () => {
  await plan(db, [summary(), summary()]);
  await plan(db, [summary({ dueAt: at.add({ hours: 1 }) })]);
  expect((await claimAll()).map((each) => each.key)).toEqual(["summary"]);
  expect((await deliveryByKey(db, "summary"))?.dueAt).toEqual(at);
});

test("never claims one delivery twice", async () => {
  await plan(db, [summary()]);
  expect(await claimAll()).toHaveLength(1);
  expect(await claimAll(at.add({ hours: 24 }))).toHaveLength(0);
});

test("hands out what is due, the longest due first, so many at a time", async () => {
  await plan(db, [
    summary({ key: "later", addressee: "C0ONE", dueAt: at.subtract({ minutes: 1 }) }),
    summary({ key: "first", addressee: "C0TWO", dueAt: at.subtract({ minutes: 3 }) }),
    summary({ key: "second", addressee: "C0THREE", dueAt: at.subtract({ minutes: 2 }) }),
    summary({ key: "not yet", addressee: "C0FOUR", dueAt: at.add({ seconds: 1 }) }),
  ]);
  expect((await claim(db, at, 2, 60)).map((each) => each.key)).toEqual(["first", "second"]);
  expect((await claim(db, at, 2, 60)).map((each) => each.key)).toEqual(["later"]);
});

test("says one thing at a time in a channel, in the order in which they were due", async () => {
  await plan(db, [
    summary({ key: "third", dueAt: at.subtract({ minutes: 1 }) }),
    summary({ key: "first", dueAt: at.subtract({ minutes: 3 }) }),
    summary({ key: "second", dueAt: at.subtract({ minutes: 2 }) }),
  ]);
  for (const key of ["first", "second", "third"]) {
    const claims = await claimAll();
    expect(claims.map((each) => each.key)).toEqual([key]);
    expect(await claimAll()).toEqual([]);
    for (const each of claims) await said(db, each, there, at);
  }
});

test("says last week's summary before this week's opening, where both are due at the same moment", async () => {
  for (let turn = 0; turn < 8; turn += 1) {
    const keys = [`round ${turn}`, `summary ${turn}`, `question ${turn}`];
    await plan(
      db,
      keys.map((key) => summary({ key, kind: key.split(" ")[0] ?? "" })),
    );
    const first = await theClaim();
    expect(first.kind).toBe("summary");
    await said(db, first, there, at);
    for (const _ of keys.slice(1)) await said(db, await theClaim(), there, at);
  }
});

test("workspaces take turns: one with much to say holds up no other", async () => {
  await plan(
    db,
    Array.from({ length: 300 }, (_, n) => summary({ key: `much/${n}`, addressee: `C0${n}` })),
  );
  const small = "T0SMALL" as WorkspaceId;
  await keepWorkspace(db, { id: small, name: "Small", botUser: person("bearings"), installedAt: at });
  await plan(db, [summary({ key: "little", workspace: small, team: null, round: null, dueAt: at })]);
  const claims = await claim(db, at, 2, 60);
  expect(claims.map(({ workspace }) => workspace).sort()).toEqual([harbour, small]);
});

test("goes on after the workspace that was served last, and begins again with the first", async () => {
  for (const name of ["T0A", "T0B", "T0C"]) {
    const workspace = name as WorkspaceId;
    await keepWorkspace(db, { id: workspace, name, botUser: person("bearings"), installedAt: at });
    for (const n of [1, 2])
      await plan(db, [
        summary({ key: `${name}/${n}`, addressee: `C0${n}`, workspace, team: null, round: null }),
      ]);
  }
  const served: string[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    const [one] = await claim(db, at, 1, 60, { ...allInTurn, after: served.at(-1) ?? "" });
    if (one === undefined) throw new Error("Nothing was due.");
    served.push(one.workspace);
  }
  expect(served).toEqual(["T0A", "T0B", "T0C", "T0A", "T0B", "T0C"]);
});

test("claims nothing that Slack asked us to wait for, until then", async () => {
  await plan(db, [summary()]);
  await pause(db, harbour, posting, 30);
  expect(await claimAll()).toEqual([]);
  expect(await claimAll(at.add({ seconds: 29 }))).toEqual([]);
  expect(await claimAll(at.add({ seconds: 31 }))).toHaveLength(1);
});

test("what was being said when the only process died is uncertain as soon as it is back", async () => {
  await plan(db, [summary(), summary({ key: "due", addressee: "C0OTHER", dueAt: at.add({ hours: 1 }) })]);
  await theSaying();
  expect((await abandon(db, never)).map((each) => each.key)).toEqual(["summary"]);
  expect(await abandon(db, never)).toEqual([]);
  expect(await deliveryByKey(db, "summary")).toMatchObject({ state: "uncertain", again: false });
  expect(await deliveryByKey(db, "due")).toMatchObject({ state: "due" });
});

test("cancels what is still to be said of a team, of a workspace, or to one person", async () => {
  const { team } = round;
  const nudges = (key: string, to: string) => summary({ key, kind: "nudge", addressee: to });
  await plan(db, [nudges("ada", "U0ADA"), nudges("ben", "U0BEN"), summary()]);
  await cancelDueOf(db, { team }, { kind: "nudge", to: [person("ada")] });
  expect(await deliveryByKey(db, "ada")).toMatchObject({ state: "cancelled" });
  expect(await deliveryByKey(db, "ben")).toMatchObject({ state: "due" });
  await cancelDueOf(db, { team }, { kind: "nudge" });
  expect(await deliveryByKey(db, "ben")).toMatchObject({ state: "cancelled" });
  expect(await deliveryByKey(db, "summary")).toMatchObject({ state: "due" });
  await cancelDueOf(db, { workspace: harbour });
  expect(await deliveryByKey(db, "summary")).toMatchObject({ state: "cancelled" });
});

test("what was said is never said again", async () => {
  await plan(db, [summary()]);
  expect(await said(db, await theClaim(), there, at)).toBe(true);
  expect(await recover(db, at.add({ hours: 1 }), summaries())).toEqual([]);
  expect(await claimAll()).toEqual([]);
  expect(await deliveryByKey(db, "summary")).toMatchObject({ state: "said", ...there });
});

test("what a dead process was saying becomes uncertain, and never silently due", async () => {
  await plan(db, [summary()]);
  const lost = await theSaying();
  expect(await recover(db, at.add({ seconds: 59 }), never)).toEqual([]);
  expect((await recover(db, at.add({ seconds: 61 }), never)).map((each) => each.key)).toEqual(["summary"]);
  expect(await claimAll()).toEqual([]);
  expect(await said(db, lost, there, at)).toBe(false);
  expect(await deliveryByKey(db, "summary")).toMatchObject({ state: "uncertain", ts: null });
});

const lettingGo: readonly (readonly [string, (one: Claim) => Promise<unknown>])[] = [
  ["the answer was lost", (one) => uncertain(db, one, "socket hang up", summaries())],
  ["its process was missed", () => recover(db, at.add({ seconds: 61 }), summaries())],
  ["its process came back", () => abandon(db, summaries())],
];

test.each(lettingGo)(
  "is due once more in the same step, marked so, and only once: when %s",
  async (_, letsGo) => {
    await plan(db, [summary()]);
    await letsGo(await theSaying());
    expect(await claimAll(at.add({ seconds: 89 }))).toEqual([]);
    const [second] = await claimAll(at.add({ seconds: 90 }));
    if (second === undefined) throw new Error("It is not due once more.");
    expect(second).toMatchObject({ key: "summary", again: true });
    expect(tried(second)).toBe(1);
    await goesOut(db, second);
    await db.update(deliveries).set({ leaseUntil: at });
    await letsGo(second);
    expect(await deliveryByKey(db, "summary")).toMatchObject({ state: "uncertain", leaseUntil: null });
  },
);

test.each(lettingGo)("stays uncertain where the kind is not said once more: when %s", async (_, letsGo) => {
  await plan(db, [summary({ kind: "nudge" })]);
  await letsGo(await theSaying());
  expect(await deliveryByKey(db, "summary")).toMatchObject({ state: "uncertain", again: false, dueAt: at });
});

test.each(lettingGo.slice(1))(
  "what only waited for its turn is due as it was, and no try is used up: when %s",
  async (_, letsGo) => {
    await plan(db, [summary({ kind: "nudge" })]);
    const one = await theClaim();
    await letsGo(one);
    expect(await goesOut(db, one)).toBe(false);
    const [next] = await claimAll();
    if (next === undefined) throw new Error("It is not due any more.");
    expect(next).toMatchObject({ key: "summary", again: false, dueAt: at });
    expect(tried(next)).toBe(1);
  },
);

test("what is overtaken by its team's move is due where the team is now", async () => {
  await plan(db, [summary(), summary({ key: "other", addressee: "C0OTHER" })]);
  const [moved, stayed] = await claimAll();
  if (moved === undefined || stayed === undefined) throw new Error("Nothing was due.");
  await db.update(deliveries).set({ addressee: "C0QUAY" }).where(eq(deliveries.id, moved.id));
  expect([await cancel(db, moved), await cancel(db, stayed)]).toEqual([true, true]);
  expect(await deliveryByKey(db, stayed.key)).toMatchObject({ state: "cancelled" });
  const [next] = await claimAll();
  expect(next).toMatchObject({ key: moved.key, addressee: "C0QUAY" });
});

test("a worker that comes back late is not heard", async () => {
  await plan(db, [summary()]);
  const late = await theClaim();
  await backToDue(db, late, at, "service_unavailable");
  const next = await theClaim();
  expect(await said(db, late, there, at)).toBe(false);
  expect(await failed(db, late, "channel_not_found")).toBe(false);
  expect(await said(db, next, there, at)).toBe(true);
});

test("waiting because Slack asked us to uses up no attempt", async () => {
  await plan(db, [summary()]);
  await handBack(db, await theClaim());
  const second = await theClaim();
  expect(tried(second)).toBe(1);
  await backToDue(db, second, at, "service_unavailable");
  expect(tried(await theClaim())).toBe(2);
});

test("what Slack will never take stays, with its word for why", async () => {
  await plan(db, [summary()]);
  await failed(db, await theClaim(), "channel_not_found");
  expect(await claimAll()).toEqual([]);
  expect(await deliveryByKey(db, "summary")).toMatchObject({ state: "failed", trouble: "channel_not_found" });
});

test("what has been overtaken is not said", async () => {
  await plan(db, [summary()]);
  expect(await cancel(db, await theClaim())).toBe(true);
  expect(await claimAll(at.add({ hours: 24 }))).toEqual([]);
});

test("cancels what is still to be said of a round, and nothing else", async () => {
  await plan(db, [summary({ key: "nudge", kind: "nudge" }), summary()]);
  await cancelDue(db, round.id, "nudge");
  expect((await claimAll()).map((each) => each.key)).toEqual(["summary"]);
});

/** Nothing is said once more. */
const never: OnceMore = { kinds: [], at: Temporal.Instant.from("2000-01-01T00:00:00Z") };

/** Summaries are said once more, after one and a half minutes. */
function summaries(): OnceMore {
  return { kinds: ["summary", "digest"], at: at.add({ seconds: 90 }) };
}

function summary(wish: Partial<Plan> = {}): Plan {
  const { id, team } = round;
  return {
    key: "summary",
    kind: "summary",
    workspace: harbour,
    team,
    round: id,
    addressee: "C0HARBOUR",
    dueAt: at,
    ...wish,
  };
}

async function claimAll(when = at): Promise<readonly Claim[]> {
  return claim(db, when, 10, 60);
}

/** Claimed, and Slack is being asked. */
async function theSaying(): Promise<Claim> {
  const one = await theClaim();
  expect(await goesOut(db, one)).toBe(true);
  return one;
}

async function theClaim(): Promise<Claim> {
  const [only] = await claimAll();
  if (only === undefined) throw new Error("Nothing was due.");
  return only;
}
