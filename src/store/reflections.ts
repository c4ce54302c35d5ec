/** What people noticed in a round, in their words. */
import { and, eq, ne, sql } from "drizzle-orm";
import type { RoundId } from "../core/ids.ts";
import { type ShownReflections, whatIsShown } from "../core/reflection.ts";
import { unnamedWritersFloor } from "../core/team.ts";
import type { Db } from "./database.ts";
import type { Pass } from "./gate.ts";
import { quotesOf, settleQuotes } from "./quotes.ts";
import { reflections, rounds } from "./schema.ts";

/**
 * At close: what core/reflection shows stays, the rest is deleted. All that stays is written again in this one transaction,
 * with new ids, in random order: a row's own id, place and transaction (`ctid`, `xmin`) would say who wrote when, and
 * so who wrote what. What was shared without a name has no author any more.
 */
export async function settleReflections(tx: Db, round: RoundId): Promise<ShownReflections> {
  const ofRound = eq(reflections.round, round);
  const rows = await tx
    .select()
    .from(reflections)
    .where(and(ofRound, ne(reflections.text, "")));
  const held = rows.flatMap(({ author, named, text }) => (author === null ? [] : [{ author, named, text }]));
  const settled = whatIsShown(held, unnamedWritersFloor);
  const quoted = await settleQuotes(tx, round);
  await tx.delete(reflections).where(ofRound);
  const kept = [...settled.named, ...settled.unnamed.map((text) => ({ author: null, text }))];
  await tx.execute(sql`
    insert into ${reflections} (round, author, named, text)
    select ${round}, kept.author, kept.author is not null, kept.text
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as kept(author text, text text)
    order by random()`);
  return { ...settled, named: [...settled.named, ...quoted] };
}

/** The reflections of a closed round of the team that the pass is for; nothing of another, nor of one that is open. */
export async function reflectionsOf(db: Db, pass: Pass, round: RoundId): Promise<ShownReflections> {
  const isTold = and(eq(rounds.id, round), eq(rounds.team, pass.team), eq(rounds.state, "closed"));
  const closed = await db.$count(rounds, isTold);
  if (closed === 0) return { named: [], unnamed: [] };
  const rows = await db
    .select({ author: reflections.author, text: reflections.text })
    .from(reflections)
    .where(eq(reflections.round, round))
    .orderBy(reflections.author, reflections.text);
  return {
    named: [
      ...rows.flatMap(({ author, text }) => (author === null ? [] : [{ author, text }])),
      ...(await quotesOf(db, pass, round)),
    ],
    unnamed: rows.flatMap(({ author, text }) => (author === null ? [text] : [])),
  };
}
