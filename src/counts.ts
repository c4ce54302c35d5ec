/**
 * What an operator counts. Nothing here takes an id, a name or a word that somebody wrote: what is told of is one of a
 * short list that the code knows, so no count can point at a person, a team or a workspace.
 */

/** Why a request at the door was taken for a forgery, or for something too old or too new to be Slack's. */
export const reasonsToTurnAway = ["unsigned", "malformed", "stale", "early", "mismatch"] as const;
export type TurnedAway = (typeof reasonsToTurnAway)[number];

/** How a round whose hour had come was opened; or that it was not. */
export const waysToCome = ["on-time", "late", "skip"] as const;

/** Why a subject of a closed round has no word. */
export const reasonsForNoWord = ["too-few", "held-back"] as const;

/** What kind of thing Slack sent. */
export type Knock = "command" | "press" | "submission" | "options" | "shortcut" | "event" | "other";

export type Counts = {
  /** Slack has its answer, so many seconds after it asked. It waits for three. */
  readonly answered: (knock: Knock, seconds: number) => void;
  readonly turnedAway: (why: TurnedAway) => void;
  /** The very same came before, and was left alone. */
  readonly cameAgain: (knock: Knock) => void;
  /** Slack said "too many calls" to a method of its Web API. */
  readonly limited: (method: string) => void;
  /** Nobody knows whether a message of this kind was said. */
  readonly uncertain: (kind: string) => void;
  /** A message of this kind was given up: Slack would not take it. */
  readonly failed: (kind: string) => void;
  readonly round: (came: (typeof waysToCome)[number]) => void;
  readonly ticked: () => void;
  /** Slack would not give a new token for the one that ran out. */
  readonly tokenNotRenewed: () => void;
  /** Subjects of a closed round that got no word, because too few answered, or because words together would have told too much. */
  readonly suppressed: (why: (typeof reasonsForNoWord)[number], subjects: number) => void;
  /** Socket Mode only: whether Slack is on the line. */
  readonly connected: (is: boolean) => void;
};

/** For whoever doesn't count. */
export const uncounted: Counts = {
  answered: () => {},
  turnedAway: () => {},
  cameAgain: () => {},
  limited: () => {},
  uncertain: () => {},
  failed: () => {},
  round: () => {},
  ticked: () => {},
  tokenNotRenewed: () => {},
  suppressed: () => {},
  connected: () => {},
};
