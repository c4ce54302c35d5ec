/** Closed rounds as a digest tells of them to somebody outside: no person and no summary is selected here. */
import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { CategoryKey } from "../core/framework.ts";
import type { RoundId, TeamId } from "../core/ids.ts";
import type { Week } from "../core/week.ts";
import type { Db } from "./database.ts";
import { rowsOf } from "./rows.ts";
import { roster, rounds } from "./schema.ts";

export type ToldRound = {
  readonly round: RoundId;
  readonly team: TeamId;
  readonly week: Week;
  readonly categories: readonly CategoryKey[];
  readonly closerLook: CategoryKey | null;
};

/**
 * Of each of several teams the last round that is closed, and was to close after one moment, and opened by another. A leader
 * may have closed it before its time: then it is told of at once.
 */
export async function lastClosedOfEach(
  db: Db,
  teams: readonly TeamId[],
  after: Temporal.Instant,
  until: Temporal.Instant,
): Promise<readonly ToldRound[]> {
  if (teams.length === 0) return [];
  return rowsOf<ToldRound>(
    db,
    sql`
      select distinct on (r.team) r.id as round, r.team, r.week,
        r.questions -> 'categories' as categories, r.questions #>> '{closerLook,category}' as "closerLook"
      from ${rounds} r
      where r.team in ${[...teams]} and r.state = 'closed'
        and r.closes_at > ${after.toString()}::timestamptz and r.opens_at <= ${until.toString()}::timestamptz
      order by r.team, r.week desc`,
  );
}

/**
 * Pairs of rounds whose lists differ by some people, but by fewer than `least`: from the words of both together, what
 * those few said could be told. Pairs with the very same list tell nothing of that kind.
 */
export async function tooAlike(
  db: Db,
  ids: readonly RoundId[],
  least: number,
): Promise<readonly { readonly one: RoundId; readonly other: RoundId }[]> {
  if (ids.length < 2) return [];
  return rowsOf(
    db,
    sql`
      select a.id as one, b.id as other
      from ${rounds} a join ${rounds} b on a.id < b.id
      cross join lateral (
        select count(*) filter (where x.person is null or y.person is null)::int as apart
        from (select person from ${roster} where round = a.id) x
        full join (select person from ${roster} where round = b.id) y on y.person = x.person
      ) lists
      where a.id in ${[...ids]} and b.id in ${[...ids]}
        and lists.apart between 1 and ${least - 1}
      order by a.id, b.id`,
  );
}
