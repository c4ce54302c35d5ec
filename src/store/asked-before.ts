/** A team's rounds before one of them, and whether nearly the same people were asked: lists of people, nothing they said. */
import { sql } from "drizzle-orm";
import type { Week } from "../core/week.ts";
import type { Db } from "./database.ts";
import type { KeptRound } from "./rounds.ts";
import { rowsOf } from "./rows.ts";
import { roster, rounds } from "./schema.ts";

export type AskedBefore = {
  readonly week: Week;
  /**
   * Fewer people than the stricter of the two floors are on one of the lists only, but some are: what changed between the
   * two rounds could be what those few said.
   */
  readonly nearlyTheSame: boolean;
};

/** The rounds that a team had before this one, a year of them, newest first. */
export async function askedBefore(
  tx: Db,
  { id, team, ordinal, floor }: Pick<KeptRound, "id" | "team" | "ordinal" | "floor">,
): Promise<readonly AskedBefore[]> {
  return rowsOf(
    tx,
    sql`
      select r.week, lists.apart between 1 and greatest(r.floor, ${floor}) - 1 as "nearlyTheSame"
      from ${rounds} r
      cross join lateral (
        select count(*) filter (where then_.person is null or now_.person is null)::int as apart
        from (select person from ${roster} where round = r.id) then_
        full join (select person from ${roster} where round = ${id}) now_ on now_.person = then_.person
      ) lists
      where r.team = ${team} and r.ordinal < ${ordinal} and r.state = 'closed'
      order by r.ordinal desc limit 53`,
  );
}
