/**
 * What must hold whatever happened, looked up in the database and in the log of the stand-in, and nowhere in the app.
 * Each promise has a number (I1–I9) and tells of every breach in one line. Ask when everything that was due is done.
 */
import { sql } from "drizzle-orm";
import { longestRetention } from "../../src/core/retention.ts";
import type { Db } from "../../src/store/database.ts";
import { rowsOf } from "../../src/store/rows.ts";
import type { CallLog } from "./call-log.ts";
import { keptAnswers, labelsAsSaid } from "./kept-answers.ts";
import type { Ledger } from "./ledger.ts";
import { letOut } from "./let-out.ts";
import { tooSoon } from "./patience.ts";

export type Promised = "I1" | "I2" | "I3" | "I4" | "I5" | "I6" | "I7" | "I8" | "I9";
export type Breach = { readonly promise: Promised; readonly what: string };

/** What a checker must remember between two looks. */
export type Memory = {
  /** Results of closed rounds as they were first seen, and until when each must be there (seconds since 1970). */
  readonly published: Map<string, { readonly print: string; readonly until: number }>;
  /** How many calls had been made when a delivery was first seen cancelled. */
  readonly cancelledAt: Map<string, number>;
};

export type Evidence = {
  readonly db: Db;
  readonly log: CallLog;
  readonly ledger: Ledger;
  readonly memory: Memory;
  /** Everything that any process printed. */
  readonly printed: string;
  readonly secrets: readonly string[];
};

export function newMemory(): Memory {
  return { published: new Map(), cancelledAt: new Map() };
}

export async function breaches(evidence: Evidence): Promise<readonly Breach[]> {
  const { db, log } = evidence;
  const of = (promise: Promised, found: readonly string[]) => found.map((what) => ({ promise, what }));
  return [
    ...of("I1", await notPlannedOnce(db)),
    ...of("I2", await saidWithoutACall(db, log)),
    ...of("I3", saidTooOften(log)),
    ...of("I4", [...(await saidAfterCancel(db, log, evidence.memory)), ...saidAfterClose(log)]),
    ...of("I5", tooSoon(log)),
    ...of("I6", [...(await keptAnswers(db, evidence.ledger)), ...(await labelsAsSaid(db, evidence.ledger))]),
    ...of("I7", await stuck(db)),
    ...of("I8", letOut(evidence)),
    ...of("I9", await changed(db, evidence.memory)),
  ];
}

/**
 * I1: each thing that is due has one row in the outbox. An opened round has its opening, a closed one its summary, an
 * open round that was nudged has a nudge for everybody on its list who hadn't answered by now (those who answered since
 * may have one too), and nobody has two; nothing that is due waits to be opened or closed. What was said is forgotten after
 * a month, so no older round is looked at.
 */
async function notPlannedOnce(db: Db): Promise<string[]> {
  const remembered = sql`bearings_now() - make_interval(days => ${longestRetention.deliveries - 1})`;
  const rows = await rowsOf<{ what: string }>(
    db,
    sql`
      select 'round ' || r.id || ' has ' || count(d.id) || ' openings' as what
      from rounds r left join deliveries d on d.round = r.id and d.kind = 'round'
      where r.state <> 'skipped' and r.opens_at > ${remembered} group by r.id having count(d.id) <> 1
      union all
      select 'closed round ' || r.id || ' has ' || count(d.id) || ' summaries'
      from rounds r left join deliveries d on d.round = r.id and d.kind = 'summary'
      where r.state = 'closed' and r.opens_at > ${remembered} group by r.id having count(d.id) <> 1
      union all
      select 'open round ' || r.id || ' has a summary' from rounds r
      join deliveries d on d.round = r.id and d.kind = 'summary' where r.state = 'open'
      union all
      select o.person || ' has ' || count(d.id) || ' nudges in round ' || r.id
      from rounds r join roster o on o.round = r.id
      left join deliveries d on d.round = r.id and d.kind = 'nudge' and d.addressee = o.person
      where r.state = 'open' and r.nudged
      group by r.id, o.person
      having count(d.id) > 1 or (count(d.id) = 0
        and not exists (select from answers a where a.round = r.id and a.person = o.person)
        and not exists (select from not_this_week n where n.round = r.id and n.person = o.person))
      union all
      select 'a nudge of closed round ' || r.id || ' is still known' from rounds r
      join deliveries d on d.round = r.id and d.kind = 'nudge' where r.state = 'closed'
      union all
      select 'round ' || r.id || ' is due to close and open' from rounds r
      where r.state = 'open' and r.closes_at <= bearings_now()
      union all
      select 'team ' || t.id || ' is due to open and waits' from teams t where t.next_opens_at <= bearings_now()
      union all
      select 'a digest is due to ' || g.person || ' and not planned' from digest_rhythms g
      where g.next_at <= bearings_now()`,
  );
  return rows.map(({ what }) => what);
}

