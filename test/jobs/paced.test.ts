/** How fast things are said, as Slack hears it: in one channel never too close, and a clock that was set back silences nobody. */
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
let heard: { readonly channel: string; readonly at: number }[];

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

async function speaks(limits = publishedLimits): Promise<void> {
  const world = scriptedWorld(
    db,
    ({ channel }) => {
      heard.push({ channel, at: performance.now() });
      return ok();
    },
    limits,
  );
  await speak(world, await now(db));
}

test("at the end of a burst two messages in one channel are as far apart as anywhere", async () => {
  await plans([...Array.from({ length: 15 }, (_, n) => `C0MANY${n}`), "C0ONE", "C0ONE"]);
  await turnHand(db, Temporal.Duration.from({ seconds: 1 }));
  const inOne = () => heard.filter(({ channel }) => channel === "C0ONE").map(({ at }) => at);
  for (let turn = 0; inOne().length < 2 && turn < 5; turn += 1)
    await speaks({ ...publishedLimits, channel: 600, workspace: 60 });
  const [first = 0, second = 0] = inOne();
  // Somewhat less than 600 on a busy machine: calls don't all take equally long.
  expect(second - first).toBeGreaterThan(300);
});

test("a workspace goes on being told, in the same channel too, when the database's clock is set back", async () => {
  await plans(["C0ONE"]);
  await speaks();
  await turnHand(db, Temporal.Duration.from({ hours: -1 }));
  await plans(["C0ONE", "C0TWO"]);
  await speaks();
  expect(heard.map(({ channel }) => channel)).toEqual(["C0ONE", "C0ONE", "C0TWO"]);
});
