/**
 * How fast Slack may be asked, kept by the database so that all processes together keep to it: of each method, and of
 * each channel, of a workspace. Times are its own clock's: those of processes may differ.
 */
import { and, eq, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { WorkspaceId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import { longestPause } from "./limits.ts";
import { rowsOf } from "./rows.ts";
import { paces } from "./schema.ts";

/**
 * Something that is asked no oftener than every so many milliseconds. In a channel messages keep that distance, whatever
 * each had to wait for. Calls of a method are counted over a minute: one that waits for its channel holds up no other.
 */
export type Pace = { readonly of: string; readonly every: number };

/** A turn that was taken, and how many milliseconds from now it comes; or none taken, and from when on it is worth asking. */
export type Turn = { readonly in: number } | { readonly notBefore: Temporal.Instant };

/** What stands for everything that a workspace may be asked. */
export const everything = "*";

/**
 * Seconds. A moment that is free is never further ahead: turns are taken up to eight seconds ahead (jobs/saying), and a
 * pace adds about one. What lies a minute beyond was kept before the database's clock was set back, and doesn't count.
 */
export const farthestAhead = 70;

/**
 * Takes the next free moment that all of these paces allow: two that ask at once get two moments. None is taken where it
 * would come later than `patience` (milliseconds), or after what Slack asked us to wait for.
 */
export async function takeTurn(
  db: Db,
  workspace: WorkspaceId,
  wanted: readonly Pace[],
  patience: number,
): Promise<Turn> {
  const asked = sql.join(
    wanted.map(
      ({ of, every }) => sql`(${of}, ${every}::float8 * interval '1 millisecond', ${isMethod(of)}::boolean)`,
    ),
    sql`, `,
  );
  // Always in the same order, so that no two wait for each other. The time is looked at when all are in hand.
  const [row] = await rowsOf<{ late: boolean; taken: number; wait: number; start: string }>(
    db,
    sql`
      with wanted (of, every, counted) as (values ${asked}),
        standing as materialized (
          select p.of, p.free_at, p.paused_until from paces p
          where p.workspace = ${workspace} and (p.of = ${everything} or p.of in (select of from wanted))
          order by p.of for update
        ),
        free as (
          select w.counted, greatest(
            case when s.free_at <= bearings_now() + interval '${sql.raw(`${farthestAhead}`)} seconds' then s.free_at end, s.paused_until
          ) as at
          from standing s left join wanted w on w.of = s.of
        ),
        moment as materialized (
          select bearings_now() as now, max(at) as free_at, max(at) filter (where counted is distinct from false) as counted_at
          from free
        ),
        turn as (
          select now, greatest(free_at, now) as start, greatest(counted_at, now) as counted_start,
            greatest(free_at, now) > now + ${patience}::float8 * interval '1 millisecond' as late
          from moment
        ),
        taken as (
          insert into paces as p (workspace, of, free_at)
          select ${workspace}, w.of, case when w.counted then t.counted_start else t.start end + w.every
          from wanted w, turn t where not t.late
          order by w.of
          on conflict (workspace, of) do update set free_at = excluded.free_at
            where excluded.of in (select of from standing)
          returning p.of
        )
      select late, (select count(*) from taken)::int as taken,
        extract(epoch from start - now)::float8 * 1000 as wait, start::text as start
      from turn`,
  );
  if (row === undefined) throw new Error("The database has no clock.");
  if (row.late) return { notBefore: Temporal.Instant.from(row.start) };
  // One of them was asked for the first time, by somebody else too: theirs stands now, and can be waited for.
  if (row.taken < wanted.length) return takeTurn(db, workspace, wanted, patience);
  return { in: row.wait };
}

/** Slack's methods have a dot in their names, ids of channels have none. */
function isMethod(of: string): boolean {
  return of.includes(".");
}

/** Until when Slack asked us not to ask for any of these; null where we may. */
export async function pausedUntil(
  db: Db,
  workspace: WorkspaceId,
  of: readonly string[],
): Promise<Temporal.Instant | null> {
  const named = sql.join(
    [everything, ...of].map((one) => sql`${one}`),
    sql`, `,
  );
  const [row] = await rowsOf<{ until: string | null }>(
    db,
    sql`select max(paused_until)::text as until from paces
      where workspace = ${workspace} and of in (${named}) and paused_until > bearings_now()`,
  );
  return row?.until ? Temporal.Instant.from(row.until) : null;
}

/**
 * Nothing is asked for so many seconds from now (a day at most), by any process. A pause that ends later stays. True when there was
 * none under way, nor one that ended within the last day: then it is news.
 */
export async function pause(db: Db, workspace: WorkspaceId, of: string, seconds: number): Promise<boolean> {
  const [row] = await rowsOf<{ news: boolean }>(
    db,
    sql`
      with before as (
        select paused_until from paces where workspace = ${workspace} and of = ${of}
      ), paused as (
        insert into paces as p (workspace, of, free_at, paused_until)
        select ${workspace}, ${of}, at, at + ${Math.min(seconds, longestPause)}::float8 * interval '1 second' from (select bearings_now() as at) now
        on conflict (workspace, of) do update set paused_until = greatest(p.paused_until, excluded.paused_until)
      )
      select not exists (select from before where paused_until > bearings_now() - interval '1 day') as news`,
  );
  return row?.news ?? true;
}

/** A pause is over before its time, such as when the workspace has a new token. */
export async function liftPause(db: Db, workspace: WorkspaceId, of: string): Promise<void> {
  await db
    .update(paces)
    .set({ pausedUntil: null })
    .where(and(eq(paces.workspace, workspace), eq(paces.of, of)));
}

/** Forgets the paces of what has not been asked for a day. */
export async function forgetPaces(db: Db): Promise<void> {
  await db.execute(
    sql`delete from ${paces} where greatest(free_at, paused_until) < bearings_now() - interval '1 day'`,
  );
}
