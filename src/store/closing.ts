/**
 * Closing a round: the readings become words and are deleted, in one transaction. What is frozen here never changes,
 * and afterwards nothing in the database puts a person beside a reading: but for an open team's own summary, and for those
 * below the floor, which wait for up to four rounds under a key that stands in the same database (docs/decisions/015).
 */
import { and, eq, inArray } from "drizzle-orm";
import type { SubjectKey } from "../core/framework.ts";
import type { RoundId } from "../core/ids.ts";
import { isBelowFloor, type Label } from "../core/label.ts";
import type { Tally } from "../core/reading.ts";
import type { ShownReflections } from "../core/reflection.ts";
import { type AskedBefore, askedBefore } from "./asked-before.ts";
import { letWait, type Together, takeTogether } from "./blocks.ts";
import type { Db } from "./database.ts";
import { isBlockHeldBack, isHeldBack } from "./held-back.ts";
import { killPoint } from "./kill-point.ts";
import { type OpenReading, openAnswersOf } from "./readings.ts";
import { settleReflections } from "./reflections.ts";
import { rosterSize } from "./rosters.ts";
import { type KeptRound, toRound } from "./rounds.ts";
import { answers, ballparks, deliveries, labels, notThisWeek, readings, roster, rounds } from "./schema.ts";
import { tallyOf } from "./tallies.ts";

/**
 * All that words are made from. Nobody stands beside a reading in it, but for an open team's own answers; and of a round
 * that is held back nothing that was read.
 */
export type RoundFacts = {
  readonly round: KeptRound;
  /** The team's rounds before it, newest first. */
  readonly before: readonly AskedBefore[];
  readonly rosterSize: number;
  readonly answered: number;
  /** Every subject that was asked, in the order asked. */
  readonly tallies: readonly Tally[];
  /** What waited in the block that ends with this round; null in the middle of one, and where nothing waited. */
  readonly together: Together | null;
  /** Something waited in the block that ends with this round, and may not be told: it is deleted unsaid. */
  readonly blockHeldBack: boolean;
  readonly reflections: ShownReflections;
  /** Empty for any but an open team. */
  readonly openAnswers: readonly OpenReading[];
};

export type FrozenLabel = {
  readonly subject: SubjectKey;
  /** `block`: of what waited in the block, taken together. */
  readonly span: "round" | "block";
  readonly label: Label;
  readonly goodEnough: boolean;
};

/** What a closed round says, for ever. */
export type FrozenWords = {
  readonly labels: readonly FrozenLabel[];
  /** Rounded medians, from five people on. */
  readonly ballparks: readonly { readonly measure: SubjectKey; readonly median: number }[];
  /** How many answered; null where that might tell who did not. */
  readonly answered: number | null;
  /** Whether "changed since last time" may be said of its categories. */
  readonly tellsChange: boolean;
  /** core/digests/team-summary. */
  readonly summary: unknown;
};

export type Closed<Words> = { readonly round: KeptRound; readonly facts: RoundFacts; readonly words: Words };

/**
 * Closes an open round: counts, lets `decide` find the words, freezes them, and deletes what they were made from. Of
 * several that try at once one closes it and the others get null, as does whoever comes to a round that isn't open. A
 * round that is held back (store/held-back) freezes its summary and no word, whatever was decided.
 * Give it a transaction, and what follows from closing (its deliveries) can be kept in the same one.
 *
 * `decide` is pure: it is handed everything, waits for nothing, and may be called in a transaction that fails.
 */
export async function closeRound<Words extends FrozenWords>(
  db: Db,
  id: RoundId,
  decide: (facts: RoundFacts) => Words,
): Promise<Closed<Words> | null> {
  return db.transaction(async (tx) => {
    // First and alone: an answer that is being kept is waited for, and what comes after is refused.
    const [row] = await tx
      .select()
      .from(rounds)
      .where(and(eq(rounds.id, id), eq(rounds.state, "open")))
      .for("update");
    if (row === undefined) return null;
    const facts = await gather(tx, toRound(row));
    const words = facts.round.heldBack ? withoutWords(decide(facts)) : decide(facts);
    killPoint("before the words are frozen");
    const round = await freeze(tx, facts.round, words);
    killPoint("before the readings are deleted");
    await forget(tx, id);
    killPoint("after the readings are deleted");
    return { round, facts, words };
  });
}

async function gather(tx: Db, opened: KeptRound): Promise<RoundFacts> {
  const round = { ...opened, heldBack: await isHeldBack(tx, opened) };
  const read = round.heldBack ? nothingRead : await readIn(tx, round);
  const waited = await takeTogether(tx, round);
  const blockHeldBack = waited !== null && (round.heldBack || (await isBlockHeldBack(tx, round)));
  return {
    round,
    before: await askedBefore(tx, round),
    rosterSize: await rosterSize(tx, round.id),
    ...read,
    together: blockHeldBack ? null : waited,
    blockHeldBack,
    reflections: await settleReflections(tx, round.id),
  };
}

type Read = Pick<RoundFacts, "answered" | "tallies" | "openAnswers">;

const nothingRead: Read = { answered: 0, tallies: [], openAnswers: [] };

async function readIn(tx: Db, round: KeptRound): Promise<Read> {
  const tallies = await tallyOf(tx, round.id);
  const openAnswers = await openAnswersOf(tx, round.id);
  const belowFloor = tallies.filter((tally) => isBelowFloor(tally, round.floor));
  await letWait(
    tx,
    round,
    belowFloor.map((tally) => tally.subject),
  );
  return { answered: await tx.$count(answers, eq(answers.round, round.id)), tallies, openAnswers };
}

function withoutWords<Words extends FrozenWords>(words: Words): Words {
  return { ...words, labels: [], ballparks: [], answered: null, tellsChange: false };
}

async function freeze(
  tx: Db,
  { id: round, heldBack }: Pick<KeptRound, "id" | "heldBack">,
  words: FrozenWords,
): Promise<KeptRound> {
  if (words.labels.length > 0) {
    await tx.insert(labels).values(words.labels.map((frozen) => rowOf(round, frozen)));
  }
  if (words.ballparks.length > 0) {
    await tx.insert(ballparks).values(words.ballparks.map((ballpark) => ({ round, ...ballpark })));
  }
  const { answered, tellsChange, summary } = words;
  const [row] = await tx
    .update(rounds)
    .set({ state: "closed", answered, heldBack, tellsChange, summary })
    .where(eq(rounds.id, round))
    .returning();
  if (row === undefined) throw new Error(`Round ${round} is gone.`);
  return toRound(row);
}

function rowOf(round: RoundId, { subject, span, label, goodEnough }: FrozenLabel) {
  const direction = "direction" in label ? label.direction : null;
  return { round, subject, span, word: label.word, direction, goodEnough };
}

/** What the words were made from, and who was nudged: that would tell who had not answered. */
async function forget(tx: Db, round: RoundId): Promise<void> {
  await tx.delete(readings).where(eq(readings.round, round));
  await tx.delete(answers).where(eq(answers.round, round));
  await tx.delete(notThisWeek).where(eq(notThisWeek.round, round));
  const listed = tx.select({ person: roster.person }).from(roster).where(eq(roster.round, round));
  await tx.delete(deliveries).where(and(eq(deliveries.round, round), inArray(deliveries.addressee, listed)));
}
