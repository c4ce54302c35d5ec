/**
 * The tables that tie a person to what they said, all of them, and only until its round closes: `answers`, `readings`,
 * `notThisWeek`, unnamed `reflections`, and (below the floor, under a key that dies with its block) `waitingReadings`.
 */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { QuoteId, TeamId, UserId } from "../core/ids.ts";
import type { Direction } from "../core/reading.ts";
import { ofRound, ofTeam } from "./belonging.ts";
import { id, instant, person, subject } from "./columns.ts";

/** Who answered an open round, and when last: so a nudge goes only to the others. Deleted at close. */
export const answers = pgTable(
  "answers",
  {
    round: ofRound().notNull(),
    person: person(),
    keptAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.round, t.person] })],
);

/** Who said *Not this week*: not nudged. No reason is asked. Deleted at close. */
export const notThisWeek = pgTable(
  "not_this_week",
  {
    round: ofRound().notNull(),
    person: person(),
  },
  (t) => [primaryKey({ columns: [t.round, t.person] })],
);

/**
 * Deleted in the transaction that freezes the words. Somebody who answered has one row for each subject asked, blank
 * where they said nothing: so that a changed answer replaces the earlier one whole, row by row, even when the two
 * arrive at the same moment.
 */
export const readings = pgTable(
  "readings",
  {
    round: ofRound().notNull(),
    person: person(),
    subject: subject(),
    direction: text().$type<Direction>(),
    goodEnough: boolean().notNull().default(false),
    ballpark: doublePrecision(),
  },
  (t) => [
    primaryKey({ columns: [t.round, t.person, t.subject] }),
    check("readings_direction", sql`${t.direction} in ('improving', 'holding', 'slipping', 'cant-tell')`),
  ],
);

/** The key that hides who waits in a block of four rounds. Gone with its block. */
export const blocks = pgTable(
  "blocks",
  {
    team: ofTeam().notNull(),
    number: integer().notNull(),
    key: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.team, t.number] })],
);

/** Readings of rounds below the floor, waiting for the end of their block; who said them is a keyed hash. */
export const waitingReadings = pgTable(
  "waiting_readings",
  {
    team: uuid().notNull().$type<TeamId>(),
    block: integer().notNull(),
    /** HMAC-SHA-256 of the person under the block's key, in hex. */
    hidden: text().notNull(),
    subject: subject(),
    /** The round's ordinal: the latest counts. */
    ordinal: integer().notNull(),
    direction: text().$type<Direction>(),
    goodEnough: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.team, t.block, t.hidden, t.subject] }),
    foreignKey({ columns: [t.team, t.block], foreignColumns: [blocks.team, blocks.number] }).onDelete(
      "cascade",
    ),
  ],
);

/**
 * What somebody noticed. While the round is open every one has its author, who may change it. At close those shared
 * without a name are written again with new ids, in random order, with no author. Blank (and gone at close) where
 * somebody answered without one.
 */
export const reflections = pgTable(
  "reflections",
  {
    id: id(),
    round: ofRound().notNull(),
    author: text().$type<UserId>(),
    named: boolean().notNull(),
    text: text().notNull(),
  },
  (t) => [unique("reflections_one_each").on(t.round, t.author)],
);

/**
 * A message that somebody would like to see among what was noticed. Its author is asked, and who asked is not kept. A no
 * leaves a row without its text, so that they aren't asked again. At close all goes but what they said yes to.
 */
export const quotes = pgTable(
  "quotes",
  {
    id: id().$type<QuoteId>(),
    round: ofRound().notNull(),
    author: person(),
    text: text().notNull(),
    /** Where the message stands in Slack. */
    link: text().notNull(),
    state: text().notNull().$type<"asked" | "yes" | "no">().default("asked"),
  },
  (t) => [
    unique("quotes_asked_once").on(t.round, t.link),
    check("quotes_state", sql`${t.state} in ('asked', 'yes', 'no')`),
  ],
);
