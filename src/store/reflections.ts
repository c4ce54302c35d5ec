/** What people noticed in a round, in their words. */
import { and, eq, ne, not, or, sql } from "drizzle-orm";
import type { RoundId } from "../core/ids.ts";
import { type ShownReflections, whatIsShown } from "../core/reflection.ts";
import { unnamedWritersFloor } from "../core/team.ts";
import type { Db } from "./database.ts";
import { reflections, rounds } from "./schema.ts";

/**
 * At close: what core/reflection shows stays, the rest is deleted. What was shared without a name is written again, with
 * new ids, in random order, with no author.
 */
export async function settleReflections(tx: Db, round: RoundId): Promise<ShownReflections> {
  const ofRound = eq(reflections.round, round);
  const rows = await tx
    .select()
    .from(reflections)
    .where(and(ofRound, ne(reflections.text, "")));
  const held = rows.flatMap(({ author, named, text }) => (author === null ? [] : [{ author, named, text }]));
  const settled = whatIsShown(held, unnamedWritersFloor);
  await tx.delete(reflections).where(and(ofRound, or(eq(reflections.text, ""), not(reflections.named))));
  await tx.execute(sql`
    insert into ${reflections} (round, author, named, text)
    select ${round}, null, false, unsigned
    from jsonb_array_elements_text(${JSON.stringify(settled.unnamed)}::jsonb) unsigned
    order by random()`);
  return settled;
}

/** The reflections of a closed round; nothing of one that is open. */
export async function reflectionsOf(db: Db, round: RoundId): Promise<ShownReflections> {
  const closed = await db.$count(rounds, and(eq(rounds.id, round), eq(rounds.state, "closed")));
  if (closed === 0) return { named: [], unnamed: [] };
  const rows = await db
    .select({ author: reflections.author, text: reflections.text })
    .from(reflections)
    .where(eq(reflections.round, round))
    .orderBy(reflections.author, reflections.text);
  return {
    named: rows.flatMap(({ author, text }) => (author === null ? [] : [{ author, text }])),
    unnamed: rows.flatMap(({ author, text }) => (author === null ? [text] : [])),
  };
}
