/** What happens by itself: late, twice, after a long sleep, in a rehearsal. */
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WorkspaceId } from "../../src/core/ids.ts";
import { tick } from "../../src/jobs/clock.ts";
import { rehearse } from "../../src/jobs/rehearse.ts";
import { answers, harbour, setsUp } from "../../src/playground/scenes/scene.ts";
import { plan } from "../../src/store/deliveries.ts";
import { latestRound } from "../../src/store/rounds.ts";
import { type TeamWithWhen, teamsOfWorkspace } from "../../src/store/teams.ts";
import { type TestTown, testTown } from "../support/town.ts";

let town: TestTown;
let team: TeamWithWhen;
const channel = "#harbour-support";
const opens = Temporal.Instant.from("2026-11-23T09:00:00Z");
const closes = Temporal.Instant.from("2026-11-26T16:00:00Z");

beforeEach(async () => {
  town = await testTown();
  await setsUp(town, "UADA", channel, { members: harbour, leaders: ["UADA"] });
  const [kept] = await teamsOfWorkspace(town.world.db, WorkspaceId.parse(town.local.workspace.state.team.id));
  if (kept === undefined) throw new Error("The team was not set up.");
  team = kept;
});
afterEach(async () => {
  await town.stop();
  expect(town.troubles).toEqual([]);
});

/** Reminders that are planned already, and not said yet. */
async function planNudges(): Promise<void> {
  const { db } = town.world;
  const round = await latestRound(db, team.id);
  if (round === null) throw new Error("There is no round.");
  await plan(
    db,
    team.members.map((addressee) => ({
      key: `nudge:${round.id}:${addressee}`,
      kind: "nudge",
      workspace: team.workspace,
      team: team.id,
      round: round.id,
      addressee,
      dueAt: closes.subtract({ hours: 24 }),
    })),
  );
}

const reads = () => town.local.visit("UADA").reads(channel);
const openings = async () => (await reads()).filter((message) => message.includes("Your weekly bearings"));
/** The process sleeps: time goes on, and nobody looks. */
const sleepsUntil = async (moment: Temporal.Instant) => {
  await town.hand.turnTo(moment);
  await town.tick();
};

describe("a process that slept", () => {
  it("opens a round up to a day late, and still closes it on time", async () => {
    await sleepsUntil(opens.add({ hours: 23 }));
    expect(await openings()).toHaveLength(1);
    expect((await latestRound(town.world.db, team.id))?.closesAt).toEqual(closes);
  });

  it("skips a round that is more than a day late, asks nobody, and says so on the home tab", async () => {
    await sleepsUntil(opens.add({ hours: 25 }));
    expect(await openings()).toHaveLength(0);
    const chen = town.local.visit("UCHEN");
    await chen.opensHome();
    expect(await chen.readsHome()).toContain("The round of week 48 was skipped");
  });

  it("asks for the week in which it wakes, not for those it slept through", async () => {
    await sleepsUntil(opens.add({ hours: 24 * 21 + 1 }));
    expect(await openings()).toHaveLength(1);
    expect((await latestRound(town.world.db, team.id))?.week).toBe("2026-W51");
  });

  it("closes a round however late, and sends no reminder out of its hour", async () => {
    await town.turnTo(opens.add({ hours: 1 }));
    await sleepsUntil(closes.add({ hours: 40 }));
    expect((await reads()).some((message) => message.includes("What Harbour Support said this week"))).toBe(
      true,
    );
    expect(await town.local.visit("UCHEN").readsDirect()).toEqual([]);
  });

  it("tells no digest that is more than a day old", async () => {
    await town.turnTo(closes.add({ hours: 1 }));
    await sleepsUntil(closes.add({ hours: 24 * 3 }));
    const told = await town.local.visit("UADA").readsDirect();
    expect(told.filter((message) => message.includes("Your focus"))).toEqual([]);
  });
});

describe("a digest that was left out", () => {
  it("isn't made up for: the next one comes at its hour, and tells of its own seven days", async () => {
    await town.turnTo(closes.add({ hours: 1 }));
    await sleepsUntil(opens.add({ hours: 24 * 9 }));
    await town.turnTo(Temporal.Instant.from("2026-12-04T09:00:00Z"));
    const told = (await town.local.visit("UADA").readsDirect()).filter((one) => one.includes("Your focus"));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("No round of your teams closed this week");
  });
});

describe("many ticks", () => {
  it("at once open one round and say it once", async () => {
    await town.hand.turnTo(opens.add({ seconds: 1 }));
    await Promise.all([tick(town.world), tick(town.world), tick(town.world)]);
    expect(await openings()).toHaveLength(1);
  });

  it("after a clock that went back and came again open no second round", async () => {
    await town.turnTo(opens.add({ hours: 1 }));
    await sleepsUntil(opens.subtract({ hours: 3 }));
    await sleepsUntil(opens.add({ hours: 2 }));
    expect(await openings()).toHaveLength(1);
  });
});

describe("a round opened by its leader before its hour", () => {
  it("is the only one of its week", async () => {
    const ada = town.local.visit("UADA");
    await ada.types("/bearings checkin", { in: channel });
    await ada.presses("Open this week's round now", { in: channel });
    await town.turnTo(opens.add({ hours: 1 }));
    expect(await openings()).toHaveLength(1);
  });
});

describe("a rehearsal", () => {
  it("tells what would be said at that instant, says nothing, and keeps nothing", async () => {
    const heard = await rehearse(town.world, team, opens.add({ minutes: 1 }));
    expect(heard.map(({ to, text }) => ({ to, text }))).toEqual([
      { to: team.channel, text: "Your weekly bearings, Harbour Support: open until Thursday 17:00." },
    ]);
    expect(await openings()).toHaveLength(0);
    expect(await latestRound(town.world.db, team.id)).toBeNull();
  });

  it("names nobody who has not answered, and finds no words while a round is open", async () => {
    await town.turnTo(opens.add({ hours: 1 }));
    for (const person of harbour.slice(0, 6)) {
      await answers(town.local.visit(person), channel, { Customer: "Slipping" });
    }
    const nudge = await rehearse(town.world, team, closes.subtract({ hours: 24 }));
    expect(nudge).toEqual([
      { to: "whoever has not answered by then", text: "The one reminder, in private." },
    ]);
    await town.turnTo(closes.subtract({ hours: 24, seconds: 1 }));
    await planNudges();
    expect(await rehearse(town.world, team, closes.subtract({ hours: 24 }))).toEqual(nudge);
    const close = await rehearse(town.world, team, closes.add({ seconds: 1 }));
    expect(close.map(({ text }) => text).join()).not.toMatch(/slipping/i);
    expect(close[0]?.to).toBe(team.channel);
  });
});
