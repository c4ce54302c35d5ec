/** A leader takes out what their teams said: only words, only of teams they lead, and as text that starts nothing. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ChannelId, WorkspaceId } from "../../src/core/ids.ts";
import {
  answers,
  comesFriday,
  comesMonday,
  harbour,
  nightDesk,
  setsUp,
} from "../../src/playground/scenes/scene.ts";
import { changeTeam } from "../../src/store/team-setup.ts";
import { teamInChannel } from "../../src/store/teams.ts";
import { type TestTown, testTown } from "../support/town.ts";
import { visitorsOf } from "../support/visitors.ts";

const here = { in: "#harbour-support" };
const formula = '=HYPERLINK("https://evil.example","payroll")';
const noticed = "If anything: a moment, a pattern, something a customer said";

let town: TestTown;
const as = visitorsOf(() => town);

beforeAll(async () => {
  town = await testTown();
  await setsUp(town, "UADA", here.in, { members: harbour, leaders: ["UADA"] });
  await setsUp(town, "UBRUNO", "#night-desk", { members: nightDesk, leaders: ["UBRUNO", "UADA"] });
  await comesMonday(town);
  for (const name of ["ada", "chen", "dalia", "elif", "farah", "hana"])
    await answers(as(name), here.in, { Customer: "Slipping", [noticed]: `noticed by ${name}` });
  for (const name of ["bruno", "kofi"]) await answers(as(name), "#night-desk", { Employee: "Slipping" });
  await as("dalia").types("/bearings metric time to smile 3", here);
  await as("ada").types("/bearings try", here);
  await as("ada").presses("Try something", here);
  await as("ada").fills({ "What will you try?": formula, "What is it for?": "Customer" });
  await as("ada").submits();
  await comesFriday(town);
});

afterEach(() => expect(town.troubles).toEqual([]));
afterAll(() => town.stop());

/** The text of the newest file of that ending; null where there is none. */
function newest(ending: string): string | null {
  const file = Object.values(town.local.workspace.state.files)
    .filter(({ name, complete }) => complete && name.endsWith(ending))
    .at(-1);
  return file?.bytes ? Buffer.from(file.bytes, "base64").toString("utf8") : null;
}

describe("an export", () => {
  it("says first what is in it, what is not, and where it will stand", async () => {
    await as("ada").types("/bearings export", here);
    const told = (await as("ada").readsModal()) ?? "";
    expect(told).toContain("Of the teams you lead: Harbour Support, Night Desk.");
    expect(told).toContain("Not in it: anybody's answer");
    expect(told).toContain("whoever may export direct messages in your workspace could read it");
    await as("ada").fills({
      "As which file?": ["CSV: a table for a spreadsheet", "JSON: for a program"],
    });
    await as("ada").submits();
    expect(await as("ada").readsModal()).toContain("It's on its way");
    await as("ada").dismisses();
    expect((await as("ada").readsDirect()).join("\n")).toContain("what your teams said, tried and learned");
  });

  it("holds the words of closed rounds as a program reads them, with the source and how to read them", () => {
    const read = JSON.parse(newest(".json") ?? "{}");
    expect(read.format).toBe("bearings-export/1");
    expect(read.attribution.join("\n")).toContain("www.OCMFgroup.org");
    expect(read.howToRead.join("\n")).toContain("A gap is a gap, not a zero.");
    const [ours, theirs] = read.teams;
    expect(ours.words).toEqual([
      {
        ...{ week: expect.stringMatching(/^\d{4}-W\d\d$/), subject: "customer", name: "Customer" },
        ...{ category: "Customer", origin: "ocmf-v1", of: "round", word: "clear", direction: "slipping" },
        goodEnough: false,
      },
    ]);
    expect(ours.numbers).toMatchObject([{ kind: "noted", name: "Time to Smile", value: 3, unit: "days" }]);
    expect(ours.tries).toMatchObject([{ what: formula, state: "going" }]);
    expect(theirs).toMatchObject({ team: "Night Desk", words: [] });
  });

  it("names nobody, and tells nothing that a person said or how many did", () => {
    for (const file of [newest(".json"), newest(".csv")]) {
      expect(file).toBeTruthy();
      expect(file).not.toMatch(/noticed by|U(ADA|CHEN|DALIA|BRUNO|KOFI)|Dalia|Chen\b|Ada\b/);
      expect(file).not.toMatch(/answered|floor|Answered/);
    }
  });

  it("is a table in which what people wrote starts nothing", () => {
    const csv = newest(".csv") ?? "";
    expect(csv).toContain("Based on the Open Customer Metrics Framework V1");
    expect(csv).toContain(`"'=HYPERLINK(`);
    expect(csv).not.toMatch(/(^|[;,"\t\r\n])=/);
  });

  it("is refused to whoever leads no team, and to whoever leads none any more", async () => {
    await as("ivan").types("/bearings export", here);
    expect((await as("ivan").reads(here.in)).at(-1)).toContain("for people who lead a team");
    expect(await as("ivan").readsModal()).toBeNull();
    await as("bruno").types("/bearings export", { in: "#night-desk" });
    const { db } = town.world;
    const team = await teamInChannel(db, "TLOCAL" as WorkspaceId, "CNIGHT" as ChannelId);
    if (team === null) throw new Error("There is no team.");
    await changeTeam(db, team.id, { ...team, leaders: team.leaders.filter((one) => one !== "UBRUNO") });
    const before = Object.keys(town.local.workspace.state.files).length;
    await as("bruno").submits();
    expect(Object.keys(town.local.workspace.state.files)).toHaveLength(before);
  });
});
