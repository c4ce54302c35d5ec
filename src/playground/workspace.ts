/**
 * A stand-in for Slack: people, places, messages, views, files, and a hand on the clock. It is the local workspace's
 * memory; the Web API (web-api/) and the door write to it, and `sight` reads from it what one person may see.
 *
 * Where it lies:
 * - Only the methods of web-api/ are pretended. Any other answers `unknown_method`, and the log says so loudly.
 * - One workspace, one app, one bot token: an install for a whole organisation has this one workspace; no Slack Connect, no Socket Mode.
 * - Messages are found by id only: `#name` as a channel is refused. No group direct messages, reactions, pins, history.
 * - Message events are not sent (the app may not read messages); only the events the app subscribed to are.
 * - Blocks kept out of reach: card, carousel, container, plan, task_card, data_table, data_visualization,
 *   context_actions, video, file. They are refused, where Slack would take them.
 * - Text is counted in UTF-16 units; how Slack counts is not written down anywhere.
 * - `app_home_opened` comes for the home tab only; Slack sends it for the messages tab too.
 * - `views.open` from inside a modal starts a new stack.
 * - A picture may be used the moment its upload is complete; in Slack that takes a little while.
 * - Pages are small on purpose (`pageSize`), so that nobody forgets the cursor. Slack's are larger, but as free to be short.
 * - Retries of events wait in memory only; everything else is in `State`.
 */
import { type Faults, openFaults } from "./faults.ts";
import { type Grants, openGrants } from "./grants.ts";
import { openRates, type Rates } from "./rates.ts";
import { type InstalledApp, newState, type State } from "./state.ts";

export type Workspace = {
  readonly state: State;
  readonly now: () => Date;
  /** The most that one page of a list holds, whatever was asked for. */
  readonly pageSize: number;
  readonly faults: Faults;
  readonly rates: Rates;
  /** What OAuth gave the app. Not kept over a restart. */
  readonly grants: Grants;
  /** Where the stand-in is reached, ending in a slash; empty until a server listens. */
  address: string;
  /** A new id with this letter in front. */
  id(letter: string): string;
  /** Told of every call of the Web API, before it is answered. Whoever started the workspace may listen. */
  readonly seen: (call: CallSeen) => void;
  /** Says that somebody's sight may have changed. */
  changed(): void;
  /** Calls back at every change, until what it returns is called. */
  onChange(listener: () => void): () => void;
  /** A copy of everything, as plain data. */
  snapshot(): State;
  /** Puts a copy back; what happened since is forgotten. */
  restore(state: State): void;
  /** Everything as on the first day, at this moment of the clock. */
  startOver(): void;
};

/** One call of the Web API as it came in, and what became of it. */
export type CallSeen = {
  /** By the workspace's clock, in milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly args: Readonly<Record<string, string>>;
  /** The fault that struck it. */
  readonly fault: string | null;
  /** Whether it was carried out, whatever the app was told of it. */
  readonly taken: boolean;
  /** How long the app was asked to wait, where it was too fast. */
  readonly waitSeconds: number | null;
};

export type WorkspaceOptions = {
  /** The local workspace's clock, which can be turned from outside. */
  readonly now?: () => Date;
  readonly app?: Partial<InstalledApp>;
  readonly pageSize?: number;
  /** Whether Slack's limits on calls per minute hold. Off unless asked for. */
  readonly limitRates?: boolean;
  readonly seen?: (call: CallSeen) => void;
};

/** The app as its manifest installs it, unless told otherwise. */
export const installedApp: InstalledApp = {
  id: "ALOCAL",
  name: "Bearings",
  botUser: "UBEARINGS",
  botId: "BLOCAL",
  token: "xoxb-local-workspace",
  commands: ["/bearings"],
  events: [
    "app_home_opened",
    "app_uninstalled",
    "channel_archive",
    "channel_rename",
    "channel_unarchive",
    "member_joined_channel",
    "member_left_channel",
    "tokens_revoked",
    "user_change",
  ],
  scopes: null,
  shortcuts: [
    { callback: "give_reading", name: "Give a reading", on: "global" },
    { callback: "keep_reflection", name: "Keep as a reflection", on: "message" },
  ],
};

/** Opens a workspace as on its first day. */
export function openWorkspace(options: WorkspaceOptions = {}): Workspace {
  const now = options.now ?? (() => new Date());
  const app = { ...installedApp, ...options.app };
  const listeners = new Set<() => void>();
  let state = newState(app, now());
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const become = (next: State) => {
    state = next;
    changed();
  };
  return {
    get state() {
      return state;
    },
    now,
    pageSize: options.pageSize ?? 4,
    faults: openFaults(() => state, changed),
    rates: openRates(now, options.limitRates ?? false),
    grants: openGrants(() => state.app.token),
    address: "",
    seen: options.seen ?? (() => {}),
    id(letter) {
      state.ids += 1;
      return `${letter}${state.ids.toString(36).toUpperCase().padStart(8, "0")}`;
    },
    changed,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => structuredClone(state),
    restore: (saved) => become({ ...structuredClone(saved), app }),
    startOver: () => become(newState(app, now())),
  };
}
