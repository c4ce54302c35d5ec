/** The embedded database of a running process, asked through that process: statements written by hand, and their rows. */
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Db } from "../../src/store/database.ts";
import type { Process } from "./process.ts";

export function dbThrough(child: Process): Db {
  const dialect = new PgDialect({ casing: "snake_case" });
  const execute = async (statement: SQL) => {
    const { sql, params } = dialect.sqlToQuery(statement);
    return { rows: await child.ask(sql, params) };
  };
  // Whoever looks from outside asks with statements of their own (store/rows) and nothing else.
  return { execute } as unknown as Db;
}
