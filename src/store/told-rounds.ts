/** Closed rounds as a digest tells of them, read through the gate: no person and no summary is selected here. */
import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { CategoryKey } from "../core/framework.ts";
import type { RoundId, TeamId } from "../core/ids.ts";
import type { Week } from "../core/week.ts";
import type { Db } from "./database.ts";
import type { Pass } from "./gate.ts";
import { rowsOf } from "./rows.ts";
import { rounds, teams } from "./schema.ts";

export type ToldRound = {
  readonly round: RoundId;
  readonly team: TeamId;
  readonly week: Week;
  readonly categories: readonly CategoryKey[];
  readonly closerLook: CategoryKey | null;
  readonly heldBack: boolean;
};

/**
 * Of each of several teams the last round that is closed, and was to close after one moment, and opened by another. A leader
 * may have closed it before its time: then it is told of at once. The rounds of a team follow each other, so only the
 * newest is looked at: that costs the same after years.
 */
export async function lastClosedOfEach(
  db: Db,
  passes: readonly Pass[],
  after: Temporal.Instant,
  until: Temporal.Instant,
): Promise<readonly ToldRound[]> {
  if (passes.length === 0) return [];
  return rowsOf<ToldRound>(
    db,
    sql`
      select r.id as round, r.team, r.week, r.questions -> 'categories' as categories,
        r.questions #>> '{closerLook,category}' as "closerLook", r.held_back as "heldBack"
      from ${teams} t
      cross join lateral (
        select * from ${rounds} o
        where o.team = t.id and o.state = 'closed' and o.opens_at <= ${until.toString()}::timestamptz
        order by o.week desc limit 1
      ) r
      where t.id in ${passes.map(({ team }) => team)} and r.closes_at > ${after.toString()}::timestamptz
      order by r.team`,
  );
}
