/**
 * How Slack knocks at the app: over HTTP, signed, with three seconds to answer. Events that were not taken are sent
 * again at once, after a minute and after five (docs.slack.dev/apis/events-api); nothing else is ever sent again.
 */
import { createHmac, randomBytes } from "node:crypto";
import type { Log } from "../world.ts";
import type { Workspace } from "./workspace.ts";

/** What came of a knock. Late and unreachable are what a person sees as trouble. */
export type Heard =
  | { readonly was: "answered"; readonly status: number; readonly body: string; readonly noRetry: boolean }
  | { readonly was: "late" }
  | { readonly was: "unreachable" };

export type Door = {
  /** A form, as slash commands and interactions come. */
  form(fields: Readonly<Record<string, string>>): Promise<Heard>;
  /**
   * Sends an event, if the app subscribed to its type, and keeps trying as Slack does. With `twice`, the same event
   * arrives a second time although the first was taken: it happens.
   */
  event(
    type: string,
    fields: Readonly<Record<string, unknown>>,
    how?: { readonly twice?: boolean },
  ): Promise<void>;
  /** Sends again what is due by the workspace's clock. */
  retryDue(): Promise<void>;
  /** Sends again everything that waits, without waiting. */
  retryNow(): Promise<void>;
  /** How many events wait to be sent again. */
  waiting(): number;
};

export type DoorOptions = {
  /** The app's address for requests from Slack. */
  readonly url: () => string;
  readonly signingSecret: string;
  readonly log: Log;
  /** Slack's three seconds, in milliseconds. */
  readonly patience?: number;
};

type Waiting = {
  readonly body: string;
  readonly attempt: number;
  readonly dueAt: number;
  readonly reason: string;
};

const MINUTE = 60_000;
/** Before the first, second and third repetition. */
const WAITS = [0, MINUTE, 5 * MINUTE] as const;

/** Opens the way from the workspace to the app. */
export function openDoor(workspace: Workspace, options: DoorOptions): Door {
  const patience = options.patience ?? 3_000;
  let queue: readonly Waiting[] = [];

  const knock = (body: string, type: string, headers: Readonly<Record<string, string>> = {}) =>
    send(options.url(), body, { ...headers, ...signed(options.signingSecret, type, body) }, patience);

  const deliver = async (body: string, attempt: number, reason: string): Promise<void> => {
    const again: Record<string, string> =
      attempt === 0 ? {} : { "x-slack-retry-num": String(attempt), "x-slack-retry-reason": reason };
    const heard = await knock(body, "application/json", again);
    if (heard.was === "answered" && (heard.status < 300 || heard.noRetry)) return;
    const wait = WAITS[attempt];
    if (wait === undefined) return options.log.warn("the app never took an event", { body });
    const next = {
      body,
      attempt: attempt + 1,
      dueAt: workspace.now().getTime() + wait,
      reason: whyNot(heard),
    };
    if (wait === 0) return deliver(body, next.attempt, next.reason);
    queue = [...queue, next];
  };

  const retry = async (isDue: (one: Waiting) => boolean) => {
    const due = queue.filter(isDue);
    queue = queue.filter((one) => !due.includes(one));
    for (const one of due) await deliver(one.body, one.attempt, one.reason);
  };

  return {
    form: (fields) => knock(new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded"),
    async event(type, fields, how = {}) {
      if (!workspace.state.app.events.includes(type)) return;
      const body = JSON.stringify(envelope(workspace, type, fields));
      await deliver(body, 0, "");
      if (how.twice) await deliver(body, 1, "http_timeout");
    },
    retryDue: () => retry((one) => one.dueAt <= workspace.now().getTime()),
    retryNow: () => retry(() => true),
    waiting: () => queue.length,
  };
}

/** Slack's signature over the raw body (docs.slack.dev/authentication/verifying-requests-from-slack). */
export function signature(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}

/** Signed with the real time, whatever the workspace's clock says: the app checks it against its own. */
function signed(secret: string, type: string, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    "content-type": type,
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": signature(secret, timestamp, body),
  };
}

async function send(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  patience: number,
): Promise<Heard> {
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(url, { method: "POST", body, headers, signal, redirect: "manual" });
    const noRetry = response.headers.get("x-slack-no-retry") === "1";
    return { was: "answered", status: response.status, body: await response.text(), noRetry };
  } catch (error) {
    return { was: error instanceof DOMException && error.name === "TimeoutError" ? "late" : "unreachable" };
  }
}

function envelope(workspace: Workspace, type: string, fields: Readonly<Record<string, unknown>>) {
  const { team, app } = workspace.state;
  const { organisation } = workspace.grants;
  const seconds = workspace.now().getTime() / 1000;
  return {
    token: "legacy",
    team_id: team.id,
    enterprise_id: organisation?.id ?? null,
    api_app_id: app.id,
    event: { type, event_ts: seconds.toFixed(6), ...fields },
    type: "event_callback",
    event_id: `Ev${randomBytes(8).toString("hex").toUpperCase()}`,
    event_time: Math.floor(seconds),
    authorizations: [
      {
        enterprise_id: organisation?.id ?? null,
        team_id: team.id,
        user_id: app.botUser,
        is_bot: true,
        is_enterprise_install: organisation !== null,
      },
    ],
    is_ext_shared_channel: false,
  };
}

function whyNot(heard: Heard): string {
  if (heard.was === "late") return "http_timeout";
  return heard.was === "unreachable" ? "connection_failed" : "http_error";
}
