/** What is certain stays so though the database is away for a moment: what Slack has not taken is said later, and only once. */
import { Temporal } from "temporal-polyfill";
import { beforeEach, expect, it } from "vitest";
import { speak } from "../../src/jobs/outbox.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { deliveryByKey, plan } from "../../src/store/deliveries.ts";
import { testDatabase } from "../support/database.ts";
import { failingDatabase } from "../support/failing-database.ts";
import { harbour, keptTeam } from "../support/kept-teams.ts";
import { ok, refuses, type Script, scriptedWorld, tooMany, unreached } from "../support/scripted-slack.ts";

let db: Db;
let isAway: boolean;
let away: Db;
let taken: number;
let comesBack: NodeJS.Timeout | undefined;
const takes: Script = () => {
  taken += 1;
  return ok();
};
/** The database is away from now on, for so many milliseconds. */
function leavesFor(milliseconds: number): void {
  isAway = true;
  comesBack = setTimeout(() => {
    isAway = false;
  }, milliseconds);
}
/** It goes away when Slack is asked. */
const goesAway =
  (answer: Script, milliseconds: number): Script =>
  (call) => {
    leavesFor(milliseconds);
    return answer(call);
  };

beforeEach(async () => {
  db = await testDatabase();
  clearTimeout(comesBack);
  isAway = false;
  away = failingDatabase(db, () => isAway);
  taken = 0;
  await keptTeam(db);
  const dueAt = await now(db);
  await plan(db, [
    {
      key: "welcome",
      kind: "welcome",
      workspace: harbour,
      team: null,
      round: null,
      addressee: "C0ONE",
      dueAt,
    },
  ]);
});

const becomes = async () => (await deliveryByKey(db, "welcome"))?.state;
async function saysWhatIsLeft(): Promise<void> {
  for (let minute = 0; minute < 3; minute += 1) {
    await turnHand(db, Temporal.Duration.from({ seconds: 61 }));
    await speak(scriptedWorld(db, takes), await now(db));
  }
}

const notTaken: readonly (readonly [string, Script])[] = [
  ["asked us to wait", () => tooMany(30)],
  ["had a bad moment and said so", () => refuses("service_unavailable")],
  ["could not be reached", unreached],
];

it.each(notTaken)(
  "a prompt is not lost: Slack %s, and the database was away for a second",
  async (_, answer) => {
    await speak(scriptedWorld(away, goesAway(answer, 1_000)), await now(db));
    expect(await becomes()).toBe("due");
    await saysWhatIsLeft();
    expect([await becomes(), taken]).toEqual(["said", 1]);
  },
);

it("what Slack never will take is kept as such, with its word for why", async () => {
  await speak(
    scriptedWorld(
      away,
      goesAway(() => refuses("user_not_found"), 1_000),
    ),
    await now(db),
  );
  expect(await deliveryByKey(db, "welcome")).toMatchObject({ state: "failed", trouble: "user_not_found" });
});

it("what has been overtaken stays unsaid", async () => {
  const wasUninstalled = async () => {
    leavesFor(1_000);
    return null;
  };
  await speak({ ...scriptedWorld(away, takes), slackFor: wasUninstalled }, await now(db));
  expect(await becomes()).toBe("cancelled");
});

it("what Slack has taken is kept as said, though the database is away for longer than a few tries", async () => {
  await speak(scriptedWorld(away, goesAway(takes, 5_000)), await now(db)).catch(() => {});
  expect([await becomes(), taken]).toEqual(["said", 1]);
});

it("a process that is to stop does not wait for a database that is away for good", async () => {
  const stopping = new AbortController();
  const stops: Script = (call) => {
    stopping.abort();
    return goesAway(() => tooMany(30), 60_000)(call);
  };
  const world = { ...scriptedWorld(away, stops), stopping: stopping.signal };
  const began = performance.now();
  await speak(world, await now(db)).catch(() => {});
  expect(performance.now() - began).toBeLessThan(12_000);
  expect(world.troubles.join()).toContain("what became of a message could not be kept");
});
