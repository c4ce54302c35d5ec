/** The one time more that a leader's digest is said: nothing that dies in between costs it, and it has its own attempts. */
import { Temporal } from "temporal-polyfill";
import { beforeEach, expect, it } from "vitest";
import { leaseSeconds, speak, takeUp } from "../../src/jobs/outbox.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { deliveryByKey } from "../../src/store/deliveries.ts";
import { testDatabase } from "../support/database.ts";
import { failingDatabase } from "../support/failing-database.ts";
import { claimedAndGone } from "../support/gone-out.ts";
import { keptTeam, person } from "../support/kept-teams.ts";
import { plansDigest } from "../support/planned-digest.ts";
import { breaks, ok, refuses, type Script, scriptedWorld } from "../support/scripted-slack.ts";

let db: Db;
let heard: string[];
const hears: Script = ({ method, channel, text }) => {
  if (method === "chat.postMessage") heard.push(`${channel} ${text.slice(0, 10)}`);
  return ok();
};
const turns = (minutes: number) => turnHand(db, Temporal.Duration.from({ minutes }));

beforeEach(async () => {
  db = await testDatabase();
  heard = [];
});

/** A process has two digests in hand and is killed; whoever finds them meets a database that refuses its second change. */
async function twoLost(): Promise<Db> {
  await keptTeam(db, { leaders: [person("lea"), person("max")] });
  for (const name of ["lea", "max"]) await plansDigest(db, person(name));
  expect(await claimedAndGone(db, await now(db), 2, leaseSeconds)).toHaveLength(2);
  await turns(1);
  let changes = 0;
  return failingDatabase(db, (asked) => asked === "update" && ++changes === 2);
}

async function expectsBothAgain(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await speak(scriptedWorld(db, hears), await now(db));
    await turns(1);
  }
  expect(heard.toSorted()).toEqual(["U0LEA Sent again", "U0MAX Sent again"]);
}

it("is not lost when the database is away as soon as somebody has found what a dead process was saying", async () => {
  const dying = await twoLost();
  await speak(scriptedWorld(dying, hears), await now(db)).catch(() => {});
  await expectsBothAgain();
});

it("is not lost when the database is away as soon as the only process is back", async () => {
  const dying = await twoLost();
  await takeUp(scriptedWorld(dying, hears), await now(db)).catch(() => {});
  await expectsBothAgain();
});

it("is not lost when the database goes away as soon as the lost answer is kept", async () => {
  await keptTeam(db);
  await plansDigest(db, person("lea"));
  let isLost = false;
  let changes = 0;
  const dying = failingDatabase(db, (asked) => isLost && asked === "update" && ++changes > 1);
  const loses: Script = ({ method }) => {
    if (method !== "chat.postMessage") return ok();
    isLost = true;
    return breaks();
  };
  await speak(scriptedWorld(dying, loses), await now(db)).catch(() => {});
  await turns(2);
  await speak(scriptedWorld(db, hears), await now(db));
  expect(heard).toEqual(["U0LEA Sent again"]);
});

it("is tried as often as the first was, when Slack has a bad moment", async () => {
  await keptTeam(db);
  const key = await plansDigest(db, person("lea"));
  const bad = refuses.bind(null, "service_unavailable");
  const answers = [bad, bad, bad, bad, breaks, bad, bad, bad, bad];
  const script: Script = (call) => (call.method === "chat.postMessage" && answers.shift()?.()) || hears(call);
  for (let turn = 0; turn < 10; turn += 1) {
    await speak(scriptedWorld(db, script), await now(db));
    await turns(6);
  }
  expect(heard).toEqual(["U0LEA Sent again"]);
  expect(await deliveryByKey(db, key)).toMatchObject({ state: "said", again: true });
});
