/** What is kept of one person, for that person and nobody else to see (GDPR 15). Deleting it is store/erasure. */
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { FocusChange } from "../core/focus-shares.ts";
import type { Framework, SubjectKey } from "../core/framework.ts";
import type { TeamId, UserId, WorkspaceId } from "../core/ids.ts";
import type { Direction } from "../core/reading.ts";
import { roundsInABlock } from "../core/round.ts";
import type { Try } from "../core/try.ts";
import type { Week } from "../core/week.ts";
import type { Away } from "./away.ts";
import { hiddenUnder } from "./blocks.ts";
import type { Db } from "./database.ts";
import { type DigestRhythm, digestRhythmOf } from "./digest-rhythms.ts";
import { poolsIn } from "./focus-pool.ts";
import { focusReportsOf, type KeptFocusReport } from "./focus-reports.ts";
import { ownFrameworks } from "./frameworks.ts";
import { answerOf, type OwnAnswer } from "./readings.ts";
import { openRoundsFor, type Standing } from "./rosters.ts";
import { rowsOf } from "./rows.ts";
import {
  away,
  deliveries,
  focusShares,
  notedValues,
  quotes,
  reflections,
  rounds,
  teams,
  tries,
  waitingReadings,
} from "./schema.ts";

/** One person's own, in the teams of one workspace. Of closed confidential rounds it holds no answer: none is there. */
export type KeptOfPerson = {
  /** Teams they answer in or lead, or were asked in: in how many rounds that are still kept. */
  readonly teams: readonly OwnTeam[];
  readonly openRounds: readonly OwnOpenRound[];
  /** Teams in which something they said below the floor waits. That it does, not what: decision 019. */
  readonly waitingIn: readonly string[];
  /** What they said in closed rounds of an open team, which agreed to keep names inside it. */
  readonly saidOpenly: readonly OwnOpenSaying[];
  /** With their name, in closed rounds. */
  readonly reflections: readonly OwnReflection[];
  /** Messages of theirs that somebody would like to keep: asked about, kept, or refused, which holds no text. */
  readonly quotes: readonly OwnQuote[];
  readonly tries: readonly OwnTry[];
  readonly notedValues: readonly OwnNote[];
  readonly focusReports: readonly KeptFocusReport[];
  /** Changes they made to the shares of a team's leadership time. */
  readonly focusChanges: readonly OwnFocusChange[];
  /** Teams with whose other leaders they pool where their time went. */
  readonly poolsIn: readonly string[];
  readonly away: readonly Away[];
  readonly digest: DigestRhythm | null;
  /** How many records there are of something said to them alone. */
  readonly toldRecords: number;
  /** By the names of their teams: those with measures of their own, so that these can be told by their names. */
  readonly frameworks?: ReadonlyMap<string, Framework>;
};

export type OwnTeam = {
  readonly name: string;
  readonly isMember: boolean;
  readonly leads: boolean;
  readonly askedIn: number;
};
export type OwnOpenRound = {
  readonly standing: Standing;
  /** Null where they have said nothing yet. */
  readonly said: OwnAnswer | null;
};
type OfRound = { readonly team: string; readonly week: Week };
export type OwnReflection = OfRound & { readonly text: string };
export type OwnQuote = OfRound & { readonly text: string; readonly state: "asked" | "yes" | "no" };
export type OwnOpenSaying = OfRound & {
  readonly subject: SubjectKey;
  readonly direction: Direction | null;
  readonly goodEnough: boolean;
};
export type OwnTry = Pick<Try, "what" | "state" | "learned"> & { readonly team: string };
export type OwnFocusChange = Pick<FocusChange, "note" | "since"> & { readonly team: string };
export type OwnNote = OfRound & { readonly measure: SubjectKey; readonly value: number };

/** Longer than anything is kept: 400 days are 58 weeks. */
const everyWeek = 60;

