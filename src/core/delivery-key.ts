/**
 * What a thing to say is called, for ever: one thing is planned once, by whomever, because it is called the same. What a name
 * is made of is read again from it when it is said. Slack gets these names as the metadata of our messages.
 */
import type { Temporal } from "temporal-polyfill";
import {
  type ChannelId,
  QuoteId,
  type RoundId,
  type TeamId,
  TryId,
  type UserId,
  type WorkspaceId,
} from "./ids.ts";
import { parseWeek, type Week } from "./week.ts";

export const deliveryKey = {
  round: (round: RoundId) => `round:${round}`,
  nudge: (round: RoundId, person: UserId) => `nudge:${round}:${person}`,
  summary: (round: RoundId) => `summary:${round}`,
  /** There is one a week, whatever its day. */
  digest: (workspace: WorkspaceId, person: UserId, week: Week) => `digest:${workspace}:${person}:${week}`,
  /** Another day that was agreed on is another question. */
  tryQuestion: (id: TryId, askOn: Temporal.PlainDate) => `try:${id}:${askOn}`,
  quoteQuestion: (id: QuoteId) => `quote:${id}`,
  welcome: (workspace: WorkspaceId, channel: ChannelId) => `welcome:${workspace}:${channel}`,
  installed: (workspace: WorkspaceId) => `installed:${workspace}`,
  setUp: (team: TeamId) => `set_up:${team}`,
  /** A leader hears of one trouble once a week. */
  trouble: (team: TeamId, code: string, week: Week, leader: UserId) =>
    `trouble:${team}:${code}:${week}:${leader}`,
  /** `stamp` tells two pieces of news of one topic apart. */
  teamNews: (topic: string, team: TeamId, stamp: string, addressee: string) =>
    `team_news:${topic}:${team}:${stamp}:${addressee}`,
} as const;

/** The week that a digest tells of; null where the name holds none. */
export function weekOfDigest(key: string): Week | null {
  return parseWeek(partsOf(key)[3]);
}

/** The try that is asked about, and the day (2026-11-23) on which. Throws where it is no name of such a question. */
export function tryAskedAbout(key: string): { readonly id: TryId; readonly askOn: string } {
  const [, id, askOn] = partsOf(key);
  return { id: TryId.parse(id), askOn };
}

/** The message whose author is asked. Throws where it is no name of such a question. */
export function quoteAskedAbout(key: string): QuoteId {
  return QuoteId.parse(partsOf(key)[1]);
}

/** Slack's code, or our own, of the trouble that a leader hears of. */
export function codeOfTrouble(key: string): string {
  return partsOf(key)[2];
}

export function topicOfNews(key: string): string {
  return partsOf(key)[1];
}

function partsOf(key: string): readonly [string, string, string, string] {
  const [kind = "", first = "", second = "", third = ""] = key.split(":");
  return [kind, first, second, third];
}
