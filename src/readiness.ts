/** Whether the database answers, and in time, with tables that this version can work with. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Readiness } from "./door.ts";
import type { Db } from "./store/database.ts";
import { migrationsCurrent, newestMigration } from "./store/migrate.ts";

/** Milliseconds: whoever asks gives up after a few seconds, and a database that takes as long as that is no help to Slack. */
const patience = 2_000;

/** Asks anew each time. What counts as current is what this version knew when it started. */
export function databaseReadiness(db: Db): Readiness {
  const newest = newestMigration();
  return async () => {
    const isCurrent = await Promise.race([
      migrationsCurrent(db, newest),
      sleep(patience, "too slow" as const, { ref: false }),
    ]);
    if (isCurrent === "too slow") return { ready: false, because: "The database does not answer in time." };
    return isCurrent
      ? { ready: true, because: "The database answers and its tables are up to date." }
      : { ready: false, because: "The database's tables are older than this version." };
  };
}
