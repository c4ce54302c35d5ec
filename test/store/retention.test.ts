import { eq } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { beforeEach, expect, test } from "vitest";
import type { ChannelId } from "../../src/core/ids.ts";
import { longestRetention, type Retention, shortestRetention } from "../../src/core/retention.ts";
import { weeksLater } from "../../src/core/week.ts";
import { noteAway } from "../../src/store/away.ts";
import { now } from "../../src/store/clock.ts";
import { closeRound } from "../../src/store/closing.ts";
import type { Db } from "../../src/store/database.ts";
import { claim, plan, said } from "../../src/store/deliveries.ts";
import { filesOf, keepFile } from "../../src/store/pictures.ts";
import { deleteOld as deleteOldKeeping } from "../../src/store/retention.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { roundById } from "../../src/store/rounds.ts";
import { away, blocks, deliveries, heard, labels, waitingReadings } from "../../src/store/schema.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { testDatabase } from "../support/database.ts";
import { tablesWith } from "../support/every-row.ts";
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

const deleteOld = (on: Db, now: Temporal.Instant, keep: Partial<Retention> = {}) =>
  deleteOldKeeping(on, now, { ...longestRetention, ...keep });

let db: Db;
let team: TeamWithWhen;
let round: KeptRound;
let at: Temporal.Instant;

beforeEach(async () => {
  db = await testDatabase();
  team = await keptTeam(db);
  round = await keptRound(db, team);
  at = await now(db);
});

test("words and named reflections are kept for 400 days and no longer", async () => {
  await everyoneSays(
    db,
    round.id,
    people,
    answer({ customer: "holding" }, { reflection: { text: "Hm.", named: true } }),
  );
  await closeRound(db, round.id, () => ({
    labels: [{ subject: "customer", span: "round", label: { word: "mixed" }, goodEnough: false }],
    ballparks: [],
    answered: 7,
    tellsChange: true,
    summary: {},
  }));
  await deleteOld(db, round.closesAt.add({ hours: 24 * 400 }));
  expect(await db.$count(labels)).toBe(1);
  await deleteOld(db, round.closesAt.add({ hours: 24 * 400, minutes: 1 }));
  expect(await db.$count(labels)).toBe(0);
  expect(await tablesWith(db, "Hm.")).toEqual([]);
});

test("a round that is open is never too old", async () => {
  await deleteOld(db, at.add({ hours: 24 * 1000 }));
  expect(await roundById(db, round.id)).not.toBeNull();
});

test("what was said is forgotten after 30 days; what is due never is", async () => {
  for (const key of ["said", "due"]) {
    const kind = "round-message";
    await plan(db, [
      { key, kind, workspace: harbour, team: team.id, round: round.id, addressee: "C0HARBOUR", dueAt: at },
    ]);
    const [claimed] = key === "said" ? await claim(db, at, 1, 60) : [];
    if (claimed !== undefined) await said(db, claimed, { channel: "C0HARBOUR" as ChannelId, ts: "1.2" }, at);
  }
  await deleteOld(db, at.add({ hours: 24 * 30 }));
  expect(await db.$count(deliveries)).toBe(2);
  await deleteOld(db, at.add({ hours: 24 * 31 }));
  expect(await db.select({ key: deliveries.key }).from(deliveries)).toEqual([{ key: "due" }]);
});

test("what waits in a block that nobody will ever finish is deleted unsaid", async () => {
  await everyoneSays(db, round.id, people.slice(0, 2), answer({ customer: "holding" }));
  await closeRound(db, round.id, noWords);
  await deleteOld(db, round.closesAt.add({ hours: 24 * 59 }));
  expect(await db.$count(waitingReadings)).toBe(2);
  await deleteOld(db, round.closesAt.add({ hours: 24 * 61 }));
  expect([await db.$count(waitingReadings), await db.$count(blocks)]).toEqual([0, 0]);
});

test("a block goes on waiting while its team goes on", async () => {
  await everyoneSays(db, round.id, people.slice(0, 2), answer({ customer: "holding" }));
  await closeRound(db, round.id, noWords);
  await keptRound(db, team, { week: weeksLater(round.week, 1) });
  await deleteOld(db, round.closesAt.add({ hours: 24 * 61 }));
  expect(await db.$count(waitingReadings)).toBe(2);
});

test("settings shorten it, each by itself", async () => {
  await closeRound(db, round.id, noWords);
  await noteAway(db, harbour, person("ada"), { firstDay: dayOf(at), lastDay: dayOf(at) });
  await deleteOld(db, round.closesAt.add({ hours: 24 * 10 }), { away: 9 });
  expect([await roundById(db, round.id), await db.$count(away)]).toEqual([
    expect.objectContaining({ id: round.id }),
    0,
  ]);
  await deleteOld(db, round.closesAt.add({ hours: 24 * 91 }), { words: 90 });
  expect(await roundById(db, round.id)).toBeNull();
});

test("a round whose readings still wait is not forgotten before them, however short words are kept", async () => {
  await everyoneSays(db, round.id, people.slice(0, 2), answer({ customer: "holding" }));
  await closeRound(db, round.id, noWords);
  const next = await keptRound(db, team, { week: weeksLater(round.week, 1) });
  await deleteOld(db, round.closesAt.add({ hours: 24 * 31 }), { words: 30 });
  expect(await roundById(db, round.id)).not.toBeNull();

  await db.delete(blocks);
  await deleteOld(db, round.closesAt.add({ hours: 24 * 31 }), { words: 30 });
  expect(await roundById(db, round.id)).toBeNull();
  expect(await roundById(db, next.id)).not.toBeNull();
});

test("days away that are over are forgotten after 30 days, and not on their last day anywhere", async () => {
  const lastDay = dayOf(at);
  await noteAway(db, harbour, person("ada"), { firstDay: lastDay, lastDay });
  const itsEndInHawaii = lastDay.add({ days: 1 }).toZonedDateTime("Pacific/Honolulu").toInstant();
  await deleteOld(db, itsEndInHawaii, shortestRetention);
  expect(await db.$count(away)).toBe(1);
  const noon = (days: number) =>
    lastDay.add({ days }).toZonedDateTime({ timeZone: "UTC", plainTime: "12:00" }).toInstant();
  await deleteOld(db, noon(30));
  expect(await db.$count(away)).toBe(1);
  await deleteOld(db, noon(31));
  expect(await db.$count(away)).toBe(0);
});

test("the ids of what Slack sent are forgotten the night after they are a day old", async () => {
  await db.insert(heard).values({ id: "Ev0001", heardAt: at });
  await deleteOld(db, at.add({ hours: 24 }));
  expect(await db.$count(heard, eq(heard.id, "Ev0001"))).toBe(1);
  await deleteOld(db, at.add({ hours: 24, seconds: 1 }));
  expect(await db.$count(heard, eq(heard.id, "Ev0001"))).toBe(0);
});

function dayOf(moment: Temporal.Instant): Temporal.PlainDate {
  return moment.toZonedDateTimeISO("UTC").toPlainDate();
}

test("which pictures Slack has is forgotten after a month: then one is uploaded anew", async () => {
  await keepFile(db, harbour, { content: "5e", file: "F1", uploadedAt: at });
  await deleteOld(db, at.add({ hours: 24 * 30 }));
  expect((await filesOf(db, harbour, ["5e"])).size).toBe(1);
  await deleteOld(db, at.add({ hours: 24 * 30, minutes: 1 }));
  expect((await filesOf(db, harbour, ["5e"])).size).toBe(0);
});