/** I2: what is kept as said was carried out by Slack; and what Slack carried out isn't kept as unsaid. */
async function saidWithoutACall(db: Db, log: CallLog): Promise<string[]> {
  const taken = log.takenByKey();
  const rows = await rowsOf<{ key: string; state: string; ts: string | null }>(
    db,
    sql`select key, state, ts from deliveries`,
  );
  return rows.flatMap(({ key, state }) => {
    const times = taken.get(key)?.length ?? 0;
    if (state === "said" && times === 0) return [`${key} is kept as said, and Slack never took it`];
    if (
      (state === "due" || state === "failed") &&
      times > 0 &&
      !key.startsWith("summary:") &&
      !key.startsWith("digest:")
    )
      return [`${key} is kept as ${state}, and Slack took it`];
    return [];
  });
}

/** I3: openings, nudges and whatever else is said once stand once; summaries and digests twice at most, the second marked. */
function saidTooOften(log: CallLog): string[] {
  return [...log.takenByKey()].flatMap(([key, calls]) => {
    const most = key.startsWith("summary:") || key.startsWith("digest:") ? 2 : 1;
    if (calls.length > most) return [`${key} was said ${calls.length} times`];
    const second = calls[1];
    if (second !== undefined && !(second.args.text ?? "").startsWith("Sent again"))
      return [`${key} was said a second time without saying so`];
    return [];
  });
}

/** I4: what was cancelled is never said afterwards. */
async function saidAfterCancel(db: Db, log: CallLog, memory: Memory): Promise<string[]> {
  const rows = await rowsOf<{ key: string }>(db, sql`select key from deliveries where state = 'cancelled'`);
  const found: string[] = [];
  for (const { key } of rows) {
    const since = memory.cancelledAt.get(key) ?? log.calls.length;
    memory.cancelledAt.set(key, since);
    if (log.calls.slice(since).some((call) => call.key === key))
      found.push(`${key} was said after it was cancelled`);
  }
  return found;
}

/** I4: once a round's summary stands, nobody is asked or nudged for it. */
function saidAfterClose(log: CallLog): string[] {
  const closed = new Set<string>();
  const found: string[] = [];
  for (const { key, taken } of log.calls) {
    const [kind, round = ""] = (key ?? "").split(":");
    if (kind === "summary" && taken) closed.add(round);
    if ((kind === "round" || kind === "nudge") && closed.has(round))
      found.push(`${key} was said after the close`);
  }
  return found;
}

/** I7: nothing is being said for longer than a minute: no claim that ran out is left, none holds for longer. */
async function stuck(db: Db): Promise<string[]> {
  const rows = await rowsOf<{ key: string; left: number }>(
    db,
    sql`select key, extract(epoch from lease_until - bearings_now())::float8 as left from deliveries
      where state = 'sending' and (lease_until is null or lease_until < bearings_now()
        or lease_until > bearings_now() + interval '60 seconds')`,
  );
  return rows.map(({ key, left }) => `${key} is being said, and its claim ends in ${Math.round(left)} s`);
}

/**
 * I9: what a closed round says is what it said when it was first seen closed: words, labels, medians and counts. When its
 * time to be kept is over it may go.
 */
async function changed(db: Db, { published }: Memory): Promise<string[]> {
  const [clock] = await rowsOf<{ now: number }>(
    db,
    sql`select extract(epoch from bearings_now())::float8 as now`,
  );
  const rows = await rowsOf<{ id: string; until: number; print: string }>(
    db,
    sql`select r.id,
      extract(epoch from r.opens_at + make_interval(days => ${longestRetention.words - 1}))::float8 as until,
      md5(coalesce(r.summary::text, '') || coalesce(r.answered::text, '')
        || coalesce((select string_agg(l.subject || l.span || l.word || coalesce(l.direction, '') || l.good_enough,
            ',' order by l.subject, l.span) from labels l where l.round = r.id), '')
        || coalesce((select string_agg(b.measure || b.median, ',' order by b.measure) from ballparks b
            where b.round = r.id), '')) as print
      from rounds r where r.state = 'closed'`,
  );
  const found = rows.flatMap(({ id, print, until }) => {
    const first = published.get(id) ?? { print, until };
    published.set(id, first);
    return first.print === print ? [] : [`closed round ${id} says something else than before`];
  });
  const there = new Set(rows.map(({ id }) => id));
  const gone = [...published].filter(([id, { until }]) => !there.has(id) && until > (clock?.now ?? 0));
  return [...found, ...gone.map(([id]) => `closed round ${id} is gone`)];
}
