/** Two workspaces with a row each in every table, alike but for their ids. */
import { sql } from "drizzle-orm";
import type { WorkspaceId } from "../../src/core/ids.ts";
import type { Db } from "../../src/store/database.ts";
import { everyTable } from "../../src/store/every-table.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { fillEveryTable } from "./fill-tables.ts";

/** What every text is in a row of the one (test/support/fill-tables), and in its twin. */
export const ours = "text" as WorkspaceId;
export const theirs = "theirs" as WorkspaceId;

/** Fills every table for one workspace, and each but these for another. */
export async function fillTwice(db: Db, once: readonly string[]): Promise<void> {
  await fillEveryTable(db);
  for (const { name } of await everyTable(db)) {
    if (once.includes(name)) continue;
    const table = sql.identifier(name);
    const [row] = await rowsOf<{ row: string }>(db, sql`select to_jsonb(t)::text as row from ${table} t`);
    const twin = (row?.row ?? "")
      .replaceAll(`: "${ours}"`, `: "${theirs}"`)
      .replaceAll("00000000-", "11111111-");
    await db.execute(
      sql`insert into ${table} overriding system value select * from jsonb_populate_record(null::${table}, ${twin}::jsonb)`,
    );
  }
}
