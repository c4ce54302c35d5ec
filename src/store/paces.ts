/**
 * How fast Slack may be asked, kept by the database so that all processes together keep to it: of each method, and of
 * each channel, of a workspace. Times are its own clock's: those of processes may differ.
 */
import { and, eq, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { WorkspaceId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import { rowsOf } from "./rows.ts";
import { paces } from "./schema.ts";

/** Something that is asked no oftener than every so many milliseconds. */
export type Pace = { readonly of: string; readonly every: number };

/** A turn that was taken, and how many milliseconds from now it comes; or none taken, and from when on it is worth asking. */
export type Turn = { readonly in: number } | { readonly notBefore: Temporal.Instant };

/** What stands for everything that a workspace may be asked. */
export const everything = "*";

/**
 * Takes the next free moment that all of these paces allow, in one statement: two that ask at once get two moments. None
 * is taken where it would come later than `patience` (milliseconds), or after what Slack asked us to wait for.
 */
export async function takeTurn(
  db: Db,
  workspace: WorkspaceId,
  wanted: readonly Pace[],
  patience: number,
): Promise<Turn> {
  // Always in the same order, so that no two wait for each other.
  const inOrder = wanted.toSorted((one, other) => (one.of < other.of ? -1 : 1));
  const asked = sql.join(
    inOrder.map(({ of, every }) => sql`(${of}, ${every}::float8 * interval '1 millisecond')`),
    sql`, `,
  );
  const [row] = await rowsOf<{ wait: number | null; later: string }>(
    db,
    sql`
      with now as materialized (select bearings_now() as at),
        wanted (of, every) as (values ${asked}),
        standing as (
          select max(greatest(p.free_at, p.paused_until)) as free_at from paces p
          where p.workspace = ${workspace} and (p.of = ${everything} or p.of in (select of from wanted))
        ),
        taken as (
          insert into paces as p (workspace, of, free_at)
          select ${workspace}, w.of, now.at + w.every from wanted w, now, standing
          where coalesce(standing.free_at <= now.at + ${patience}::float8 * interval '1 millisecond', true)
          order by w.of
          on conflict (workspace, of) do update
            set free_at = greatest(p.free_at, p.paused_until, (select at from now)) + (excluded.free_at - (select at from now))
          returning p.of, p.free_at
        )
      select
        (select extract(epoch from max(t.free_at - w.every) - now.at)::float8 * 1000 from taken t join wanted w on w.of = t.of) as wait,
        greatest(standing.free_at, now.at)::text as later
      from now, standing`,
  );
  if (row === undefined) throw new Error("The database has no clock.");
  return row.wait === null ? { notBefore: Temporal.Instant.from(row.later) } : { in: Math.max(0, row.wait) };
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
 * Nothing is asked for so many seconds from now, by any process. A pause that ends later stays. True when there was
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
        select ${workspace}, ${of}, at, at + ${seconds}::float8 * interval '1 second' from (select bearings_now() as at) now
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
