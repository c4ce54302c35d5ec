/**
 * People of another organisation come into the team's channel: nothing of the team is said there, whatever Slack tells of it
 * first, and its leaders hear why, once.
 */
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChannelId, WorkspaceId } from "../../src/core/ids.ts";
import { changesId, sharesBeyond } from "../../src/playground/life.ts";
import { harbour, setsUp } from "../../src/playground/scenes/scene.ts";
import { teamInChannel } from "../../src/store/teams.ts";
import { aroundTown } from "../support/around-town.ts";
import { type TestTown, testTown } from "../support/town.ts";

const opens = Temporal.Instant.from("2026-11-23T09:00:00Z");
const closes = Temporal.Instant.from("2026-11-26T16:00:00Z");

/** A database that does not take it is the operator's news. */
const meant = /listener broke.*shared_beyond/;

let town: TestTown;

beforeEach(async () => {
  town = await testTown();
  await setsUp(town, "UADA", "#harbour-support", { members: harbour, leaders: ["UADA"] });
});
afterEach(async () => {
  expect(town.troubles.filter((one) => !meant.test(one))).toEqual([]);
  await town.stop();
});

const { slack, settled, direct, toldOf, said } = aroundTown(() => town);
const isMarked = async (id = "CHARBOUR") =>
  (await teamInChannel(town.world.db, "TLOCAL" as WorkspaceId, id as ChannelId))?.sharedBeyond;

describe("the team's channel", () => {
  it("is shared with another organisation: nothing is said there until it isn't, and the leader hears why", async () => {
    await sharesBeyond(...slack(), "CHARBOUR", true);
    await town.turnTo(opens.add({ hours: 1 }));
    expect(toldOf("Your weekly bearings")).toEqual([]);
    expect(await direct("UADA")).toContain("it is shared with people of another organisation");
    await town.local.visit("UCHEN").opensHome();
    expect(await town.local.visit("UCHEN").readsHome()).toContain("Give your reading");
    await town.local.visit("UADA").opensHome();
    expect(await town.local.visit("UADA").readsHome()).toContain("people of another organisation");
    await sharesBeyond(...slack(), "CHARBOUR", false);
    await town.turnTo(closes.add({ hours: 1 }));
    expect(toldOf("What Harbour Support said")).toHaveLength(1);
    expect(await said("trouble")).toEqual(["UADA"]);
  });

  it("is shared, and the leader hears, though the database failed half-way when Slack first told", async () => {
    const { db } = town.world;
    await db.execute(sql`alter table deliveries add constraint nothing_new check (kind <> 'trouble')`);
    await sharesBeyond(...slack(), "CHARBOUR", true);
    expect(await isMarked()).toBe(false);
    await db.execute(sql`alter table deliveries drop constraint nothing_new`);
    await sharesBeyond(...slack(), "CHARBOUR", true);
    await settled();
    expect(await direct("UADA")).toContain("it is shared with people of another organisation");
  });

  const changes = () => changesId(...slack(), "CHARBOUR", "CANOTHER");
  const isShared = (id: string) =>
    town.local.door.event("channel_shared", { channel: id, connected_team_id: "TBEYOND" });
  it.each([
    ["and Slack tells no more than that", [changes]],
    ["after Slack told that it is shared", [() => isShared("CHARBOUR"), changes]],
    ["after Slack told so of the id to come", [() => isShared("CANOTHER"), changes]],
    ["before Slack tells so", [changes, () => isShared("CANOTHER")]],
  ])(
    "gets another id, as a private one that is being shared does, %s: nothing is said there until it isn't, and the leader hears why, once",
    async (_, happens) => {
      for (const one of happens) {
        await one();
        await settled();
      }
      expect(await direct("UADA")).toContain("it is shared with people of another organisation");
      await town.turnTo(opens.add({ hours: 1 }));
      expect(toldOf("Your weekly bearings", "CANOTHER")).toEqual([]);
      await sharesBeyond(...slack(), "CANOTHER", false);
      await town.turnTo(closes.add({ hours: 1 }));
      expect(toldOf("What Harbour Support said", "CANOTHER")).toHaveLength(1);
      expect(await said("trouble")).toEqual(["UADA"]);
    },
  );

  it("is not shared in the end: its leader chooses it once more, and the team talks there again", async () => {
    await changes();
    await settled();
    const ada = town.local.visit("UADA");
    const chooses = async () => {
      await ada.opensHome();
      await ada.presses("Change this team");
      await ada.presses("Move it to another channel");
      await ada.fills({ "To which channel?": "CANOTHER" });
      await ada.submits();
    };
    await chooses();
    expect(Object.values(await ada.seesErrors()).join()).toContain("People of another workspace read this");
    expect(await isMarked("CANOTHER")).toBe(true);
    await ada.dismisses();
    for (const place of town.local.workspace.state.channels) place.shared = false;
    await chooses();
    expect(await ada.readsModal()).toContain("again");
    await ada.dismisses();
    expect(await isMarked("CANOTHER")).toBe(false);
    await town.turnTo(opens.add({ hours: 1 }));
    expect(toldOf("Your weekly bearings", "CANOTHER")).toHaveLength(1);
    expect(await said("team_news")).toEqual([]);
  });
});
