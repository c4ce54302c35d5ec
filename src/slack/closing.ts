/** Closing a round: what was read becomes words, once and for ever, and its summary is planned. All in one transaction. */

import type { Temporal } from "temporal-polyfill";
import { ballparkOf, readLine } from "../core/ballpark.ts";
import { deliveryKey } from "../core/delivery-key.ts";
import { composeTeamSummary } from "../core/digests/team-summary.ts";
import { categoryKeys, type Framework, type SubjectKey } from "../core/framework.ts";
import type { Tally } from "../core/reading.ts";
import { answeredWords, endsItsBlock, roundsInABlock } from "../core/round.ts";
import { setBeside, type Trend, trendOf } from "../core/trend.ts";
import type { Week } from "../core/week.ts";
import { leavesWaiting, type SubjectWord, wordsOf } from "../core/word.ts";
import type { Counts } from "../counts.ts";
import {
  type Closed,
  closeRound,
  type FrozenLabel,
  type FrozenWords,
  type RoundFacts,
} from "../store/closing.ts";
import type { Db } from "../store/database.ts";
import { cancelDue, plan } from "../store/deliveries.ts";
import { frameworkOf } from "../store/frameworks.ts";
import { passForChannelOf } from "../store/gate.ts";
import { killPoint } from "../store/kill-point.ts";
import { ballparksOfTeam } from "../store/labels.ts";
import type { KeptRound } from "../store/rounds.ts";
import { type TeamWithWhen, teamById } from "../store/teams.ts";
import { type KeptTry, triesOfTeam } from "../store/tries.ts";
import { type History, historyOf, yearOfRounds } from "./history.ts";

/** What a team had said and tried before this round: read before it closes, in the same transaction. */
type Before = {
  readonly team: TeamWithWhen;
  readonly history: History;
  readonly ballparks: ReadonlyMap<SubjectKey, readonly number[]>;
  readonly tries: readonly KeptTry[];
  /** With what it retired since this round opened: that is asked in it still. */
  readonly framework: Framework;
};

/** Closes a round and plans its summary. Null when it is not open any more: somebody else closed it. */
export async function closeNow(
  db: Db,
  round: KeptRound,
  now: Temporal.Instant,
  counts?: Counts,
): Promise<KeptRound | null> {
  return db.transaction(async (tx) => {
    const before = await gatherBefore(tx, round);
    const closed = await closeRound(tx, round.id, (facts) => frozenWords(facts, before));
    if (closed === null) return null;
    await cancelDue(tx, round.id, "round");
    await cancelDue(tx, round.id, "nudge");
    const { workspace, channel } = before.team;
    killPoint("before the summary is planned");
    await plan(tx, [
      {
        key: deliveryKey.summary(round.id),
        kind: "summary",
        workspace,
        team: round.team,
        round: round.id,
        addressee: channel,
        dueAt: now,
      },
    ]);
    countSuppressed(closed, counts);
    return closed.round;
  });
}

function countSuppressed({ round, words }: Closed<FrozenWords>, counts?: Counts): void {
  const silent = words.labels.filter(({ span, label }) => span === "round" && label.word === "too-few");
  if (round.heldBack) counts?.suppressed("held-back", round.questions.categories.length);
  else if (silent.length > 0) counts?.suppressed("too-few", silent.length);
}

async function gatherBefore(tx: Db, round: KeptRound): Promise<Before> {
  const team = await teamById(tx, round.team);
  if (team === null) throw new Error("A round has no team.");
  const pass = passForChannelOf(team);
  const medians = await ballparksOfTeam(tx, pass, { rounds: yearOfRounds });
  const ballparks = new Map<SubjectKey, number[]>();
  for (const { measure, median } of medians)
    ballparks.set(measure, [...(ballparks.get(measure) ?? []), median]);
  return {
    team,
    history: await historyOf(tx, pass),
    ballparks,
    tries: await triesOfTeam(tx, round.team),
    framework: await frameworkOf(tx, round.team),
  };
}

