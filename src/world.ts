/** All the impurity that anything may have, handed in: a database, a clock, a log, and a way to speak in Slack. */
import type { WebClient } from "@slack/web-api";
import type { Temporal } from "temporal-polyfill";
import type { Doubt } from "./core/doubt.ts";
import type { WorkspaceId } from "./core/ids.ts";
import type { Retention } from "./core/retention.ts";
import type { Counts } from "./counts.ts";
import type { Db } from "./store/database.ts";
import type { Limits } from "./store/limits.ts";
import type { TokenKeys } from "./store/token-keys.ts";

/** Two clients per workspace: a rate limit met by bulk work must not make a person wait (docs/decisions/009). */
export type Slack = { readonly people: WebClient; readonly bulk: WebClient };

export type Log = {
  info(what: string, details?: Readonly<Record<string, unknown>>): void;
  warn(what: string, details?: Readonly<Record<string, unknown>>): void;
  error(what: string, details?: Readonly<Record<string, unknown>>): void;
};

export type World = {
  readonly db: Db;
  /** The one source of now: the database's clock (in a local workspace, plus the turn of its hand). */
  readonly now: () => Promise<Temporal.Instant>;
  readonly log: Log;
  /** For how long things are kept here: the settings in force. */
  readonly keeps: Retention;
  /** The keys that tokens are sealed with; none where no token is kept. */
  readonly keys?: TokenKeys;
  /** Null where the app isn't installed, or no longer. */
  readonly slackFor: (workspace: WorkspaceId) => Promise<Slack | null>;
  /** How fast Slack may be asked; as Slack publishes it, unless something else is said here. */
  readonly limits?: Limits;
  /** What an operator counts; nothing is counted without it. */
  readonly counts?: Counts;
  /** Whether Slack answers, as far as this process knows. */
  readonly doubt: Doubt;
  /** Whose turn to be spoken to it was last in this process: the next is somebody else's, however long this one has to wait. */
  readonly turn: { after: string };
  /** Aborted when this process is about to end: what is under way is finished, nothing new is begun. */
  readonly stopping?: AbortSignal;
  /** Something to say has just been planned: the clock need not wait for its next tick. */
  readonly wake: () => void;
};
