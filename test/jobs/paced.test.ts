/** How fast things are said, as Slack hears it: when the clock that the paces are kept by is set back, and when another meets a limit. */
import { createServer } from "node:http";
import { Temporal } from "temporal-polyfill";
import { beforeEach, expect, test } from "vitest";
import { weekOf } from "../../src/core/week.ts";
import { listenOn, shutDoor } from "../../src/door.ts";
import { speak } from "../../src/jobs/outbox.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { plan } from "../../src/store/deliveries.ts";
import { keepFocusReport } from "../../src/store/focus-reports.ts";
import { publishedLimits } from "../../src/store/limits.ts";
import { pause } from "../../src/store/paces.ts";
import { testDatabase } from "../support/database.ts";
import { harbour, keptTeam, person } from "../support/kept-teams.ts";
import { plansDigest } from "../support/planned-digest.ts";
import { ok, scriptedWorld } from "../support/scripted-slack.ts";

let db: Db;
let heard: string[];

beforeEach(async () => {
  db = await testDatabase();
  await keptTeam(db);
  heard = [];
});

async function plans(channels: readonly string[]): Promise<void> {
  const at = await now(db);
  const welcomes = channels.map((addressee, place) => ({
    key: `welcome:${at}:${place}`,
    kind: "welcome",
    workspace: harbour,
    team: null,
    round: null,
    addressee,
    dueAt: at.add({ microseconds: place }),
  }));
  await plan(db, welcomes);
}

async function speaks(): Promise<void> {
  const world = scriptedWorld(
    db,
    ({ channel }) => {
      heard.push(channel);
      return ok();
    },
    publishedLimits,
  );
  await speak(world, await now(db));
}

test("a workspace goes on being told, in the same channel too, when the database's clock is set back", async () => {
  await plans(["C0ONE"]);
  await speaks();
  await turnHand(db, Temporal.Duration.from({ hours: -1 }));
  await plans(["C0ONE", "C0TWO"]);
  await speaks();
  expect(heard.toSorted()).toEqual(["C0ONE", "C0ONE", "C0TWO"]);
});

/** What a picture is drawn of. */
const aWeek = {
  customer: "some",
  employee: "none",
  business: "most",
  knowledge: "none",
  acceleration: "none",
} as const;

test("a digest goes out without its picture where another process met a limit while the bytes were on their way", async () => {
  const took = createServer((_, response) => response.end("OK"));
  const port = await listenOn(took, 0, "127.0.0.1");
  const at = await now(db);
  const to = person("lea");
  const week = weekOf(at, "Europe/Berlin");
  await keepFocusReport(db, { workspace: harbour, person: to, week, words: aWeek });
  await plansDigest(db, to);
  const asked: string[] = [];
  const world = scriptedWorld(db, async ({ method }) => {
    asked.push(method);
    if (method !== "files.getUploadURLExternal") return ok();
    await pause(db, harbour, "files.completeUploadExternal", 60);
    return ok({ upload_url: `http://127.0.0.1:${port}/`, file_id: "F0PICTURE" });
  });
  await speak(world, await now(db));
  await shutDoor(took);
  expect(asked.filter((method) => method !== "users.info")).toEqual([
    "files.getUploadURLExternal",
    "chat.postMessage",
  ]);
  expect(world.troubles).toEqual([]);
});
