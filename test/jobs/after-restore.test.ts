/** A backup comes back while Slack has gone on: nothing that may have been said is said again, and the week goes on. */
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answers, harbour, setsUp } from "../../src/playground/scenes/scene.ts";
import { takeBackup } from "../../src/store/backup.ts";
import { handTurned } from "../../src/store/clock.ts";
import { restoreBackup } from "../../src/store/restore.ts";
import { answers as answersTable, labels, readings, reflections } from "../../src/store/schema.ts";
import { type BackupFolder, backupFolder, rewritten, wipe } from "../support/backups.ts";
import { testEngine } from "../support/database.ts";
import { type TestTown, testTown } from "../support/town.ts";

let town: TestTown;
let folder: BackupFolder;
const channel = "#harbour-support";
const at = (text: string) => Temporal.Instant.from(text);
const opens = at("2026-11-23T09:00:00Z");
const closes = at("2026-11-26T16:00:00Z");
const digest = at("2026-11-27T08:00:00Z");

beforeEach(async () => {
  folder = backupFolder();
  town = await testTown();
  await setsUp(town, "UADA", channel, { members: harbour, leaders: ["UADA"] });
});
afterEach(async () => {
  await town.stop();
  await wipe(town.world.db);
  folder.remove();
});

const backUp = async () => takeBackup(await testEngine(), folder.path("backup"), "0.1.0");
/** Everything is lost at a moment, and the backup comes back; the clock goes on, and nobody has ticked yet. */
async function comesBackAt(moment: Temporal.Instant): Promise<void> {
  await town.hand.turnTo(moment);
  const turned = (await handTurned(town.world.db)).total("milliseconds");
  await rewritten(folder.path("backup"), folder.path("later"), (part, table) =>
    "rows" in part && table === "clock_hand" ? { rows: [JSON.stringify(["true", String(turned)])] } : part,
  );
  await wipe(town.world.db);
  await restoreBackup(await testEngine(), folder.path("later"), "local");
}
const inChannel = async (words: string) =>
  (await town.local.visit("UADA").reads(channel)).filter((message) => message.includes(words));
const openings = () => inChannel("Your weekly bearings");
const summaries = () => inChannel("What Harbour Support said this week");
const digests = async () =>
  (await town.local.visit("UADA").readsDirect()).filter((message) => message.includes("Your focus"));
const direct = async (person: string) => town.local.visit(person).readsDirect();
const slackFails = (kind: string, more: { times?: number | null; retryAfter?: number } = {}) =>
  town.local.workspace.faults.set("chat.postMessage", { kind, ...more });
const slackWorks = () => town.local.workspace.faults.clear();

describe("what was waiting when the backup was taken, and said after it", () => {
  it("is not said again: an opening that Slack put off", async () => {
    slackFails("429", { retryAfter: 90 });
    await town.turnTo(opens.add({ seconds: 30 }));
    await backUp();
    slackWorks();
    await town.turnTo(opens.add({ hours: 1 }));
    expect(await openings()).toHaveLength(1);
    await comesBackAt(opens.add({ hours: 2 }));
    await town.turnTo(closes.subtract({ hours: 30 }));
    expect(await openings()).toHaveLength(1);
  });

  it("is not said again, not even a summary's one more time", async () => {
    await town.turnTo(closes.subtract({ minutes: 1 }));
    slackFails("drop-after-accept", { times: 1 });
    await town.hand.turnTo(closes.add({ seconds: 5 }));
    await town.tick();
    await backUp();
    slackWorks();
    await town.turnTo(closes.add({ hours: 1 }));
    expect(await summaries()).toHaveLength(2);
    await comesBackAt(closes.add({ hours: 2 }));
    await town.turnTo(closes.add({ hours: 14 }));
    expect(await summaries()).toHaveLength(2);
  });

  it("is not said again: a leader's digest that was under way", async () => {
    await town.turnTo(digest.subtract({ minutes: 1 }));
    slackFails("internal_error", { times: null });
    await town.turnTo(digest.add({ seconds: 10 }));
    await backUp();
    slackWorks();
    await town.turnTo(digest.add({ hours: 1 }));
    expect(await digests()).toHaveLength(1);
    await comesBackAt(digest.add({ hours: 2 }));
    await town.turnTo(digest.add({ hours: 48 }));
    expect(await digests()).toHaveLength(1);
  });

  it("is not said again to anybody: reminders", async () => {
    await town.turnTo(closes.subtract({ hours: 24, minutes: 1 }));
    slackFails("429", { retryAfter: 120, times: null });
    await town.turnTo(closes.subtract({ hours: 24 }).add({ seconds: 10 }));
    await backUp();
    slackWorks();
    await town.turnTo(closes.subtract({ hours: 23 }));
    const reminded = await direct("UCHEN");
    expect(reminded).toHaveLength(1);
    await comesBackAt(closes.subtract({ hours: 22 }));
    await town.turnTo(closes.subtract({ minutes: 1 }));
    expect(await direct("UCHEN")).toEqual(reminded);
  });
});

