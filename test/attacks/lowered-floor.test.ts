/**
 * A leader changes the rules while people answer: the team answers openly from now on, with names, and four are enough.
 * Whoever was asked under the old rules keeps them, on every surface, until the next round opens.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { floors } from "../../src/core/team.ts";
import { roundById } from "../../src/store/rounds.ts";
import { changeTeam } from "../../src/store/team-setup.ts";
import {
  channel,
  leader,
  looksAtEverything,
  momentsOf,
  openWatched,
  type Watched,
} from "../support/watched-town.ts";

const first = momentsOf("2026-11-23");
const second = momentsOf("2026-11-30");
const four = ["bruno", "chen", "dalia", "elif"] as const;
let watched: Watched;

beforeAll(async () => {
  watched = await openWatched();
  await watched.at(first.opened);
  const team = await watched.team();
  const { mode: _, ...rest } = team;
  await changeTeam(watched.town.world.db, team.id, { ...rest, mode: "open" });
  for (const name of four) await watched.answers(name, { Customer: "Slipping" });
}, 60_000);

afterAll(() => watched.town.stop());

test("who is asked already reads the rules they were asked under", async () => {
  await watched.as("hana").presses("Give your reading", { in: channel });
  const modal = (await watched.as("hana").readsModal()) ?? "";
  expect(modal).toContain("only if five or more of you answer. Nobody sees your own answers.");
  expect(modal).not.toContain("openly");
  await watched.as("hana").dismisses();
});

test("four who answered stay too few when the round closes, and nobody can look at who said which", async () => {
  const round = await watched.round();
  await watched.at(first.told);
  expect(await roundById(watched.town.world.db, round)).toMatchObject({ mode: "confidential", floor: 5 });
  const read = await looksAtEverything(watched, leader);
  expect(read["the channel"]).toContain("Too few answers to say anything this week");
  expect(read["/bearings trends customer"]).toContain("too few to say");
  for (const [where, text] of Object.entries(read)) {
    expect(text, where).not.toMatch(/\bslipping\b/i);
    expect(text, where).not.toContain("Who said which");
  }
});

test("the next round has the new rules, and says so before anybody answers", async () => {
  await watched.at(second.opened);
  expect(await roundById(watched.town.world.db, await watched.round())).toMatchObject({
    mode: "open",
    floor: floors.open,
  });
  await watched.as("hana").presses("Give your reading", { in: channel });
  expect(await watched.as("hana").readsModal()).toContain("this team agreed to answer openly");
});
