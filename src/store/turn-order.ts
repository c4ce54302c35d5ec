/** Whose turn it is to be said: workspaces take turns, so that one with ten thousand due holds up no other with one. */
import { type SQL, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { DeliveryId, WorkspaceId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import { posting } from "./limits.ts";
import { everything, farthestAhead } from "./paces.ts";
import { rowsOf } from "./rows.ts";

/** Something due that may be asked of Slack about now. */
export type Next = {
  readonly id: DeliveryId;
  readonly workspace: WorkspaceId;
  readonly addressee: string;
};

/** So many of each workspace at a time: another process may be quicker with the first of them. */
const ofEach = 4;

/** Seconds: what Slack takes later than that is left where it is. */
const soon = 2;

/** Whose turn it is: the workspaces that come after one, in the order of their ids, and no more of some than so many. */
export type Turns = { readonly after: string; readonly most: ReadonlyMap<WorkspaceId, number> };

/** Everybody's, from the first on. */
export const allInTurn: Turns = { after: "", most: new Map() };

/**
 * What to say next: of every workspace whose turn it is what is due longest, a summary before anything else of the same
 * moment; first the first of each, then the second of each. Left out is a channel or person something is just being said to,
 * and what Slack asked us to wait for. Of one channel, one only.
 *
 * The first part hops from workspace to workspace in the index, and stops when it has found enough: it costs as much as
 * there are workspaces in it, not as there are rows due. Mostly nothing is due at all, and then it does not begin.
 */
export async function nextInTurn(
  db: Db,
  now: Temporal.Instant,
  workspaces: number,
  turns: Turns = allInTurn,
): Promise<readonly Next[]> {
  const rows = await rowsOf<Next>(db, turnQuery(now, workspaces, turns));
  const seen = new Map<string, readonly Next[]>();
  const channels = new Set<string>();
  for (const row of rows) {
    const channel = `${row.workspace} ${row.addressee}`;
    if (channels.has(channel)) continue;
    channels.add(channel);
    const queue = seen.get(row.workspace) ?? [];
    if (queue.length < (turns.most.get(row.workspace) ?? ofEach)) seen.set(row.workspace, [...queue, row]);
  }
  const queues = [...seen.values()];
  return Array.from({ length: ofEach }, (_, place) => queues.flatMap((queue) => queue[place] ?? [])).flat();
}

const summariesFirst = sql`(d.kind <> 'summary')`;

/** The question itself, so that a test can ask how it is answered. */
export function turnQuery(now: Temporal.Instant, workspaces: number, { after, most }: Turns = allInTurn) {
  const at = sql`${now.toString()}::timestamptz`;
  const resting = [...most].filter(([, hands]) => hands === 0).map(([workspace]) => workspace);
  return sql`
    with recursive turn (workspace) as (
      (
        select d.workspace from deliveries d where d.state = 'due' and d.workspace > ${after}
          and (select n.due_at from deliveries n where n.state = 'due' order by n.due_at limit 1) <= ${at}
        order by d.workspace limit 1
      )
      union all
      select (
        select d.workspace from deliveries d where d.state = 'due' and d.workspace > turn.workspace
        order by d.workspace limit 1
      ) from turn where turn.workspace is not null
    )
    select next.id, turn.workspace, next.addressee
    from turn cross join lateral (
      select d.id, d.addressee from deliveries d
      where d.state = 'due' and d.workspace = turn.workspace and d.due_at <= ${at}
        and not exists (
          select from deliveries s
          where s.state = 'sending' and s.workspace = d.workspace and s.addressee = d.addressee
        )
        and not exists (
          select from paces p
          where p.workspace = d.workspace and p.of = d.addressee and ${isTaken(at)}
        )
      order by d.due_at, ${summariesFirst}, d.id
      limit ${sql.raw(`${ofEach}`)}
    ) next
    where turn.workspace is not null and turn.workspace <> all(${sql.param(resting)}::text[]) and not exists (
      select from paces p
      where p.workspace = turn.workspace and p.of in (${everything}, ${posting})
        and (p.paused_until > ${at} or ${isTaken(at)})
    )
    limit ${workspaces * ofEach}`;
}

/** The next while is taken by others. What is free only long after that was kept before the clock was set back. */
function isTaken(at: SQL): SQL {
  const ahead = (seconds: number) => sql`${at} + interval '${sql.raw(`${seconds}`)} seconds'`;
  return sql`(p.free_at > ${ahead(soon)} and p.free_at <= ${ahead(farthestAhead)})`;
}
