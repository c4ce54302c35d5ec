/** People look things up: by typing, by a picker, their team's own among them; they note numbers, and share only by their own act. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  answers,
  comesFriday,
  comesMonday,
  harbour,
  nightDesk,
  setsUp,
} from "../../src/playground/scenes/scene.ts";
import { type TestTown, testTown } from "../support/town.ts";
import { visitorsOf } from "../support/visitors.ts";

const here = { in: "#harbour-support" };
const there = { in: "#night-desk" };
const direct = { in: "Bearings" };
const own = "First useful reply";
const meaning = "How long until somebody who knows has answered.";

let town: TestTown;
const as = visitorsOf(() => town);
const last = async (name: string, where = here) => (await as(name).reads(where.in)).at(-1) ?? "";

beforeAll(async () => {
  town = await testTown();
  await setsUp(town, "UADA", here.in, { members: harbour, leaders: ["UADA"] });
  await setsUp(town, "UBRUNO", there.in, { members: nightDesk, leaders: ["UBRUNO"] });
  await as("ada").types("/bearings measures", here);
  await as("ada").fills({ Category: "Business" });
  await as("ada").presses("Add a measure");
  await as("ada").fills({
    Name: own,
    "What it means": meaning,
    Unit: "Days",
    "Which way is welcome?": "Lower is welcome",
  });
  await as("ada").submits();
  await as("ada").dismisses();
  await comesMonday(town);
  const smile = "Time to Smile";
  const said = {
    Business: "Improving",
    [smile]: "Improving",
    [`${smile}: a rough number of days, if you have one`]: 4,
  };
  for (const name of ["ada", "chen", "dalia", "elif", "farah", "hana"])
    await answers(as(name), here.in, said);
  await comesFriday(town);
});

afterEach(() => expect(town.troubles).toEqual([]));
afterAll(() => town.stop());

describe("a measure is found", () => {
  it("by typing it nearly, with what the team said of it, its last rounds and its ballparks", async () => {
    await as("ivan").types("/bearings metric tiem to smiel", here);
    const card = await last("ivan");
    expect(card).toContain("I took that as Time to Smile.");
    expect(card).toContain("Harbour Support: improving. One round only");
    expect(card).toContain("What you roughly said, in the middle: too soon to tell");
    expect(card).toContain("the last was 4 days");
    expect(card).toMatch(/\[picture: Which way it is heading\. One round so far/);
    expect(card).toContain("From the Open Customer Metrics Framework v1, in our words.");
  });

  it("in a picker, by a few letters of its name", async () => {
    await as("ivan").types("/bearings metric", here);
    expect(await last("ivan")).toContain("Or find it here.");
    await as("ivan").fills({ "Or find it here.": "Time to Proficiency" }, here);
    expect(await last("ivan")).toContain("Time to Proficiency");
    expect(await last("ivan")).toContain("How it is misread:");
  });

  it("and a team's own by its people, wherever they ask, and by nobody else", async () => {
    await as("ivan").types("/bearings metric first usefull reply", here);
    expect(await last("ivan")).toContain(`I took that as ${own}.`);
    expect(await last("ivan")).toContain("lower is welcome here, says the team");
    expect(await last("ivan")).toContain("The team's own.");
    await as("chen").types("/bearings metric", direct);
    await as("chen").fills({ "Or find it here.": own }, direct);
    expect(await last("chen", direct)).toContain(meaning);
    await as("kofi").types("/bearings metric", there);
    await expect(as("kofi").fills({ "Or find it here.": own }, there)).rejects.toThrow(/is not among/);
    await as("kofi").types(`/bearings metric ${own}`, there);
    expect(await last("kofi", there)).not.toContain(meaning);
  });
});

describe("a number is noted", () => {
  it("in one line, and taken back with a press", async () => {
    await as("ivan").types(`/bearings metric ${own} 2,5 days`, here);
    expect(await last("ivan")).toContain("Noted: 2.5 days for this week, in your name (First useful reply).");
    await as("ivan").presses("Undo", here);
    expect(await last("ivan")).toContain("Taken back.");
  });

  it("from the card", async () => {
    await as("ivan").types(`/bearings metric ${own}`, here);
    await as("ivan").presses("Note a number", here);
    await as("ivan").fills({ "How many days?": 3 });
    await as("ivan").submits();
    expect(await as("ivan").readsModal()).toContain("Noted: 3 days");
    await as("ivan").dismisses();
    await as("ivan").types(`/bearings metric ${own}`, here);
    expect(await last("ivan")).toContain("Numbers noted: too soon to tell");
  });
});

describe("a card is shared", () => {
  it("only when somebody shares it, and a team's words only in its own channel", async () => {
    expect((await as("hana").reads(here.in)).join()).not.toContain("looked this up");
    await as("ivan").types("/bearings metric time to smile", here);
    await as("ivan").presses("Share here", here);
    const shared = await last("hana");
    expect(shared).toMatch(/looked this up:/);
    expect(shared).toContain("Harbour Support: improving.");
    await as("chen").types("/bearings metric time to smile", there);
    await as("chen").presses("Share here", there);
    expect(await last("kofi", there)).toContain("Night Desk: too few to say in the last round that asked.");
    expect((await as("kofi").reads(there.in)).join()).not.toContain("Harbour Support");
  });
});

describe("trends", () => {
  it("are told of all, of a category and of a measure", async () => {
    await as("ivan").types("/bearings trends", here);
    expect(await last("ivan")).toContain("Business");
    await as("ivan").types("/bearings trends busines", here);
    expect(await last("ivan")).toContain("I took that as Business.");
    await as("ivan").types("/bearings trends time to smile", here);
    expect(await last("ivan")).toContain("week 48: improving");
    expect(await last("ivan")).toContain("What you roughly said, in the middle: week 48: 4 days");
  });
});
