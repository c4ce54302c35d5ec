import { Temporal } from "temporal-polyfill";
import { beforeEach, expect, test } from "vitest";
import { focusShares } from "../../src/core/catalogue/index.ts";
import { weeksLater } from "../../src/core/week.ts";
import { awayFrom, backFrom, noteAway } from "../../src/store/away.ts";
import { now } from "../../src/store/clock.ts";
import { closeRound } from "../../src/store/closing.ts";
import type { Db } from "../../src/store/database.ts";
import { openRoundsFor, rosterOf, standingInRound, whoHasNotAnswered } from "../../src/store/rosters.ts";
import { openRound, skipRound } from "../../src/store/round-opening.ts";
import {
  closedRounds,
  closerLooksSeen,
  latestRound,
  markNudged,
  markTalkedAbout,
  openRoundOfTeam,
  roundById,
  roundsDueToClose,
  roundsDueToNudge,
} from "../../src/store/rounds.ts";
import { changeTeam } from "../../src/store/team-setup.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { testDatabase } from "../support/database.ts";
import {
  answer,
  everyoneSays,
  harbour,
  keptRound,
  keptTeam,
  noWords,
  people,
  person,
} from "../support/kept-teams.ts";

let db: Db;
let team: TeamWithWhen;

beforeEach(async () => {
  db = await testDatabase();
  team = await keptTeam(db);
});

test("a week has one round, whoever opens it", async () => {
  const round = await keptRound(db, team);
  const { ordinal: _, ...again } = round;
  const day = Temporal.PlainDate.from("2026-11-23");
  expect(await openRound(db, { ...again, firstDay: day, lastDay: day })).toBeNull();
  expect(await openRoundOfTeam(db, team.id)).toEqual(round);
});

test("a skipped week counts for nothing, and is remembered", async () => {
  const first = await keptRound(db, team);
  await closeRound(db, first.id, noWords);
  const missed = { ...first, week: weeksLater(first.week, 1) };
  const { id: _, state: __, ordinal: ___, ...plan } = missed;
  expect(await skipRound(db, plan)).toBe(true);
  expect(await skipRound(db, plan)).toBe(false);
  expect(await latestRound(db, team.id)).toMatchObject({ state: "skipped", ordinal: 0 });
  const next = await keptRound(db, team, { week: weeksLater(first.week, 2) });
  expect(next.ordinal).toBe(2);
});

test("who is away the whole time is not asked and not counted; who comes back in time is", async () => {
  const monday = Temporal.PlainDate.from("2026-11-23");
  const thursday = monday.add({ days: 3 });
  await noteAway(db, harbour, person("ada"), { firstDay: monday, lastDay: monday.add({ days: 1 }) });
  await noteAway(db, harbour, person("ada"), { firstDay: monday.add({ days: 2 }), lastDay: thursday });
  await noteAway(db, harbour, person("ben"), { firstDay: monday, lastDay: monday.add({ days: 2 }) });
  const round = await keptRound(db, team, { firstDay: monday, lastDay: thursday });
  expect(await rosterOf(db, round.id)).toEqual(people.filter((one) => one !== "U0ADA"));
  expect(await whoHasNotAnswered(db, round.id, monday.add({ days: 2 }))).not.toContain("U0BEN");
  expect(await whoHasNotAnswered(db, round.id, thursday)).toContain("U0BEN");
});

test("days away that touch are one stretch, and are taken back when somebody is back", async () => {
  const monday = Temporal.PlainDate.from("2026-11-23");
  const ada = person("ada");
  const stretch = (first: number, last: number) => ({
    firstDay: monday.add({ days: first }),
    lastDay: monday.add({ days: last }),
  });
  await noteAway(db, harbour, ada, stretch(0, 1));
  await noteAway(db, harbour, ada, stretch(7, 9));
  await noteAway(db, harbour, ada, stretch(2, 3));
  await noteAway(db, harbour, ada, stretch(3, 3));
  expect(await awayFrom(db, harbour, ada, monday)).toEqual([stretch(0, 3), stretch(7, 9)]);
  expect(await awayFrom(db, harbour, ada, monday.add({ days: 4 }))).toEqual([stretch(7, 9)]);
  await backFrom(db, harbour, ada, monday.add({ days: 4 }));
  expect(await awayFrom(db, harbour, ada, monday)).toEqual([stretch(0, 3)]);
});

