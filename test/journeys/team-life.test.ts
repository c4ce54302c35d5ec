/**
 * What becomes of a team besides its weeks: its people leave, its channel is put away, its last leader goes, its
 * leaders let it rest, move it, or delete it. Each with a sentence to whoever it is for, and to nobody else.
 */
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChannelId, TeamId, WorkspaceId } from "../../src/core/ids.ts";
import {
  archives,
  changesAccount,
  deactivates,
  joins,
  leaves,
  makesPrivate,
  removes,
  renames,
} from "../../src/playground/life.ts";
import { harbour, setsUp } from "../../src/playground/scenes/scene.ts";
import { digestRhythmOf } from "../../src/store/digest-rhythms.ts";
import { latestRound } from "../../src/store/rounds.ts";
import { teams } from "../../src/store/schema.ts";
import { teamInChannel } from "../../src/store/teams.ts";
import { aroundTown } from "../support/around-town.ts";
import { tablesWith } from "../support/every-row.ts";
import { submitsForged } from "../support/forging.ts";
import { type TestTown, testTown } from "../support/town.ts";

const channel = "#harbour-support";
const opens = Temporal.Instant.from("2026-11-23T09:00:00Z");
const nudges = Temporal.Instant.from("2026-11-25T16:00:00Z");
const closes = Temporal.Instant.from("2026-11-26T16:00:00Z");

/** A channel that takes nothing is the operator's news too. */
const refused = /refused a call|Slack would not take it/;

let town: TestTown;

beforeEach(async () => {
  town = await testTown();
  await setsUp(town, "UADA", channel, { members: harbour, leaders: ["UADA"] });
});
afterEach(async () => {
  expect(town.troubles.filter((one) => !refused.test(one))).toEqual([]);
  await town.stop();
});

const { slack, settled, direct, inChannel, toldOf, said } = aroundTown(() => town);
const team = async (id = "CHARBOUR") => {
  const kept = await teamInChannel(town.world.db, "TLOCAL" as WorkspaceId, id as ChannelId);
  if (kept === null) throw new Error(`There is no team in ${id}.`);
  return kept;
};

describe("somebody whose account is closed, or who becomes a guest", () => {
  it.each([
    ["is deactivated", () => deactivates(...slack(), "UHANA")],
    ["becomes a guest", () => changesAccount(...slack(), "UHANA", { guest: true })],
  ])(
    "%s in the middle of a round: is not reminded, and asked no more; the leader hears once",
    async (_, goes) => {
      await town.turnTo(opens.add({ hours: 1 }));
      await goes();
      await settled();
      expect((await team()).members).not.toContain("UHANA");
      expect(await direct("UADA")).toContain("somebody can't take part any more");
      await town.turnTo(nudges.add({ hours: 1 }));
      expect(await said("nudge")).toEqual(harbour.filter((one) => one !== "UHANA").toSorted());
      expect((await said("team_news")).filter((one) => one === "UADA")).toHaveLength(1);
      expect(toldOf("can't take part")).toEqual([]);
    },
  );

  it("is missed at the latest when something would be said to them, though Slack's word of it was lost", async () => {
    await town.turnTo(opens.add({ hours: 1 }));
    for (const person of town.local.workspace.state.people) if (person.id === "UHANA") person.guest = true;
    await town.turnTo(nudges.add({ hours: 1 }));
    expect(await said("nudge")).not.toContain("UHANA");
    expect((await team()).members).not.toContain("UHANA");
  });

  it("who led alone leaves a team that is told so once, and that one person of the channel takes on", async () => {
    await deactivates(...slack(), "UADA");
    await settled();
    expect(toldOf("Nobody leads Harbour Support any more:")).toHaveLength(1);
    await town.local.visit("UGUS").presses("I'll lead it", { in: channel });
    expect((await team()).leaders).toEqual([]);
    await town.local.visit("UCHEN").presses("I'll lead it", { in: channel });
    await settled();
    expect((await team()).leaders).toEqual(["UCHEN"]);
    expect(toldOf("is led again")).toHaveLength(1);
    await town.local.visit("UDALIA").presses("I'll lead it", { in: channel });
    expect((await team()).leaders).toEqual(["UCHEN"]);
    expect((await town.local.visit("UDALIA").reads(channel)).at(-1)).toContain("Only this team's leaders");
    await town.turnTo(closes.add({ hours: 24 }));
    expect(await said("digest")).toEqual(["UCHEN"]);
  });

  it("who leads, and moves to another zone, hears the digest at the same hour there", async () => {
    const rhythm = async () => digestRhythmOf(town.world.db, "TLOCAL" as WorkspaceId, "UADA" as never);
    expect((await rhythm())?.nextAt.toString()).toBe("2026-11-27T08:00:00Z");
    await changesAccount(...slack(), "UADA", { zone: "Asia/Tokyo" });
    await settled();
    expect((await rhythm())?.nextAt.toString()).toBe("2026-11-27T00:00:00Z");
  });
});

describe("somebody who leaves the channel", () => {
  it("is told of to the leader, by direct message; coming back in time, not at all", async () => {
    await leaves(...slack(), "UIVAN", "CHARBOUR");
    await leaves(...slack(), "UJUNE", "CHARBOUR");
    await town.turnTo(opens.subtract({ minutes: 55 }));
    await joins(...slack(), "UJUNE", "CHARBOUR");
    await town.turnTo(opens);
    const told = await direct("UADA");
    expect(told).toContain("not in #harbour-support any more, but still on the team's list: @Ivan Petrov.");
    expect(told).not.toContain("June");
    expect(await said("team_news")).toEqual(["UADA"]);
    expect((await team()).members).toContain("UIVAN");
  });
});

