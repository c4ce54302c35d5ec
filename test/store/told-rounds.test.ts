import type { Temporal } from "temporal-polyfill";
import { beforeEach, expect, test } from "vitest";
import type { ChannelId } from "../../src/core/ids.ts";
import { weeksLater } from "../../src/core/week.ts";
import { nextOnAgenda } from "../../src/store/agenda.ts";
import { now } from "../../src/store/clock.ts";
import { closeRound } from "../../src/store/closing.ts";
import type { Db } from "../../src/store/database.ts";
import { plan } from "../../src/store/deliveries.ts";
import { ensureDigestRhythm } from "../../src/store/digest-rhythms.ts";
import { passForChannelOf } from "../../src/store/gate.ts";
import { lastClosedOfEach } from "../../src/store/told-rounds.ts";
import { forgetWorkspace } from "../../src/store/workspaces.ts";
import { testDatabase } from "../support/database.ts";
import { tableNames, tablesWith } from "../support/every-row.ts";
import { harbour, keptRound, keptTeam, noWords, person } from "../support/kept-teams.ts";

let db: Db;
let at: Temporal.Instant;

beforeEach(async () => {
  db = await testDatabase();
  at = await now(db);
});

test("a digest is told of the last closed round of each team, and of none that is open", async () => {
  const harbourSupport = await keptTeam(db);
  const first = await keptRound(db, harbourSupport);
  const second = await keptRound(db, harbourSupport, { week: weeksLater(first.week, 1) });
  for (const round of [first, second]) await closeRound(db, round.id, noWords);
  const nightDesk = await keptTeam(db, { channel: "C0NIGHT" as ChannelId });
  await keptRound(db, nightDesk);
  const teams = [harbourSupport, nightDesk].map(passForChannelOf);
  expect(await lastClosedOfEach(db, teams, at, second.closesAt)).toEqual([
    {
      round: second.id,
      team: harbourSupport.id,
      week: second.week,
      categories: ["customer", "employee"],
      closerLook: "business",
      heldBack: false,
    },
  ]);
  expect(await lastClosedOfEach(db, teams, second.closesAt, second.closesAt.add({ hours: 1 }))).toEqual([]);
});

test("the clock may be turned to the one thing that is due soonest", async () => {
  expect(await nextOnAgenda(db)).toBeNull();
  const team = await keptTeam(db, { nextOpensAt: at.add({ hours: 168 }) });
  expect(await nextOnAgenda(db)).toEqual({ what: "opens", team: "Harbour Support", at: team.nextOpensAt });
  const round = await keptRound(db, team);
  expect(await nextOnAgenda(db)).toEqual({ what: "nudges", team: "Harbour Support", at: round.nudgesAt });
  const lea = { workspace: harbour, person: person("lea"), zone: "UTC" };
  await ensureDigestRhythm(db, { ...lea, nextAt: at.add({ hours: 2 }) });
  expect(await nextOnAgenda(db)).toMatchObject({ what: "tells-leader", team: "" });
  const { id, team: of } = round;
  const dueAt = at.add({ hours: 1 });
  await plan(db, [
    { key: "x", kind: "nudge", workspace: harbour, team: of, round: id, addressee: "U0ADA", dueAt },
  ]);
  expect(await nextOnAgenda(db)).toEqual({ what: "says", team: "Harbour Support", at: dueAt });
});

test("a workspace that is forgotten leaves nothing behind", async () => {
  await keptRound(db, await keptTeam(db));
  await forgetWorkspace(db, harbour);
  for (const text of ["U0", "Harbour", "customer"]) expect(await tablesWith(db, text)).toEqual([]);
  expect(tableNames.length).toBeGreaterThan(15);
});
