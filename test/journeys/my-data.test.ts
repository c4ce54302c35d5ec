/**
 * A person and what is kept of them: they see it, take it with them, and have it deleted, in the middle of a round and after
 * its close. Told by the people of two teams; and tried by those who would like to do it for somebody else.
 */
import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ChannelId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import { deactivates } from "../../src/playground/life.ts";
import { keptOf } from "../../src/store/people.ts";
import { changeTeam } from "../../src/store/team-setup.ts";
import { teamInChannel } from "../../src/store/teams.ts";
import { corrupted, fingerprints, nowhere, pressesForged, submitsForged } from "../support/forging.ts";
import type { TestTown } from "../support/town.ts";
import { openTwoTeams, type TwoTeams } from "../support/two-teams.ts";

const channel = "#harbour-support";
const here = { in: channel };
const noticed = "If anything: a moment, a pattern, something a customer said";
const stale = "This is from an older version of me and I can't read it any more. Please open it again with";
const buttons = ["my_data", "my_data_back", "ask_to_delete_mine", "ask_for_my_file"];
const modals = ["delete_mine", "send_my_file"];

let both: TwoTeams;
let town: TestTown;
const as = (name: string) => both.as(name);
const kept = (name: string) =>
  keptOf(town.world.db, "TLOCAL" as WorkspaceId, `U${name.toUpperCase()}` as UserId);

beforeAll(async () => {
  both = await openTwoTeams();
  town = both.town;
});

afterEach(() => expect(both.newTroubles()).toEqual([]));
afterAll(() => town.stop());

/** Answers, and says what they noticed. */
async function answers(name: string, text: string, sharing: string): Promise<void> {
  await as(name).presses("Give your reading", here);
  await as(name).fills({ Customer: "Slipping", [noticed]: text, "Share it": sharing });
  await as(name).submits();
  expect(await as(name).readsModal()).toBeNull();
}

/** What somebody reads after /bearings mydata; the modal stays open. */
async function asks(name: string, where = here): Promise<string> {
  await as(name).types("/bearings mydata", where);
  return (await as(name).readsModal()) ?? "";
}

async function deletes(name: string, where = here): Promise<string> {
  await asks(name, where);
  await as(name).presses("Delete it");
  await as(name).submits();
  const told = (await as(name).readsModal()) ?? "";
  await as(name).dismisses();
  return told;
}

