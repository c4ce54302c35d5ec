import type { Db } from "../../src/store/database.ts";

type Session = { prepareQuery: (query: { readonly sql: string }, ...more: unknown[]) => unknown };

/** Writes down every statement that a database is asked from now on, outside transactions. `stop` when done. */
export function countStatements(db: Db) {
  const { session } = db as unknown as { readonly session: Session };
  const asked: string[] = [];
  const { prepareQuery } = session;
  session.prepareQuery = function count(query, ...more) {
    asked.push(query.sql.replace(/\s+/g, " ").trim());
    return prepareQuery.call(this, query, ...more);
  };
  return {
    /** What was asked since somebody last looked. */
    asked: () => asked.splice(0),
    stop: () => {
      session.prepareQuery = prepareQuery;
    },
  };
}
