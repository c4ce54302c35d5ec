/** What will happen by itself next: what a local workspace's clock may be turned to. */
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Db } from "./database.ts";
import { posting } from "./limits.ts";
import { rowsOf } from "./rows.ts";

export type AgendaItem = {
  readonly what: "opens" | "nudges" | "closes" | "tells-leader" | "says";
  /** The team's name; for a leader's digest, empty. */
  readonly team: string;
  readonly at: Temporal.Instant;
};

/** The one thing due soonest, due ones included; null when there is no team at all. */
export async function nextOnAgenda(db: Db): Promise<AgendaItem | null> {
  const [row] = await rowsOf<{ what: AgendaItem["what"]; team: string; at: string }>(
    db,
    sql`
      select what, team, at::text as at from (
        select 'opens' as what, t.name as team, t.next_opens_at as at
          from teams t join workspaces w on w.id = t.workspace where w.uninstalled_at is null and not t.paused
        union all
        select 'closes', t.name, r.closes_at from rounds r join teams t on t.id = r.team where r.state = 'open'
        union all
        select 'nudges', t.name, r.nudges_at from rounds r join teams t on t.id = r.team
          where r.state = 'open' and not r.nudged and r.nudges_at is not null
        union all
        select 'tells-leader', '', d.next_at from digest_rhythms d
          where not d.paused and exists (
            select from leaders l join teams t on t.id = l.team
            where l.person = d.person and t.workspace = d.workspace
          ) and not exists (select from workspaces w where w.id = d.workspace and w.uninstalled_at is not null)
        union all
        select 'says', coalesce(t.name, ''), greatest(d.due_at, p.paused_until)
          from deliveries d left join teams t on t.id = d.team
          left join paces p on p.workspace = d.workspace and p.of = ${posting}
          where d.state = 'due'
      ) due order by at limit 1`,
  );
  return row === undefined ? null : { ...row, at: Temporal.Instant.from(row.at) };
}
