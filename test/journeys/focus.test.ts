/**
 * Two leaders and where their time goes: reported by rough words, seen beside what is suggested over weeks, pooled only
 * where both agree, and shares made their own with a reason.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { comesFriday, comesMonday, setsUp } from "../../src/playground/scenes/scene.ts";
import { focusChangesOf } from "../../src/store/focus-shares.ts";
import { teamsOfWorkspace } from "../../src/store/teams.ts";
import { forbiddenOfResultsIn } from "../support/forbidden-words.ts";
import { type TestTown, testTown } from "../support/town.ts";
import { visitorsOf } from "../support/visitors.ts";

let town: TestTown;
const as = visitorsOf(() => town);
const channel = "#harbour-support";
const members = ["ada", "chen", "dalia", "elif", "hana", "ivan"].map((name) => `U${name.toUpperCase()}`);

beforeAll(async () => {
  town = await testTown();
  await setsUp(town, "UADA", channel, { members, leaders: ["UADA", "UBRUNO"] });
});

afterAll(async () => {
  await town.stop();
  expect(town.troubles).toEqual([]);
});

const even = { Customer: "Some", Employee: "Some", Business: "A lot", "Knowledge/Collaboration": "Some" };
const muchBusiness = { ...even, Business: "Most", "Knowledge/Collaboration": "None" };

async function reports(name: string, time: Readonly<Record<string, string>>): Promise<string> {
  await as(name).opensHome();
  await as(name).presses("Where did my time go this week?");
  await as(name).fills({ Acceleration: "A little", ...time });
  await as(name).submits();
  const kept = await readsTop(name);
  await as(name).dismisses();
  return kept;
}

async function readsTop(name: string): Promise<string> {
  return (await as(name).readsModal()) ?? "";
}

/** Leadership time over weeks, from the home tab; whatever is pressed in it comes first. */
async function overWeeks(name: string, ...presses: readonly string[]): Promise<string> {
  await as(name).opensHome();
  await as(name).presses("My time over weeks");
  for (const label of presses) await as(name).presses(label);
  const read = await readsTop(name);
  while ((await as(name).readsModal()) !== null) await as(name).dismisses();
  return read;
}

async function changesShares(name: string, shares: Readonly<Record<string, string>>): Promise<void> {
  await as(name).opensHome();
  await as(name).presses("My time over weeks");
  await as(name).presses("Change the shares");
  await as(name).fills(shares);
  await as(name).submits();
}

async function closesAll(name: string): Promise<void> {
  while ((await as(name).readsModal()) !== null) await as(name).dismisses();
}

const halfBusiness = {
  "Customer, in percent": "15",
  "Employee, in percent": "15",
  "Business, in percent": "50",
  "Acceleration, in percent": "0",
};

describe("a leader's own time", () => {
  it("is told by rough words, and nothing of it stands there as a figure", async () => {
    await comesMonday(town);
    const kept = await reports("ada", muchBusiness);
    expect(kept).toContain("Business took most of it; Knowledge/Collaboration had almost none");
    const told = await overWeeks("ada");
    expect(told).toContain("Over the last 4 weeks, of which one is told");
    expect(told).toContain("Business: 30 % suggested, most reported");
    expect(told).toContain("Is that what this month needs?");
    expect(told.replaceAll(/\d+ %( suggested)?/g, "").match(/%/)).toBeNull();
    expect(forbiddenOfResultsIn(told.replaceAll("%", ""))).toEqual([]);
  });

  it("stands beside what is suggested over 4, 12 and 26 weeks, in words and as a picture", async () => {
    await comesFriday(town);
    await comesMonday(town);
    await reports("ada", even);
    const four = await overWeeks("ada");
    expect(four).toContain("Over the last 4 weeks, of which 2 are told");
    expect(four).toContain("Business: 30 % suggested, about half reported");
    const twelve = await overWeeks("ada", "Over 12 weeks");
    expect(twelve).toContain("Over the last 12 weeks, of which 2 are told");
    expect(twelve).toContain(
      "[picture: Leadership time. What is suggested, and roughly what was reported in 2 weeks",
    );
    expect(await overWeeks("ada", "Over 12 weeks", "Over 26 weeks")).toContain("Over the last 26 weeks");
  });

  it("is nobody else's to see: the other leader has nothing told", async () => {
    expect(await overWeeks("bruno")).toContain("Of the last 4 weeks nothing is told yet");
  });
});

