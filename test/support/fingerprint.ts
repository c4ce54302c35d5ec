/** What stands in every table, to be compared before and after: how many rows, and a checksum over all of them. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Db } from "../../src/store/database.ts";
import { rowsOf } from "../../src/store/rows.ts";

/** By table of the database's own catalogue, whatever the code knows of it. */
export async function fingerprint(db: Db): Promise<Readonly<Record<string, string>>> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`select table_name::text as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables) {
    const rows = await rowsOf<{ row: string }>(db, sql`select t::text as row from ${sql.identifier(name)} t`);
    const texts = rows.map(({ row }) => row).sort();
    prints[name] =
      `${texts.length} ${createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 16)}`;
  }
  return prints;
}
