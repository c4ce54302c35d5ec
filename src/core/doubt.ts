/**
 * Whether Slack answers. One lost answer may be the first of many: Slack, or the way to it, breaks for an hour now and then,
 * and what it is asked to take in that hour is uncertain, and most of that is never said again. So a process that has lost
 * one doubts: it asks Slack something that sets nothing off, then to take one message, and only when that has an answer
 * does it go on as before. What is due waits meanwhile as it is, in its order.
 *
 * Slack may break for one workspace alone, so the doubt is of that one, and the others hear what is due to them. Where two
 * in a row don't answer it is of all: else each of a thousand would lose its own before anybody doubts.
 */
import type { Temporal } from "temporal-polyfill";
import type { WorkspaceId } from "./ids.ts";

export type Doubt = {
  /** Whether Slack is to be asked something harmless before a message of this workspace. */
  readonly isOpen: (workspace: WorkspaceId) => boolean;
  /** How many of so many messages may be in hand at this moment, of all workspaces together. */
  readonly hands: (at: Temporal.Instant, most: number) => number;
  /** The same of each workspace that is in doubt itself: one, or none while it waits. */
  readonly handsOf: (at: Temporal.Instant) => ReadonlyMap<WorkspaceId, 0 | 1>;
  /** Slack has answered a message, whatever it said. */
  readonly answered: (workspace: WorkspaceId) => void;
  /** Slack said nothing, and nothing was lost by it. */
  readonly silent: (workspace: WorkspaceId, at: Temporal.Instant) => void;
  /** Nobody knows whether Slack took a message. */
  readonly lost: (workspace: WorkspaceId, at: Temporal.Instant) => void;
};

/** Seconds between two harmless questions. */
export const betweenQuestions = 30;

/** Seconds until another message is risked after the second that was lost in a row: twice as many after each, so many at most. */
const firstWait = 30;
const longestWait = 15 * 60;

/** Nothing is in doubt yet. */
export function noDoubt(): Doubt {
  const own = new Map<WorkspaceId, Caution>();
  const ofAll = caution();
  /** Who has not answered since anybody did. */
  const silentInARow = new Set<WorkspaceId>();
  const becauseOf = (workspace: WorkspaceId): readonly Caution[] => {
    const its = own.get(workspace) ?? caution();
    own.set(workspace, its);
    silentInARow.add(workspace);
    return silentInARow.size > 1 ? [its, ofAll] : [its];
  };
  return {
    isOpen: (workspace) => own.has(workspace) || ofAll.isOpen(),
    hands: (at, most) => (ofAll.isOpen() ? Math.min(ofAll.hands(at), most) : most),
    handsOf: (at) => new Map([...own].map(([workspace, its]) => [workspace, its.hands(at)])),
    answered(workspace) {
      own.delete(workspace);
      silentInARow.clear();
      ofAll.end();
    },
    silent(workspace, at) {
      for (const one of becauseOf(workspace)) one.silent(at);
    },
    lost(workspace, at) {
      for (const one of becauseOf(workspace)) one.lost(at);
    },
  };
}

type Caution = {
  readonly isOpen: () => boolean;
  /** One message is risked, or none yet. */
  readonly hands: (at: Temporal.Instant) => 0 | 1;
  readonly end: () => void;
  readonly silent: (at: Temporal.Instant) => void;
  readonly lost: (at: Temporal.Instant) => void;
};

function caution(): Caution {
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
    hands: (at) => (waits(at) ? 0 : 1),
    end() {
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