describe("the team's channel", () => {
  it.each([
    ["is archived", () => archives(...slack(), "CHARBOUR", "UADA"), "the channel is archived"],
    ["is deleted", () => removes(...slack(), "CHARBOUR"), "I can't find the channel any more"],
    ["is left by Bearings", () => leaves(...slack(), "UBEARINGS", "CHARBOUR"), "I'm not in the channel"],
  ])("%s: the leader hears at once and no second time, and nobody else", async (_, happens, why) => {
    await happens();
    await settled();
    expect(await direct("UADA")).toContain(why);
    await town.turnTo(opens.add({ hours: 1 }));
    expect(await said("trouble")).toEqual(["UADA"]);
  });

  it("is renamed or made private: nothing is lost and nobody needs to hear", async () => {
    await renames(...slack(), "CHARBOUR", "harbour-crew");
    makesPrivate(town.local.workspace, "CHARBOUR");
    await town.turnTo(opens.add({ hours: 1 }));
    expect(toldOf("Your weekly bearings, Harbour Support")).toHaveLength(1);
    expect(await said("trouble")).toEqual([]);
    await town.turnTo(closes.add({ hours: 1 }));
    await town.local.visit("UADA").opensHome();
    expect(await town.local.visit("UADA").readsHome()).toContain("#harbour-crew");
  });
});

/** Ada changes her team, with one of the ways at the foot of the form. */
async function chooses(way: string) {
  const ada = town.local.visit("UADA");
  await ada.types("/bearings setup", { in: channel });
  await ada.presses(way);
  return ada;
}

describe("a leader", () => {
  it("lets the team rest: the open round closes as it promised, nobody is reminded, and none opens until it is resumed", async () => {
    await town.turnTo(opens.add({ hours: 1 }));
    const ada = await chooses("Pause it");
    await ada.submits();
    await ada.dismisses();
    await settled();
    expect(toldOf("is paused: no round opens")).toHaveLength(1);
    await town.turnTo(opens.add({ hours: 24 * 7 + 1 }));
    expect(await latestRound(town.world.db, (await team()).id)).toMatchObject({
      ordinal: 1,
      state: "closed",
    });
    await town.turnTo(closes.add({ hours: 24 * 12 }));
    expect(await said("nudge")).toEqual([]);
    expect(toldOf("Your weekly bearings")).toHaveLength(1);
    await town.local.visit("UADA").types("/bearings checkin", { in: channel });
    expect((await town.local.visit("UADA").reads(channel)).at(-1)).toContain("This team is paused");

    const again = await chooses("Resume it");
    await again.submits();
    await again.dismisses();
    await settled();
    expect(toldOf("goes on")).toHaveLength(1);
    await town.turnTo((await team()).nextOpensAt.add({ hours: 1 }));
    expect(toldOf("Your weekly bearings")).toHaveLength(2);
  });

  it("moves the team: both channels hear, and the open round ends where it is now", async () => {
    await town.turnTo(opens.add({ hours: 1 }));
    const ada = await chooses("Move it to another channel");
    await ada.fills({ "To which channel?": "CGENERAL" });
    await ada.submits();
    expect(Object.values(await ada.seesErrors()).join()).toContain("I'm not in this channel");
    await joins(...slack(), "UBEARINGS", "CGENERAL");
    await ada.submits();
    await ada.dismisses();
    await settled();
    expect((await team("CGENERAL")).name).toBe("Harbour Support");
    expect(toldOf("talks here from now on", "CGENERAL")).toHaveLength(1);
    expect(toldOf("talks in <#CGENERAL>")).toHaveLength(1);
    await town.local.visit("UCHEN").presses("Give your reading", { in: "#general" });
    expect(await town.local.visit("UCHEN").readsModal()).toContain("Your bearings");
    await town.turnTo(closes.add({ hours: 1 }));
    expect(toldOf("What Harbour Support said", "CGENERAL")).toHaveLength(1);
    expect(toldOf("What Harbour Support said")).toEqual([]);
  });

  it("deletes the team after two questions: nothing of it is kept, nothing of it is said, and the channel hears", async () => {
    await town.turnTo(opens.add({ hours: 1 }));
    const { id } = await team();
    const ada = await chooses("Delete it");
    await ada.submits();
    expect((await town.world.db.select().from(teams)).length).toBe(1);
    await ada.submits();
    expect(await ada.readsModal()).toContain("is deleted");
    await ada.dismisses();
    await settled();
    expect((await town.world.db.select().from(teams)).length).toBe(0);
    expect(await tablesWith(town.world.db, id as TeamId)).toEqual(["deliveries"]);
    expect(toldOf("The team of this channel was deleted")).toHaveLength(1);
    await town.turnTo(closes.add({ hours: 24 * 7 }));
    expect(await said("nudge")).toEqual([]);
    expect(await said("digest")).toEqual([]);
    expect(inChannel("CHARBOUR").at(-1)).toContain("was deleted by one of its leaders");
  });

  it("can't have the team forgotten in the week of its words, to ask the same people but one again", async () => {
    await town.turnTo(closes.add({ hours: 1 }));
    const ada = await chooses("Delete it");
    await ada.submits();
    expect(await ada.readsModal()).toContain("It can be deleted from next Tuesday on");
    const carried = JSON.stringify({ v: 1, of: { team: (await team()).id } });
    const { view } = await submitsForged(town, "UADA", "delete_team_for_good", carried);
    expect(JSON.stringify(view)).toContain("It can be deleted from next Tuesday on");
    await ada.dismisses();
    // The next round is open by then, and has told nobody anything.
    await town.turnTo(Temporal.Instant.from("2026-12-01T09:00:00Z"));
    const later = await chooses("Delete it");
    await later.submits();
    await later.submits();
    expect((await town.world.db.select().from(teams)).length).toBe(0);
  });
});
