/** Slack never sends an event again once it was told that we have it: so it is told when the event is done, and not before. */
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, onTestFinished } from "vitest";
import { harbour, setsUp } from "../../src/playground/scenes/scene.ts";
import { hear, heardThrough, unhear } from "../../src/store/heard.ts";
import { heard, teams } from "../../src/store/schema.ts";
import { openRepeater } from "../support/repeating.ts";
import { type TestTown, testTown } from "../support/town.ts";

const channel = "#harbour-support";
let town: TestTown;

beforeEach(async () => {
  town = await testTown();
  await setsUp(town, "UADA", channel, { members: harbour, leaders: ["UADA"] });
});
afterEach(() => town.stop());

const becomesShared = () =>
  town.local.door.event("channel_shared", { channel: "CHARBOUR", connected_team_id: "TOTHER" });
const isMarked = async () => (await town.world.db.select({ is: teams.sharedBeyond }).from(teams)).at(0)?.is;
it("what breaks is not taken for heard: Slack sends it again, and then it is done", async () => {
  await town.world.db.execute(sql`alter table teams add constraint away check (not shared_beyond) not valid`);
  await becomesShared();
  // Slack tries again at once, and that breaks as well; the next try is in a minute.
  expect(town.troubles.filter((line) => line.includes("listener broke"))).toHaveLength(2);
  expect([await isMarked(), town.local.door.waiting()]).toEqual([false, 1]);
  await town.world.db.execute(sql`alter table teams drop constraint away`);
  await town.local.door.retryNow();
  expect([await isMarked(), town.local.door.waiting()]).toEqual([true, 0]);
});

it("what somebody has in hand is not taken for heard before they are through", async () => {
  const repeater = openRepeater(town.local.signingSecret, (old) => old);
  onTestFinished(() => repeater.stop());
  await becomesShared();
  const [through] = repeater.answered();
  const id = (await town.world.db.select({ id: heard.id }).from(heard)).find((row) =>
    row.id.includes("Ev"),
  )?.id;
  await unhear(town.world.db, id ?? "");
  await hear(town.world.db, id ?? "", 45);
  const copy = await repeater.again(1);
  await heardThrough(town.world.db, id ?? "");
  expect([through, copy, await repeater.again(2)]).toEqual([
    through,
    expect.stringContaining("503"),
    through,
  ]);
});
