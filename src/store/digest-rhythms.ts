/** When each leader hears the weekly focus digest, in the leader's own zone. */

import { and, asc, desc, eq, exists, isNotNull, lte, ne, not, or, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { deliveryKey } from "../core/delivery-key.ts";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import type { Weekday, WeeklyMoment } from "../core/rhythm.ts";
import { digestDefault } from "../core/rhythm.ts";
import { weekOf } from "../core/week.ts";
import type { Db } from "./database.ts";
import { deliveries, digestRhythms, leaders, teams } from "./schema.ts";
import { isWhereWeAre } from "./workspaces.ts";

export type DigestRhythm = {
  readonly workspace: WorkspaceId;
  readonly person: UserId;
  readonly zone: string;
  readonly told: WeeklyMoment;
  readonly nextAt: Temporal.Instant;
  /** They hear none until they go on. */
  readonly paused: boolean;
};

/** Names the digest of a leader and a week for ever: there is one a week, whatever its day. */
export function digestKey({
  workspace,
  person,
  zone,
  nextAt,
}: Omit<DigestRhythm, "told" | "paused">): string {
  return deliveryKey.digest(workspace, person, weekOf(nextAt, zone));
}

/** Gives a new leader the default rhythm (Friday 09:00); somebody who has one keeps it. */
export async function ensureDigestRhythm(
  db: Db,
  { workspace, person, zone, nextAt }: Omit<DigestRhythm, "told" | "paused">,
): Promise<void> {
  await db
    .insert(digestRhythms)
    .values({ workspace, person, zone, nextAt, ...digestDefault })
    .onConflictDoNothing();
}

/** Changes when a leader hears their digest, or pauses it. */
export async function changeDigestRhythm(db: Db, rhythm: DigestRhythm): Promise<void> {
  const { workspace, person, zone, told, nextAt, paused } = rhythm;
  await db
    .insert(digestRhythms)
    .values({ workspace, person, zone, nextAt, paused, ...told })
    .onConflictDoUpdate({
      target: [digestRhythms.workspace, digestRhythms.person],
      set: { zone, nextAt, paused, ...told },
    });
}

/** When a leader hears their digest; null for somebody who never led a team. */
export async function digestRhythmOf(
  db: Db,
  workspace: WorkspaceId,
  person: UserId,
): Promise<DigestRhythm | null> {
  const [row] = await db.select().from(digestRhythms).where(isOf(workspace, person));
  return row === undefined ? null : toRhythm(row);
}

/**
 * A leader is in another zone now, and hears their digest at the moment that `next` makes of what is kept. The row is held
 * meanwhile, and of it the zone and that moment are kept alone: a pause or another day, kept just then by the leader,
 * stands. Nothing for somebody without a rhythm, or in that zone already.
 */
export async function moveDigestTo(
  db: Db,
  { workspace, person, zone }: Pick<DigestRhythm, "workspace" | "person" | "zone">,
  next: (kept: DigestRhythm) => Temporal.Instant,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.select().from(digestRhythms).where(isOf(workspace, person)).for("update");
    if (row === undefined || row.zone === zone) return;
    const nextAt = next(toRhythm(row));
    await tx.update(digestRhythms).set({ zone, nextAt }).where(isOf(workspace, person));
  });
}

/** Digests that are due, for people who still lead a team and haven't paused theirs, the longest due first, but for those named; held until the transaction ends. */
export async function digestsDue(
  tx: Db,
  now: Temporal.Instant,
  limit: number,
  but: readonly Pick<DigestRhythm, "workspace" | "person">[] = [],
): Promise<readonly DigestRhythm[]> {
  const noneOfThose = but.map(({ workspace, person }) =>
    or(ne(digestRhythms.workspace, workspace), ne(digestRhythms.person, person)),
  );
  const stillLeads = tx
    .select({ one: sql`1` })
    .from(leaders)
    .innerJoin(teams, eq(teams.id, leaders.team))
    .where(and(eq(leaders.person, digestRhythms.person), eq(teams.workspace, digestRhythms.workspace)));
  const rows = await tx
    .select()
    .from(digestRhythms)
    .where(
      and(
        lte(digestRhythms.nextAt, now),
        not(digestRhythms.paused),
        exists(stillLeads),
        isWhereWeAre(tx, digestRhythms.workspace),
        ...noneOfThose,
      ),
    )
    .orderBy(asc(digestRhythms.nextAt), asc(digestRhythms.person))
    .limit(limit)
    .for("update", { skipLocked: true });
  return rows.map(toRhythm);
}

/** When a leader heard a digest last; null where none is on record. */
export async function lastDigestSaid(
  db: Db,
  { workspace, person }: Pick<DigestRhythm, "workspace" | "person">,
): Promise<Temporal.Instant | null> {
  const { saidAt } = deliveries;
  const [last] = await db
    .select({ saidAt })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.kind, "digest"),
        eq(deliveries.workspace, workspace),
        eq(deliveries.addressee, person),
        isNotNull(saidAt),
      ),
    )
    .orderBy(desc(saidAt))
    .limit(1);
  return last?.saidAt ?? null;
}

/** Says when a leader's next digest is due. */
export async function advanceDigest(
  db: Db,
  { workspace, person }: Pick<DigestRhythm, "workspace" | "person">,
  nextAt: Temporal.Instant,
): Promise<void> {
  await db.update(digestRhythms).set({ nextAt }).where(isOf(workspace, person));
}

function isOf(workspace: WorkspaceId, person: UserId) {
  return and(eq(digestRhythms.workspace, workspace), eq(digestRhythms.person, person));
}

function toRhythm(row: typeof digestRhythms.$inferSelect): DigestRhythm {
  const { workspace, person, zone, weekday, time, nextAt, paused } = row;
  return { workspace, person, zone, told: { weekday: weekday as Weekday, time }, nextAt, paused };
}
