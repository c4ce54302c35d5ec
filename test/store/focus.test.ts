/** Whose reports of time are pooled, and which shares are in force: only of those who agree, and the latest change. */
import type { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, it } from "vitest";
import { focusShares as ofTheFramework } from "../../src/core/catalogue/index.ts";
import type { FocusReport } from "../../src/core/focus.ts";
import type { FocusChange } from "../../src/core/focus-shares.ts";
import type { UserId } from "../../src/core/ids.ts";
import { longestRetention } from "../../src/core/retention.ts";
import { type Week, weekOf, weeksLater } from "../../src/core/week.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { agreeToPool, leavePool, poolFor, poolsIn } from "../../src/store/focus-pool.ts";
import { keepFocusReport } from "../../src/store/focus-reports.ts";
import {
  changeFocusShares,
  focusChangesOf,
  sharesInForce,
  suggestedTo,
} from "../../src/store/focus-shares.ts";
import { deleteOld } from "../../src/store/retention.ts";
import { changeTeam } from "../../src/store/team-setup.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { testDatabase } from "../support/database.ts";
import { harbour, keptTeam, person } from "../support/kept-teams.ts";

const [lea, ben, mia] = [person("lea"), person("ben"), person("mia")];
const week = "2026-W48" as Week;
const words: FocusReport = {
  customer: "some",
  employee: "some",
  business: "most",
  knowledge: "none",
  acceleration: "none",
};

let db: Db;
let team: TeamWithWhen;
let at: Temporal.Instant;
beforeEach(async () => {
  db = await testDatabase();
  team = await keptTeam(db, { leaders: [lea, ben, mia] });
  at = await now(db);
});

const reports = (who: UserId, of: Week) =>
  keepFocusReport(db, { workspace: harbour, person: who, week: of, words });
const pooled = async (who: UserId) => (await poolFor(db, team.id, who))?.reports.map(({ week }) => week);

describe("a pool", () => {
  it("holds the reports of those who agreed, from the week of it on, and of nobody else", async () => {
    for (const who of [lea, ben, mia]) {
      await reports(who, weeksLater(week, -1));
      await reports(who, week);
    }
    await agreeToPool(db, team.id, lea, weeksLater(week, -1));
    await agreeToPool(db, team.id, ben, week);
    expect(await pooled(lea)).toEqual([weeksLater(week, -1), week, week]);
    expect((await poolFor(db, team.id, ben))?.leaders).toEqual([ben, lea].toSorted());
    expect(await poolFor(db, team.id, mia)).toBeNull();
  });

  it("says of no report whose it is", async () => {
    await agreeToPool(db, team.id, lea, week);
    await reports(lea, week);
    expect(JSON.stringify((await poolFor(db, team.id, lea))?.reports)).not.toContain(lea);
  });

  it("keeps somebody's first week when they agree again, and none once they left", async () => {
    await reports(lea, week);
    await agreeToPool(db, team.id, lea, week);
    await agreeToPool(db, team.id, lea, weeksLater(week, 1));
    expect(await pooled(lea)).toEqual([week]);
    await leavePool(db, team.id, lea);
    expect(await poolFor(db, team.id, lea)).toBeNull();
    await agreeToPool(db, team.id, lea, weeksLater(week, 1));
    expect(await pooled(lea)).toEqual([]);
  });

  it("is left by whoever stops leading the team, for good, and by nobody else when its people change", async () => {
    await agreeToPool(db, team.id, lea, week);
    await agreeToPool(db, team.id, ben, week);
    await changeTeam(db, team.id, { ...team, leaders: [ben] });
    await changeTeam(db, team.id, { ...team, leaders: [ben, lea] });
    expect((await poolFor(db, team.id, ben))?.leaders).toEqual([ben]);
    expect(await poolsIn(db, harbour, lea)).toEqual([]);
    expect((await poolsIn(db, harbour, ben)).map(({ name }) => name)).toEqual([team.name]);
  });
});

describe("shares", () => {
  const half = { customer: 10, employee: 10, business: 50, knowledge: 20, acceleration: 10 };
  const change = (since: Temporal.Instant, shares = half): FocusChange => ({
    shares,
    note: "The contract begins.",
    changedBy: lea,
    since,
  });

  it("in force are those of the last change, and before the first those of the framework", async () => {
    expect(await sharesInForce(db, team.id)).toEqual(ofTheFramework());
    await changeFocusShares(db, team.id, change(at, { ...half, business: 40, employee: 20 }));
    await changeFocusShares(db, team.id, change(at));
    expect(await sharesInForce(db, team.id)).toEqual(half);
    const history = (await focusChangesOf(db, [team.id])).get(team.id);
    expect(history?.map(({ shares }) => shares.business)).toEqual([40, 50]);
  });

  it("suggested to somebody with several teams are midway, week by week", async () => {
    const other = await keptTeam(db, { channel: "C0NIGHT" as never, leaders: [lea] });
    await changeFocusShares(db, team.id, change(at));
    const suggestedIn = await suggestedTo(db, [team, other]);
    const thisWeek = weekOf(at, team.rhythm.zone);
    expect(suggestedIn(thisWeek).business).toBe(40);
    expect(suggestedIn(weeksLater(thisWeek, -1))).toEqual(ofTheFramework());
  });

  it("changed again long ago are deleted, and those in force never, however old", async () => {
    const daysAgo = (days: number) => at.subtract({ hours: 24 * days });
    for (const days of [900, 500, 450, 300]) await changeFocusShares(db, team.id, change(daysAgo(days)));
    await deleteOld(db, at, longestRetention);
    const kept = async () => (await focusChangesOf(db, [team.id])).get(team.id)?.map(({ since }) => since);
    // In force until 300 days ago was the one of 450 days ago.
    expect(await kept()).toEqual([daysAgo(450), daysAgo(300)]);
    await deleteOld(db, at.add({ hours: 24 * 900 }), longestRetention);
    expect(await kept()).toEqual([daysAgo(300)]);
  });
});
