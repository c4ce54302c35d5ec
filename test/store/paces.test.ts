/** Slack's limits, kept by the database: turns follow each other, and nothing is asked while Slack asked us to wait. */
import { Temporal } from "temporal-polyfill";
import { beforeEach, expect, test } from "vitest";
import type { UserId, WorkspaceId } from "../../src/core/ids.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { everything, forgetPaces, liftPause, pause, pausedUntil, takeTurn } from "../../src/store/paces.ts";
import { paces } from "../../src/store/schema.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";
import { testDatabase } from "../support/database.ts";
import { harbour } from "../support/kept-teams.ts";

let db: Db;
const night = "T0NIGHT" as WorkspaceId;
const inChannel = (of: string) => [
  { of: "chat.postMessage", every: 200 },
  { of, every: 1_000 },
];
const turned = (duration: Temporal.DurationLike) => turnHand(db, Temporal.Duration.from(duration));

beforeEach(async () => {
  db = await testDatabase();
  for (const id of [harbour, night])
    await keepWorkspace(db, { id, name: id, botUser: "U0BEARINGS" as UserId, installedAt: await now(db) });
});

/** How many milliseconds from now a turn comes; null where none was taken. */
async function wait(of: string, workspace = harbour, patience = 60_000): Promise<number | null> {
  const turn = await takeTurn(db, workspace, inChannel(of), patience);
  return "in" in turn ? turn.in : null;
}
const about = (milliseconds: number) => ({
  asymmetricMatch: (given: number) => given <= milliseconds && given > milliseconds - 150,
  toString: () => `about ${milliseconds}`,
});

test("the first may be asked at once, and the next in the same channel a second later", async () => {
  expect(await wait("C0ONE")).toBe(0);
  expect(await wait("C0ONE")).toEqual(about(1_000));
  expect(await wait("C0ONE")).toEqual(about(2_000));
});

test("a message that waited for its workspace keeps its second's distance from the next in its channel", async () => {
  await pause(db, harbour, "chat.postMessage", 3);
  expect(await wait("C0ONE")).toBeLessThanOrEqual(3_000);
  expect(await wait("C0ONE")).toBeGreaterThan(3_400);
  expect(await wait("C0TWO")).toBeLessThanOrEqual(3_400);
});

test("a message that waits for its channel holds up nobody else's, however the workspace waits", async () => {
  await pause(db, harbour, everything, 3);
  for (const of of ["C0ONE", "C0ONE", "C0TWO", "C0THREE"]) await wait(of);
  const last = await wait("C0FOUR");
  expect(last).toBeLessThanOrEqual(3_800);
  // Nor do they all come at the moment when the workspace may be asked again.
  expect(last).toBeGreaterThan(3_000);
});

test("channels of one workspace share its allowance, workspaces share nothing", async () => {
  expect(await wait("C0ONE")).toBe(0);
  expect(await wait("C0TWO")).toEqual(about(200));
  expect(await wait("C0THREE")).toEqual(about(400));
  expect(await wait("C0ONE", night)).toBe(0);
});

test("what was not asked for a while is not asked faster afterwards", async () => {
  await wait("C0ONE");
  await turned({ minutes: 5 });
  expect(await wait("C0ONE")).toBe(0);
  expect(await wait("C0ONE")).toEqual(about(1_000));
});

test("a turn that comes too late is not taken, and uses up nothing", async () => {
  await wait("C0ONE");
  await wait("C0ONE");
  expect(await wait("C0ONE", harbour, 500)).toBeNull();
  expect(await wait("C0ONE", harbour, 500)).toBeNull();
  expect(await wait("C0TWO")).toEqual(about(400));
  expect(await wait("C0ONE")).toEqual(about(2_000));
});

test("no turn comes before Slack's time to wait is over", async () => {
  await pause(db, harbour, "chat.postMessage", 30);
  expect(await wait("C0ONE", harbour, 5_000)).toBeNull();
  const left = await wait("C0ONE");
  expect(left).toEqual(about(30_000));
  await turned({ seconds: 31 });
  expect(await wait("C0TWO")).toBe(0);
});

test("who waited for a turn hears that Slack has asked us to wait meanwhile", async () => {
  await wait("C0ONE");
  expect(await pausedUntil(db, harbour, ["chat.postMessage", "C0ONE"])).toBeNull();
  await pause(db, harbour, "chat.postMessage", 30);
  const until = await pausedUntil(db, harbour, ["chat.postMessage", "C0ONE"]);
  expect(until?.since(await now(db)).total("seconds")).toEqual(about(30));
  expect(await pausedUntil(db, harbour, ["files.getUploadURLExternal"])).toBeNull();
  expect(await pausedUntil(db, night, ["chat.postMessage"])).toBeNull();
});

test("a clock that was set back silences nobody, and turns follow each other from then on", async () => {
  await wait("C0ONE");
  await turned({ hours: -1 });
  expect(await wait("C0ONE", harbour, 0)).toBe(0);
  expect(await wait("C0ONE")).toEqual(about(1_000));
  expect(await wait("C0TWO")).toEqual(about(400));
});

test("what Slack asked us to wait for is waited for, though the clock was set back since", async () => {
  await pause(db, harbour, "chat.postMessage", 30);
  await turned({ minutes: -10 });
  expect(await wait("C0ONE", harbour, 5_000)).toBeNull();
});

test("a shorter time to wait does not end a longer one", async () => {
  await pause(db, harbour, "chat.postMessage", 60);
  await pause(db, harbour, "chat.postMessage", 1);
  await turned({ seconds: 50 });
  expect(await wait("C0ONE", harbour, 0)).toBeNull();
});

test("a workspace whose token is no good is asked nothing, and it is news once", async () => {
  expect(await pause(db, harbour, everything, 3_600)).toBe(true);
  expect(await pause(db, harbour, everything, 3_600)).toBe(false);
  expect(await wait("C0ONE", harbour, 5_000)).toBeNull();
  await turned({ hours: 2 });
  expect(await pause(db, harbour, everything, 3_600)).toBe(false);
  await liftPause(db, harbour, everything);
  expect(await wait("C0ONE", harbour, 5_000)).toBe(0);
  expect(await pause(db, harbour, everything, 3_600)).toBe(true);
});

test("paces of what was not asked for a day are forgotten, others are not", async () => {
  await wait("C0OLD");
  await turned({ hours: 25 });
  await wait("C0NEW");
  await forgetPaces(db);
  const kept = await db.select({ of: paces.of }).from(paces);
  expect(kept.map(({ of }) => of).sort()).toEqual(["C0NEW", "chat.postMessage"]);
});
