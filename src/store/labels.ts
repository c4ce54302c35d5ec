/** The words that closed rounds froze, and the ballpark medians beside them. */
import { and, asc, desc, eq } from "drizzle-orm";
import type { SubjectKey } from "../core/framework.ts";
import type { RoundId, TeamId } from "../core/ids.ts";
import type { Label } from "../core/label.ts";
import type { Week } from "../core/week.ts";
import type { FrozenLabel } from "./closing.ts";
import type { Db } from "./database.ts";
import { ballparks, labels, rounds } from "./schema.ts";

export type LabelOfWeek = FrozenLabel & {
  readonly round: RoundId;
  readonly week: Week;
  readonly ordinal: number;
};

export type BallparkOfWeek = {
  readonly measure: SubjectKey;
  readonly week: Week;
  readonly ordinal: number;
  readonly median: number;
};

/** The words of one closed round. */
export async function labelsOfRound(db: Db, round: RoundId): Promise<readonly FrozenLabel[]> {
  const rows = await db
    .select()
    .from(labels)
    .where(eq(labels.round, round))
    .orderBy(labels.subject, labels.span);
  return rows.map(toFrozen);
}

/** The words of a team's last closed rounds, oldest first: what trends are made from. */
export async function labelsOfTeam(
  db: Db,
  team: TeamId,
  { rounds: limit }: { readonly rounds: number },
): Promise<readonly LabelOfWeek[]> {
  const last = lastClosed(db, team, limit);
  const rows = await db
    .select({ label: labels, round: last.id, week: last.week, ordinal: last.ordinal })
    .from(labels)
    .innerJoin(last, eq(last.id, labels.round))
    .orderBy(asc(last.week), asc(labels.subject), asc(labels.span));
  return rows.map(({ label, ordinal, ...when }) => ({ ...toFrozen(label), ...when, ordinal: ordinal ?? 0 }));
}

/** The ballpark medians of a team's last closed rounds, oldest first. */
export async function ballparksOfTeam(
  db: Db,
  team: TeamId,
  { rounds: limit }: { readonly rounds: number },
): Promise<readonly BallparkOfWeek[]> {
  const last = lastClosed(db, team, limit);
  const rows = await db
    .select({
      measure: ballparks.measure,
      week: last.week,
      ordinal: last.ordinal,
      median: ballparks.median,
    })
    .from(ballparks)
    .innerJoin(last, eq(last.id, ballparks.round))
    .orderBy(asc(last.week), asc(ballparks.measure));
  return rows.map((row) => ({ ...row, ordinal: row.ordinal ?? 0 }));
}

function lastClosed(db: Db, team: TeamId, limit: number) {
  return db
    .select({ id: rounds.id, week: rounds.week, ordinal: rounds.ordinal })
    .from(rounds)
    .where(and(eq(rounds.team, team), eq(rounds.state, "closed")))
    .orderBy(desc(rounds.week))
    .limit(limit)
    .as("last_closed");
}

function toFrozen(row: typeof labels.$inferSelect): FrozenLabel {
  const { subject, span, goodEnough } = row;
  return { subject, span, label: toLabel(row), goodEnough };
}

/** A check in the schema keeps word and direction together. */
function toLabel({ word, direction }: typeof labels.$inferSelect): Label {
  if (word === "clear" || word === "leaning") {
    if (direction === null) throw new Error(`A ${word} label has no direction.`);
    return { word, direction };
  }
  return { word };
}