describe("a reminder whose hour came after the backup", () => {
  const reminds = closes.subtract({ hours: 24 });
  const beforeItsHour = async () => {
    await town.turnTo(reminds.subtract({ minutes: 1 }));
    await backUp();
  };

  it("and had passed when it came back isn't said to anybody a second time", async () => {
    await beforeItsHour();
    await town.turnTo(reminds.add({ minutes: 30 }));
    const reminded = await direct("UCHEN");
    expect(reminded).toHaveLength(1);
    await comesBackAt(reminds.add({ hours: 1 }));
    await town.turnTo(reminds.add({ hours: 3 }));
    expect(await direct("UCHEN")).toEqual(reminded);
  });

  it("and is still to come is said, once", async () => {
    await beforeItsHour();
    await comesBackAt(reminds.subtract({ seconds: 30 }));
    await town.turnTo(reminds.add({ hours: 1 }));
    expect(await direct("UCHEN")).toHaveLength(1);
  });
});

describe("what had been said before the backup", () => {
  it("is not said again, however often the clock ticks", async () => {
    await town.turnTo(digest.add({ hours: 1 }));
    const everything = async () => [...(await town.local.visit("UADA").reads(channel)), ...(await digests())];
    const before = await everything();
    await backUp();
    await comesBackAt(digest.add({ hours: 20 }));
    for (let turn = 0; turn < 5; turn += 1) await town.tick();
    expect(await everything()).toEqual(before);
  });
});

describe("a round that was open in the backup", () => {
  it("goes on where it was: who answered before may change it, and the others may answer", async () => {
    await town.turnTo(opens.add({ hours: 1 }));
    for (const person of harbour.slice(0, 3))
      await answers(town.local.visit(person), channel, { Customer: "Slipping" });
    await backUp();
    for (const person of harbour.slice(3, 6))
      await answers(town.local.visit(person), channel, { Customer: "Slipping" });
    await comesBackAt(opens.add({ hours: 5 }));
    for (const person of harbour.slice(3, 7))
      await answers(town.local.visit(person), channel, { Customer: "Holding" });
    await town.turnTo(closes.add({ minutes: 1 }));
    expect(await openings()).toHaveLength(1);
    expect((await summaries())[0]).toContain("Answered: 7 of 9");
  });

  it("and whose close passed meanwhile is told a second time by nobody, and its answers are gone", async () => {
    await town.turnTo(opens.add({ hours: 1 }));
    for (const person of harbour.slice(0, 6))
      await answers(town.local.visit(person), channel, { Customer: "Slipping" });
    await backUp();
    await comesBackAt(closes.add({ hours: 30 }));
    const { db } = town.world;
    for (const table of [readings, answersTable, reflections]) expect(await db.$count(table)).toBe(0);
    await town.tick();
    expect(await summaries()).toEqual([]);
    expect(await db.$count(labels)).toBe(0);
    const ada = town.local.visit("UADA");
    await ada.opensHome();
    expect(await ada.readsHome()).toContain("The round of week 48 was skipped");
    await town.turnTo(opens.add({ hours: 7 * 24, minutes: 1 }));
    expect(await openings()).toHaveLength(2);
  });
});

describe("a round that came due after the backup", () => {
  it("opens late within a day, once", async () => {
    await backUp();
    await comesBackAt(opens.add({ hours: 20 }));
    await town.tick();
    await town.tick();
    expect(await openings()).toHaveLength(1);
  });

  it("is skipped after a day, and the home tab says so", async () => {
    await backUp();
    await comesBackAt(opens.add({ hours: 30 }));
    await town.tick();
    expect(await openings()).toHaveLength(0);
    const chen = town.local.visit("UCHEN");
    await chen.opensHome();
    expect(await chen.readsHome()).toContain("The round of week 48 was skipped");
  });
});

describe("digests that came due between the backup and its coming back", () => {
  it("are not told in a heap: that of today is, and none that is a day old", async () => {
    await town.turnTo(opens.add({ hours: 1 }));
    await backUp();
    await comesBackAt(digest.add({ hours: 24 * 21 + 2 }));
    await town.tick();
    await town.tick();
    expect(await digests()).toHaveLength(1);
    await wipe(town.world.db);
    await comesBackAt(digest.add({ hours: 24 * 23 }));
    await town.tick();
    expect(await digests()).toHaveLength(1);
  });
});
