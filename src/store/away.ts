/** Days on which people are away: not asked, not counted. */
import { and, asc, eq, gte, lte } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import { away, workspaces } from "./schema.ts";

/** Both days included, in the person's own calendar. */
export type Away = { readonly firstDay: Temporal.PlainDate; readonly lastDay: Temporal.PlainDate };

/** Notes that somebody is away. What they noted before and what overlaps or touches it becomes one stretch. */
export async function noteAway(db: Db, workspace: WorkspaceId, person: UserId, days: Away): Promise<void> {
  await db.transaction(async (tx) => {
    // First and alone: what is being noted just now is waited for, and then joined.
    await tx
      .select({ id: workspaces.id })
      .from(workspaces)
      .where(eq(workspaces.id, workspace))
      .for("no key update");
    const joined = await tx
      .delete(away)
      .where(
        and(
          eq(away.workspace, workspace),
          eq(away.person, person),
          lte(away.firstDay, days.lastDay.add({ days: 1 })),
          gte(away.lastDay, days.firstDay.subtract({ days: 1 })),
        ),
      )
      .returning({ firstDay: away.firstDay, lastDay: away.lastDay });
    const stretches = [days, ...joined];
    const firstDay = stretches.map((stretch) => stretch.firstDay).reduce(earlier);
    const lastDay = stretches.map((stretch) => stretch.lastDay).reduce(later);
    await tx.insert(away).values({ workspace, person, firstDay, lastDay });
  });
}

/** When somebody is away, from a day on, soonest first. */
export async function awayFrom(
  db: Db,
  workspace: WorkspaceId,
  person: UserId,
  day: Temporal.PlainDate,
): Promise<readonly Away[]> {
  return db
    .select({ firstDay: away.firstDay, lastDay: away.lastDay })
    .from(away)
    .where(and(eq(away.workspace, workspace), eq(away.person, person), gte(away.lastDay, day)))
    .orderBy(asc(away.firstDay));
}

/** Somebody is back: everything noted for a day and later is taken back. */
export async function backFrom(
  db: Db,
  workspace: WorkspaceId,
  person: UserId,
  day: Temporal.PlainDate,
): Promise<void> {
  await db
    .delete(away)
    .where(and(eq(away.workspace, workspace), eq(away.person, person), gte(away.lastDay, day)));
}

function earlier(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) <= 0 ? one : other;
}

function later(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) >= 0 ? one : other;
}
