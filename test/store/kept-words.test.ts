import { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, test } from "vitest";
import type { FocusReport } from "../../src/core/focus.ts";
import type { NewTry } from "../../src/core/try.ts";
import { weeksLater } from "../../src/core/week.ts";
import { now } from "../../src/store/clock.ts";
import { closeRound } from "../../src/store/closing.ts";
import type { Db } from "../../src/store/database.ts";
import {
  advanceDigest,
  changeDigestRhythm,
  digestRhythmOf,
  digestsDue,
  ensureDigestRhythm,
  moveDigestTo,
} from "../../src/store/digest-rhythms.ts";
import { focusReportsOf, keepFocusReport } from "../../src/store/focus-reports.ts";
import { passForChannelOf } from "../../src/store/gate.ts";
import { ballparksOfTeam, labelsOfTeam } from "../../src/store/labels.ts";
import { notedValuesOf, noteValue, takeBackNote } from "../../src/store/noted-values.ts";
import { changeTeam } from "../../src/store/team-setup.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import {
  answerTry,
  goingTriesOf,
  learnedSince,
  startTry,
  triesOfTeam,
  tryById,
} from "../../src/store/tries.ts";
import { testDatabase } from "../support/database.ts";
import { harbour, keptRound, keptTeam, person, timeToSmile } from "../support/kept-teams.ts";

const day = Temporal.PlainDate.from("2026-12-07");
const article: NewTry = {
  category: "knowledge",
  what: "one article per hand-off",
  ledBy: person("ada"),
  askOn: day,
};
let db: Db;
let team: TeamWithWhen;
let at: Temporal.Instant;

beforeEach(async () => {
  db = await testDatabase();
  team = await keptTeam(db);
  at = await now(db);
});

test("a trend reads the words of the last closed rounds, oldest first", async () => {
  const first = await keptRound(db, team);
  for (const later of [0, 1, 2]) {
    const round = later === 0 ? first : await keptRound(db, team, { week: weeksLater(first.week, later) });
    const label =
      later === 1 ? { word: "mixed" as const } : { word: "clear" as const, direction: "slipping" as const };
    await closeRound(db, round.id, () => ({
      labels: [{ subject: "customer", span: "round", label, goodEnough: false }],
      ballparks: [{ measure: timeToSmile, median: later }],
      answered: null,
      tellsChange: true,
      summary: {},
    }));
  }
  await keptRound(db, team, { week: weeksLater(first.week, 3) });
  expect(await labelsOfTeam(db, passForChannelOf(team), { rounds: 2 })).toMatchObject([
    { ordinal: 2, label: { word: "mixed" } },
    { ordinal: 3, label: { word: "clear", direction: "slipping" }, subject: "customer", span: "round" },
  ]);
  expect(
    (await ballparksOfTeam(db, passForChannelOf(team), { rounds: 2 })).map((point) => point.median),
  ).toEqual([1, 2]);
});

describe("a noted value", () => {
  const noting = async () => {
    const { week } = await keptRound(db, team);
    const first = { team: team.id, measure: timeToSmile, week, value: 3.5, notedBy: person("ada") };
    return { first, second: { ...first, value: 4, notedBy: person("ben") } };
  };

  test("of two in a week the later stands, and can be taken back once", async () => {
    const { first, second } = await noting();
    const ada = await noteValue(db, first);
    const ben = await noteValue(db, second);
    expect([ada.before, ben.before]).toEqual([null, 3.5]);
    expect(await notedValuesOf(db, team.id, timeToSmile)).toEqual([second]);
    expect(await takeBackNote(db, { ...first, ...ada })).toBe(false);
    expect(await takeBackNote(db, { ...second, ...ben })).toBe(true);
    expect(await notedValuesOf(db, team.id)).toEqual([first]);
    expect(await takeBackNote(db, { ...second, ...ben })).toBe(false);
    expect(await takeBackNote(db, { ...first, ...ada })).toBe(true);
    expect(await notedValuesOf(db, team.id)).toEqual([]);
  });

  test("an old way back doesn't take what was noted since, not even the same number of the same person", async () => {
    const { first, second } = await noting();
    const old = await noteValue(db, first);
    await noteValue(db, second);
    const again = await noteValue(db, first);
    expect(await takeBackNote(db, { ...first, ...old })).toBe(false);
    expect(await notedValuesOf(db, team.id)).toEqual([first]);
    expect(await takeBackNote(db, { ...first, ...again })).toBe(true);
    expect(await notedValuesOf(db, team.id)).toEqual([second]);
  });

  test("is taken back by nobody but whoever noted it, and for no other team", async () => {
    const { first } = await noting();
    const { note } = await noteValue(db, first);
    const other = await keptTeam(db, { channel: "C0OTHER" as never });
    expect(await takeBackNote(db, { ...first, note, notedBy: person("ben") })).toBe(false);
    expect(await takeBackNote(db, { ...first, note, team: other.id })).toBe(false);
    expect(await notedValuesOf(db, team.id)).toEqual([first]);
  });

  test("of another week or measure takes nothing away from this one", async () => {
    const { first } = await noting();
    const kept = await noteValue(db, first);
    await noteValue(db, { ...first, week: weeksLater(first.week, 1) });
    await noteValue(db, { ...first, measure: "customer" });
    expect(await takeBackNote(db, { ...first, ...kept })).toBe(true);
    expect(await notedValuesOf(db, team.id)).toHaveLength(2);
  });
});

