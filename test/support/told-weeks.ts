/**
 * Teams that live through weeks, drawn by chance from a seed: who answers, what they say, what waits for its block, what is
 * tried and noted. The words are those that closing freezes; no database is needed, so that thousands of rounds are quick.
 */
import { Temporal } from "temporal-polyfill";
import { frameworkV1 } from "../../src/core/catalogue/index.ts";
import type { TeamSummary } from "../../src/core/digests/team-summary.ts";
import { type CategoryKey, categoryKeys, type SubjectKey } from "../../src/core/framework.ts";
import type { ChannelId, RoundId, TeamId, TryId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import { isBelowFloor } from "../../src/core/label.ts";
import { type LastRound, questionsFor } from "../../src/core/loop.ts";
import { type Reflection, whatIsShown } from "../../src/core/reflection.ts";
import { defaultRhythm } from "../../src/core/rhythm.ts";
import { endsItsBlock } from "../../src/core/round.ts";
import { floors, modes, unnamedWritersFloor } from "../../src/core/team.ts";
import { type Week, weekStart, weeksLater } from "../../src/core/week.ts";
import { frozenWords } from "../../src/slack/closing.ts";
import { type History, pointsBySubject } from "../../src/slack/history.ts";
import type { FrozenWords, RoundFacts } from "../../src/store/closing.ts";
import type { LabelOfWeek } from "../../src/store/labels.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import type { KeptTry } from "../../src/store/tries.ts";
import type { Chance } from "./chance.ts";
import {
  type Answers,
  asked,
  counted,
  drawnAnswers,
  drawnMood,
  type Mood,
  type Said,
  tallyOf,
} from "./drawn-answers.ts";

/** What people of a drawn team write, each piece marked so that a test can tell it from our own words. */
export type Writing = (about: "name" | "noticed" | "try" | "learned") => string;

/** One closed round of a drawn team, and all that was known when it closed. */
export type ToldWeek = {
  readonly team: TeamWithWhen;
  readonly round: KeptRound;
  readonly facts: RoundFacts;
  readonly before: Parameters<typeof frozenWords>[1];
  readonly frozen: FrozenWords;
  readonly summary: TeamSummary;
  /** Up to and with this round. */
  readonly history: History;
  readonly ballparks: ReadonlyMap<SubjectKey, readonly { readonly week: Week; readonly value: number }[]>;
  /** The categories that had a closer look, this round's included, oldest first. */
  readonly seen: readonly CategoryKey[];
  /** Weeks whose words are held back. */
  readonly heldBack: readonly Week[];
  readonly talkedAbout: boolean;
  readonly tries: readonly KeptTry[];
};

const focus = { customer: 20, employee: 20, business: 30, knowledge: 20, acceleration: 10 } as const;
const id = (n: number) => `5b0f6c7e-0f65-4d1b-9d0e-${String(n).padStart(12, "0")}`;

/** A team of 3 to 30 people over so many weeks, one after the other. */
export function* toldWeeks(draw: Chance, weeks: number, writing: Writing): Generator<ToldWeek> {
  const team = drawnTeam(draw, writing);
  const floor = draw.happens(0.15) ? floors[team.mode] + draw.below(3) : floors[team.mode];
  const turnout = draw.one([0.35, 0.6, 0.8, 1]);
  const grain = draw.one([1, 1, 5, 20]);
  const shiftsAfter = draw.one([10, 12, weeks]);
  const away = draw.one([0, 0, 0.03, 0.3]);
  const rosters: { week: Week; people: ReadonlySet<UserId> }[] = [];
  const moods = new Map<SubjectKey, Mood>();
  const waiting = new Map<string, Map<UserId, Said>>();
  const ballparks = new Map<SubjectKey, { week: Week; value: number }[]>();
  const seen: CategoryKey[] = [];
  const labels: LabelOfWeek[] = [];
  const tries: KeptTry[] = [];
  const heldBackWeeks: Week[] = [];
  let last: LastRound | null = null;
  let week = `2026-W${String(2 + draw.below(40)).padStart(2, "0")}` as Week;

  for (let ordinal = 1; ordinal <= weeks; ordinal++) {
    week = weeksLater(week, draw.happens(0.1) ? 2 : 1);
    const questions = questionsFor(team.rhythm.categories, focus, { before: [], since: seen }, last);
    if (questions.closerLook) seen.push(questions.closerLook.category);
    const round = openedRound(team, { ordinal, week, floor, questions });
    const present = draw.happens(0.1) ? draw.next() : turnout;
    const roster = team.members.filter(() => !draw.happens(away));
    const answers = drawnAnswers(
      draw,
      roster.filter(() => draw.happens(present)),
      questions,
      moods,
      { grain, shift: ordinal > shiftsAfter ? 12 : 0 },
    );
    const heldBack = draw.happens(0.05);
    const tallies = heldBack ? [] : asked(questions).map((subject) => tallyOf(subject, answers));
    for (const tally of tallies) if (isBelowFloor(tally, floor)) wait(tally.subject, answers, waiting);
    const blockHeldBack = endsItsBlock(ordinal) && waiting.size > 0 && (heldBack || draw.happens(0.1));
    const facts: RoundFacts = {
      round: { ...round, heldBack },
      rosterSize: roster.length,
      answered: heldBack ? 0 : answers.size,
      tallies,
      together: endsItsBlock(ordinal) && !blockHeldBack ? togetherOf(waiting, round) : null,
      blockHeldBack,
      reflections: whatIsShown(drawnReflections(draw, [...answers.keys()], writing), unnamedWritersFloor),
      openAnswers: round.mode === "open" && !heldBack ? openAnswersOf(answers) : [],
      before: rosters.map((one) => ({ week: one.week, nearlyTheSame: isNearly(one.people, roster, floor) })),
    };
    if (endsItsBlock(ordinal)) waiting.clear();
    if (heldBack) heldBackWeeks.push(week);

    rosters.unshift({ week, people: new Set(roster) });
    const before = {
      team,
      history: pointsBySubject(labels),
      ballparks: new Map(
        [...ballparks].map(([subject, points]) => [subject, points.map(({ value }) => value)]),
      ),
      tries: [...tries],
      framework: frameworkV1,
    };
    const decided = frozenWords(facts, before);
    const frozen = heldBack ? { ...decided, labels: [], ballparks: [], answered: null } : decided;
    const summary = JSON.parse(JSON.stringify(frozen.summary)) as TeamSummary;
    for (const label of frozen.labels)
      labels.push({ ...label, week, round: round.id, ordinal, tellsChange: frozen.tellsChange });
    for (const { measure, median } of frozen.ballparks)
      ballparks.set(measure, [...(ballparks.get(measure) ?? []), { week, value: median }]);
    const talkedAbout = draw.happens(0.7);
    yield {
      team,
      round: { ...facts.round, state: "closed", talkedAbout },
      facts,
      before,
      frozen,
      summary,
      history: pointsBySubject(labels),
      ballparks: new Map(ballparks),
      seen: [...seen],
      heldBack: [...heldBackWeeks],
      talkedAbout,
      tries: [...tries],
    };
    last = { summary, talkedAbout, hadTime: draw.happens(0.9) };
    moveOn(draw, tries, team, week, writing);
    for (const [subject, mood] of moods) if (draw.happens(0.3)) moods.set(subject, drawnMood(draw, mood));
  }
}

/** As the gate to a change has it: some people are on one list only, but fewer than the floor. */
function isNearly(one: ReadonlySet<UserId>, other: readonly UserId[], floor: number): boolean {
  const shared = other.filter((person) => one.has(person)).length;
  const apart = one.size + other.length - 2 * shared;
  return apart > 0 && apart < floor;
}

function drawnTeam(draw: Chance, writing: Writing): TeamWithWhen {
  const size = draw.one([3, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 10, 12, 18, 30, 30, 30]);
  const mode = draw.happens(0.75) ? modes[0] : modes[1];
  const rhythm = defaultRhythm("Europe/Berlin");
  // One category alone has a closer look every week: then its numbers become a line.
  const some = draw.happens(0.6) ? [draw.one(categoryKeys)] : categoryKeys.filter(() => draw.happens(0.6));
  return {
    id: id(draw.below(1_000_000)) as TeamId,
    workspace: "T1" as WorkspaceId,
    channel: "C1" as ChannelId,
    name: writing("name"),
    mode,
    rhythm: draw.happens(0.4) && some.length > 0 ? { ...rhythm, categories: some } : rhythm,
    members: Array.from({ length: size }, (_, n) => `UMEMBER${n}` as UserId),
    leaders: ["ULEAD" as UserId],
    nextOpensAt: Temporal.Instant.from("2027-06-07T08:00:00Z"),
    paused: false,
    sharedBeyond: false,
  };
}

function openedRound(
  { id: team, mode }: TeamWithWhen,
  { ordinal, week, floor, questions }: Pick<KeptRound, "ordinal" | "week" | "floor" | "questions">,
): KeptRound {
  const opensAt = weekStart(week)
    .toZonedDateTime({ timeZone: "Europe/Berlin", plainTime: "10:00" })
    .toInstant();
  return {
    id: id(ordinal) as RoundId,
    team,
    week,
    ordinal,
    state: "open",
    opensAt,
    closesAt: opensAt.add({ hours: 79 }),
    floor,
    mode,
    questions,
    focus,
    talkedAbout: false,
    nudgesAt: null,
    nudged: false,
    heldBack: false,
    tellsChange: true,
  };
}

function wait(subject: SubjectKey, answers: Answers, waiting: Map<string, Map<UserId, Said>>): void {
  const there = waiting.get(subject) ?? new Map<UserId, Said>();
  for (const [person, said] of answers) {
    const one = said.get(subject);
    if (one) there.set(person, one);
  }
  if (there.size > 0) waiting.set(subject, there);
}

function togetherOf(
  waiting: ReadonlyMap<string, ReadonlyMap<UserId, Said>>,
  { floor, mode }: KeptRound,
): RoundFacts["together"] {
  const tallies = [...waiting].map(([subject, said]) => counted(subject as SubjectKey, [...said.values()]));
  return tallies.length === 0 ? null : { floor, mode, tallies };
}

function openAnswersOf(answers: Answers): RoundFacts["openAnswers"] {
  return [...answers].flatMap(([person, said]) =>
    [...said].map(([subject, { direction, goodEnough }]) => ({ person, subject, direction, goodEnough })),
  );
}

function drawnReflections(draw: Chance, people: readonly UserId[], writing: Writing): readonly Reflection[] {
  const named = draw.one([0.9, 0.5, 0]);
  const writers = draw.one([0.1, 0.4, 1]);
  return people.flatMap((author) =>
    draw.happens(writers) ? [{ author, named: draw.happens(named), text: writing("noticed") }] : [],
  );
}

/** Between two rounds: what is tried begins or ends. */
function moveOn(draw: Chance, tries: KeptTry[], team: TeamWithWhen, week: Week, writing: Writing): void {
  for (const [at, one] of tries.entries()) {
    if (one.state !== "going" || !draw.happens(0.2)) continue;
    tries[at] = draw.happens(0.6)
      ? { ...one, state: "learned", learned: writing("learned") }
      : { ...one, state: "dropped" };
  }
  if (!draw.happens(0.3)) return;
  tries.push({
    id: id(1000 + tries.length) as TryId,
    team: team.id,
    category: draw.one(categoryKeys),
    what: writing("try"),
    ledBy: null,
    askOn: weekStart(weeksLater(week, 2)),
    state: "going",
    learned: null,
    startedAt: Temporal.Instant.from("2026-01-01T00:00:00Z"),
    endedAt: null,
  });
}
