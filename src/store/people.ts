/** What is kept of one person, for that person to see and to have deleted (GDPR 15 and 17). */
import { and, eq, inArray, sql } from "drizzle-orm";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import { rowsOf } from "./rows.ts";
import {
  answers,
  away,
  focusReports,
  notedValues,
  notThisWeek,
  readings,
  reflections,
  rounds,
  teams,
  tries,
} from "./schema.ts";

/** How much of each is kept of a person today. Nothing of what they said in closed rounds is: it is not there. */
export type KeptOfPerson = {
  readonly memberOf: readonly string[];
  readonly leads: readonly string[];
  /** In rounds that are open. */
  readonly readings: number;
  readonly reflections: readonly string[];
  readonly tries: readonly string[];
  readonly notedValues: number;
  readonly focusReports: number;
  readonly awayStretches: number;
};

/** What is kept of a person in a workspace. Told to that person only. */
export async function keptOf(db: Db, workspace: WorkspaceId, person: UserId): Promise<KeptOfPerson> {
  const listed = (list: "members" | "leaders") => sql`(
    select coalesce(jsonb_agg(t.name order by t.name), '[]') from teams t
    where t.workspace = ${workspace}
      and exists (select from ${sql.identifier(list)} p where p.team = t.id and p.person = ${person})
  )`;
  const inWorkspace = sql`
    in (select r.id from rounds r join teams t on t.id = r.team where t.workspace = ${workspace})`;
  const inTeams = sql`in (select t.id from teams t where t.workspace = ${workspace})`;
  const [row] = await rowsOf<KeptOfPerson>(
    db,
    sql`select
      ${listed("members")} as "memberOf",
      ${listed("leaders")} as "leads",
      (select count(*)::int from readings where person = ${person} and round ${inWorkspace}
        and (direction is not null or good_enough or ballpark is not null)) as readings,
      (select coalesce(jsonb_agg(text order by text), '[]') from reflections
        where author = ${person} and text <> '' and round ${inWorkspace}) as reflections,
      (select coalesce(jsonb_agg(what order by started_at), '[]') from tries
        where led_by = ${person} and team ${inTeams}) as tries,
      (select count(*)::int from noted_values where noted_by = ${person} and team ${inTeams}) as "notedValues",
      (select count(*)::int from focus_reports where person = ${person} and workspace = ${workspace}) as "focusReports",
      (select count(*)::int from away where person = ${person} and workspace = ${workspace}) as "awayStretches"`,
  );
  if (row === undefined) throw new Error("A select without a from gave no row.");
  return row;
}

/**
 * Deletes what a person said and noted in a workspace: answers in open rounds, reflections with their name, noted
 * values, focus reports, days away; their name on tries and in frozen summaries. The words of closed rounds stay as they
 * are, since nobody can say which part of them was whose. They stay a member: leaving a team is another act.
 */
export async function deleteWhatIsKeptOf(db: Db, workspace: WorkspaceId, person: UserId): Promise<void> {
  await db.transaction(async (tx) => {
    const theTeams = tx.select({ id: teams.id }).from(teams).where(eq(teams.workspace, workspace));
    const theRounds = tx.select({ id: rounds.id }).from(rounds).where(inArray(rounds.team, theTeams));
    await tx.delete(readings).where(and(eq(readings.person, person), inArray(readings.round, theRounds)));
    await tx.delete(answers).where(and(eq(answers.person, person), inArray(answers.round, theRounds)));
    await tx
      .delete(notThisWeek)
      .where(and(eq(notThisWeek.person, person), inArray(notThisWeek.round, theRounds)));
    await tx
      .delete(reflections)
      .where(and(eq(reflections.author, person), inArray(reflections.round, theRounds)));
    await tx
      .delete(notedValues)
      .where(and(eq(notedValues.notedBy, person), inArray(notedValues.team, theTeams)));
    await tx
      .update(tries)
      .set({ ledBy: null })
      .where(and(eq(tries.ledBy, person), inArray(tries.team, theTeams)));
    await tx
      .delete(focusReports)
      .where(and(eq(focusReports.person, person), eq(focusReports.workspace, workspace)));
    await tx.delete(away).where(and(eq(away.person, person), eq(away.workspace, workspace)));
    await tx.execute(sql`
      update ${rounds} set summary = summary || jsonb_build_object(
        'named', (
          select coalesce(jsonb_agg(n) filter (where n ->> 'author' <> ${person}), '[]')
          from jsonb_array_elements(summary -> 'named') n
        ),
        'openAnswers', (
          select coalesce(jsonb_agg(jsonb_set(o, '{said}', (
            select coalesce(jsonb_agg(s) filter (where s ->> 'person' <> ${person}), '[]')
            from jsonb_array_elements(o -> 'said') s
          ))), '[]')
          from jsonb_array_elements(summary -> 'openAnswers') o
        )
      )
      where id in (${theRounds}) and position(${person} in summary::text) > 0`);
  });
}