describe("a week goes by", () => {
  it("on Monday Chen is told what holds in her teams, with the settings in force", async () => {
    await as("chen").types("/bearings privacy", here);
    const told = await as("chen").readsModal();
    expect(told).toContain(
      "Harbour Support is confidential. One word for each category, from five people on; no answer is shown to anybody else.",
    );
    expect(told).toContain("One reminder, to you alone, a day before it closes.");
    expect(told).toContain("The round that is open until Thursday 17:00 keeps that rule");
    expect(told).toContain("Night Desk is confidential.");
    expect(told).toContain("What a team tries and learned, and who leads it: 400 days after it ended.");
    await as("chen").presses("See what is kept of me");
    expect(await as("chen").readsModal()).toContain("What I keep of you");
    await as("chen").dismisses();
  });

  it("having answered, she reads all of it, and it stands in no conversation", async () => {
    await answers("chen", "The queue was calm.", "Without my name");
    const [before, direct] = [await as("chen").reads(channel), await as("chen").readsDirect()];
    const told = await asks("chen");
    expect(told).toContain("Only you can open this, and it stands in no conversation.");
    expect(told).toContain("Harbour Support: you answer in it. Rounds that asked you and are still kept: 1");
    expect(told).toContain("Harbour Support, open until Thursday 17:00: you answered on Monday");
    expect(told).toContain("Customer: slipping");
    expect(told).toContain("you noticed, without your name: “The queue was calm.”");
    expect(told).toContain("Night Desk, open until Thursday 17:00: you have said nothing yet");
    expect(told).toContain("What I can't find any more: your answers of rounds that closed.");
    await as("chen").dismisses();
    expect(await as("chen").reads(channel)).toEqual(before);
    expect(await as("chen").readsDirect()).toEqual(direct);
  });

  it("nobody else finds any of it, neither who works beside her nor who leads the team", async () => {
    for (const name of ["dalia", "ada"]) {
      const told = await asks(name);
      expect(told).toContain("Harbour Support");
      expect(told).not.toMatch(/slipping|The queue was calm/);
      await as(name).dismisses();
    }
  });

  it("she is told what deleting takes and what it leaves, and may think better of it", async () => {
    const before = await fingerprints(town.world.db);
    await asks("chen");
    await as("chen").presses("Delete it");
    const told = (await as("chen").readsModal()) ?? "";
    expect(told).toContain("your answers in rounds that are open, and what waits out of sight");
    expect(told).toContain("the words of closed rounds, just as they are");
    expect(told).toContain("Then you count as not having answered");
    await as("chen").presses("Back");
    expect(await as("chen").readsModal()).toContain("you answered on Monday");
    await as("chen").dismisses();
    expect(await fingerprints(town.world.db)).toEqual(before);
  });

  it("she deletes it in the middle of the round, and answers anew", async () => {
    expect(await deletes("chen")).toContain("Deleted. You're still in your teams");
    const told = await asks("chen");
    expect(told).toContain("Harbour Support, open until Thursday 17:00: you have said nothing yet");
    expect(told).not.toContain("The queue was calm.");
    await as("chen").dismisses();
    expect(await deletes("chen")).toContain("Deleted.");
    await answers("chen", "It got busy.", "Without my name");
    expect((await kept("chen")).openRounds.map(({ said }) => said !== null)).toContain(true);
  });

  it("on Friday the words are there; Dalia takes her name back, and no word changes for it", async () => {
    for (const name of ["ada", "elif", "hana", "ivan"]) await answers(name, "", "With my name");
    await answers("dalia", "Two hand-offs came back.", "With my name");
    await town.turnTo(Temporal.Instant.from("2026-11-27T15:00:00Z"));
    const summary = await as("ivan").reads(channel);
    expect(summary.join()).toContain("Two hand-offs came back.");
    await as("ivan").types("/bearings trends", here);
    const words = (await as("ivan").reads(channel)).at(-1);
    expect(await asks("dalia")).toMatch(
      /What you noticed, with your name\n• Harbour Support, week 48 of 2026: “Two hand-offs came back.”/,
    );
    await as("dalia").dismisses();

    await deletes("dalia");
    expect(await asks("dalia")).not.toContain("Two hand-offs came back.");
    await as("dalia").dismisses();
    await as("ivan").types("/bearings trends", here);
    expect((await as("ivan").reads(channel)).at(-1)).toBe(words);
    // What stands in Slack is Slack's to keep.
    expect((await as("ivan").reads(channel)).join()).toContain("Two hand-offs came back.");
  });

  it("where too few answered, what waits is told of and not shown, and can be deleted", async () => {
    await town.turnTo(Temporal.Instant.from("2026-11-30T15:00:00Z"));
    await answers("june", "", "With my name");
    await answers("lena", "", "With my name");
    await town.turnTo(Temporal.Instant.from("2026-12-04T15:00:00Z"));
    const told = await asks("june");
    expect(told).toContain("Waiting out of sight\n• Harbour Support: some of what you said waits");
    expect(told).not.toMatch(/slipping/i);
    await as("june").dismisses();
    await deletes("june");
    expect([(await kept("june")).waitingIn, (await kept("lena")).waitingIn]).toEqual([
      [],
      ["Harbour Support"],
    ]);
  });
});

describe("a file", () => {
  it("comes to whoever asked for it, in their direct messages, knowing where it stands; no answer is in it", async () => {
    await town.turnTo(Temporal.Instant.from("2026-12-07T15:00:00Z"));
    await answers("elif", "The tide was low.", "With my name");
    await as("elif").types("/bearings metric time to smile 3", here);
    await asks("elif");
    await as("elif").presses("Send me a file");
    expect(await as("elif").readsModal()).toContain("Whoever may export direct messages in your workspace");
    await as("elif").submits();
    expect(await as("elif").readsModal()).toContain("It's on its way");
    await as("elif").dismisses();

    const file = await lastFile();
    expect(file).toMatchObject({
      person: "UELIF",
      teams: [{ name: "Harbour Support", isMember: true, leads: false, askedIn: 3 }],
      numbers: [
        { team: "Harbour Support", week: "2026-W50", measure: "Time to Smile", value: 3, unit: "days" },
      ],
    });
    expect(JSON.stringify(file)).not.toMatch(/slipping|The tide was low|UCHEN|UADA/i);
    const direct = await as("elif").readsDirect();
    expect(direct.at(-2)).toContain("Here is what I keep of you, as a file.");
    expect(direct.at(-1)).toContain("bearings-2026-12-07.json");
    for (const other of ["ada", "chen"])
      expect((await as(other).readsDirect()).join()).not.toContain(".json");
  });

  it("that Slack won't take is told of, and nothing is lost", async () => {
    town.local.workspace.faults.set("files.getUploadURLExternal", { kind: "500" });
    await asks("elif");
    await as("elif").presses("Send me a file");
    await as("elif").submits();
    await as("elif").dismisses();
    expect((await as("elif").readsDirect()).at(-1)).toContain("I couldn't send your file just now.");
    expect(both.newTroubles()).toEqual([expect.stringContaining("a person's file was not sent")]);
  });
});