/** Pure: what a closing round freezes, from counts and from what was said before. */
export function frozenWords(facts: RoundFacts, before: Before): FrozenWords {
  const { round, answered, rosterSize: listed } = facts;
  const words = wordsOf(facts.tallies, round);
  const waited =
    facts.together === null ? [] : notSaidAlready(facts.together.tallies, words, before.framework);
  const together =
    facts.together === null || waited.length === 0
      ? null
      : wordsOf(waited, facts.together).map((word) => withoutToldTick(word, words, facts, before));
  const ballparks = facts.tallies.flatMap(({ subject, ballparks: said }) => {
    const median = ballparkOf(said);
    return median === null ? [] : [{ measure: subject, median }];
  });
  return {
    labels: [...spanning(words, "round"), ...spanning(together ?? [], "block")],
    ballparks,
    answered: answeredWords(answered, listed, round.floor) === null ? null : answered,
    tellsChange: tellsChange(facts, before),
    summary: composeTeamSummary({
      team: before.team.name,
      week: round.week,
      mode: round.mode,
      floor: round.floor,
      questions: round.questions,
      words,
      waits: !endsItsBlock(round.ordinal) && leavesWaiting(facts.tallies, round.floor),
      together,
      heldBack: round.heldBack,
      blockHeldBack: facts.blockHeldBack,
      trends: new Map(words.map((word) => [word.subject, trendWith(before, facts, word)])),
      ballparks: ballparks.map(({ measure, median }) => ({
        measure,
        median,
        line: readLine([...(before.ballparks.get(measure) ?? []), median]),
      })),
      reflections: facts.reflections,
      answered,
      listed,
      openAnswers: facts.openAnswers,
      tries: before.tries,
      framework: before.framework,
    }),
  };
}

/**
 * What has a word of its own this week isn't told a second time from what waited before: that would be an older word,
 * and could say the opposite.
 */
function notSaidAlready(
  waited: readonly Tally[],
  words: readonly SubjectWord[],
  framework: Framework,
): readonly Tally[] {
  const said = new Set(words.filter(({ label }) => label.word !== "too-few").map(({ subject }) => subject));
  return waited
    .filter(({ subject }) => !said.has(subject))
    .toSorted((one, other) => place(one, framework) - place(other, framework));
}

/**
 * Nor is "good enough" told a second time: by a round of the block, and by the block with somebody more in it, the two
 * would tell what that one ticked.
 */
function withoutToldTick(
  word: SubjectWord,
  words: readonly SubjectWord[],
  facts: RoundFacts,
  { history }: Before,
): SubjectWord {
  const weeks = facts.before.slice(0, roundsInABlock - 1).map(({ week }) => week);
  const earlier = (history.get(word.subject) ?? []).filter(({ week }) => weeks.includes(week));
  const now = words.filter(({ subject }) => subject === word.subject);
  return [...earlier, ...now].some(({ goodEnough }) => goodEnough) ? { ...word, goodEnough: false } : word;
}

/** The framework's order; what it doesn't know comes last. */
function place({ subject }: Tally, { measures }: Framework): number {
  const inOrder: readonly SubjectKey[] = [...categoryKeys, ...measures.map(({ key }) => key)];
  const at = inOrder.indexOf(subject);
  return at < 0 ? inOrder.length : at;
}

function spanning(words: readonly SubjectWord[], span: FrozenLabel["span"]): FrozenLabel[] {
  return words.map((word) => ({ ...word, span }));
}

function trendWith(
  { history }: Before,
  facts: RoundFacts,
  { subject, label, goodEnough }: SubjectWord,
): Trend {
  const points = history.get(subject) ?? [];
  const { week } = facts.round;
  return trendOf([
    ...points,
    { week, label, goodEnough, tellsChange: maySetBeside(facts, setBeside(points)) },
  ]);
}

/** For good: neither the round before nor any round whose word a category's is set beside asked nearly the same people. */
function tellsChange(facts: RoundFacts, { history }: Before): boolean {
  const beside = facts.round.questions.categories.flatMap((key) => setBeside(history.get(key) ?? []));
  return maySetBeside(facts, [...facts.before.slice(0, 1).map(({ week }) => week), ...beside]);
}

function maySetBeside({ before }: RoundFacts, weeks: readonly Week[]): boolean {
  return !before.some(({ week, nearlyTheSame }) => nearlyTheSame && weeks.includes(week));
}
