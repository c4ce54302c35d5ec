/** The words that closed rounds froze, and the ballpark medians beside them, read through the gate. */
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { SubjectKey } from "../core/framework.ts";
import type { RoundId, TeamId } from "../core/ids.ts";
import type { Label } from "../core/label.ts";
import type { Week } from "../core/week.ts";
import type { FrozenLabel } from "./closing.ts";
import type { Db } from "./database.ts";
import type { Pass } from "./gate.ts";
import { rowsOf } from "./rows.ts";
import { ballparks, labels, rounds, teams } from "./schema.ts";

export type LabelOfWeek = FrozenLabel & {
  readonly round: RoundId;
  readonly week: Week;
  readonly ordinal: number;
  /** Whether "changed since last time" may be said of the round's categories. */
  readonly tellsChange: boolean;
};

export type BallparkOfWeek = {
  readonly measure: SubjectKey;
  readonly week: Week;
  readonly ordinal: number;
  readonly median: number;
};

/** The words of a team's last closed rounds, oldest first: what trends are made from. */
export async function labelsOfTeam(
  db: Db,
  pass: Pass,
  { rounds: limit }: { readonly rounds: number },
): Promise<readonly LabelOfWeek[]> {
  const last = lastClosed(db, pass, limit);
  const rows = await db
    .select({
      label: labels,
      round: last.id,
      week: last.week,
      ordinal: last.ordinal,
      tellsChange: last.tellsChange,
    })
    .from(labels)
    .innerJoin(last, eq(last.id, labels.round))
    .orderBy(asc(last.week), asc(labels.subject), asc(labels.span));
  return rows.map(({ label, ordinal, ...when }) => ({ ...toFrozen(label), ...when, ordinal: ordinal ?? 0 }));
}

/** The same of several teams at once, in one question to the database; within a week in no order. */
export async function labelsOfTeams(
  db: Db,
  passes: readonly Pass[],
  { rounds: limit }: { readonly rounds: number },
): Promise<ReadonlyMap<TeamId, readonly LabelOfWeek[]>> {
  if (passes.length === 0) return new Map();
  // One row a round, its words in a list: a row costs more than what stands in it.
  const rows = await rowsOf<RoundWithWords>(
    db,
    sql`
      select t.id as team, r.id as round, r.week, r.ordinal, r.tells_change as "tellsChange", (
        select coalesce(json_agg(json_build_array(l.subject, l.span, l.word, l.direction, l.good_enough)), '[]')
        from ${labels} l where l.round = r.id
      ) as words
      from ${teams} t
      cross join lateral (
        select id, week, ordinal, tells_change from ${rounds}
        where team = t.id and state = 'closed' order by week desc limit ${limit}
      ) r
      where t.id in ${passes.map(({ team }) => team)}
      order by t.id, r.week`,
  );
  const ofTeam = new Map<TeamId, LabelOfWeek[]>();
  for (const { team, round, week, ordinal, tellsChange, words } of rows) {
    const told = ofTeam.get(team) ?? [];
    for (const [subject, span, word, direction, goodEnough] of words) {
      const label = toLabel({ word, direction });
      told.push({ subject, span, label, goodEnough, round, week, ordinal: ordinal ?? 0, tellsChange });
    }
    ofTeam.set(team, told);
  }
  return ofTeam;
}

/** The ballpark medians of a team's last closed rounds, oldest first. */
export async function ballparksOfTeam(
  db: Db,
  pass: Pass,
  { rounds: limit }: { readonly rounds: number },
): Promise<readonly BallparkOfWeek[]> {
  const last = lastClosed(db, pass, limit);
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

/** The weeks of a team's last closed rounds that closed without words because those are held back, oldest first. */
export async function weeksHeldBack(
  db: Db,
  pass: Pass,
  { rounds: limit }: { readonly rounds: number },
): Promise<readonly Week[]> {
  const last = lastClosed(db, pass, limit);
  const rows = await db
    .select({ week: last.week })
    .from(last)
    .where(eq(last.heldBack, true))
    .orderBy(asc(last.week));
  return rows.map(({ week }) => week);
}

function lastClosed(db: Db, pass: Pass, limit: number) {
  const { id, week, ordinal, tellsChange, heldBack } = rounds;
  return db
    .select({ id, week, ordinal, tellsChange, heldBack })
    .from(rounds)
    .where(isTold(pass))
    .orderBy(desc(rounds.week))
    .limit(limit)
    .as("last_closed");
}

function isTold({ team }: Pass) {
  return and(eq(rounds.team, team), eq(rounds.state, "closed"));
}

type LabelRow = typeof labels.$inferSelect;

type RoundWithWords = Pick<LabelOfWeek, "round" | "week" | "tellsChange"> & {
  readonly team: TeamId;
  readonly ordinal: number | null;
  readonly words: readonly (readonly [
    subject: SubjectKey,
    span: FrozenLabel["span"],
    word: LabelRow["word"],
    direction: LabelRow["direction"],
    goodEnough: boolean,
  ])[];
};

function toFrozen(row: LabelRow): FrozenLabel {
  const { subject, span, goodEnough } = row;
  return { subject, span, label: toLabel(row), goodEnough };
}

/** A check in the schema keeps word and direction together. */
function toLabel({ word, direction }: Pick<LabelRow, "word" | "direction">): Label {
  if (word === "clear" || word === "leaning") {
    if (direction === null) throw new Error(`A ${word} label has no direction.`);
    return { word, direction };
  }
  return { word };
}
