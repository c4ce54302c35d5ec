import { getTableName, is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import type { Db } from "../../src/store/database.ts";
import { rowsOf } from "../../src/store/rows.ts";
import * as schema from "../../src/store/schema.ts";

export const tableNames: readonly string[] = Object.values(schema)
  .filter((value) => is(value, PgTable))
  .map((table) => getTableName(table))
  .sort();

/** The names of the tables that have a text anywhere in a row: what somebody with a dump could find. */
export async function tablesWith(db: Db, text: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of tableNames) {
    const [row] = await rowsOf<{ has: boolean }>(
      db,
      sql`select exists (select from ${sql.identifier(name)} t where position(${text} in to_jsonb(t)::text) > 0) as has`,
    );
    if (row?.has === true) found.push(name);
  }
  return found;
}
