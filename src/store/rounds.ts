/** Rounds: which are open, which are due, and what closed ones froze. */
import { and, asc, desc, eq, gte, isNotNull, lt, lte, not, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { sameShares } from "../core/focus-shares.ts";
import type { CategoryKey, FocusShares } from "../core/framework.ts";
import type { RoundId, TeamId } from "../core/ids.ts";
import type { Looks } from "../core/rotation.ts";
import type { Round } from "../core/round.ts";
import type { Week } from "../core/week.ts";
import type { Db } from "./database.ts";
import { rounds } from "./schema.ts";

/** A round with everything kept of it that has no person in it. */
export type KeptRound = Round & {
  /** 0 for a skipped round, which counts for nothing. */
  readonly ordinal: number;
  /** The focus shares that were in force when it opened. */
  readonly focus: FocusShares;
  /** Null where the nudge is switched off. */
  readonly nudgesAt: Temporal.Instant | null;
  readonly nudged: boolean;
  /** It closed without words, because another team of nearly the same people had its words of that week. */
  readonly heldBack: boolean;
  /** Whether "changed since last time" may be said of its categories (core/apart). */
  readonly tellsChange: boolean;
};

/** A round by its id, or null when there is none. */
export async function roundById(db: Db, id: RoundId): Promise<KeptRound | null> {
  return (await roundsWhere(db, eq(rounds.id, id), 1))[0] ?? null;
}

/** The round of a team that is open, or null. */
export async function openRoundOfTeam(db: Db, team: TeamId): Promise<KeptRound | null> {
  return (await roundsWhere(db, and(eq(rounds.team, team), eq(rounds.state, "open")), 1))[0] ?? null;
}

/** The last round of a team whose words are frozen, or null before the first. */
export async function latestClosedRound(db: Db, team: TeamId): Promise<KeptRound | null> {
  return (await roundsWhere(db, and(eq(rounds.team, team), eq(rounds.state, "closed")), 1))[0] ?? null;
}

/** The newest round of a team in whatever state, so that a skipped one can be told of; null before the first. */
export async function latestRound(db: Db, team: TeamId): Promise<KeptRound | null> {
  return (await roundsWhere(db, eq(rounds.team, team), 1))[0] ?? null;
}

/** The rounds that a team has in a week and in later ones, in whatever state, and the one that is open, whatever its week. */
export async function roundsFromWeek(db: Db, team: TeamId, week: Week): Promise<readonly KeptRound[]> {
  const rows = await db
    .select()
    .from(rounds)
    .where(and(eq(rounds.team, team), or(gte(rounds.week, week), eq(rounds.state, "open"))));
  return rows.map(toRound);
}

/** The last closed rounds of a team, newest first. */
export async function closedRounds(db: Db, team: TeamId, limit: number): Promise<readonly KeptRound[]> {
  return roundsWhere(db, and(eq(rounds.team, team), eq(rounds.state, "closed")), limit);
}

/** Open rounds whose time is up, the longest due first, but for those named; held until the transaction ends. */
export async function roundsDueToClose(
  tx: Db,
  now: Temporal.Instant,
  limit: number,
  but: readonly Pick<KeptRound, "id">[] = [],
): Promise<readonly KeptRound[]> {
  return openAndDue(tx, rounds.closesAt, now, limit, noneOf(but));
}

/** Open rounds whose one nudge is due and not planned yet, but for those named; held until the transaction ends. */
export async function roundsDueToNudge(
  tx: Db,
  now: Temporal.Instant,
  limit: number,
  but: readonly Pick<KeptRound, "id">[] = [],
): Promise<readonly KeptRound[]> {
  return openAndDue(tx, rounds.nudgesAt, now, limit, and(not(rounds.nudged), noneOf(but)));
}

/** The nudge of a round is planned: there is never a second. */
export async function markNudged(db: Db, round: RoundId): Promise<void> {
  await db.update(rounds).set({ nudged: true }).where(eq(rounds.id, round));
}

/** Keeps that a round was talked about: only that, not who said so nor when. */
export async function markTalkedAbout(db: Db, round: RoundId): Promise<void> {
  await db
    .update(rounds)
    .set({ talkedAbout: true })
    .where(and(eq(rounds.id, round), eq(rounds.state, "closed")));
}

/** PostgreSQL's largest integer. */
const everyOrdinal = 2_147_483_647;

/**
 * The categories that had their closer look in a team, oldest first: whose turn it is next follows from them. Those since
 * these shares came into force are told apart by what each round froze. Short and skipped rounds had none. `before`: only
 * rounds before the one with that number.
 */
export async function closerLooksSeen(
  db: Db,
  team: TeamId,
  shares: FocusShares,
  { before = everyOrdinal }: { readonly before?: number } = {},
): Promise<Looks> {
  const category = sql<CategoryKey | null>`${rounds.questions} #>> '{closerLook,category}'`;
  const rows = await db
    .select({ category, focus: rounds.focus })
    .from(rounds)
    .where(and(eq(rounds.team, team), isNotNull(rounds.ordinal), lt(rounds.ordinal, before)))
    .orderBy(asc(rounds.ordinal));
  const change = rows.findLastIndex(({ focus }) => !sameShares(focus, shares)) + 1;
  const looks = (some: typeof rows) => some.flatMap(({ category }) => (category === null ? [] : [category]));
  return { before: looks(rows.slice(0, change)), since: looks(rows.slice(change)) };
}

/** A round as the domain knows it. What it said is not in it: that is read through the gate (store/gate). */
export function toRound({ summary: _, answered: __, ...row }: typeof rounds.$inferSelect): KeptRound {
  return { ...row, ordinal: row.ordinal ?? 0 };
}

function noneOf(few: readonly Pick<KeptRound, "id">[]): SQL {
  return notInArray(
    rounds.id,
    few.map(({ id }) => id),
  );
}

/** Many processes may ask at once: each holds other rounds. */
async function openAndDue(
  tx: Db,
  due: typeof rounds.closesAt | typeof rounds.nudgesAt,
  now: Temporal.Instant,
  limit: number,
  moreover: SQL | undefined,
): Promise<readonly KeptRound[]> {
  const rows = await tx
    .select()
    .from(rounds)
    .where(and(eq(rounds.state, "open"), lte(due, now), moreover))
    .orderBy(asc(due), asc(rounds.id))
    .limit(limit)
    .for("update", { skipLocked: true });
  return rows.map(toRound);
}

async function roundsWhere(db: Db, condition: SQL | undefined, limit: number): Promise<readonly KeptRound[]> {
  const rows = await db.select().from(rounds).where(condition).orderBy(desc(rounds.week)).limit(limit);
  return rows.map(toRound);
}