/** What is kept of a person in a workspace. Told to that person only. */
export async function keptOf(db: Db, workspace: WorkspaceId, person: UserId): Promise<KeptOfPerson> {
  const asked = await openRoundsFor(db, workspace, person);
  const own = { workspace, person };
  const theirs = await teamsOf(db, own);
  const names = theirs.map(({ name }) => name);
  return {
    teams: theirs,
    frameworks: await ownFrameworks(db, workspace, names),
    openRounds: await Promise.all(
      asked.map(async (standing) => ({ standing, said: await answerOf(db, standing.round.id, person) })),
    ),
    waitingIn: await waitingIn(db, own),
    saidOpenly: await saidOpenly(db, own),
    reflections: await db
      .select({ team: teams.name, week: rounds.week, text: reflections.text })
      .from(reflections)
      .innerJoin(rounds, and(eq(rounds.id, reflections.round), eq(rounds.state, "closed")))
      .innerJoin(teams, and(eq(teams.id, rounds.team), eq(teams.workspace, workspace)))
      .where(eq(reflections.author, person))
      .orderBy(desc(rounds.week), asc(teams.name)),
    quotes: await db
      .select({ team: teams.name, week: rounds.week, text: quotes.text, state: quotes.state })
      .from(quotes)
      .innerJoin(rounds, eq(rounds.id, quotes.round))
      .innerJoin(teams, and(eq(teams.id, rounds.team), eq(teams.workspace, workspace)))
      .where(eq(quotes.author, person))
      .orderBy(desc(rounds.week), asc(teams.name), asc(quotes.link)),
    tries: await db
      .select({ team: teams.name, what: tries.what, state: tries.state, learned: tries.learned })
      .from(tries)
      .innerJoin(teams, and(eq(teams.id, tries.team), eq(teams.workspace, workspace)))
      .where(eq(tries.ledBy, person))
      .orderBy(desc(tries.startedAt), asc(tries.id)),
    notedValues: await db
      .select({
        team: teams.name,
        week: notedValues.week,
        measure: notedValues.measure,
        value: notedValues.value,
      })
      .from(notedValues)
      .innerJoin(teams, and(eq(teams.id, notedValues.team), eq(teams.workspace, workspace)))
      .where(eq(notedValues.notedBy, person))
      .orderBy(desc(notedValues.week), asc(teams.name), desc(notedValues.note)),
    focusReports: await focusReportsOf(db, workspace, person, { weeks: everyWeek }),
    focusChanges: await db
      .select({ team: teams.name, note: focusShares.note, since: focusShares.since })
      .from(focusShares)
      .innerJoin(teams, and(eq(teams.id, focusShares.team), eq(teams.workspace, workspace)))
      .where(eq(focusShares.changedBy, person))
      .orderBy(desc(focusShares.since), asc(teams.name)),
    poolsIn: (await poolsIn(db, workspace, person)).map(({ name }) => name),
    away: await db
      .select({ firstDay: away.firstDay, lastDay: away.lastDay })
      .from(away)
      .where(and(eq(away.workspace, workspace), eq(away.person, person)))
      .orderBy(asc(away.firstDay)),
    digest: await digestRhythmOf(db, workspace, person),
    toldRecords: await db.$count(
      deliveries,
      and(eq(deliveries.workspace, workspace), eq(deliveries.addressee, person)),
    ),
  };
}

type Own = { readonly workspace: WorkspaceId; readonly person: UserId };

async function teamsOf(db: Db, { workspace, person }: Own): Promise<readonly OwnTeam[]> {
  return rowsOf<OwnTeam>(
    db,
    sql`select * from (
      select t.name,
        exists (select from members p where p.team = t.id and p.person = ${person}) as "isMember",
        exists (select from leaders p where p.team = t.id and p.person = ${person}) as leads,
        (select count(*)::int from roster o join rounds r on r.id = o.round
          where r.team = t.id and o.person = ${person}) as "askedIn"
      from teams t where t.workspace = ${workspace}
    ) own where "isMember" or leads or "askedIn" > 0 order by name`,
  );
}

/** What a person hides behind in one block. */
export type HiddenIn = {
  readonly team: TeamId;
  readonly name: string;
  readonly block: number;
  readonly hidden: string;
};

/** Under which hash a person would wait in each block of a round that they were asked in: found with the block's own key. */
export async function hiddenAs(db: Db, { workspace, person }: Own): Promise<readonly HiddenIn[]> {
  const rows = await rowsOf<{ team: TeamId; name: string; block: number; key: string }>(
    db,
    sql`select b.team, t.name, b.number as block, b.key
      from blocks b join teams t on t.id = b.team
      where t.workspace = ${workspace} and exists (
        select from rounds r join roster o on o.round = r.id
        where r.team = b.team and o.person = ${person}
          and ceil(r.ordinal::numeric / ${sql.raw(String(roundsInABlock))}) = b.number
      )
      order by t.name, b.number`,
  );
  return rows.map(({ key, ...block }) => ({ ...block, hidden: hiddenUnder(key, person) }));
}

async function waitingIn(db: Db, own: Own): Promise<readonly string[]> {
  const names: string[] = [];
  for (const { team, name, block, hidden } of await hiddenAs(db, own)) {
    const waits = await db.$count(waitingReadings, isHidden({ team, block, hidden }));
    if (waits > 0) names.push(name);
  }
  return [...new Set(names)];
}

/** The readings of one block that wait under this hash. */
export function isHidden({ team, block, hidden }: Pick<HiddenIn, "team" | "block" | "hidden">) {
  return and(
    eq(waitingReadings.team, team),
    eq(waitingReadings.block, block),
    eq(waitingReadings.hidden, hidden),
  );
}

/** Only the person's own lines are selected from a frozen summary, and none of its words. */
async function saidOpenly(db: Db, { workspace, person }: Own): Promise<readonly OwnOpenSaying[]> {
  return rowsOf<OwnOpenSaying>(
    db,
    sql`select t.name as team, r.week, asked ->> 'subject' as subject, said ->> 'direction' as direction,
        coalesce((said ->> 'goodEnough')::boolean, false) as "goodEnough"
      from roster o
      join rounds r on r.id = o.round
      join teams t on t.id = r.team and t.workspace = ${workspace}
      cross join lateral jsonb_path_query(r.summary, '$.openAnswers[*]') asked
      cross join lateral jsonb_path_query(asked, '$.said[*]') said
      where o.person = ${person} and said ->> 'person' = ${person}
      order by r.week desc, t.name, subject`,
  );
}
