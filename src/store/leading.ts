/** The tables about leaders' time: where it went, what is suggested for it, and when each leader hears the weekly digest. */
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { FocusReport } from "../core/focus.ts";
import type { FocusShares } from "../core/framework.ts";
import type { UserId } from "../core/ids.ts";
import { ofTeam, ofWorkspace } from "./belonging.ts";
import { instant, person, week } from "./columns.ts";

/** A leader's rough word on where their time went in a week, by category. */
export const focusReports = pgTable(
  "focus_reports",
  {
    workspace: ofWorkspace().notNull(),
    person: person(),
    week: week(),
    words: jsonb().notNull().$type<FocusReport>(),
  },
  (t) => [primaryKey({ columns: [t.workspace, t.person, t.week] })],
);

/** What a team's leaders made of the shares of their time, change by change: the latest is in force. */
export const focusShares = pgTable(
  "focus_shares",
  {
    team: ofTeam().notNull(),
    /** Counts on with every change, so that the latest is known. */
    change: bigint({ mode: "number" }).notNull().generatedByDefaultAsIdentity(),
    shares: jsonb().notNull().$type<FocusShares>(),
    note: text().notNull(),
    /** Null once they had their name taken out. */
    changedBy: text().$type<UserId>(),
    since: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.team, t.change] })],
);

/** When each leader hears the weekly focus digest: made when somebody first becomes a leader. */
export const digestRhythms = pgTable(
  "digest_rhythms",
  {
    workspace: ofWorkspace().notNull(),
    person: person(),
    zone: text().notNull(),
    weekday: integer().notNull(),
    time: text().notNull(),
    nextAt: instant().notNull(),
    /** They hear none until they go on. */
    paused: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.workspace, t.person] }), index("digest_rhythms_due").on(t.nextAt)],
);
