/** The next opening that people are told is one that comes: after a change, beside an open round, after a missed week. */
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WorkspaceId } from "../../src/core/ids.ts";
import type { Week } from "../../src/core/week.ts";
import { harbour, setsUp } from "../../src/playground/scenes/scene.ts";
import { latestRound, roundsFromWeek } from "../../src/store/rounds.ts";
import { advanceNextOpening } from "../../src/store/team-setup.ts";
import { type TeamWithWhen, teamsOfWorkspace } from "../../src/store/teams.ts";
import { type TestTown, testTown } from "../support/town.ts";

let town: TestTown;
const channel = "#harbour-support";
const at = (text: string) => Temporal.Instant.from(text);
/** Week 48: Monday 10:00 in Berlin. */
const opens = at("2026-11-23T09:00:00Z");

beforeEach(async () => {
  town = await testTown();
  await setsUp(town, "UADA", channel, { members: harbour, leaders: ["UADA"] });
});
afterEach(async () => {
  await town.stop();
  expect(town.troubles).toEqual([]);
});

const team = async (): Promise<TeamWithWhen> => {
  const [kept] = await teamsOfWorkspace(town.world.db, WorkspaceId.parse(town.local.workspace.state.team.id));
  if (kept === undefined) throw new Error("The team was not set up.");
  return kept;
};
const laterThisWeek = { "A round opens on": "Friday", "It closes on the next": "Tuesday" };
const ada = () => town.local.visit("UADA");
const nextOpensAt = async () => (await team()).nextOpensAt.toString();
const latest = async () => latestRound(town.world.db, (await team()).id);
/** Time goes on, and nobody looks. */
const sleepsUntil = async (moment: Temporal.Instant) => {
  await town.hand.turnTo(moment);
  await town.tick();
};
/** Ada changes the team; what she is told of it. */
async function changes(fields: Readonly<Record<string, string>>): Promise<string> {
  const who = ada();
  await who.types("/bearings setup", { in: channel });
  await who.fills(fields);
  await who.submits();
  expect(await who.seesErrors()).toEqual({});
  const told = (await who.readsModal()) ?? "";
  await who.dismisses();
  return told;
}
async function asksWhen(): Promise<string> {
  await ada().types("/bearings checkin", { in: channel });
  return (await ada().reads(channel)).at(-1) ?? "";
}

describe("a week that was skipped", () => {
  it("is told to be skipped, not closed, to a leader who presses an old button that opens it", async () => {
    const who = ada();
    await who.types("/bearings checkin", { in: channel });
    await sleepsUntil(opens.add({ hours: 25 }));
    await who.presses("Open this week's round now", { in: channel });
    expect((await who.reads(channel)).at(-1)).toContain(
      "This week's round was skipped: I wasn't running when it was due. The next one opens on Monday 10:00.",
    );
    await who.opensHome();
    expect(await who.readsHome()).toContain("The round of week 48 was skipped");
    expect(await who.readsHome()).not.toContain("Open this week's round now");
  });
});

describe("a team that is changed in the middle of its week", () => {
  it("is told of the week after, not of a Friday on which nothing would open", async () => {
    await town.turnTo(opens.add({ hours: 1 }));
    expect(await changes(laterThisWeek)).toContain("the next round opens on Friday 4 December, 10:00");
    await town.turnTo(at("2026-11-27T08:00:00Z"));
    expect(await asksWhen()).toContain("The next one opens on Friday 4 December, 10:00.");
    await town.turnTo(at("2026-11-28T09:00:00Z"));
    expect((await latest())?.week).toBe("2026-W48");
    expect(await nextOpensAt()).toBe("2026-12-04T09:00:00Z");
    await town.turnTo(at("2026-12-04T09:00:00Z"));
    expect(await latest()).toMatchObject({ week: "2026-W49", state: "open" });
  });

  it("into another zone is not told of an hour today at which nothing would open", async () => {
    await town.turnTo(opens.add({ hours: 1 }));
    await changes({ "In which time zone?": "America/New_York" });
    expect(await nextOpensAt()).toBe("2026-11-30T15:00:00Z");
  });

  it("after its week was skipped is told of the week after", async () => {
    await sleepsUntil(opens.add({ hours: 25 }));
    await changes(laterThisWeek);
    expect(await nextOpensAt()).toBe("2026-12-04T09:00:00Z");
  });

  it("before anything opened still opens in this week", async () => {
    await changes(laterThisWeek);
    expect(await nextOpensAt()).toBe("2026-11-27T09:00:00Z");
  });
});

