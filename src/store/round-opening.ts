/** Opening a round, and recording one that was missed. */
import { eq, max, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { FocusShares } from "../core/framework.ts";
import type { RoundId } from "../core/ids.ts";
import type { Round } from "../core/round.ts";
import type { Db } from "./database.ts";
import { type KeptRound, toRound } from "./rounds.ts";
import { away, members, roster, rounds, teams } from "./schema.ts";
import { holdTeam } from "./team-setup.ts";

/** Everything that is frozen when a round opens, but its list of people. */
export type Opening = Pick<
  Round,
  "team" | "week" | "opensAt" | "closesAt" | "floor" | "mode" | "questions"
> & {
  readonly nudgesAt: Temporal.Instant | null;
  readonly focus: FocusShares;
  /** The local days on which it opens and closes: who is away on all of them is not asked and not counted. */
  readonly firstDay: Temporal.PlainDate;
  readonly lastDay: Temporal.PlainDate;
};

/** What is recorded of a round that nobody was asked in. */
export type Missed = Omit<Opening, "nudgesAt" | "firstDay" | "lastDay">;

/**
 * Opens a team's round of a week, with its frozen list of people. Null when that week has its round already, opened
 * or skipped: two that try at once open one.
 */
export async function openRound(db: Db, opening: Opening): Promise<KeptRound | null> {
  return db.transaction(async (tx) => {
    // Counting the team's rounds and adding one must not happen twice at once.
    await holdTeam(tx, opening.team);
    const [counted] = await tx
      .select({ last: max(rounds.ordinal) })
      .from(rounds)
      .where(eq(rounds.team, opening.team));
    const [row] = await tx
      .insert(rounds)
      .values({
        ...frozen(opening),
        nudgesAt: opening.nudgesAt,
        state: "open",
        ordinal: (counted?.last ?? 0) + 1,
      })
      .onConflictDoNothing({ target: [rounds.team, rounds.week] })
      .returning();
    if (row === undefined) return null;
    await keepRoster(tx, row.id, opening);
    return toRound(row);
  });
}

/** Records that the round of a week was missed: nobody was asked. False when that week has its round already. */
export async function skipRound(db: Db, missed: Missed): Promise<boolean> {
  const rows = await db
    .insert(rounds)
    .values({ ...frozen(missed), state: "skipped" })
    .onConflictDoNothing({ target: [rounds.team, rounds.week] })
    .returning({ id: rounds.id });
  return rows.length === 1;
}

/** Named one by one: a whole round handed in by mistake must not bring its id and state along. */
function frozen({ team, week, opensAt, closesAt, floor, mode, questions, focus }: Missed): Missed {
  return { team, week, opensAt, closesAt, floor, mode, questions, focus };
}

/** Stretches of being away never touch each other (store/away), so one that covers both days covers all between. */
async function keepRoster(
  tx: Db,
  round: RoundId,
  { firstDay, lastDay }: Pick<Opening, "firstDay" | "lastDay">,
): Promise<void> {
  await tx.execute(sql`
    insert into ${roster} (round, person)
    select r.id, m.person
    from ${rounds} r join ${teams} t on t.id = r.team join ${members} m on m.team = t.id
    where r.id = ${round} and not exists (
      select from ${away} a
      where a.workspace = t.workspace and a.person = m.person
        and a.first_day <= ${firstDay.toString()}::date and a.last_day >= ${lastDay.toString()}::date
    )
    order by m.person`);
}
