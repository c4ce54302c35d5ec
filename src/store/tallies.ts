/** What is counted of a round at its close. No function here selects a person, and only store/closing asks. */
import { sql } from "drizzle-orm";
import type { RoundId, TeamId } from "../core/ids.ts";
import type { Tally } from "../core/reading.ts";
import { roundsInABlock } from "../core/round.ts";
import type { Db } from "./database.ts";
import { rowsOf } from "./rows.ts";
import { readings, rounds, waitingReadings } from "./schema.ts";

/** A tally of every subject that the round asked, in the order asked; all zeros where nobody said anything. */
export async function tallyOf(tx: Db, round: RoundId): Promise<readonly Tally[]> {
  return rowsOf<Tally>(
    tx,
    sql`
      select asked.subject, ${counts},
        count(*) filter (where s.direction is not null or s.good_enough or s.ballpark is not null)::int as answered,
        coalesce(
          jsonb_agg(s.ballpark order by s.ballpark) filter (where s.ballpark is not null), '[]'
        ) as ballparks
      from ${rounds} r
      cross join lateral jsonb_array_elements_text(
        (r.questions -> 'categories') || coalesce(r.questions #> '{closerLook,measures}', '[]')
      ) with ordinality as asked(subject, place)
      left join ${readings} s on s.round = r.id and s.subject = asked.subject
      where r.id = ${round}
      group by asked.subject, asked.place
      order by asked.place`,
  );
}

/**
 * A tally of what waited in a block: each hidden person once a subject, with their latest. Where any round of the block
 * was confidential, what was said in an open one isn't counted: its team knows that by name, so a word of both would be
 * about the few others alone.
 */
export async function tallyOfBlock(tx: Db, team: TeamId, block: number): Promise<readonly Tally[]> {
  return rowsOf<Tally>(
    tx,
    sql`
      select waited.subject, ${counts}, count(s.hidden)::int as answered, '[]'::jsonb as ballparks
      from (select distinct w.subject from ${waitingReadings} w where w.team = ${team} and w.block = ${block}) waited
      left join ${waitingReadings} s on s.team = ${team} and s.block = ${block} and s.subject = waited.subject
        and (
          exists (select from ${rounds} r where r.team = ${team} and r.ordinal = s.ordinal and r.mode = 'confidential')
          or not exists (
            select from ${rounds} r where r.team = ${team} and r.mode = 'confidential'
              and ceil(r.ordinal::numeric / ${roundsInABlock}) = ${block}
          )
        )
      group by waited.subject order by waited.subject`,
  );
}

const counts = sql`
  count(*) filter (where s.direction = 'improving')::int as "improving",
  count(*) filter (where s.direction = 'holding')::int as "holding",
  count(*) filter (where s.direction = 'slipping')::int as "slipping",
  count(*) filter (where s.direction = 'cant-tell')::int as "cantTell",
  count(*) filter (where s.good_enough)::int as "goodEnough"`;