describe("pooling", () => {
  it("is off for everybody, and says before somebody agrees who would see what", async () => {
    const offer = await overWeeks("ada");
    expect(offer).toContain("Whoever agrees sees the pool, from this week's reports on; nobody else does.");
    expect(offer).not.toContain("Pooled with");
  });

  it("shows nothing while only one has agreed, to neither of them", async () => {
    expect(await overWeeks("ada", "Pool mine")).toContain("No other leader has so far");
    await reports("bruno", { ...even, Business: "Some", "Knowledge/Collaboration": "Most" });
    expect(await overWeeks("bruno")).not.toContain("Pooled with");
  });

  it("holds what both told since they agreed, each counted alike, and no week of one alone", async () => {
    const pooled = await overWeeks("bruno", "Pool mine", "Over 12 weeks");
    // This week Ada told of Business, Bruno of Knowledge; her weeks before are hers.
    expect(pooled).toContain("Pooled with @Ada Okafor, each counted alike:");
    expect(pooled).toMatch(/Pooled with .*Business about a quarter, Knowledge\/Collaboration about a third/);
    expect(await overWeeks("ada")).toContain("Pooled with @Bruno Silva");
  });

  it("is told whoever reports from then on", async () => {
    await as("ada").opensHome();
    await as("ada").presses("Where did my time go this week?");
    expect(await readsTop("ada")).toContain("The leaders who agreed to pool in");
    await closesAll("ada");
  });

  it("ends at once for whoever wants no more, and for the other then too", async () => {
    expect(await overWeeks("ada", "Don't pool mine any more")).not.toContain("Pooled with");
    expect(await overWeeks("bruno")).toContain("No other leader has so far");
  });
});

describe("shares made the team's own", () => {
  it("are refused under the field where they don't make 100, are more than half, or come without a reason", async () => {
    await changesShares("bruno", { "Business, in percent": "40", "Why?": "The contract begins." });
    expect(await as("bruno").seesErrors()).toEqual({
      "Acceleration, in percent": "Together they make 110, and need to make 100.",
    });
    await as("bruno").fills({ "Business, in percent": "60" });
    await as("bruno").submits();
    expect((await as("bruno").seesErrors())["Business, in percent"]).toContain("from 0 to 50");
    await as("bruno").fills({ ...halfBusiness, "Why?": null });
    await as("bruno").submits();
    expect(Object.keys(await as("bruno").seesErrors())).toContain("Why?");
    await closesAll("bruno");
  });

  it("are kept with who and why, and seen by the other leader at once", async () => {
    await changesShares("bruno", { ...halfBusiness, "Why?": "The contract begins." });
    expect(await readsTop("bruno")).toContain("The next round goes by these shares");
    await as("bruno").dismisses();
    // The modal below was drawn anew meanwhile.
    expect(await readsTop("bruno")).toContain("changed by @Bruno Silva: “The contract begins.”");
    await closesAll("bruno");
    expect(await overWeeks("ada")).toContain("Business 50 %");
  });

  it("changed to what they are already leave no trace", async () => {
    await changesShares("ada", { "Why?": "No reason." });
    expect(await readsTop("ada")).toContain("so nothing was changed");
    await closesAll("ada");
    const [team] = await teamsOfWorkspace(town.world.db, "TLOCAL" as never);
    if (team === undefined) throw new Error("There is a team.");
    expect((await focusChangesOf(town.world.db, [team.id])).get(team.id)).toHaveLength(1);
  });

  it("steer the closer look from the next round on, and the message says whose share it is", async () => {
    const openings = async () =>
      (await as("chen").reads(channel)).filter((message) => message.includes("Your weekly bearings"));
    expect((await openings()).at(-1)).not.toContain("50 %");
    const looks: string[] = [];
    for (let week = 0; week < 2; week++) {
      await comesFriday(town);
      await comesMonday(town);
      looks.push(
        /closer look: ([^.]+)\.[^%]*about (\d+) %/
          .exec((await openings()).at(-1) ?? "")
          ?.slice(1)
          .join(" ") ?? "",
      );
    }
    expect(looks).toContain("Business 50");
    expect(looks).not.toContain("Acceleration 0");
  });

  it("are what a leader's time is set beside: half for Business stands out no more", async () => {
    expect(await reports("ada", muchBusiness)).not.toContain("Business took");
    const lines = await overWeeks("ada");
    // Three of these four weeks went by other shares: midway between them.
    expect(lines).toMatch(/Business: (3|4)\d % suggested/);
  });
});
