import type { Db } from "../../src/store/database.ts";

/** What a database is asked, by drizzle. */
export type Statement = { readonly sql: string; readonly params: readonly unknown[] };

/** Where drizzle writes down each statement as it is asked; ours keeps nothing. */
type Logger = { logQuery: (sql: string, params: readonly unknown[]) => void };

/**
 * Shows each statement just before it is asked, those included that were put together long before, until it is called;
 * then everything is as it was. A transaction has a logger of its own, of the same make: `all` looks at that make, and so
 * at every database in this process.
 */
export function watchStatements(
  db: Db,
  of: "outside transactions" | "all",
  look: (statement: Statement) => void,
): () => void {
  const { logger } = (db as unknown as { readonly session: { readonly logger: Logger } }).session;
  const watched = of === "all" ? (Object.getPrototypeOf(logger) as Logger) : logger;
  const isOwn = Object.hasOwn(watched, "logQuery");
  const { logQuery } = watched;
  watched.logQuery = (sql, params) => {
    look({ sql, params });
    logQuery.call(watched, sql, params);
  };
  return () => {
    // What was inherited is inherited again: a copy of its own would hide whoever watches all.
    if (isOwn) watched.logQuery = logQuery;
    else Reflect.deleteProperty(watched, "logQuery");
  };
}
