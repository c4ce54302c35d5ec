/** Who may answer a round, and where one person stands in it. Counts and lists of people, never what they said. */
import { and, eq, exists, type Placeholder, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Framework } from "../core/framework.ts";
import type { RoundId, UserId, WorkspaceId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import { toFramework } from "./frameworks.ts";
import { type KeptRound, toRound } from "./rounds.ts";
import { rowsOf } from "./rows.ts";
import { answers, frameworks, members, notThisWeek, roster, rounds, teams } from "./schema.ts";
import { type TeamWithWhen, teamColumns, toTeam } from "./teams.ts";

/** Where one person stands in one round. */
export type Standing = {
  /** By the database's clock, when it was asked. */
  readonly asOf: Temporal.Instant;
  readonly round: KeptRound;
  readonly team: TeamWithWhen;
  /** The team's, with what it retired since the round opened: that is asked in it still. */
  readonly framework: Framework;
  /** On the list that was frozen when the round opened. */
  readonly onList: boolean;
  /** A member today: who joined after it opened is a member and not on the list. */
  readonly isMember: boolean;
  readonly hasAnswered: boolean;
  readonly saidNotThisWeek: boolean;
};

/** Where a person stands in a round, or null when there is no such round. Told to that person only. */
export async function standingInRound(db: Db, round: RoundId, person: UserId): Promise<Standing | null> {
  const [row] = await standingStatement(db).execute({ round, person });
  return row === undefined ? null : toStanding(row);
}

/** Asked with every check-in: its words are put together once, and not each time anew. */
const standingStatements = new WeakMap<Db, ReturnType<typeof newStandingStatement>>();

function standingStatement(db: Db) {
  const known = standingStatements.get(db);
  if (known !== undefined) return known;
  const statement = newStandingStatement(db);
  standingStatements.set(db, statement);
  return statement;
}

function newStandingStatement(db: Db) {
  return standings(db, sql.placeholder("person"))
    .where(eq(rounds.id, sql.placeholder("round")))
    .prepare("standing_in_round");
}

/** The open rounds that a person is asked in, the one that closes first on top. Told to that person only. */
export async function openRoundsFor(
  db: Db,
  workspace: WorkspaceId,
  person: UserId,
): Promise<readonly Standing[]> {
  const rows = await standings(db, person)
    .where(and(eq(rounds.state, "open"), eq(teams.workspace, workspace), onList(db, person)))
    .orderBy(rounds.closesAt, rounds.id);
  return rows.map(toStanding);
}

/** How many people are on a round's list. */
export async function rosterSize(db: Db, round: RoundId): Promise<number> {
  return db.$count(roster, eq(roster.round, round));
}

/** Everybody on a round's list. */
export async function rosterOf(db: Db, round: RoundId): Promise<readonly UserId[]> {
  const rows = await db
    .select({ person: roster.person })
    .from(roster)
    .where(eq(roster.round, round))
    .orderBy(roster.person);
  return rows.map((row) => row.person);
}

/**
 * Whom the one nudge of an open round goes to: on its list, not answered, not said *Not this week*, not away on that
 * local day. Empty once the round is closed. For sending nudges and for nothing else: nobody is named for not answering.
 */
export async function whoHasNotAnswered(
  db: Db,
  round: RoundId,
  day: Temporal.PlainDate,
): Promise<readonly UserId[]> {
  const rows = await rowsOf<{ person: UserId }>(
    db,
    sql`
      select o.person
      from ${roster} o join ${rounds} r on r.id = o.round join ${teams} t on t.id = r.team
      where r.id = ${round} and r.state = 'open'
        and not exists (select from answers a where a.round = o.round and a.person = o.person)
        and not exists (select from not_this_week n where n.round = o.round and n.person = o.person)
        and not exists (
          select from away w
          where w.workspace = t.workspace and w.person = o.person
            and ${day.toString()}::date between w.first_day and w.last_day
        )
      order by o.person`,
  );
  return rows.map((row) => row.person);
}

function standings(db: Db, person: UserId | Placeholder) {
  return db
    .select({
      asOf: sql`bearings_now()::text`.mapWith((text: string) => Temporal.Instant.from(text)),
      round: rounds,
      team: teamColumns,
      measures: frameworks.measures,
      onList: onList(db, person).mapWith(Boolean),
      isMember: exists(
        db
          .select({ one: sql`1` })
          .from(members)
          .where(and(eq(members.team, teams.id), eq(members.person, person))),
      ).mapWith(Boolean),
      hasAnswered: exists(
        db
          .select({ one: sql`1` })
          .from(answers)
          .where(and(eq(answers.round, rounds.id), eq(answers.person, person))),
      ).mapWith(Boolean),
      saidNotThisWeek: exists(
        db
          .select({ one: sql`1` })
          .from(notThisWeek)
          .where(and(eq(notThisWeek.round, rounds.id), eq(notThisWeek.person, person))),
      ).mapWith(Boolean),
    })
    .from(rounds)
    .innerJoin(teams, eq(teams.id, rounds.team))
    .leftJoin(frameworks, eq(frameworks.team, teams.id))
    .$dynamic();
}

function onList(db: Db, person: UserId | Placeholder) {
  return exists(
    db
      .select({ one: sql`1` })
      .from(roster)
      .where(and(eq(roster.round, rounds.id), eq(roster.person, person))),
  );
}

type StandingRow = Awaited<ReturnType<typeof standings>>[number];

function toStanding({ measures, ...row }: StandingRow): Standing {
  const framework = toFramework(measures);
  return { ...row, framework, round: toRound(row.round), team: toTeam(row.team) };
}
