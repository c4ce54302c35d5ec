/** What is broken for one team or leader: it is told to the operator, and everybody else has their week. */
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, expect, it } from "vitest";
import { WorkspaceId } from "../../src/core/ids.ts";
import { harbour, nightDesk, setsUp } from "../../src/playground/scenes/scene.ts";
import { deliveryByKey } from "../../src/store/deliveries.ts";
import { latestRound } from "../../src/store/rounds.ts";
import { type TeamWithWhen, teamsOfWorkspace } from "../../src/store/teams.ts";
import { type TestTown, testTown } from "../support/town.ts";

let town: TestTown;
let broken: TeamWithWhen;
let other: TeamWithWhen;
const opens = Temporal.Instant.from("2026-11-23T09:00:00Z");

/** Both are due at the same instant. The one that is asked first is the one that breaks. */
beforeEach(async () => {
  town = await testTown();
  await setsUp(town, "UADA", "#harbour-support", { members: harbour, leaders: ["UADA"] });
  await setsUp(town, "UBRUNO", "#night-desk", { members: nightDesk, leaders: ["UBRUNO"] });
  await town.world.db.execute(sql`
    update teams set zone = 'Europe/Berlin', next_opens_at = ${opens.toString()}::timestamptz`);
  const workspace = WorkspaceId.parse(town.local.workspace.state.team.id);
  const [first, second] = (await teamsOfWorkspace(town.world.db, workspace)).toSorted((one, another) =>
    one.id < another.id ? -1 : 1,
  );
  if (first === undefined || second === undefined) throw new Error("Two teams were set up.");
  [broken, other] = [first, second];
});
afterEach(() => town.stop());

const now = async (moment: Temporal.Instant) => {
  await town.hand.turnTo(moment);
  await town.tick();
};
const breaksZone = () =>
  town.world.db.execute(sql`update teams set zone = 'Nowhere/AtAll' where id = ${broken.id}`);
const roundOf = (team: TeamWithWhen) => latestRound(town.world.db, team.id);
const told = (trouble: string) => town.troubles.filter((one) => one.startsWith(trouble));

it("a team whose zone can't be read doesn't keep the others from opening, and is told once a tick", async () => {
  await breaksZone();
  await now(opens);
  expect(await roundOf(broken)).toBeNull();
  expect(await roundOf(other)).toMatchObject({ state: "open", week: "2026-W48" });
  expect(told("round could not be opened")).toHaveLength(1);
  expect(town.troubles[0]).toContain(broken.id);
  expect(told("job broke")).toEqual([]);
});

it("a team that was broken and is mended opens at the next tick", async () => {
  await breaksZone();
  await now(opens);
  await town.world.db.execute(sql`update teams set zone = 'Europe/Berlin' where id = ${broken.id}`);
  await now(opens.add({ seconds: 15 }));
  expect(await roundOf(broken)).toMatchObject({ state: "open", opensAt: opens });
});

it("a round that can't be closed keeps its answers and doesn't keep the others from closing", async () => {
  await now(opens);
  await town.world.db.execute(sql`
    update rounds set questions = 'null', closes_at = closes_at - interval '1 second' where team = ${broken.id}`);
  const round = await roundOf(other);
  await now(round?.closesAt ?? opens);
  expect(await roundOf(broken)).toMatchObject({ state: "open" });
  expect(await roundOf(other)).toMatchObject({ state: "closed" });
  expect(told("round could not be closed")).toHaveLength(1);
});

it("a round whose nudges can't be planned doesn't keep the others from being nudged", async () => {
  await now(opens);
  await breaksZone();
  await town.world.db.execute(sql`
    update rounds set nudges_at = nudges_at - interval '1 second' where team = ${broken.id}`);
  const round = await roundOf(other);
  await now(round?.nudgesAt ?? opens);
  expect(await roundOf(broken)).toMatchObject({ nudged: false });
  expect(await roundOf(other)).toMatchObject({ nudged: true });
  expect(told("nudges could not be planned")).toHaveLength(1);
});

it("a leader whose zone can't be read doesn't keep the others from their digest", async () => {
  const friday = Temporal.Instant.from("2026-11-27T08:00:00Z");
  await town.world.db.execute(sql`
    update digest_rhythms set next_at = ${friday.toString()}::timestamptz,
      zone = case person when 'UADA' then 'Nowhere/AtAll' else 'Europe/Berlin' end`);
  await now(friday);
  const workspace = town.local.workspace.state.team.id;
  expect(await deliveryByKey(town.world.db, `digest:${workspace}:UBRUNO:2026-W48`)).not.toBeNull();
  expect(await deliveryByKey(town.world.db, `digest:${workspace}:UADA:2026-W48`)).toBeNull();
  expect(told("digest could not be planned")).toHaveLength(1);
});