test("the list is frozen: who joins later is a member and not on it, who leaves may still answer", async () => {
  const round = await keptRound(db, team);
  const stay = team.members.filter((one) => one !== person("ada"));
  await changeTeam(db, team.id, { ...team, members: [...stay, person("zoe")] });
  expect(await standingInRound(db, round.id, person("zoe"))).toMatchObject({ onList: false, isMember: true });
  expect(await standingInRound(db, round.id, person("ada"))).toMatchObject({ onList: true, isMember: false });
});

test("somebody sees the rounds they are asked in, and whether they answered", async () => {
  const round = await keptRound(db, team);
  await everyoneSays(db, round.id, [person("ada")], answer({ customer: "holding" }));
  const [hers] = await openRoundsFor(db, harbour, person("ada"));
  expect(hers).toMatchObject({
    round,
    team: { name: "Harbour Support" },
    hasAnswered: true,
    saidNotThisWeek: false,
  });
  expect(await openRoundsFor(db, harbour, person("ben"))).toMatchObject([{ hasAnswered: false }]);
  expect(await openRoundsFor(db, harbour, person("lea"))).toEqual([]);
  await closeRound(db, round.id, noWords);
  expect(await openRoundsFor(db, harbour, person("ada"))).toEqual([]);
});

test("a round is due to close at its hour, and to be nudged about once", async () => {
  const round = await keptRound(db, team);
  const at = await now(db);
  expect(await roundsDueToNudge(db, at, 10)).toEqual([]);
  expect(await roundsDueToNudge(db, at.add({ hours: 48 }), 10)).toMatchObject([{ id: round.id }]);
  await markNudged(db, round.id);
  expect(await roundsDueToNudge(db, at.add({ hours: 48 }), 10)).toEqual([]);
  expect(await roundsDueToClose(db, round.closesAt.subtract({ milliseconds: 1 }), 10)).toEqual([]);
  expect(await roundsDueToClose(db, round.closesAt, 10)).toMatchObject([{ id: round.id }]);
  await closeRound(db, round.id, noWords);
  expect(await roundsDueToClose(db, round.closesAt, 10)).toEqual([]);
});

test("a round without a nudge is never due for one", async () => {
  await keptRound(db, team, { nudgesAt: null });
  expect(await roundsDueToNudge(db, (await now(db)).add({ hours: 71 }), 10)).toEqual([]);
});

test("the closer looks that were had, oldest first, with short rounds left out", async () => {
  const categories = ["customer" as const];
  const first = await keptRound(db, team);
  for (const [later, category] of [
    [1, null],
    [2, "knowledge"],
    [3, "customer"],
  ] as const) {
    const closerLook = category === null ? null : { category, measures: [] };
    await keptRound(db, team, { week: weeksLater(first.week, later), questions: { categories, closerLook } });
  }
  expect(await closerLooksSeen(db, team.id, focusShares())).toEqual({
    before: [],
    since: ["business", "knowledge", "customer"],
  });
});

test("the closer looks since the shares were last changed are told apart, by what each round went by", async () => {
  const categories = ["customer" as const];
  const others = { customer: 40, employee: 10, business: 20, knowledge: 20, acceleration: 10 };
  const first = await keptRound(db, team);
  for (const [later, category, focus] of [
    [1, "knowledge", others],
    [2, "employee", focusShares()],
    [3, "customer", others],
    [4, null, others],
    [5, "business", others],
  ] as const) {
    const closerLook = category === null ? null : { category, measures: [] };
    const questions = { categories, closerLook };
    await keptRound(db, team, { week: weeksLater(first.week, later), questions, focus });
  }
  const looks = { before: ["business", "knowledge", "employee"], since: ["customer", "business"] };
  expect(await closerLooksSeen(db, team.id, others)).toEqual(looks);
  expect(await closerLooksSeen(db, team.id, focusShares())).toEqual({
    before: [...looks.before, ...looks.since],
    since: [],
  });
  expect((await closerLooksSeen(db, team.id, others, { before: first.ordinal + 4 })).since).toEqual([
    "customer",
  ]);
});

test("only a closed round can have been talked about", async () => {
  const round = await keptRound(db, team);
  await markTalkedAbout(db, round.id);
  expect(await roundById(db, round.id)).toMatchObject({ talkedAbout: false });
  await closeRound(db, round.id, noWords);
  await markTalkedAbout(db, round.id);
  expect(await closedRounds(db, team.id, 5)).toMatchObject([{ id: round.id, talkedAbout: true }]);
});
