/**
 * Whether a closing round's words are held back: another team of the workspace, of nearly the same people, has its words
 * of the same week already. Decided once, by the rule of core/apart, from lists of people and never from what they said.
 */
import { type SQL, sql } from "drizzle-orm";
import { type Asked, alone, enoughAlone, mayStandBeside, mostCompared } from "../core/apart.ts";
import type { RoundId, UserId } from "../core/ids.ts";
import { blockOf, roundsInABlock } from "../core/round.ts";
import type { Db } from "./database.ts";
import { rosterOf } from "./rosters.ts";
import type { KeptRound } from "./rounds.ts";
import { rowsOf } from "./rows.ts";
import { ballparks, labels, roster, rounds, teams } from "./schema.ts";

type OfWeek = Pick<KeptRound, "id" | "team" | "week" | "floor">;

/**
 * Whether the words of a closing round may not be told beside those that other teams have of its week. Where enough of
 * its people are in no other team that week nothing can be told from it, and nobody is waited for; elsewhere one closes
 * after the other, so that of two at the same moment the second finds the words of the first.
 */
export async function isHeldBack(tx: Db, round: OfWeek): Promise<boolean> {
  const people = new Set<string>(await rosterOf(tx, round.id));
  const around = await sharing(tx, round, people, sql`true`);
  const fresh: Asked = { people, floor: round.floor };
  const others = [...around.values()];
  if (around.size === 0 || alone(people, others) >= enoughAlone([fresh, ...others])) return false;
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(t.workspace || '/' || ${round.week}, 0))
    from ${teams} t where t.id = ${round.team}`);
  const told = await toldAround(tx, round, fresh);
  return told === null || !mayStandBeside(fresh, told);
}

/**
 * Whether what waited in the block that ends with this round may not be told: one of the rounds it waited from is too like
 * one of another team with its words of that week. The newest first, like everybody who waits for a week of somebody else's.
 */
export async function isBlockHeldBack(tx: Db, { team, ordinal }: KeptRound): Promise<boolean> {
  const first = (blockOf(ordinal) - 1) * roundsInABlock + 1;
  const waited = await rowsOf<OfWeek>(
    tx,
    sql`
      select r.id, r.team, r.week, r.floor from ${rounds} r
      where r.team = ${team} and r.ordinal between ${first} and ${ordinal - 1} and not r.held_back
      order by r.ordinal desc`,
  );
  for (const round of waited) if (await isHeldBack(tx, round)) return true;
  return false;
}

/**
 * The lists of people of other teams' rounds that could tell something together with this one: those with words of that
 * week that share people with it, or with one another, but for those of which enough people are in no other. Null when
 * they are too many to compare.
 */
async function toldAround(tx: Db, round: OfWeek, fresh: Asked): Promise<readonly Asked[] | null> {
  const known = new Map<RoundId, Asked>([[round.id, fresh]]);
  const told: Asked[] = [];
  const reached = [round.id];
  for (const id of reached) {
    const asked = known.get(id);
    if (asked === undefined) continue;
    const found = await sharing(tx, round, asked.people, hasWords);
    for (const [other, its] of found) if (!known.has(other)) known.set(other, its);
    const others = [...known].flatMap(([other, its]) => (other === id ? [] : [its]));
    if (id !== round.id) {
      if (alone(asked.people, others) >= enoughAlone([...known.values()])) continue;
      told.push(asked);
      if (told.length >= mostCompared) return null;
    }
    for (const other of found.keys()) if (!reached.includes(other)) reached.push(other);
  }
  return told;
}

/** Other teams' rounds of the same workspace and week in which one of these people was asked. */
async function sharing(
  tx: Db,
  { team, week }: OfWeek,
  people: ReadonlySet<string>,
  which: SQL,
): Promise<ReadonlyMap<RoundId, Asked>> {
  if (people.size === 0) return new Map();
  const rows = await rowsOf<{ id: RoundId; floor: number; people: readonly UserId[] }>(
    tx,
    sql`
      select r.id, r.floor, jsonb_agg(listed.person) as people
      from ${rounds} r join ${teams} t on t.id = r.team join ${roster} listed on listed.round = r.id
      where r.week = ${week} and r.team <> ${team} and r.state <> 'skipped' and not r.held_back and ${which}
        and t.workspace = (select own.workspace from ${teams} own where own.id = ${team})
        and r.id in (select o.round from ${roster} o where o.person in ${[...people]})
      group by r.id, r.floor`,
  );
  return new Map(rows.map((row) => [row.id, { people: new Set(row.people), floor: row.floor }]));
}

/** Something was told of it: a word, a tick, a number or how many answered; or a word of its block, which it was part of. */
const hasWords = sql`r.state = 'closed' and (
  r.answered is not null
  or exists (select from ${labels} l where l.round = r.id and (l.word <> 'too-few' or l.good_enough))
  or exists (select from ${ballparks} b where b.round = r.id)
  or exists (
    select from ${rounds} e join ${labels} l on l.round = e.id and l.span = 'block'
    where e.team = r.team and e.ordinal = ((r.ordinal + ${roundsInABlock - 1}) / ${roundsInABlock}) * ${roundsInABlock}
      and (l.word <> 'too-few' or l.good_enough)
  ))`;
