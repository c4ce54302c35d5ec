/** In a team that agreed to be open: who may look at who said which, round by round. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChannelId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import { answers, comesFriday, comesMonday, harbour } from "../../src/playground/scenes/scene.ts";
import { changeTeam } from "../../src/store/team-setup.ts";
import { teamInChannel } from "../../src/store/teams.ts";
import { type TestTown, testTown } from "../support/town.ts";

const channel = "#harbour-support";
let town: TestTown;

beforeAll(async () => {
  town = await testTown();
  const ada = town.local.visit("UADA");
  await ada.types("/bearings setup", { in: channel });
  await ada.fills({
    "Who takes part?": harbour.slice(0, 5),
    "Who leads it?": ["UADA"],
    "How are answers kept?": "Open: answers carry names inside the team",
  });
  await ada.submits();
  await comesMonday(town);
  for (const person of harbour.slice(1, 5))
    await answers(town.local.visit(person), channel, { Customer: "Slipping" });
  await comesFriday(town);
  const { db } = town.world;
  const team = await teamInChannel(db, "TLOCAL" as WorkspaceId, "CHARBOUR" as ChannelId);
  if (team === null) throw new Error("There is no team.");
  await changeTeam(db, team.id, {
    ...team,
    members: [...team.members, "UIVAN" as UserId],
    leaders: [...team.leaders, "UJUNE" as UserId],
  });
});

afterAll(async () => {
  await town.stop();
  expect(town.troubles).toEqual([]);
});

const seenBy = async (person: string) => {
  const who = town.local.visit(person);
  await who.presses("Who said which", { in: channel });
  return (await who.readsModal()) ?? (await who.reads(channel)).at(-1) ?? "";
};

describe("who said which", () => {
  it("is seen by somebody who was asked in that round", async () => {
    expect(await seenBy(harbour[1])).toContain("slipping");
  });

  it("is seen by a leader, as everybody was told before they answered", async () => {
    expect(await seenBy("UJUNE")).toContain("slipping");
  });

  it("of a round before their time is not seen by somebody who joined later", async () => {
    const seen = await seenBy("UIVAN");
    expect(seen).toContain("Only those who were asked in that round");
    expect(seen).not.toContain("slipping");
  });
});
