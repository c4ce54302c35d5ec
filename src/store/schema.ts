/**
 * Every table of what is kept. What ties a person to what they said is on a page of its own (store/confidential), and
 * lives only until its round closes. What stays of it is words: `labels`, `ballparks`, and the summary in `rounds`.
 * What goes to and fro between us and Slack is on a third (store/traffic), what lets us in on a fourth (store/admitted),
 * and what is about leaders' time on a fifth (store/leading).
 */
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import type { CategoryKey, FocusShares, SubjectKey } from "../core/framework.ts";
import type { ChannelId, RoundId, TeamId, TryId, UserId, WorkspaceId } from "../core/ids.ts";
import type { LabelDirection } from "../core/label.ts";
import type { KeptMeasures } from "../core/own-framework.ts";
import type { Questions } from "../core/reading.ts";
import type { Mode } from "../core/team.ts";
import type { Week } from "../core/week.ts";
import { ofRound, ofTeam, ofWorkspace } from "./belonging.ts";
import { id, instant, localDay, person, subject, week } from "./columns.ts";

export { installations, installStates } from "./admitted.ts";
export {
  answers,
  blocks,
  notThisWeek,
  quotes,
  readings,
  reflections,
  waitingReadings,
} from "./confidential.ts";
export { clockHand } from "./hand.ts";
export { digestRhythms, focusReports, focusShares } from "./leading.ts";
export { deliveries, heard, paces, pictures } from "./traffic.ts";

export const workspaces = pgTable("workspaces", {
  id: text().primaryKey().$type<WorkspaceId>(),
  name: text().notNull(),
  botUser: text().notNull().$type<UserId>(),
  installedAt: instant().notNull(),
  /** The organisation (Enterprise Grid) it belongs to, where Slack said so. */
  enterprise: text(),
  /** Null while Bearings is there. Its data waits for a return until so many days after (core/retention). */
  uninstalledAt: instant(),
});

export const teams = pgTable(
  "teams",
  {
    id: id().$type<TeamId>(),
    workspace: ofWorkspace().notNull(),
    channel: text().notNull().$type<ChannelId>(),
    name: text().notNull(),
    mode: text().notNull().$type<Mode>(),
    zone: text().notNull(),
    opensWeekday: integer().notNull(),
    opensTime: text().notNull(),
    closesWeekday: integer().notNull(),
    closesTime: text().notNull(),
    nudge: boolean().notNull().default(true),
    categories: jsonb().notNull().$type<readonly CategoryKey[]>(),
    /** When the next round is due to open, in UTC, computed by core/schedule and by nothing else. */
    nextOpensAt: instant().notNull(),
    /** Its leaders let it rest: no round opens until one of them resumes it. */
    paused: boolean().notNull().default(false),
    /** People of another organisation read its channel (Slack Connect): nothing of the team is said there. */
    sharedBeyond: boolean().notNull().default(false),
    createdAt: instant().notNull(),
  },
  (t) => [
    unique("teams_one_per_channel").on(t.workspace, t.channel),
    index("teams_due").on(t.nextOpensAt),
    check("teams_mode", sql`${t.mode} in ('confidential', 'open')`),
  ],
);

export const members = pgTable(
  "members",
  {
    team: ofTeam().notNull(),
    person: person(),
  },
  (t) => [primaryKey({ columns: [t.team, t.person] }), index("members_person").on(t.person)],
);

export const leaders = pgTable(
  "leaders",
  {
    team: ofTeam().notNull(),
    person: person(),
    /** The week from which their focus reports are pooled with those of the leaders who agree too; null: not at all. */
    poolsSince: text().$type<Week>(),
  },
  (t) => [primaryKey({ columns: [t.team, t.person] }), index("leaders_person").on(t.person)],
);

/** Days a person is away, both ends included: not asked, not counted. */
export const away = pgTable(
  "away",
  {
    id: id(),
    workspace: ofWorkspace().notNull(),
    person: person(),
    firstDay: localDay().notNull(),
    lastDay: localDay().notNull(),
  },
  (t) => [index("away_person").on(t.workspace, t.person)],
);

