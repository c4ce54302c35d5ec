/** A person's rights over what is kept of them: to see all of it, to have it deleted, and nobody else's. */
import { eq, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, test } from "vitest";
import type { SubjectKey } from "../../src/core/framework.ts";
import type { ChannelId, RoundId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import { weeksLater } from "../../src/core/week.ts";
import { noteAway } from "../../src/store/away.ts";
import { now } from "../../src/store/clock.ts";
import { closeRound, type FrozenWords, type RoundFacts } from "../../src/store/closing.ts";
import type { Db } from "../../src/store/database.ts";
import { claim, plan, said } from "../../src/store/deliveries.ts";
import { digestRhythmOf, ensureDigestRhythm } from "../../src/store/digest-rhythms.ts";
import { deleteWhatIsKeptOf } from "../../src/store/erasure.ts";
import { keepFocusReport } from "../../src/store/focus-reports.ts";
import { changeFocusShares } from "../../src/store/focus-shares.ts";
import { passForChannelOf } from "../../src/store/gate.ts";
import { noteValue } from "../../src/store/noted-values.ts";
import { type KeptOfPerson, keptOf } from "../../src/store/people.ts";
import { answerOf, keepAnswer, sayNotThisWeek } from "../../src/store/readings.ts";
import { reflectionsOf } from "../../src/store/reflections.ts";
import { whoHasNotAnswered } from "../../src/store/rosters.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { labels, rounds, waitingReadings } from "../../src/store/schema.ts";
import { changeTeam } from "../../src/store/team-setup.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { startTry } from "../../src/store/tries.ts";
import { testDatabase } from "../support/database.ts";
import { tablesWith } from "../support/every-row.ts";
import { fingerprints } from "../support/forging.ts";
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

const [ada, ben, lea] = [person("ada"), person("ben"), person("lea")];
const noticedBy = (who: UserId, named = true) =>
  answer({ customer: "holding" }, { reflection: { text: `by ${who}`, named } });

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

/** A week of Harbour Support later. */
const nextRound = (weeks = 1) => keptRound(db, team, { week: weeksLater(round.week, weeks) });
const dayOf = (moment: Temporal.Instant) => moment.toZonedDateTimeISO("UTC").toPlainDate();

/** Words as an open team gets them, with who said which. */
function openWords(facts: RoundFacts): FrozenWords {
  const { openAnswers, reflections } = facts;
  return {
    ...noWords(facts),
    labels: [{ subject: "customer", span: "round", label: { word: "mixed" }, goodEnough: false }],
    answered: 7,
    summary: { team: "Harbour Support", named: reflections.named, openAnswers: [asked(openAnswers)] },
  };
}

function asked(answers: RoundFacts["openAnswers"]) {
  return { subject: "customer", name: "Customer", said: answers.map(({ subject: _, ...one }) => one) };
}

/** Everything that Bearings can keep of somebody, kept of this person: in a closed round, an open one, and beside them. */
async function leavesATrace(who: UserId): Promise<void> {
  await keepAnswer(db, { round: round.id, person: who, answer: noticedBy(who) });
  await closeRound(db, round.id, openWords);
  const open = await nextRound();
  await keepAnswer(db, { round: open.id, person: who, answer: noticedBy(who, false) });
  const week = round.week;
  await noteValue(db, { team: team.id, measure: timeToSmile, week, value: 3, notedBy: who });
  const started = { category: "knowledge", what: "One article", ledBy: who, askOn: dayOf(at) } as const;
  await startTry(db, team.id, started, at);
  const words = { customer: "some", employee: "none", business: "none", knowledge: "none" } as const;
  await keepFocusReport(db, {
    workspace: harbour,
    person: who,
    week,
    words: { ...words, acceleration: "none" },
  });
  const shares = { customer: 10, employee: 20, business: 40, knowledge: 20, acceleration: 10 };
  await changeFocusShares(db, team.id, { shares, note: "The contract begins.", changedBy: who, since: at });
  await noteAway(db, harbour, who, { firstDay: dayOf(at), lastDay: dayOf(at) });
  await tells(who);
}

async function tells(who: UserId): Promise<void> {
  const one = { key: `digest:${who}`, kind: "digest", workspace: harbour, team: null, round: null };
  await plan(db, [{ ...one, addressee: who, dueAt: at }]);
  const [claimed] = await claim(db, at, 1, 60);
  if (claimed === undefined) throw new Error("Nothing was due.");
  await said(db, claimed, { channel: `D${who}` as ChannelId, ts: "1.2" }, at);
}

describe("seeing", () => {
  test("is of everything that is kept of them", async () => {
    await leavesATrace(ada);
    const kept = await keptOf(db, harbour, ada);
    const { openRounds, ...rest } = kept;
    const of = { team: "Harbour Support", week: round.week };
    expect(rest).toMatchObject({
      teams: [{ name: "Harbour Support", isMember: true, leads: false, askedIn: 2 }],
      waitingIn: ["Harbour Support"],
      saidOpenly: [],
      reflections: [{ ...of, text: "by U0ADA" }],
      tries: [{ team: "Harbour Support", what: "One article", state: "going", learned: null }],
      notedValues: [{ ...of, measure: timeToSmile, value: 3 }],
      focusReports: [{ week: round.week }],
      focusChanges: [{ team: "Harbour Support", note: "The contract begins." }],
      away: [{ firstDay: dayOf(at), lastDay: dayOf(at) }],
      digest: null,
      toldRecords: 1,
    });
    expect(openRounds.map(({ said }) => said?.answer)).toMatchObject([
      { readings: [{ subject: "customer" }], reflection: { text: "by U0ADA", named: false } },
    ]);
  });

  test("is of nobody else's", async () => {
    await leavesATrace(ada);
    const kept = await keptOf(db, harbour, ben);
    expect(kept).toMatchObject({ ...nothing, teams: [{ name: "Harbour Support", askedIn: 2 }] });
    expect(kept.openRounds.map(({ said }) => said)).toEqual([null]);
    expect(JSON.stringify(kept)).not.toContain("by U0ADA");
  });

  test("is of nothing, for somebody of another workspace, even under the same id", async () => {
    await leavesATrace(ada);
    expect(await keptOf(db, "T0OTHER" as WorkspaceId, ada)).toEqual({ ...nothing, openRounds: [] });
  });

  test("is of one's own directions in closed rounds only where the team agreed to be open", async () => {
    const open = await keptTeam(db, { channel: "C0OPEN" as ChannelId, name: "Open Desk", mode: "open" });
    const openRound = await keptRound(db, open);
    for (const each of [openRound, round]) {
      await everyoneSays(db, each.id, [ada], answer({ customer: "slipping" }));
      await everyoneSays(db, each.id, [ben], answer({ customer: "holding" }));
      await closeRound(db, each.id, openWords);
    }
    expect((await keptOf(db, harbour, ada)).saidOpenly).toEqual([
      {
        team: "Open Desk",
        week: round.week,
        subject: "customer" as SubjectKey,
        direction: "slipping",
        goodEnough: false,
      },
    ]);
  });

  test("goes on for somebody who left the team, as long as anything is kept", async () => {
    await leavesATrace(ada);
    await changeTeam(db, team.id, { ...team, members: people.filter((one) => one !== ada) });
    const kept = await keptOf(db, harbour, ada);
    expect(kept.teams).toEqual([{ name: "Harbour Support", isMember: false, leads: false, askedIn: 2 }]);
    expect(kept.reflections).toHaveLength(1);
  });
});

const nothing: Omit<KeptOfPerson, "openRounds"> = {
  frameworks: new Map(),
  teams: [],
  waitingIn: [],
  saidOpenly: [],
  reflections: [],
  quotes: [],
  tries: [],
  notedValues: [],
  focusReports: [],
  focusChanges: [],
  poolsIn: [],
  away: [],
  digest: null,
  toldRecords: 0,
};

describe("deleting", () => {
  test("leaves of somebody only their place on lists: of the team, and of the rounds that asked them", async () => {
    await leavesATrace(ada);
    expect((await tablesWith(db, ada)).length).toBeGreaterThan(9);
    await deleteWhatIsKeptOf(db, harbour, ada);
    expect(await tablesWith(db, ada)).toEqual(["members", "roster"]);
    const kept = await keptOf(db, harbour, ada);
    expect(kept).toMatchObject({ ...nothing, teams: [{ askedIn: 2 }] });
    expect(kept.openRounds.map(({ said }) => said)).toEqual([null]);
  });

  test("a second time finds nothing to do", async () => {
    await leavesATrace(ada);
    await deleteWhatIsKeptOf(db, harbour, ada);
    const once = await fingerprints(db);
    await deleteWhatIsKeptOf(db, harbour, ada);
    expect(await fingerprints(db)).toEqual(once);
  });

  test("takes what waits below the floor, found by its hash, and leaves everybody else's", async () => {
    await everyoneSays(db, round.id, [ada, ben], answer({ customer: "holding", employee: "slipping" }));
    await closeRound(db, round.id, noWords);
    await deleteWhatIsKeptOf(db, harbour, ada);
    expect(await db.$count(waitingReadings)).toBe(2);
    expect((await keptOf(db, harbour, ada)).waitingIn).toEqual([]);
    expect((await keptOf(db, harbour, ben)).waitingIn).toEqual(["Harbour Support"]);
  });

  test("so that at the end of the block they are not counted", async () => {
    const five = people.slice(0, 5);
    for (let week = 0; week < 4; week += 1) {
      const each = week === 0 ? round : await nextRound(week);
      await everyoneSays(
        db,
        each.id,
        week === 0 ? five.slice(0, 3) : five.slice(3),
        answer({ customer: "holding" }),
      );
      if (week === 1) await deleteWhatIsKeptOf(db, harbour, ada);
      const closed = await closeRound(db, each.id, noWords);
      if (week === 3)
        expect(closed?.facts.together?.tallies).toMatchObject([{ subject: "customer", holding: 4 }]);
    }
  });

  test("in the middle of a round counts as not having answered, and they may answer again", async () => {
    await everyoneSays(db, round.id, people, answer({ customer: "holding" }));
    await deleteWhatIsKeptOf(db, harbour, ada);
    expect(await whoHasNotAnswered(db, round.id, dayOf(at))).toEqual([ada]);
    expect(await answerOf(db, round.id, ada)).toBeNull();
    const again = { round: round.id, person: ada, answer: answer({ customer: "slipping" }) };
    expect(await keepAnswer(db, again)).toEqual({ kept: true });
    const closed = await closeRound(db, round.id, noWords);
    expect(closed?.facts).toMatchObject({ answered: 7, rosterSize: 7 });
  });

  test("takes back that somebody said Not this week", async () => {
    await sayNotThisWeek(db, round.id, ada);
    await deleteWhatIsKeptOf(db, harbour, ada);
    expect(await tablesWith(db, ada)).toEqual(["members", "roster"]);
  });

  test("never writes published words anew", async () => {
    await everyoneSays(db, round.id, [ada], noticedBy(ada));
    await everyoneSays(db, round.id, [ben], noticedBy(ben));
    await closeRound(db, round.id, openWords);
    const before = { labels: await db.select().from(labels), round: await frozen(round.id) };
    await deleteWhatIsKeptOf(db, harbour, ada);
    expect(await db.select().from(labels)).toEqual(before.labels);
    expect(await frozen(round.id)).toEqual({
      ...before.round,
      summary: {
        ...(before.round?.summary as object),
        named: [{ author: ben, text: "by U0BEN" }],
      },
    });
    expect((await reflectionsOf(db, passForChannelOf(team), round.id)).named).toEqual([
      { author: ben, text: "by U0BEN" },
    ]);
  });

  test("takes a name out of an open team's answers, and nobody else's", async () => {
    const open = await keptTeam(db, { channel: "C0OPEN" as ChannelId, name: "Open Desk", mode: "open" });
    const openRound = await keptRound(db, open);
    await everyoneSays(db, openRound.id, [ada, ben], answer({ customer: "slipping" }));
    await closeRound(db, openRound.id, openWords);
    await deleteWhatIsKeptOf(db, harbour, ada);
    expect(await frozen(openRound.id)).toMatchObject({
      summary: {
        openAnswers: [{ subject: "customer", said: [{ person: ben, direction: "slipping" }] }],
      },
    });
  });

  test("leaves what others said, noted and were told exactly as it was", async () => {
    await leavesATrace(ada);
    const before = await fingerprints(db);
    await deleteWhatIsKeptOf(db, harbour, ben);
    expect(await fingerprints(db)).toEqual(before);
  });

  test("reaches no other workspace, even under the same id", async () => {
    await leavesATrace(ada);
    const before = await fingerprints(db);
    await deleteWhatIsKeptOf(db, "T0OTHER" as WorkspaceId, ada);
    expect(await fingerprints(db)).toEqual(before);
  });

  test("leaves a leader leading, and takes the digest's hour of somebody who leads no more", async () => {
    const { workspace } = team;
    for (const one of [lea, ben]) {
      await ensureDigestRhythm(db, { workspace, person: one, zone: "Europe/Berlin", nextAt: at });
      await deleteWhatIsKeptOf(db, harbour, one);
    }
    expect(await digestRhythmOf(db, harbour, lea)).not.toBeNull();
    expect(await digestRhythmOf(db, harbour, ben)).toBeNull();
    expect((await keptOf(db, harbour, lea)).teams).toMatchObject([{ leads: true }]);
  });

  test("leaves what is still to be said to them to be said", async () => {
    const one = { key: "digest:due", kind: "digest", workspace: harbour, team: null, round: null };
    await plan(db, [{ ...one, addressee: lea, dueAt: at }]);
    await deleteWhatIsKeptOf(db, harbour, lea);
    expect(await claim(db, at, 9, 60)).toHaveLength(1);
  });
});

test("every column of every table that names a person is one that deleting knows, or a list that stays", async () => {
  const { rows } = (await db.execute(sql`
    select table_name || '.' || column_name as place from information_schema.columns
    where table_schema = 'public'
      and column_name in ('person', 'author', 'led_by', 'noted_by', 'changed_by', 'addressee', 'hidden')
    order by 1`)) as unknown as { rows: { place: string }[] };
  expect(rows.map(({ place }) => place)).toEqual([
    "answers.person",
    "away.person",
    "deliveries.addressee",
    "digest_rhythms.person",
    "focus_reports.person",
    "focus_shares.changed_by",
    "leaders.person",
    "members.person",
    "not_this_week.person",
    "noted_values.noted_by",
    "quotes.author",
    "readings.person",
    "reflections.author",
    "roster.person",
    "tries.led_by",
    "waiting_readings.hidden",
  ]);
});

async function frozen(id: RoundId) {
  const [row] = await db.select().from(rounds).where(eq(rounds.id, id));
  return row;
}
