/** Messages that somebody would like to see among what was noticed: kept with their author's yes, and not without. */
import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { QuoteId, RoundId } from "../core/ids.ts";
import type { ShownReflections } from "../core/reflection.ts";
import type { Db } from "./database.ts";
import type { Pass } from "./gate.ts";
import { quotes, rounds } from "./schema.ts";

export type Quote = typeof quotes.$inferSelect;
export type NewQuote = Pick<Quote, "round" | "author" | "text" | "link">;

/** Keeps that an author is asked. Null where they were asked about this very message before, whatever they said. */
export async function askForQuote(tx: Db, asked: NewQuote): Promise<QuoteId | null> {
  const [row] = await tx.insert(quotes).values(asked).onConflictDoNothing().returning({ id: quotes.id });
  return row?.id ?? null;
}

/** A message by its id, or null when there is none. */
export async function quoteById(db: Db, id: QuoteId): Promise<Quote | null> {
  const [row] = await db.select().from(quotes).where(eq(quotes.id, id));
  return row ?? null;
}

/**
 * What its author says of it, while the round is open: yes, or no, which lets go of its text for good. False, and nothing
 * changes, once the round has closed, or after a no.
 */
export async function answerQuote(
  db: Db,
  { id, round, author }: Pick<Quote, "id" | "round" | "author">,
  said: "yes" | "no",
): Promise<boolean> {
  return db.transaction(async (tx) => {
    // First: a close that is under way is waited for, and one that comes after finds this answer.
    const open = await tx
      .select({ id: rounds.id })
      .from(rounds)
      .where(and(eq(rounds.id, round), eq(rounds.state, "open")))
      .for("share");
    if (open.length === 0) return false;
    const answered = await tx
      .update(quotes)
      .set(said === "yes" ? { state: "yes" } : { state: "no", text: "" })
      .where(and(eq(quotes.id, id), eq(quotes.author, author), ne(quotes.state, "no")))
      .returning({ id: quotes.id });
    return answered.length > 0;
  });
}

/**
 * At close: what its author said yes to stays, by name; the rest is deleted. What stays is written anew in random order, so that
 * a row doesn't tell when its author was in Slack.
 */
export async function settleQuotes(tx: Db, round: RoundId): Promise<ShownReflections["named"]> {
  const kept = await agreedIn(tx, round);
  await tx.delete(quotes).where(eq(quotes.round, round));
  await tx.execute(sql`
    insert into ${quotes} (round, author, text, link, state)
    select ${round}, kept.author, kept.text, kept.link, 'yes'
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as kept(author text, text text, link text)
    order by random()`);
  return kept;
}

/** The messages kept with a closed round of the team that the pass is for. */
export async function quotesOf(db: Db, pass: Pass, round: RoundId): Promise<ShownReflections["named"]> {
  const isTold = and(eq(rounds.id, round), eq(rounds.team, pass.team), eq(rounds.state, "closed"));
  return (await db.$count(rounds, isTold)) === 0 ? [] : agreedIn(db, round);
}

function agreedIn(db: Db, round: RoundId) {
  return db
    .select({ author: quotes.author, text: quotes.text, link: quotes.link })
    .from(quotes)
    .where(and(eq(quotes.round, round), eq(quotes.state, "yes")))
    .orderBy(asc(quotes.author), asc(quotes.link));
}