describe("a team that is changed while its opening is due, before the clock comes round", () => {
  it("doesn't lose its week: it opens at the next tick", async () => {
    await town.hand.turnTo(opens.add({ seconds: 5 }));
    await changes({ "What is the team called?": "Harbour Crew" });
    await town.tick();
    expect(await latest()).toMatchObject({ week: "2026-W48", state: "open" });
  });

  it("to an hour later in this week is told of the next week, once this one opened", async () => {
    await town.hand.turnTo(opens.add({ seconds: 5 }));
    await changes(laterThisWeek);
    await town.tick();
    expect(await latest()).toMatchObject({ week: "2026-W48", state: "open" });
    expect(await nextOpensAt()).toBe("2026-12-04T09:00:00Z");
  });

  it("more than a day late has its week recorded as skipped, not forgotten", async () => {
    await town.hand.turnTo(opens.add({ hours: 25 }));
    await changes({ "What is the team called?": "Harbour Crew" });
    await town.tick();
    expect(await latest()).toMatchObject({ week: "2026-W48", state: "skipped" });
  });
});

describe("a round that its leader opens before its hour and closes", () => {
  it("leaves nobody waiting for the hour at which it would have opened", async () => {
    await changes(laterThisWeek);
    await ada().types("/bearings checkin", { in: channel });
    await ada().presses("Open this week's round now", { in: channel });
    expect(await nextOpensAt()).toBe("2026-12-04T09:00:00Z");
  });
});

describe("two rounds of a team", () => {
  const allWeek = {
    "A round opens on": "Monday",
    "It closes on the next": "Monday",
    "It closes at": "09:00",
  };
  const open = async () =>
    (await roundsFromWeek(town.world.db, (await team()).id, "2026-W48" as Week)).filter(
      ({ state }) => state === "open",
    );

  it("are never open together when the opening moves before the close: the second waits for it", async () => {
    await changes(allWeek);
    await town.turnTo(opens.add({ hours: 1 }));
    await changes({ "It opens at": "07:00", "It closes on the next": "Thursday" });
    expect(await nextOpensAt()).toBe("2026-11-30T08:00:00Z");
    await town.turnTo(at("2026-11-30T07:59:00Z"));
    expect((await open()).map(({ week }) => week)).toEqual(["2026-W48"]);
    await town.turnTo(at("2026-11-30T08:00:00Z"));
    expect((await open()).map(({ week }) => week)).toEqual(["2026-W49"]);
    expect(await nextOpensAt()).toBe("2026-12-07T06:00:00Z");
  });

  it("are never open together, though the second would be over when the first closes: it is left out", async () => {
    await changes(allWeek);
    await town.turnTo(opens.add({ hours: 1 }));
    expect(await changes({ "It opens at": "07:00" })).toContain("opens on Monday 7 December, 07:00");
    await town.turnTo(at("2026-11-30T07:00:00Z"));
    expect((await open()).map(({ week }) => week)).toEqual(["2026-W48"]);
  });

  it("are not open together though the second is due by what was kept before", async () => {
    await changes(allWeek);
    await town.turnTo(opens.add({ hours: 1 }));
    await advanceNextOpening(town.world.db, (await team()).id, at("2026-11-30T06:00:00Z"));
    await sleepsUntil(at("2026-11-30T06:30:00Z"));
    expect((await open()).map(({ week }) => week)).toEqual(["2026-W48"]);
    await town.turnTo(at("2026-11-30T09:00:00Z"));
    expect((await open()).map(({ week }) => week)).toEqual(["2026-W49"]);
  });
});
