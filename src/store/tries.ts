/** The small things that teams try, and what they learned. */
import { and, asc, desc, eq, gte, inArray } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { TeamId, TryId } from "../core/ids.ts";
import type { NewTry, Try, TryAnswer } from "../core/try.ts";
import type { Db } from "./database.ts";
import { teams, tries } from "./schema.ts";

export type KeptTry = Try & {
  readonly startedAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
};

/** Keeps a new try of a team; it is going from now on. */
export async function startTry(
  db: Db,
  team: TeamId,
  started: NewTry,
  now: Temporal.Instant,
): Promise<KeptTry> {
  const { category, what, ledBy, askOn } = started;
  const [row] = await db
    .insert(tries)
    .values({ team, category, what, ledBy, askOn, startedAt: now })
    .returning();
  if (row === undefined) throw new Error("A try was not kept.");
  return row;
}

/**
 * Keeps a new try of a team unless the same one (what, category and day) is going already: null then. Of several
 * that arrive at once, as when somebody presses twice, one is kept.
 */
export async function startTryOnce(
  db: Db,
  team: TeamId,
  started: NewTry,
  now: Temporal.Instant,
): Promise<KeptTry | null> {
  return db.transaction(async (tx) => {
    // First and alone: what another is keeping just now is waited for, and then seen.
    await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, team)).for("no key update");
    const { what, category, askOn } = started;
    const same = and(
      eq(tries.team, team),
      eq(tries.state, "going"),
      eq(tries.what, what),
      eq(tries.category, category),
      eq(tries.askOn, askOn),
    );
    return (await tx.$count(tries, same)) > 0 ? null : startTry(tx, team, started, now);
  });
}

/** Keeps how a try went. Null when it has ended already: what was said first stands. */
export async function answerTry(
  db: Db,
  id: TryId,
  answer: TryAnswer,
  now: Temporal.Instant,
): Promise<KeptTry | null> {
  const [row] = await db
    .update(tries)
    .set(changeFor(answer, now))
    .where(and(eq(tries.id, id), eq(tries.state, "going")))
    .returning();
  return row ?? null;
}

/** A try by its id, or null when there is none. */
export async function tryById(db: Db, id: TryId): Promise<KeptTry | null> {
  const [row] = await db.select().from(tries).where(eq(tries.id, id));
  return row ?? null;
}

/** All tries of a team, newest first. */
export async function triesOfTeam(db: Db, team: TeamId): Promise<readonly KeptTry[]> {
  return db.select().from(tries).where(eq(tries.team, team)).orderBy(desc(tries.startedAt), asc(tries.id));
}

/** For a digest: what several teams are trying. Nobody's name is selected. */
export async function goingTriesOf(
  db: Db,
  teams: readonly TeamId[],
): Promise<readonly Omit<KeptTry, "ledBy">[]> {
  return db
    .select(withoutPeople)
    .from(tries)
    .where(and(inArray(tries.team, [...teams]), eq(tries.state, "going")))
    .orderBy(asc(tries.askOn), asc(tries.startedAt), asc(tries.id));
}

/** For a digest: what several teams learned since a moment. Nobody's name is selected. */
export async function learnedSince(
  db: Db,
  teams: readonly TeamId[],
  since: Temporal.Instant,
): Promise<readonly Omit<KeptTry, "ledBy">[]> {
  return db
    .select(withoutPeople)
    .from(tries)
    .where(and(inArray(tries.team, [...teams]), eq(tries.state, "learned"), gte(tries.endedAt, since)))
    .orderBy(asc(tries.endedAt), asc(tries.startedAt), asc(tries.id));
}

const withoutPeople = {
  id: tries.id,
  team: tries.team,
  category: tries.category,
  what: tries.what,
  askOn: tries.askOn,
  state: tries.state,
  learned: tries.learned,
  startedAt: tries.startedAt,
  endedAt: tries.endedAt,
};

function changeFor(answer: TryAnswer, now: Temporal.Instant) {
  switch (answer.how) {
    case "learned":
      return { state: "learned", learned: answer.learned, endedAt: now } as const;
    case "dropped":
      return { state: "dropped", endedAt: now } as const;
    case "still-going":
      return { askOn: answer.askOn };
  }
}
