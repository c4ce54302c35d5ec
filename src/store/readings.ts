/** What one person says in one round, while it is open. After it closed there is nothing here. */
import { and, eq, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { SubjectKey } from "../core/framework.ts";
import type { RoundId, UserId } from "../core/ids.ts";
import type { Answer, Direction } from "../core/reading.ts";
import type { Db } from "./database.ts";
import { firstTime, isAwaited, isHeard, NoLongerAwaited, type Sent } from "./heard.ts";
import { rowsOf } from "./rows.ts";
import { answers, notThisWeek, readings, reflections, roster, rounds } from "./schema.ts";

/** Whether it was kept; if not, why. The database's clock says whether the round is still open. */
export type Keeping = { readonly kept: true } | NotKept;
export type NotKept = { readonly kept: false; readonly why: "round-closed" | "not-on-list" };

/** A whole answer of one person; `sent` where it came from Slack, so that it is kept once. */
export type HandedIn = {
  readonly round: RoundId;
  readonly person: UserId;
  readonly answer: Answer;
  readonly sent?: Sent;
};

/**
 * Keeps what one person hands in, whole, in one statement: it replaces everything they handed in before, and takes back
 * *Not this week*. The round is held while it happens, so that an answer is either in the words or refused. Of two
 * that arrive at the same moment one stands, whole. What the round doesn't ask is not kept.
 *
 * The very same that comes again counts as kept and changes nothing: what was handed in after it stands. It is heard in
 * this statement too, so after a crash there are both or neither. Throws NoLongerAwaited when whoever sent it has
 * been told that it was not kept.
 */
export async function keepAnswer(db: Db, handedIn: HandedIn): Promise<Keeping> {
  const { round, person, answer, sent } = handedIn;
  const said = JSON.stringify(answer.readings);
  const noticed = answer.reflection ?? { text: "", named: false };
  const [row] = await rowsOf<Outcome>(
    db,
    sql`
      with ${openFor(round, person)},
      ${toKeep(sent)},
      asked as (
        select o.id as round, subject
        from to_keep o, jsonb_array_elements_text(
          (o.questions -> 'categories') || coalesce(o.questions #> '{closerLook,measures}', '[]')
        ) subject
      ),
      said as (
        select * from jsonb_to_recordset(${said}::jsonb)
          as said(subject text, direction text, "goodEnough" boolean, ballpark float8)
      ),
      keep_readings as (
        insert into ${readings} (round, person, subject, direction, good_enough, ballpark)
        select asked.round, ${person}, asked.subject, said.direction, coalesce(said."goodEnough", false), said.ballpark
        from asked left join said on said.subject = asked.subject
        order by asked.subject
        on conflict (round, person, subject) do update set
          direction = excluded.direction, good_enough = excluded.good_enough, ballpark = excluded.ballpark
      ),
      keep_reflection as (
        insert into ${reflections} (round, author, named, text)
        select id, ${person}, ${noticed.named}, ${noticed.text} from to_keep
        on conflict (round, author) do update set named = excluded.named, text = excluded.text
      ),
      keep_answered as (
        insert into ${answers} (round, person, kept_at)
        select id, ${person}, bearings_now() from to_keep
        on conflict (round, person) do update set kept_at = excluded.kept_at
      ),
      forget_not_this_week as (
        delete from ${notThisWeek} n using to_keep o where n.round = o.id and n.person = ${person}
      )
      ${outcome(round, person, sent)}`,
  );
  if (row?.late === true) throw new NoLongerAwaited();
  return keeping(row);
}

/** Keeps that somebody won't answer this week, so that they are not nudged. No reason is asked; they may still answer. */
export async function sayNotThisWeek(db: Db, round: RoundId, person: UserId): Promise<Keeping> {
  const [row] = await rowsOf<Outcome>(
    db,
    sql`
      with ${openFor(round, person)},
      keep as (
        insert into ${notThisWeek} (round, person) select id, ${person} from open_round on conflict do nothing
      )
      ${outcome(round, person)}`,
  );
  return keeping(row);
}

export type OwnAnswer = { readonly answer: Answer; readonly keptAt: Temporal.Instant };

/** What a person said in a round that is open, for themselves to change; null if they have said nothing. */
export async function answerOf(db: Db, round: RoundId, person: UserId): Promise<OwnAnswer | null> {
  const [kept] = await db
    .select({ keptAt: answers.keptAt })
    .from(answers)
    .where(and(eq(answers.round, round), eq(answers.person, person)));
  if (kept === undefined) return null;
  const said = await db
    .select({
      subject: readings.subject,
      direction: readings.direction,
      goodEnough: readings.goodEnough,
      ballpark: readings.ballpark,
    })
    .from(readings)
    .where(and(eq(readings.round, round), eq(readings.person, person), saidSomething))
    .orderBy(readings.subject);
  const [reflection] = await db
    .select({ text: reflections.text, named: reflections.named })
    .from(reflections)
    .where(and(eq(reflections.round, round), eq(reflections.author, person)));
  const noticed = reflection === undefined || reflection.text === "" ? null : reflection;
  return { answer: { readings: said, reflection: noticed }, keptAt: kept.keptAt };
}

export type OpenReading = {
  readonly person: UserId;
  readonly subject: SubjectKey;
  readonly direction: Direction | null;
  readonly goodEnough: boolean;
};

/** Who said what in a round of an *open* team, which agreed to it. Of any other round it selects nobody. */
export async function openAnswersOf(db: Db, round: RoundId): Promise<readonly OpenReading[]> {
  return db
    .select({
      person: readings.person,
      subject: readings.subject,
      direction: readings.direction,
      goodEnough: readings.goodEnough,
    })
    .from(readings)
    .innerJoin(rounds, and(eq(rounds.id, readings.round), eq(rounds.mode, "open")))
    .where(and(eq(readings.round, round), saidSomething))
    .orderBy(readings.subject, readings.person);
}

/** A row is blank where somebody who answered said nothing of that subject. */
export const saidSomething = sql`(${readings.direction} is not null or ${readings.goodEnough} or ${readings.ballpark} is not null)`;

type Outcome = { readonly kept: boolean; readonly listed: boolean; readonly late: boolean };

/** The round, if it is open by the database's clock and this person is on its list. Held until the statement is done. */
function openFor(round: RoundId, person: UserId) {
  return sql`open_round as (
    select r.id, r.questions from ${rounds} r
    where r.id = ${round} and r.state = 'open' and r.closes_at > bearings_now()
      and exists (select from ${roster} o where o.round = r.id and o.person = ${person})
    for share of r
  )`;
}

/** The open round again, if this is heard for the first time. */
function toKeep(sent: Sent | undefined) {
  if (sent === undefined) return sql`to_keep as (select * from open_round)`;
  return sql`${firstTime(sent, sql`from open_round where ${isAwaited(sent)}`)},
    to_keep as (select * from open_round where exists (select from first_time))`;
}

/** The statement sees what was heard before it, and not its own first time. */
function outcome(round: RoundId, person: UserId, sent?: Sent) {
  const again = sent === undefined ? sql`false` : isHeard(sent);
  const late =
    sent === undefined ? sql`false` : sql`not exists (select from first_time) and not ${isAwaited(sent)}`;
  return sql`select exists (select from open_round) or ${again} as kept,
    exists (select from ${roster} o where o.round = ${round} and o.person = ${person}) as listed,
    ${late} and not ${again} as late`;
}

function keeping(row: Outcome | undefined): Keeping {
  if (row?.kept === true) return { kept: true };
  return { kept: false, why: row?.listed === false ? "not-on-list" : "round-closed" };
}
