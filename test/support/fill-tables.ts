/** Puts one row into every table that a database has, whatever its columns are, by asking the database about them. */
import { sql } from "drizzle-orm";
import type { Db } from "../../src/store/database.ts";
import { rowsOf } from "../../src/store/rows.ts";

type Column = { readonly table: string; readonly name: string; readonly type: string };
type Reference = {
  readonly table: string;
  readonly column: string;
  readonly to: string;
  readonly toColumn: string;
};

/** Where checks allow only certain words together. Null leaves the column empty. */
const wanted: Readonly<Record<string, string | null>> = { "labels.word": "mixed", "labels.direction": null };

const samples: Readonly<Record<string, string>> = {
  text: "text",
  integer: "1",
  bigint: "1",
  "double precision": "1",
  boolean: "true",
  jsonb: "[]",
  date: "2026-11-23",
  uuid: "00000000-0000-4000-8000-000000000000",
  "timestamp with time zone": "2026-11-23T10:00:00Z",
};

/** Tells which tables it filled, in the order in which they refer to each other. */
export async function fillEveryTable(db: Db): Promise<readonly string[]> {
  const columns = await columnsOf(db);
  const references = await referencesOf(db);
  const words = await allowedWords(db);
  const filled: string[] = [];
  let waiting = [...new Set(columns.map((column) => column.table))];
  while (waiting.length > 0) {
    const ready = waiting.filter((table) =>
      references.every((reference) => reference.table !== table || filled.includes(reference.to)),
    );
    if (ready.length === 0) throw new Error(`These refer to each other in a circle: ${waiting.join(", ")}`);
    for (const table of ready) {
      const own = columns.filter((column) => column.table === table);
      const values = own.map((column) => valueFor(column, references, words));
      await db.execute(
        sql`insert into ${sql.identifier(table)} (${sql.join(
          own.map((column) => sql.identifier(column.name)),
          sql`, `,
        )}) values (${sql.join(values, sql`, `)})`,
      );
      filled.push(table);
    }
    waiting = waiting.filter((table) => !filled.includes(table));
  }
  return filled;
}

function valueFor(column: Column, references: readonly Reference[], words: ReadonlyMap<string, string>) {
  const key = `${column.table}.${column.name}`;
  const reference = references.find((each) => each.table === column.table && each.column === column.name);
  if (reference !== undefined) {
    return sql`(select ${sql.identifier(reference.toColumn)} from ${sql.identifier(reference.to)} limit 1)`;
  }
  const value = key in wanted ? wanted[key] : (words.get(key) ?? samples[column.type]);
  if (value === undefined) throw new Error(`No sample for ${key}, which is ${column.type}.`);
  return sql`${value}::text::${sql.raw(column.type)}`;
}

function columnsOf(db: Db): Promise<readonly Column[]> {
  return rowsOf<Column>(
    db,
    sql`select table_name::text as table, column_name::text as name, data_type::text as type
      from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position`,
  );
}

function referencesOf(db: Db): Promise<readonly Reference[]> {
  return rowsOf<Reference>(
    db,
    sql`select c.conrelid::regclass::text as table, a.attname::text as column,
        c.confrelid::regclass::text as to, b.attname::text as "toColumn"
      from pg_constraint c
      cross join lateral unnest(c.conkey, c.confkey) as k(own, other)
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.own
      join pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.other
      where c.contype = 'f'`,
  );
}

/** The first word that a check such as "state in ('open', …)" allows. */
async function allowedWords(db: Db): Promise<ReadonlyMap<string, string>> {
  const checks = await rowsOf<{ table: string; check: string }>(
    db,
    sql`select conrelid::regclass::text as table, pg_get_constraintdef(oid) as check
      from pg_constraint where contype = 'c' and conrelid <> 0`,
  );
  return new Map(
    checks.flatMap(({ table, check }) => {
      const found = /^CHECK \(\((\w+) = ANY \(ARRAY\['([^']+)'/.exec(check);
      return found === null ? [] : [[`${table}.${found[1]}`, found[2] ?? ""] as const];
    }),
  );
}
