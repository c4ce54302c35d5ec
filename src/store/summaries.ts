/** What closed rounds froze as their summary, read through the gate. */
import { and, desc, eq } from "drizzle-orm";
import type { TeamSummary } from "../core/digests/team-summary.ts";
import type { RoundId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import type { Pass } from "./gate.ts";
import { type KeptRound, toRound } from "./rounds.ts";
import { rounds } from "./schema.ts";

/** The summary of a closed round of the team that the pass is for; null for any other round, and while it is open. */
export async function summaryOf(db: Db, pass: Pass, round: RoundId): Promise<TeamSummary | null> {
  const [row] = await db
    .select({ summary: rounds.summary })
    .from(rounds)
    .where(and(eq(rounds.id, round), eq(rounds.team, pass.team), eq(rounds.state, "closed")));
  return row === undefined ? null : known(row.summary);
}

/** The last closed round of a team with its summary; null before the first, and for a summary of a shape long gone. */
export async function lastSummary(
  db: Db,
  pass: Pass,
): Promise<{ readonly round: KeptRound; readonly summary: TeamSummary } | null> {
  const [row] = await db
    .select()
    .from(rounds)
    .where(and(eq(rounds.team, pass.team), eq(rounds.state, "closed")))
    .orderBy(desc(rounds.week))
    .limit(1);
  const summary = row === undefined ? null : known(row.summary);
  return row === undefined || summary === null ? null : { round: toRound(row), summary };
}

/** A summary of a shape we don't know is left out rather than misread. One from before rounds were held back was told. */
function known(frozen: unknown): TeamSummary | null {
  const summary = frozen as Partial<TeamSummary> | null;
  if (summary?.kind !== "team-summary" || summary.version !== 1) return null;
  return { heldBack: null, ...(summary as Omit<TeamSummary, "heldBack">) };
}
