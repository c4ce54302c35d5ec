/** How fast things are said, as Slack hears it, when the clock that the paces are kept by is set back. */
import { Temporal } from "temporal-polyfill";
import { beforeEach, expect, test } from "vitest";
import { speak } from "../../src/jobs/outbox.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { plan } from "../../src/store/deliveries.ts";
import { publishedLimits } from "../../src/store/limits.ts";
import { testDatabase } from "../support/database.ts";
import { harbour, keptTeam } from "../support/kept-teams.ts";
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
