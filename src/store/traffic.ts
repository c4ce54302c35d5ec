/** What goes to and fro between us and Slack: what is to be said, what was heard, and how fast Slack may be asked. */
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { ChannelId, DeliveryId } from "../core/ids.ts";
import { ofRound, ofTeam, ofWorkspace } from "./belonging.ts";
import { id, instant } from "./columns.ts";

/** The outbox: one row for each thing to say. `key` is unique, so one thing is planned once, by whomever. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: id().$type<DeliveryId>(),
    key: text().notNull().unique(),
    kind: text().notNull(),
    workspace: ofWorkspace().notNull(),
    team: ofTeam(),
    round: ofRound(),
    /** A channel, or a person for a direct message. */
    addressee: text().notNull(),
    dueAt: instant().notNull(),
    state: text()
      .notNull()
      .$type<"due" | "sending" | "said" | "uncertain" | "failed" | "cancelled">()
      .default("due"),
    /** How often it was claimed. A worker that comes back late shows an old number, and is not heard. */
    attempts: integer().notNull().default(0),
    /**
     * Claims that don't count as tries: handed back unused, as Slack asked us to wait or the process was stopping; or of the
     * first saying, where it is said once more.
     */
    handedBack: integer().notNull().default(0),
    /** Said once more, and marked so, because the first may have been lost. */
    again: boolean().notNull().default(false),
    /** While sending: until when the claim holds. */
    leaseUntil: instant(),
    /** Since when Slack may have heard it, of the last claim; null while that only waited for its turn. */
    askedAt: instant(),
    channel: text().$type<ChannelId>(),
    ts: text(),
    saidAt: instant(),
    /** Slack's error code, when it would not take it. */
    trouble: text(),
  },
  (t) => [
    index("deliveries_due").on(t.dueAt, t.id).where(sql`${t.state} = 'due'`),
    index("deliveries_turn")
      .on(t.workspace, t.dueAt, sql`(${t.kind} <> 'summary')`, t.id)
      .where(sql`${t.state} = 'due'`),
    index("deliveries_sending").on(t.leaseUntil).where(sql`${t.state} = 'sending'`),
    index("deliveries_round").on(t.round),
    index("deliveries_team").on(t.team, t.dueAt),
    index("deliveries_addressee").on(t.addressee, t.workspace),
    check(
      "deliveries_state",
      sql`${t.state} in ('due', 'sending', 'said', 'uncertain', 'failed', 'cancelled')`,
    ),
  ],
);

/** What Slack sent us and we applied, by its own id, for a day: so that what comes twice is applied once. */
export const heard = pgTable(
  "heard",
  {
    id: text().primaryKey(),
    heardAt: instant().notNull(),
  },
  (t) => [index("heard_old").on(t.heardAt)],
);

/** How fast Slack may be asked, shared by all processes: for one method, or one channel, of one workspace. */
export const paces = pgTable(
  "paces",
  {
    workspace: ofWorkspace().notNull(),
    /** A Web API method, a channel, or `*` for everything. */
    of: text().notNull(),
    /** The next moment that nobody has taken yet. */
    freeAt: instant().notNull(),
    /** Slack asked us to wait until then, or its token is no good: nothing is asked, by anybody. */
    pausedUntil: instant(),
  },
  (t) => [primaryKey({ columns: [t.workspace, t.of] })],
);

/**
 * Pictures that Slack has already, by their content: the same one is uploaded once. Slack may have lost a file, and after an
 * uninstall it no longer shows it: then the row goes and the picture is uploaded anew.
 */
export const pictures = pgTable(
  "pictures",
  {
    workspace: ofWorkspace().notNull(),
    /** SHA-256, in hex, of what is drawn. */
    content: text().notNull(),
    /** Slack's id of the file. */
    file: text().notNull(),
    uploadedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspace, t.content] }), index("pictures_old").on(t.uploadedAt)],
);