export const rounds = pgTable(
  "rounds",
  {
    id: id().$type<RoundId>(),
    team: ofTeam().notNull(),
    week: week(),
    /** Counts the team's opened rounds from 1; null for a skipped one. */
    ordinal: integer(),
    state: text().notNull().$type<"open" | "closed" | "skipped">(),
    opensAt: instant().notNull(),
    closesAt: instant().notNull(),
    /** Null where the nudge is switched off. */
    nudgesAt: instant(),
    nudged: boolean().notNull().default(false),
    floor: integer().notNull(),
    mode: text().notNull().$type<Mode>(),
    questions: jsonb().notNull().$type<Questions>(),
    /** The focus shares that were in force, for the reason given beside the closer look. */
    focus: jsonb().notNull().$type<FocusShares>(),
    talkedAbout: boolean().notNull().default(false),
    /** core/digests/team-summary, frozen at close: words only. */
    summary: jsonb(),
    /** How many answered, kept only where it may be shown. */
    answered: integer(),
    /** Its words were told nobody, and not kept: another team of nearly the same people had its words that week. */
    heldBack: boolean().notNull().default(false),
    /** Whether "changed since the round before" may be said: the same people were asked, or enough of them differ. */
    tellsChange: boolean().notNull().default(true),
  },
  (t) => [
    unique("rounds_one_per_week").on(t.team, t.week),
    unique("rounds_counted_once").on(t.team, t.ordinal),
    index("rounds_due_to_close").on(t.closesAt).where(sql`${t.state} = 'open'`),
    index("rounds_due_to_nudge").on(t.nudgesAt).where(sql`${t.state} = 'open' and not ${t.nudged}`),
    check("rounds_state", sql`${t.state} in ('open', 'closed', 'skipped')`),
  ],
);

/** The frozen list of who may answer a round. */
export const roster = pgTable(
  "roster",
  {
    round: ofRound().notNull(),
    person: person(),
  },
  (t) => [primaryKey({ columns: [t.round, t.person] }), index("roster_person").on(t.person)],
);

/** What a closed round says, frozen. `span` is `block` where four rounds had to be taken together. */
export const labels = pgTable(
  "labels",
  {
    round: ofRound().notNull(),
    subject: subject(),
    span: text().notNull().$type<"round" | "block">(),
    word: text().notNull().$type<"clear" | "leaning" | "mixed" | "too-few">(),
    direction: text().$type<LabelDirection>(),
    goodEnough: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.round, t.subject, t.span] }),
    check("labels_direction", sql`(${t.direction} is not null) = (${t.word} in ('clear', 'leaning'))`),
  ],
);

/** The rounded median of a round's ballparks, from five people on. */
export const ballparks = pgTable(
  "ballparks",
  {
    round: ofRound().notNull(),
    measure: text().notNull().$type<SubjectKey>(),
    median: doublePrecision().notNull(),
  },
  (t) => [primaryKey({ columns: [t.round, t.measure] })],
);

/**
 * A number read off a system, noted with the noter's name. Of a team, measure and week the latest note stands; those
 * before it are what stands again when it is taken back.
 */
export const notedValues = pgTable(
  "noted_values",
  {
    team: ofTeam().notNull(),
    measure: text().notNull().$type<SubjectKey>(),
    week: week(),
    /** Counts on with every note, so that a button can mean this very one. */
    note: bigint({ mode: "number" }).notNull().generatedByDefaultAsIdentity(),
    value: doublePrecision().notNull(),
    notedBy: text().notNull().$type<UserId>(),
  },
  (t) => [primaryKey({ columns: [t.team, t.measure, t.week, t.note] })],
);

/** A team's own framework. A team that changed nothing has no row: it has what ships. */
export const frameworks = pgTable("frameworks", {
  team: ofTeam().primaryKey(),
  /** All that it ever had, in its order: keys are for ever (docs/decisions/016). */
  measures: jsonb().notNull().$type<KeptMeasures>(),
  changedAt: instant().notNull(),
});

export const tries = pgTable(
  "tries",
  {
    id: id().$type<TryId>(),
    team: ofTeam().notNull(),
    category: text().notNull().$type<CategoryKey>(),
    what: text().notNull(),
    ledBy: text().$type<UserId>(),
    /** The local day on which the team is asked how it went. */
    askOn: localDay().notNull(),
    state: text().notNull().$type<"going" | "learned" | "dropped">().default("going"),
    learned: text(),
    startedAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [
    index("tries_team").on(t.team),
    check("tries_state", sql`${t.state} in ('going', 'learned', 'dropped')`),
  ],
);
