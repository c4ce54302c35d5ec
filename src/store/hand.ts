/** The hand on the clock: a table with one row. */
import { sql } from "drizzle-orm";
import { bigint, boolean, check, pgTable } from "drizzle-orm/pg-core";

/** How far the clock of a local workspace has been turned. Never anything but 0 where a real Slack is served. */
export const clockHand = pgTable(
  "clock_hand",
  {
    only: boolean().primaryKey().default(true),
    turnedMs: bigint({ mode: "number" }).notNull().default(0),
  },
  (t) => [check("clock_hand_only_one", sql`${t.only}`)],
);
