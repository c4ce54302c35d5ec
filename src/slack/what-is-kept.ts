/**
 * What is kept and until when, on one page and in plain words: `/bearings privacy` tells it with the settings in force,
 * and docs/privacy.md with the longest. A law test holds every table, and the periods of that document, against it.
 */
import { countWord } from "../core/number-words.ts";
import type { Retention } from "../core/retention.ts";
import { roundsInABlock } from "../core/round.ts";
import { unnamedWritersFloor } from "../core/team.ts";

export type KeptThing = {
  readonly tables: readonly string[];
  /** As a member would say it; null where it is of nobody. */
  readonly what: string | null;
  /** How long, as it is said after a colon. */
  readonly until: (keeps: Retention) => string;
};

export const whatIsKept: readonly KeptThing[] = [
  {
    tables: ["readings", "answers", "not_this_week"],
    what: "What you answer, that you did, and that you said *Not this week*",
    until: () => "until the round closes",
  },
  {
    tables: ["blocks", "waiting_readings"],
    what: "Answers too few for a word, under a key in place of your name",
    until: ({ unfinishedBlocks }) =>
      `until the block of ${countWord(roundsInABlock)} rounds ends; ${unfinishedBlocks} days after the team's last round at the latest`,
  },
  {
    tables: ["reflections"],
    what: "What you noticed",
    until: (keeps) =>
      `with your name, ${closedRounds(keeps)}; without it your name goes when the round closes, and the text too where fewer than ${countWord(unnamedWritersFloor)} wrote so`,
  },
  {
    tables: ["quotes"],
    what: "A message of yours that you were asked about",
    until: (keeps) => `with your yes, ${closedRounds(keeps)}; else until the round closes`,
  },
  {
    tables: ["rounds", "labels", "ballparks", "roster"],
    what: "The words of a round and who was asked in it; in an open team also who gave which direction",
    until: closedRounds,
  },
  {
    tables: ["noted_values"],
    what: "A number you noted, with your name",
    until: ({ words }) => `${words} days`,
  },
  {
    tables: ["tries"],
    what: "What a team tries and learned, and who leads it",
    until: ({ words }) => `${words} days after it ended`,
  },
  {
    tables: ["focus_reports"],
    what: "A leader's rough words on their own time",
    until: ({ words }) => `${words} days`,
  },
  {
    tables: ["focus_shares"],
    what: "What a team's leaders made of the shares of their time, who changed them, and their note why",
    until: ({ words }) => `${words} days after the next change; what is in force stays`,
  },
  {
    tables: ["members", "leaders"],
    what: "Who is in a team, who leads it, and which leaders pool where their time went",
    until: () => "until they are taken off the list",
  },
  {
    tables: ["digest_rhythms"],
    what: "When a leader hears the digest, or that they paused it",
    until: () => "until the workspace is deleted, or they delete it once they lead no team",
  },
  {
    tables: ["away"],
    what: "Days away, with no reason",
    until: ({ away }) => `${away === 1 ? "a day" : `${away} days`} after the last of them`,
  },
  {
    tables: ["deliveries"],
    what: "That a message was said, and to whom",
    until: ({ deliveries }) => `${deliveries} days; of a reminder, until the round closes`,
  },
  { tables: ["heard"], what: null, until: () => "until the night after it is a day old" },
  { tables: ["teams", "frameworks"], what: null, until: () => "until the team or the workspace is deleted" },
  {
    tables: ["pictures"],
    what: null,
    until: ({ deliveries }) => `${deliveries} days after it was uploaded`,
  },
  { tables: ["paces"], what: null, until: () => "a day after" },
  {
    tables: ["workspaces"],
    what: null,
    until: ({ uninstalled }) =>
      `until ${uninstalled === 1 ? "a day" : `${uninstalled} days`} after Bearings was uninstalled, with everything in it`,
  },
  { tables: ["installations"], what: null, until: () => "until Bearings is uninstalled" },
  { tables: ["install_states"], what: null, until: () => "ten minutes; the night after at the latest" },
  { tables: ["clock_hand"], what: null, until: () => "–" },
];

/** A round goes no sooner than the answers of its block that wait: late only where words are kept for less than a block may last. */
function closedRounds({ words, unfinishedBlocks }: Retention): string {
  const longestBlock = roundsInABlock * unfinishedBlocks;
  return words < longestBlock ? `${words} days, or as long as answers of its block wait` : `${words} days`;
}
