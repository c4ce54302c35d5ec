import type { Temporal } from "temporal-polyfill";
import { beforeEach, expect, test } from "vitest";
import type { ChannelId, RoundId } from "../../src/core/ids.ts";
import { weeksLater } from "../../src/core/week.ts";
import { now } from "../../src/store/clock.ts";
import { closeRound } from "../../src/store/closing.ts";
import type { Db } from "../../src/store/database.ts";
import { claim, plan, said } from "../../src/store/deliveries.ts";
import { noteValue } from "../../src/store/noted-values.ts";
import { deleteWhatIsKeptOf, keptOf } from "../../src/store/people.ts";
import { reflectionsOf } from "../../src/store/reflections.ts";
import { deleteOld } from "../../src/store/retention.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { roundById } from "../../src/store/rounds.ts";
import { blocks, deliveries, labels, waitingReadings } from "../../src/store/schema.ts";
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
  timeToSmile,
} from "../support/kept-teams.ts";

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

test("somebody sees what is kept of them, and after deleting it there is only their place in the team", async () => {
  const ada = person("ada");
  await everyoneSays(
    db,
    round.id,
    [ada],
    answer({ customer: "holding" }, { reflection: { text: "Hm.", named: true } }),
  );
  await noteValue(db, { team: team.id, measure: timeToSmile, week: round.week, value: 3, notedBy: ada });
  expect(await keptOf(db, harbour, ada)).toEqual({
    memberOf: ["Harbour Support"],
    leads: [],
    readings: 1,
    reflections: ["Hm."],
    tries: [],
    notedValues: 1,
    focusReports: 0,
    awayStretches: 0,
  });
  await deleteWhatIsKeptOf(db, harbour, ada);
  expect(await tablesWith(db, ada)).toEqual(["members", "roster"]);
});

test("a name that is deleted goes from the frozen summary too, and nobody else's does", async () => {
  const [ada, ben] = [person("ada"), person("ben")];
  for (const one of [ada, ben]) {
    await everyoneSays(
      db,
      round.id,
      [one],
      answer({ customer: "holding" }, { reflection: { text: `by ${one}`, named: true } }),
    );
  }
  await closeRound(db, round.id, ({ reflections }) => ({
    labels: [],
    ballparks: [],
    answered: null,
    summary: {
      named: reflections.named,
      openAnswers: [{ subject: "customer", said: [{ person: ada }, { person: ben }] }],
      team: "Harbour Support",
    },
  }));
  await deleteWhatIsKeptOf(db, harbour, ada);
  expect(await summaryOf(round.id)).toEqual({
    named: [{ author: ben, text: "by U0BEN" }],
    openAnswers: [{ subject: "customer", said: [{ person: ben }] }],
    team: "Harbour Support",
  });
  expect((await reflectionsOf(db, round.id)).named).toEqual([{ author: ben, text: "by U0BEN" }]);
});

async function summaryOf(id: RoundId): Promise<unknown> {
  return (await roundById(db, id))?.summary;
}
