/** What people noticed in a round, in their words. */
import { and, eq, ne, sql } from "drizzle-orm";
import type { RoundId } from "../core/ids.ts";
import type { ShownReflections } from "../core/reflection.ts";
import { unnamedWritersFloor } from "../core/team.ts";
import type { Db } from "./database.ts";
import { reflections, rounds } from "./schema.ts";

/**
 * At close: those shared without a name lose their author and their place (new ids, in random order) when five or more
 * people wrote so, and are deleted when fewer did. Tells what is left to show.
 */
export async function settleReflections(tx: Db, round: RoundId): Promise<ShownReflections> {
  await tx.delete(reflections).where(and(eq(reflections.round, round), eq(reflections.text, "")));
  await tx.execute(sql`
    with unsigned as (
      delete from ${reflections} where round = ${round} and not named returning text
    )
    insert into ${reflections} (round, author, named, text)
    select ${round}, null, false, text from unsigned
    where (select count(*) from unsigned) >= ${unnamedWritersFloor}
    order by random()`);
  return shown(tx, round);
}

/** The reflections of a closed round; nothing of one that is open. */
export async function reflectionsOf(db: Db, round: RoundId): Promise<ShownReflections> {
  const closed = await db.$count(rounds, and(eq(rounds.id, round), eq(rounds.state, "closed")));
  return closed === 0 ? { named: [], unnamed: [] } : shown(db, round);
}

async function shown(db: Db, round: RoundId): Promise<ShownReflections> {
  const rows = await db
    .select({ author: reflections.author, text: reflections.text })
    .from(reflections)
    .where(and(eq(reflections.round, round), ne(reflections.text, "")))
    .orderBy(reflections.text);
  return {
    named: rows.flatMap(({ author, text }) => (author === null ? [] : [{ author, text }])),
    unnamed: rows.flatMap(({ author, text }) => (author === null ? [text] : [])),
  };
}
