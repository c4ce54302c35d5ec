/** Numbers that somebody read off a system. Not readings, not confidential, never a target. */
import { and, asc, eq, sql } from "drizzle-orm";
import type { SubjectKey } from "../core/framework.ts";
import type { TeamId, UserId } from "../core/ids.ts";
import type { Week } from "../core/week.ts";
import type { Db } from "./database.ts";
import { rowsOf } from "./rows.ts";
import { notedValues } from "./schema.ts";

export type NotedValue = {
  readonly team: TeamId;
  readonly measure: SubjectKey;
  readonly week: Week;
  readonly value: number;
  readonly notedBy: UserId;
};

type Before = Pick<NotedValue, "value" | "notedBy"> | null;

/** Notes a number for a team, measure and week, and tells what stood there before, so that it can be taken back. */
export async function noteValue(db: Db, noted: NotedValue): Promise<Before> {
  const { team, measure, week, value, notedBy } = noted;
  const [row] = await rowsOf<{ before: Before }>(
    db,
    sql`
      with before as (
        select value, noted_by as "notedBy" from ${notedValues}
        where team = ${team} and measure = ${measure} and week = ${week}
      ),
      keep as (
        insert into ${notedValues} (team, measure, week, value, noted_by)
        values (${team}, ${measure}, ${week}, ${value}, ${notedBy})
        on conflict (team, measure, week) do update set value = excluded.value, noted_by = excluded.noted_by
      )
      select (select to_jsonb(before) from before) as before`,
  );
  return row?.before ?? null;
}

/**
 * Takes a noted value back: what stood before stands again. False, and nothing changes, when somebody has noted
 * another number meanwhile.
 */
export async function takeBackValue(db: Db, noted: NotedValue, before: Before): Promise<boolean> {
  const still = and(
    eq(notedValues.team, noted.team),
    eq(notedValues.measure, noted.measure),
    eq(notedValues.week, noted.week),
    eq(notedValues.value, noted.value),
    eq(notedValues.notedBy, noted.notedBy),
  );
  const undone =
    before === null
      ? await db.delete(notedValues).where(still).returning()
      : await db.update(notedValues).set(before).where(still).returning();
  return undone.length === 1;
}

/** A team's noted values, oldest week first; of one measure when it is given. */
export async function notedValuesOf(
  db: Db,
  team: TeamId,
  measure?: SubjectKey,
): Promise<readonly NotedValue[]> {
  return db
    .select()
    .from(notedValues)
    .where(
      and(eq(notedValues.team, team), measure === undefined ? undefined : eq(notedValues.measure, measure)),
    )
    .orderBy(asc(notedValues.week), asc(notedValues.measure));
}
