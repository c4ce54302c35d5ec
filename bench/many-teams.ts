/** Teams by the thousand, made by the database itself: as rows they are what setup and twelve Mondays would leave. */
import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { UserId, WorkspaceId } from "../src/core/ids.ts";
import type { Db } from "../src/store/database.ts";

export type Wanted = {
  readonly workspaces: number;
  readonly teamsEach: number;
  /** How many teams, of all, are due now; the others are in a week. */
  readonly due: number;
  readonly at: Temporal.Instant;
};

export const peopleEach = 6;
export const leader = "ULEADER" as UserId;
export const workspaceOf = (n: number) => `T${n}` as WorkspaceId;

export async function keepManyTeams(db: Db, wanted: Wanted): Promise<void> {
  await atLength(db, (tx) => manyTeams(tx, wanted));
}

/** So many rows at once take longer than a statement may that somebody waits for. */
async function atLength(db: Db, work: (tx: Db) => Promise<void>): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    await work(tx);
  });
  await db.execute(sql`analyze`);
}

async function manyTeams(db: Db, { workspaces, teamsEach, due, at }: Wanted): Promise<void> {
  const now = sql`${at.toString()}::timestamptz`;
  await db.execute(sql`
    insert into workspaces (id, name, bot_user, installed_at)
    select 'T' || n, 'Workspace ' || n, 'UBEARINGS', ${now} from generate_series(1, ${workspaces}) n`);
  await db.execute(sql`
    insert into teams (workspace, channel, name, mode, zone, opens_weekday, opens_time, closes_weekday, closes_time,
      nudge, categories, next_opens_at, created_at)
    select 'T' || w, 'C' || w || 'X' || n, 'Team ' || n, 'confidential', 'UTC', 1, '10:00', 4, '17:00', true,
      '["customer","employee","business","knowledge","acceleration"]',
      case when (w - 1) * ${teamsEach} + n <= ${due} then ${now} else ${now} + interval '7 days' end,
      ${now} - interval '400 days'
    from generate_series(1, ${workspaces}) w, generate_series(1, ${teamsEach}) n`);
  await db.execute(sql`
    insert into members (team, person) select t.id, 'U' || right(t.channel, -1) || 'N' || n
    from teams t, generate_series(1, ${peopleEach}) n where t.channel like 'C%X%'`);
  await db.execute(
    sql`insert into leaders (team, person) select id, ${leader} from teams on conflict do nothing`,
  );
}

/** Every team without a round gets as many closed ones, a week apart, with a word for each category. */
export async function keepHistory(db: Db, weeks: number, at: Temporal.Instant): Promise<void> {
  await atLength(db, (tx) => history(tx, weeks, at));
}

async function history(db: Db, weeks: number, at: Temporal.Instant): Promise<void> {
  await db.execute(sql`
    insert into rounds (team, week, ordinal, state, opens_at, closes_at, nudged, floor, mode, questions, focus)
    select t.id, to_char(monday, 'IYYY"-W"IW'), ${weeks} - n + 1, 'closed', monday, monday + interval '3 days', true, 5, 'confidential',
      '{"categories":["customer","employee","business","knowledge","acceleration"],"closerLook":null}',
      '{"customer":20,"employee":20,"business":30,"knowledge":20,"acceleration":10}'
    from teams t, generate_series(1, ${weeks}) n,
      lateral (select date_trunc('week', ${at.toString()}::timestamptz) - (n * interval '7 days') + interval '4 days' as monday) m
    where not exists (select from rounds r where r.team = t.id)`);
  await db.execute(sql`
    insert into labels (round, subject, span, word, direction, good_enough)
    select r.id, subject, 'round', 'leaning', (array['improving','holding','slipping'])[1 + (r.ordinal + length(subject)) % 3], false
    from rounds r, unnest(array['customer','employee','business','knowledge','acceleration']) subject
    where r.state = 'closed' and not exists (select from labels l where l.round = r.id)`);
}
