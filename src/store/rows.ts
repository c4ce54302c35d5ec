import type { SQL } from "drizzle-orm";
import type { Db } from "./database.ts";

/**
 * The rows of a statement written by hand. Both engines hand JSON, text, boolean and int4 over alike; they differ
 * on int8, numeric and dates, so such a statement casts those to text or int4 itself.
 */
export async function rowsOf<Row>(db: Db, statement: SQL): Promise<readonly Row[]> {
  const result = (await db.execute(statement)) as { readonly rows: readonly Row[] };
  return result.rows;
}
