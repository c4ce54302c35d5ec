/**
 * Deleting what one person said and noted, at their own wish (GDPR 17). Published words stay as they are: a result that
 * changed with one person's deletion would tell what that person had said.
 */
import { and, eq, inArray, notExists, sql } from "drizzle-orm";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import { hiddenAs, isHidden } from "./people.ts";
import {
  answers,
  away,
  deliveries,
  digestRhythms,
  focusReports,
  focusShares,
  leaders,
  notedValues,
  notThisWeek,
  quotes,
  readings,
  reflections,
  roster,
  rounds,
  teams,
  tries,
  waitingReadings,
} from "./schema.ts";

/**
 * Deletes in one workspace: answers in open rounds, which count as not given from then on; what waits below the floor;
 * reflections with their name and messages of theirs that were kept, in frozen summaries too; noted values, focus reports, days away, records of what was
 * said to them; their name on tries and on changes of focus shares. They stay on the lists of their teams, and of rounds that asked them: those lists keep
 * anybody from finding one person's answer by subtraction, and let them answer again.
 */
export async function deleteWhatIsKeptOf(db: Db, workspace: WorkspaceId, person: UserId): Promise<void> {
  const own = { workspace, person };
  await db.transaction(async (tx) => {
    await holdOpenRounds(tx, own);
    await deleteAnswers(tx, own);
    await deleteNotes(tx, own);
    await forgetInSummaries(tx, own);
  });
}

type Own = { readonly workspace: WorkspaceId; readonly person: UserId };

/** First: an answer or a close that is under way is waited for, and what comes after finds everything gone, or nothing. */
async function holdOpenRounds(tx: Db, own: Own): Promise<void> {
  await tx
    .select({ id: rounds.id })
    .from(rounds)
    .where(and(eq(rounds.state, "open"), inArray(rounds.id, askedIn(tx, own))))
    .orderBy(rounds.id)
    .for("no key update");
}

async function deleteAnswers(tx: Db, own: Own): Promise<void> {
  const { person } = own;
  const asked = askedIn(tx, own);
  await tx.delete(readings).where(and(eq(readings.person, person), inArray(readings.round, asked)));
  await tx.delete(answers).where(and(eq(answers.person, person), inArray(answers.round, asked)));
  await tx.delete(notThisWeek).where(and(eq(notThisWeek.person, person), inArray(notThisWeek.round, asked)));
  await tx.delete(reflections).where(and(eq(reflections.author, person), inArray(reflections.round, asked)));
  await tx.delete(quotes).where(and(eq(quotes.author, person), inArray(quotes.round, asked)));
  for (const hidden of await hiddenAs(tx, own)) await tx.delete(waitingReadings).where(isHidden(hidden));
}

async function deleteNotes(tx: Db, { workspace, person }: Own): Promise<void> {
  const ours = tx.select({ id: teams.id }).from(teams).where(eq(teams.workspace, workspace));
  await tx.delete(notedValues).where(and(eq(notedValues.notedBy, person), inArray(notedValues.team, ours)));
  await tx
    .update(tries)
    .set({ ledBy: null })
    .where(and(eq(tries.ledBy, person), inArray(tries.team, ours)));
  await tx
    .update(focusShares)
    .set({ changedBy: null })
    .where(and(eq(focusShares.changedBy, person), inArray(focusShares.team, ours)));
  await tx
    .delete(focusReports)
    .where(and(eq(focusReports.person, person), eq(focusReports.workspace, workspace)));
  await tx.delete(away).where(and(eq(away.person, person), eq(away.workspace, workspace)));
  // What is still to be said will be said: it belongs to being in a team, and so does a leader's hour for the digest.
  await tx
    .delete(deliveries)
    .where(
      and(
        eq(deliveries.addressee, person),
        eq(deliveries.workspace, workspace),
        inArray(deliveries.state, ["said", "uncertain", "failed", "cancelled"]),
      ),
    );
  await tx
    .update(leaders)
    .set({ poolsSince: null })
    .where(and(eq(leaders.person, person), inArray(leaders.team, ours)));
  const leads = tx
    .select({ one: sql`1` })
    .from(leaders)
    .where(and(eq(leaders.person, person), inArray(leaders.team, ours)));
  await tx
    .delete(digestRhythms)
    .where(and(eq(digestRhythms.person, person), eq(digestRhythms.workspace, workspace), notExists(leads)));
}

/** A name goes from beside its text or its direction, with the text and the direction. No word is written anew. */
async function forgetInSummaries(tx: Db, own: Own): Promise<void> {
  const { person } = own;
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
    where id in (${askedIn(tx, own)}) and position(${person} in summary::text) > 0`);
}

/** Every round that asked them, in the teams of this workspace: only there can they have said anything. */
function askedIn(tx: Db, { workspace, person }: Own) {
  return tx
    .select({ id: roster.round })
    .from(roster)
    .innerJoin(rounds, eq(rounds.id, roster.round))
    .innerJoin(teams, and(eq(teams.id, rounds.team), eq(teams.workspace, workspace)))
    .where(eq(roster.person, person));
}
