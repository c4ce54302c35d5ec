/**
 * Whether Slack answers. One lost answer may be the first of many: Slack, or the way to it, breaks for an hour now and then,
 * and what it is asked to take in that hour is uncertain, and most of that is never said again. So a process that has lost
 * one doubts: it asks Slack something that sets nothing off, then to take one message, and only when that has an answer
 * does it go on as before. What is due waits meanwhile as it is, in its order.
 */
import type { Temporal } from "temporal-polyfill";

export type Doubt = {
  readonly isOpen: () => boolean;
  /** How many of so many messages may be in hand at this moment. */
  readonly hands: (at: Temporal.Instant, most: number) => number;
  /** Slack has answered a message, whatever it said. */
  readonly answered: () => void;
  /** Slack said nothing, and nothing was lost by it. */
  readonly silent: (at: Temporal.Instant) => void;
  /** Nobody knows whether Slack took a message. */
  readonly lost: (at: Temporal.Instant) => void;
};

/** Seconds between two harmless questions. */
export const betweenQuestions = 30;

/** Seconds until another message is risked after the second that was lost in a row: twice as many after each, so many at most. */
const firstWait = 30;
const longestWait = 15 * 60;

export function openDoubt(): Doubt {
  let losses = 0;
  /** When something may be risked again; null while nothing is in doubt. */
  let notBefore: Temporal.Instant | null = null;
  // By a clock that was set back since, it would be a long wait: then there is none.
  const waits = (at: Temporal.Instant) => {
    const left = notBefore?.since(at).total("seconds") ?? 0;
    return left > 0 && left <= longestWait;
  };
  const wait = (at: Temporal.Instant, seconds: number) => {
    notBefore = at.add({ seconds });
  };
  return {
    isOpen: () => notBefore !== null,
    hands(at, most) {
      if (notBefore === null) return most;
      return waits(at) ? 0 : Math.min(1, most);
    },
    answered() {
      notBefore = null;
      losses = 0;
    },
    silent(at) {
      if (!waits(at)) wait(at, betweenQuestions);
    },
    lost(at) {
      // Those that were under way together count as two at most.
      if (waits(at)) return;
      losses += 1;
      wait(at, losses === 1 ? 0 : Math.min(firstWait * 2 ** (losses - 2), longestWait));
    },
  };
}
