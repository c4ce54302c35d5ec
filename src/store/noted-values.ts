/** Numbers that somebody read off a system. Not readings, not confidential, never a target. */
import { and, asc, desc, eq, getTableColumns, gt, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { SubjectKey } from "../core/framework.ts";
import type { TeamId, UserId } from "../core/ids.ts";
import type { Week } from "../core/week.ts";
import type { Db } from "./database.ts";
import { notedValues, teams } from "./schema.ts";

export type NotedValue = {
  readonly team: TeamId;
  readonly measure: SubjectKey;
  readonly week: Week;
  readonly value: number;
  readonly notedBy: UserId;
};

/** Which note it is, so that it can be taken back, and the value that stood until then. */
export type KeptNote = { readonly note: number; readonly before: number | null };

/**
 * Notes a number for a team, measure and week; from now on it is the one that stands. The number that stands already,
 * noted by the same person, is that very note: pressed twice it is one, and taking it back takes it back.
 */
export async function noteValue(db: Db, noted: NotedValue): Promise<KeptNote> {
  return db.transaction(async (tx) => {
    const { team, measure, week } = noted;
    // First and alone: what another is noting just now is waited for, and then seen.
    await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, team)).for("no key update");
    const [stands, before] = await tx
      .select()
      .from(notedValues)
      .where(and(eq(notedValues.team, team), eq(notedValues.measure, measure), eq(notedValues.week, week)))
      .orderBy(desc(notedValues.note))
      .limit(2);
    if (stands?.notedBy === noted.notedBy && stands.value === noted.value)
      return { note: stands.note, before: before?.value ?? null };
    const [kept] = await tx.insert(notedValues).values(noted).returning({ note: notedValues.note });
    if (kept === undefined) throw new Error("A number was not noted.");
    return { note: kept.note, before: stands?.value ?? null };
  });
}

/**
 * Takes one's own note back: what stood before it, if anything, stands again. False, and nothing changes, when it is
 * somebody else's, was taken back already, or another was noted after it for the same week.
 */
export async function takeBackNote(
  db: Db,
  { team, note, notedBy }: Pick<NotedValue, "team" | "notedBy"> & Pick<KeptNote, "note">,
): Promise<boolean> {
  const later = alias(notedValues, "later");
  const sameLine = and(
    eq(later.team, notedValues.team),
    eq(later.measure, notedValues.measure),
    eq(later.week, notedValues.week),
  );
  const after = db
    .select({ one: sql`1` })
    .from(later)
    .where(and(sameLine, gt(later.note, notedValues.note)));
  const undone = await db
    .delete(notedValues)
    .where(
      and(
        eq(notedValues.team, team),
        eq(notedValues.note, note),
        eq(notedValues.notedBy, notedBy),
        notExists(after),
      ),
    )
    .returning({ note: notedValues.note });
  return undone.length === 1;
}

/** A team's noted values as they stand, oldest week first; of one measure when it is given. */
export async function notedValuesOf(
  db: Db,
  team: TeamId,
  measure?: SubjectKey,
): Promise<readonly NotedValue[]> {
  const { note: _, ...columns } = getTableColumns(notedValues);
  return db
    .selectDistinctOn([notedValues.week, notedValues.measure], columns)
    .from(notedValues)
    .where(
      and(eq(notedValues.team, team), measure === undefined ? undefined : eq(notedValues.measure, measure)),
    )
    .orderBy(asc(notedValues.week), asc(notedValues.measure), desc(notedValues.note));
}