test("a try is still going until a day agreed on, and what ends it first stands", async () => {
  const started = await startTry(db, team.id, article, at);
  const later = day.add({ days: 14 });
  await answerTry(db, started.id, { how: "still-going", askOn: later }, at);
  const learned = await answerTry(db, started.id, { how: "learned", learned: "It helps." }, at);
  expect(learned).toMatchObject({ state: "learned", learned: "It helps.", endedAt: at });
  expect(await answerTry(db, started.id, { how: "dropped" }, at)).toBeNull();
  expect(await triesOfTeam(db, team.id)).toEqual([learned]);
  expect(await tryById(db, started.id)).toEqual(learned);
});

test("a digest reads what is tried and learned with nobody's name", async () => {
  const one = await startTry(db, team.id, article, at);
  await startTry(db, team.id, { ...article, what: "a shared inbox" }, at);
  await answerTry(db, one.id, { how: "learned", learned: "It helps." }, at);
  const going = await goingTriesOf(db, [team.id]);
  const learned = await learnedSince(db, [team.id], at);
  expect(going.map((each) => each.what)).toEqual(["a shared inbox"]);
  expect(learned.map((each) => each.learned)).toEqual(["It helps."]);
  expect(await learnedSince(db, [team.id], at.add({ seconds: 1 }))).toEqual([]);
  expect(JSON.stringify([going, learned])).not.toContain("U0ADA");
});

test("a leader's later report on a week replaces the earlier", async () => {
  const { week } = await keptRound(db, team);
  const words: FocusReport = {
    customer: "some",
    employee: "none",
    business: "most",
    knowledge: "none",
    acceleration: "none",
  };
  const mine = { workspace: harbour, person: person("lea") };
  await keepFocusReport(db, { ...mine, week, words: { ...words, customer: "a-lot" } });
  await keepFocusReport(db, { ...mine, week, words });
  await keepFocusReport(db, { ...mine, week: weeksLater(week, 1), words });
  expect(await focusReportsOf(db, harbour, person("lea"), { weeks: 4 })).toEqual([
    { week: weeksLater(week, 1), words },
    { week, words },
  ]);
  expect(await focusReportsOf(db, harbour, person("ada"), { weeks: 4 })).toEqual([]);
});

test("a digest is due for somebody who leads, at their hour, and not for one who no longer does", async () => {
  const lea = { workspace: harbour, person: person("lea") };
  await ensureDigestRhythm(db, { ...lea, zone: "Asia/Tokyo", nextAt: at });
  await ensureDigestRhythm(db, { ...lea, zone: "Europe/Berlin", nextAt: at.add({ hours: 1 }) });
  const rhythm = {
    ...lea,
    zone: "Asia/Tokyo",
    told: { weekday: 5, time: "09:00" },
    nextAt: at,
    paused: false,
  };
  expect(await digestsDue(db, at, 10)).toEqual([rhythm]);
  await advanceDigest(db, lea, at.add({ hours: 168 }));
  expect(await digestsDue(db, at, 10)).toEqual([]);

  const changed = {
    ...lea,
    zone: "UTC",
    told: { weekday: 1, time: "08:00" } as const,
    nextAt: at,
    paused: false,
  };
  await changeDigestRhythm(db, changed);
  expect(await digestRhythmOf(db, harbour, person("lea"))).toEqual(changed);
  expect(await digestsDue(db, at, 10)).toEqual([changed]);
  await changeDigestRhythm(db, { ...changed, paused: true });
  expect(await digestsDue(db, at, 10)).toEqual([]);
  await changeDigestRhythm(db, changed);
  await changeTeam(db, team.id, { ...team, leaders: [] });
  expect(await digestsDue(db, at, 10)).toEqual([]);
});

test("a leader who moves hears the digest where they are now, and a pause of theirs stands", async () => {
  const lea = { workspace: harbour, person: person("lea") };
  const told = { weekday: 1, time: "08:00" } as const;
  const kept = { ...lea, zone: "Europe/Berlin", told, nextAt: at, paused: true };
  await changeDigestRhythm(db, kept);
  const later = at.add({ hours: 7 });
  await moveDigestTo(db, { ...lea, zone: "Asia/Tokyo" }, (rhythm) => {
    expect(rhythm).toEqual(kept);
    return later;
  });
  const moved = { ...kept, zone: "Asia/Tokyo", nextAt: later };
  expect(await digestRhythmOf(db, harbour, person("lea"))).toEqual(moved);
  const never = () => {
    throw new Error("asked for nothing");
  };
  await moveDigestTo(db, { ...lea, zone: "Asia/Tokyo" }, never);
  await moveDigestTo(db, { ...lea, person: person("ada"), zone: "Asia/Tokyo" }, never);
  expect(await digestRhythmOf(db, harbour, person("lea"))).toEqual(moved);
  expect(await digestRhythmOf(db, harbour, person("ada"))).toBeNull();
});
