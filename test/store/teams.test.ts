import { beforeEach, expect, test } from "vitest";
import type { ChannelId } from "../../src/core/ids.ts";
import { defaultRhythm } from "../../src/core/rhythm.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { claim, handBack, plan } from "../../src/store/deliveries.ts";
import { moveToChannel } from "../../src/store/team-life.ts";
import { advanceNextOpening, changeTeam, setUpTeam, teamsDueToOpen } from "../../src/store/team-setup.ts";
import {
  teamById,
  teamInChannel,
  teamsLedBy,
  teamsOfMember,
  teamsOfWorkspace,
} from "../../src/store/teams.ts";
import { workspaceById, workspaceIds } from "../../src/store/workspaces.ts";
import { testDatabase } from "../support/database.ts";
import { harbour, keptTeam, people, person } from "../support/kept-teams.ts";

let db: Db;

beforeEach(async () => {
  db = await testDatabase();
});

test("a team is found by its channel, its members and its leaders", async () => {
  const team = await keptTeam(db);
  expect(team).toMatchObject({ members: people, leaders: ["U0LEA"], rhythm: defaultRhythm("Europe/Berlin") });
  expect(await teamById(db, team.id)).toEqual(team);
  expect(await teamInChannel(db, harbour, team.channel)).toEqual(team);
  expect(await teamInChannel(db, harbour, "C0OTHER" as ChannelId)).toBeNull();
  expect(await teamsOfMember(db, harbour, person("ada"))).toEqual([team]);
  expect(await teamsOfMember(db, harbour, person("lea"))).toEqual([]);
  expect(await teamsLedBy(db, harbour, person("lea"))).toEqual([team]);
});

test("a second team in the channel is refused, and changes nothing", async () => {
  const team = await keptTeam(db);
  const { id: _, ...draft } = team;
  const second = await setUpTeam(db, { ...draft, name: "Another", members: [], createdAt: team.nextOpensAt });
  expect(second).toEqual({ no: "channel-has-a-team" });
  expect(await teamsOfWorkspace(db, harbour)).toEqual([team]);
});

test("the list of people handed in is the whole list", async () => {
  const team = await keptTeam(db);
  const changed = await changeTeam(db, team.id, {
    ...team,
    name: "Night Desk",
    members: [person("zoe"), person("ada"), person("ada")],
    leaders: [],
  });
  expect(changed).toMatchObject({ name: "Night Desk", members: ["U0ADA", "U0ZOE"], leaders: [] });
  expect(await teamInChannel(db, harbour, team.channel)).toEqual(changed);
});

test("a team is due when its hour has come, and no longer once its next is known", async () => {
  const at = await now(db);
  const team = await keptTeam(db, { nextOpensAt: at });
  await keptTeam(db, { channel: "C0LATER" as ChannelId, nextOpensAt: at.add({ seconds: 1 }) });
  expect((await teamsDueToOpen(db, at, 10)).map((due) => due.id)).toEqual([team.id]);
  await advanceNextOpening(db, team.id, at.add({ hours: 1 }));
  expect(await teamsDueToOpen(db, at, 10)).toEqual([]);
  expect((await teamById(db, team.id))?.nextOpensAt).toEqual(at.add({ hours: 1 }));
});

test("a workspace that is kept again has its new name and its first day", async () => {
  await keptTeam(db);
  const before = await workspaceById(db, harbour);
  await keptTeam(db, { channel: "C0LATER" as ChannelId });
  expect(await workspaceById(db, harbour)).toEqual(before);
  expect(await workspaceIds(db)).toEqual([harbour]);
});

test("what is being said just as the team moves, and is put off, is said where the team is", async () => {
  const team = await keptTeam(db);
  const at = await now(db);
  const to = (addressee: string) => ({
    key: addressee,
    kind: "round",
    workspace: harbour,
    team: team.id,
    round: null,
    addressee,
    dueAt: at,
  });
  await plan(db, [to(team.channel), to(person("lea"))]);
  const claims = await claim(db, at, 2, 40);
  const there = "C0NEW" as ChannelId;
  expect(await moveToChannel(db, team, there)).toBe(true);
  expect(claims).toHaveLength(2);
  for (const one of claims) expect(await handBack(db, one)).toBe(true);
  const next = await claim(db, at, 2, 40);
  expect(next.map(({ key, addressee }) => [key, addressee]).sort()).toEqual([
    [team.channel, there],
    [person("lea"), person("lea")],
  ]);
});