describe("nobody does it for somebody else", () => {
  /** What somebody might put in, to mean another person. */
  const naming = JSON.stringify({
    v: 1,
    of: { page: 0, person: "UELIF", user: "UELIF", author: "UELIF", workspace: "TOTHER", team: nowhere },
  });

  it("a leader, a guest and another team's leader come only to their own", async () => {
    const before = await owned("elif");
    for (const name of ["ada", "gus", "bruno"]) {
      const who = `U${name.toUpperCase()}`;
      for (const id of buttons) {
        await pressesForged(town, who, id, naming);
        expect(await as(name).readsModal()).not.toMatch(/Elif|Time to Smile/);
        await as(name).dismisses();
      }
      for (const id of modals) await submitsForged(town, who, id, naming);
    }
    expect(await owned("elif")).toEqual(before);
    expect(before.said).toContain("The tide was low.");
  });

  it.each(corrupted)("a button or a modal that carries %s does nothing and says so", async (_, carried) => {
    const before = await fingerprints(town.world.db);
    for (const id of buttons) {
      await pressesForged(town, "UELIF", id, carried);
      expect((await as("elif").reads(channel)).at(-1), id).toBe(`${stale} /bearings.`);
    }
    for (const id of modals) {
      const { errors } = await submitsForged(town, "UELIF", id, carried);
      expect(Object.values(errors ?? {}), id).toEqual([`${stale} /bearings.`]);
    }
    expect(await fingerprints(town.world.db)).toEqual(before);
  });

  it("a page far beyond the last is the last", async () => {
    await pressesForged(town, "UELIF", "my_data", JSON.stringify({ v: 1, of: { page: 999_999 } }));
    expect(await as("elif").readsModal()).toContain("What I can't find any more");
    await as("elif").dismisses();
  });

  it("a request of another workspace finds and deletes nothing here, even under the same id", async () => {
    const before = await fingerprints(town.world.db);
    await town.local.door.form({
      command: "/bearings",
      text: "mydata",
      team_id: "TOTHER",
      user_id: "UELIF",
      channel_id: "CHARBOUR",
      trigger_id: "1.1",
    });
    await town.behindTheDoor.idle?.();
    expect(await as("elif").readsModal()).toBeNull();
    expect(await fingerprints(town.world.db)).toEqual(before);
  });
});

describe("it is theirs, whatever has become of them", () => {
  it("a guest who was never asked reads that nothing is kept", async () => {
    expect(await asks("gus")).toContain("I keep nothing of you in this workspace.");
    await as("gus").dismisses();
  });

  it("somebody who was taken off the team still sees theirs and deletes it", async () => {
    const { db } = town.world;
    const team = await teamInChannel(db, "TLOCAL" as WorkspaceId, "CHARBOUR" as ChannelId);
    if (team === null) throw new Error("There is no team.");
    await changeTeam(db, team.id, { ...team, members: team.members.filter((one) => one !== "UELIF") });
    const told = await asks("elif");
    expect(told).toContain("Harbour Support: you're not in it any more.");
    expect(told).toContain("Time to Smile, 3 days");
    await as("elif").dismisses();
    expect(await deletes("elif")).toContain("Deleted.");
    expect((await kept("elif")).notedValues).toEqual([]);
  });

  it("somebody who left the company and came back finds what was left, and deletes it", async () => {
    await deactivates(town.local.workspace, town.local.door, "UHANA");
    const hana = town.local.workspace.state.people.find(({ id }) => id === "UHANA");
    if (hana === undefined) throw new Error("There is no Hana.");
    hana.deactivated = false;
    // Back, and in no channel yet: a direct message with Bearings is enough.
    expect(await asks("hana", { in: "Bearings" })).toContain("Harbour Support");
    await as("hana").dismisses();
    expect(await deletes("hana", { in: "Bearings" })).toContain("Deleted.");
  });
});

/** What somebody has here, but for when it was asked. */
async function owned(name: string) {
  const { openRounds, ...rest } = await kept(name);
  return { ...rest, said: JSON.stringify(openRounds.map(({ said }) => said)) };
}

/** The newest file that the app put into somebody's direct messages, as a program reads it. */
async function lastFile(): Promise<unknown> {
  const { files } = town.local.workspace.state;
  const file = Object.values(files).findLast(({ name }) => name.endsWith(".json"));
  const answer = await fetch(`${town.local.address}files/${file?.id ?? ""}`);
  expect(answer.headers.get("content-disposition")).toContain("attachment");
  return answer.json();
}
