import type { Db } from "../../src/store/database.ts";

type Session = { prepareQuery: (query: { readonly sql: string }, ...more: unknown[]) => unknown };

/** Something happens in the database just before the next statement that looks like this: between two of the app's own. */
export function justBefore(
  db: Db,
  looks: RegExp,
  happen: () => Promise<unknown>,
): { readonly stop: () => void } {
  const { session } = db as unknown as { readonly session: Session };
  const { prepareQuery } = session;
  const stop = () => {
    session.prepareQuery = prepareQuery;
  };
  session.prepareQuery = function watch(query, ...more) {
    if (looks.test(query.sql)) {
      stop();
      // The embedded engine does one thing after the other, so this comes first. (drizzle begins when it is awaited.)
      happen().then(() => {});
    }
    return prepareQuery.call(this, query, ...more);
  };
  return { stop };
}

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
