/** A leader makes the framework the team's own, before a round, while one is open, and by a file; and the team is asked so. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  answers,
  comesFriday,
  comesMonday,
  harbour,
  nightDesk,
  setsUp,
} from "../../src/playground/scenes/scene.ts";
import { topModal } from "../../src/playground/views.ts";
import { choosesForged, corruptTop, fingerprints } from "../support/forging.ts";
import { type TestTown, testTown } from "../support/town.ts";
import { visitorsOf } from "../support/visitors.ts";

const here = { in: "#harbour-support" };
const there = { in: "#night-desk" };
const reply = "First reply <!channel> *boldly*";

let town: TestTown;
const as = visitorsOf(() => town);

beforeAll(async () => {
  town = await testTown();
  await setsUp(town, "UADA", here.in, { members: harbour, leaders: ["UADA"] });
  await setsUp(town, "UBRUNO", there.in, { members: nightDesk, leaders: ["UBRUNO"] });
});

afterEach(() => expect(town.troubles).toEqual([]));
afterAll(() => town.stop());

const modal = async (name: string) => (await as(name).readsModal()) ?? "";

/** Opens the measures of Business. */
async function looksAtBusiness(name: string, where: { readonly in: string }): Promise<string> {
  await as(name).types("/bearings measures", where);
  await as(name).fills({ Category: "Business" });
  return modal(name);
}

/** The newest file that was sent, as text. */
function newestFile(): string {
  const file = Object.values(town.local.workspace.state.files)
    .filter(({ complete }) => complete)
    .at(-1);
  return Buffer.from(file?.bytes ?? "", "base64").toString("utf8");
}

describe("before the first round", () => {
  it("is for the team's leaders, and a member is told who they are", async () => {
    await as("ivan").types("/bearings measures", here);
    expect(await as("ivan").readsModal()).toBeNull();
    expect((await as("ivan").reads(here.in)).at(-1)).toContain("lead a team");
    await as("bruno").types("/bearings measures", here);
    expect(await as("bruno").readsModal()).toBeNull();
  });

  it("shows what the framework ships, each marked, and which of them rounds ask about", async () => {
    const told = await looksAtBusiness("ada", here);
    expect(told).toContain("Time to Smile: asked about");
    expect(told).toContain("OCMF v1 · days");
    expect(told).toContain("A round that is open goes on as it is");
  });

  it("a measure of one's own needs a name and a meaning, and everything typed stays", async () => {
    await as("ada").presses("Add a measure");
    await as("ada").fills({
      Name: "time to smile",
      "What it means": "How long until somebody who knows has answered.",
      Unit: "Days",
      "Which way is welcome?": "Lower is welcome",
      "How it is misread": "As a race.",
      "A question to ask": "Who knew?",
    });
    await as("ada").submits();
    expect(Object.values(await as("ada").seesErrors()).join()).toContain(
      "Another measure of this team is called",
    );
    await as("ada").fills({ Name: reply });
    await as("ada").submits();
    const told = await modal("ada");
    expect(told).toContain("kept. It counts from the next round on.");
    expect(told).toContain("boldly∗: waiting behind the first");
    expect(told).toContain("the team's own · days · lower is welcome");
  });

  it("moves up into what is asked about, and what it passes waits", async () => {
    await actOnOwn("up");
    const told = await modal("ada");
    expect(told).toContain("moved up.");
    expect(told).toContain("boldly∗: asked about");
    expect(told).toContain("Time to Smile: waiting behind the first");
    await as("ada").dismisses();
  });
});

describe("what a leader's modal sends", () => {
  it.each([
    ["measures_category", "business"],
    ["measure_act", "retire time-to-smile"],
    ["measure_bring_back", "time-to-smile"],
  ])("does nothing when a member makes it up: %s", async (menu, value) => {
    await as("ada").types("/bearings measures", here);
    const carried = topModal(town.local.workspace, "UADA")?.view.private_metadata ?? "";
    await as("ada").dismisses();
    await as("ivan").types("/bearings mydata", here);
    corruptTop(town, "UIVAN", carried);
    const before = await fingerprints(town.world.db);
    await choosesForged(town, "UIVAN", menu, value);
    expect(await modal("ivan")).not.toContain("Your measures");
    expect(await modal("ivan")).toContain("Only this team's leaders can do that");
    expect(await fingerprints(town.world.db)).toEqual(before);
    await as("ivan").dismisses();
    await as("ivan").dismisses();
  });
});

