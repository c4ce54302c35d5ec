import type { Db } from "../../src/store/database.ts";
import { watchStatements } from "./statements.ts";

/** Something happens in the database just before the next statement that looks like this: between two of the app's own. */
export function justBefore(
  db: Db,
  looks: RegExp,
  happen: () => Promise<unknown>,
): { readonly stop: () => void } {
  const stop = watchStatements(db, "outside transactions", (statement) => {
    if (!looks.test(statement.sql)) return;
    stop();
    // The embedded engine does one thing after the other, so this comes first. (drizzle begins when it is awaited.)
    happen().then(() => {});
  });
  return { stop };
}

/** Writes down every statement that a database is asked from now on, outside transactions. `stop` when done. */
export function countStatements(db: Db) {
  const asked: string[] = [];
  const stop = watchStatements(
    db,
    "outside transactions",
    ({ sql }) => void asked.push(sql.replace(/\s+/g, " ").trim()),
  );
  return {
    /** What was asked since somebody last looked. */
    asked: () => asked.splice(0),
    stop,
  };
}
