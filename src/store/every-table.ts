/** What tables there are, asked of the database itself, so that a backup can't forget the one that was added last. */
import { sql } from "drizzle-orm";
import type { Db } from "./database.ts";
import { rowsOf } from "./rows.ts";

export type KeptTable = {
  readonly name: string;
  /** In the order of the table, with their types as SQL writes them. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** The columns of its primary key. */
  readonly key: readonly string[];
  readonly refersTo: readonly string[];
  /** Columns that a counter fills, which counts on for ever. */
  readonly counted: readonly string[];
};

/** Every table of ours, each after those it refers to: so may they be filled. */
export async function everyTable(db: Db): Promise<readonly KeptTable[]> {
  const waiting = [...(await tablesByName(db))];
  const ordered: KeptTable[] = [];
  const placed = (name: string) => ordered.some((table) => table.name === name);
  while (waiting.length > 0) {
    const place = waiting.findIndex(({ name, refersTo }) =>
      refersTo.every((other) => other === name || placed(other)),
    );
    const [next] = place < 0 ? [] : waiting.splice(place, 1);
    if (next === undefined)
      throw new Error(`Tables that refer in a circle: ${waiting.map(({ name }) => name)}`);
    ordered.push(next);
  }
  return ordered;
}

function tablesByName(db: Db): Promise<readonly KeptTable[]> {
  return rowsOf<KeptTable>(
    db,
    sql`
      select
        c.relname::text as name,
        (
          select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
            order by a.attnum), '[]')
          from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        ) as columns,
        (
          select coalesce(json_agg(a.attname order by a.attnum), '[]')
          from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
          where i.indrelid = c.oid and i.indisprimary
        ) as key,
        (
          select coalesce(json_agg(distinct other.relname), '[]')
          from pg_constraint f join pg_class other on other.oid = f.confrelid
          where f.conrelid = c.oid and f.contype = 'f'
        ) as "refersTo",
        (
          select coalesce(json_agg(a.attname), '[]')
          from pg_attribute a where a.attrelid = c.oid and a.attidentity <> ''
        ) as counted
      from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      order by c.relname`,
  );
}