describe("a framework goes from team to team as a file", () => {
  it("with the lines on whose it is", async () => {
    await looksAtBusiness("ada", here);
    await as("ada").presses("Send me a file");
    expect(await modal("ada")).toContain("It's on its way");
    await as("ada").dismisses();
    const file = JSON.parse(newestFile());
    expect(file.format).toBe("bearings-framework/1");
    expect(file.attribution.join()).toContain("Not endorsed by OCMF");
    expect(file.measures.map((each: { name: string }) => each.name)).toContain(reply);
  });

  it("and is brought in whole or not at all, with what was pasted still there", async () => {
    const file = newestFile();
    const lines = file.split("\n");
    const parts: string[] = [""];
    for (const line of lines) {
      if ((parts.at(-1) ?? "").length + line.length > 2900) parts.push("");
      parts[parts.length - 1] += `${line}\n`;
    }
    expect(parts.length).toBeLessThanOrEqual(4);
    const labels = ["The file, or its first part", "Second part", "Third part", "Fourth part"];
    const pasted = Object.fromEntries(parts.map((part, at) => [labels[at] ?? "", part]));
    await looksAtBusiness("bruno", there);
    await as("bruno").presses("Bring one in");
    const broken = {
      ...pasted,
      [labels[0] ?? ""]: (parts[0] ?? "").replace("bearings-framework/1", "mine/1"),
    };
    await as("bruno").fills(broken);
    await as("bruno").submits();
    expect(Object.values(await as("bruno").seesErrors()).join()).toMatch(/I took nothing over. format: /);
    await as("bruno").fills(pasted);
    await as("bruno").submits();
    expect(await modal("bruno")).toContain("Brought in.");
    await as("bruno").dismisses();
    expect(await looksAtBusiness("bruno", there)).toContain("First reply");
    await as("bruno").dismisses();
  });
});

describe("a round", () => {
  const way = reply;
  const number = `${reply}: a rough number of days, if you have one`;

  it("asks about it, and goes on asking when it is retired meanwhile", async () => {
    await looksAtBusiness("ada", here);
    await actOnOwn("up");
    await as("ada").dismisses();
    await comesMonday(town);
    await answers(as("chen"), here.in, { Business: "Slipping", [way]: "Slipping", [number]: 3 });
    await looksAtBusiness("ada", here);
    await actOnOwn("retire");
    expect(await modal("ada")).toContain("retired. What was said of it stays");
    await as("ada").dismisses();
    for (const name of ["ada", "dalia", "elif", "farah", "hana"])
      await answers(as(name), here.in, { Business: "Slipping", [way]: "Slipping", [number]: 3 });
    await as("chen").presses("Give your reading", here);
    expect(await modal("chen")).toContain("First reply");
    await as("chen").dismisses();
  });

  it("tells its word by its name, and what a leader called it stays words", async () => {
    await comesFriday(town);
    const told = (await as("ivan").reads(here.in)).join("\n");
    expect(told).toContain("First reply");
    expect(told).toContain("about 3 days");
    const wire = JSON.stringify(town.local.workspace.state.messages);
    expect(wire).not.toMatch(/<!channel>|\*boldly\*/);
  });

  it("is looked up under its name still, and brought back it goes on with its line", async () => {
    await looksAtBusiness("ada", here);
    await as("ada").presses("Add a measure");
    await as("ada").fills({ Name: reply, "What it means": "The same name, another thing.", Unit: "Days" });
    await as("ada").submits();
    await as("ada").fills({ "Retired: what was said of them stays.": reply });
    expect(await modal("ada")).toContain(
      "Another measure of this team is called First reply <!channel> ∗boldly∗.",
    );
    await actOnOwn("retire", "-b");
    await as("ada").fills({ "Retired: what was said of them stays.": reply });
    expect(await modal("ada")).toContain("asked about from the next round on");
    await as("ada").dismisses();
  });
});

/** Chooses a line of the menu beside the team's own measure: the menus of all measures say the same words. */
async function actOnOwn(act: string, which = ""): Promise<void> {
  const value = `${act} team-first-reply-channel-boldly${which}`;
  expect(JSON.stringify(topModal(town.local.workspace, "UADA")?.view)).toContain(value);
  await choosesForged(town, "UADA", "measure_act", value);
}
