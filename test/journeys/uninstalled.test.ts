/** One workspace with one token: Bearings is removed, weeks go by, and nobody hears of it any more. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { forgetOld } from "../../src/jobs/retention.ts";
import { uninstalls } from "../../src/playground/life.ts";
import { answers, deliveries, readings, rounds, teams, workspaces } from "../../src/store/schema.ts";
import { type TestTown, testTown } from "../support/town.ts";

const channel = "#harbour-support";
const people = ["UADA", "UCHEN", "UDALIA", "UELIF", "UHANA", "UIVAN"];

let town: TestTown;

beforeAll(async () => {
  town = await testTown();
  const ada = town.local.visit("UADA");
  await ada.types("/bearings setup", { in: channel });
  await ada.fills({ "Who takes part?": people, "Who leads it?": ["UADA"] });
  await ada.submits();
  await ada.dismisses();
}, 60_000);
afterAll(() => town.stop());

const theWorkspace = async () => (await town.world.db.select().from(workspaces))[0];
const channelReads = () => town.local.visit("UCHEN").reads(channel);

it("an event that came too late, or was never true, changes nothing while Slack takes the token", async () => {
  await town.local.door.event("app_uninstalled", {});
  await town.local.door.event("tokens_revoked", { tokens: { oauth: [], bot: ["UBEARINGS"] } });
  await town.tick();
  expect((await theWorkspace())?.uninstalledAt).toBeNull();
});

it("a token of a person that was revoked is none of ours", async () => {
  town.local.workspace.faults.set("auth.test", { kind: "invalid_auth" });
  await town.local.door.event("tokens_revoked", { tokens: { oauth: ["UADA"], bot: [] } });
  town.local.workspace.faults.clear();
  expect((await theWorkspace())?.uninstalledAt).toBeNull();
});

it("taken out, it opens nothing and says nothing, and an open round still ends with its answers deleted", async () => {
  const { db } = town.world;
  const [team] = await db.select().from(teams);
  if (team === undefined) throw new Error("no team");
  await town.turnTo(team.nextOpensAt);
  expect(await db.$count(rounds, eq(rounds.state, "open"))).toBe(1);
  const chen = town.local.visit("UCHEN");
  await chen.presses("Give your reading", { in: channel });
  await chen.fills({ Customer: "Holding" });
  await chen.submits();
  expect(await db.$count(answers)).toBe(1);

  const before = await channelReads();
  await uninstalls(town.local.workspace, town.local.door, "tokens_revoked");
  await town.tick();
  expect((await theWorkspace())?.uninstalledAt).not.toBeNull();
  await town.turnTo((await town.world.now()).add({ hours: 24 * 15 }));

  expect(await channelReads()).toEqual(before);
  expect(await db.$count(rounds, eq(rounds.state, "open"))).toBe(0);
  expect([await db.$count(answers), await db.$count(readings)]).toEqual([0, 0]);
  expect([await db.$count(teams), await db.$count(rounds)]).toEqual([1, 1]);
});

it("and after thirty days nothing of it is left", async () => {
  const { db } = town.world;
  await town.turnTo((await town.world.now()).add({ hours: 24 * 16 }));
  await forgetOld(town.world, await town.world.now());
  for (const table of [workspaces, teams, rounds, deliveries]) expect(await db.$count(table)).toBe(0);
});
