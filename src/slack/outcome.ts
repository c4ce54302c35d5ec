/**
 * What is known after asking Slack to take a message and getting something else than "taken". The line that matters is
 * between a no, after which it may be tried again, and not knowing, after which it may stand in the channel already.
 */
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { longestPause } from "../store/limits.ts";

export type Outcome =
  /** Too many calls: it was not taken, and nothing is asked for so many seconds. */
  | { readonly is: "wait"; readonly seconds: number }
  /** It was not taken this time. */
  | { readonly is: "not-now"; readonly code: string }
  /** Slack can't have heard of it. */
  | { readonly is: "not-reached" }
  /** It will not be taken as things stand. `lies` says who could change that. */
  | { readonly is: "never"; readonly code: string; readonly lies: "channel" | "workspace" | "elsewhere" }
  /** Nobody knows whether it was taken. */
  | { readonly is: "unknown"; readonly code: string };

/** Reads what a call threw. What we have never seen before counts as not known. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof WebAPIRateLimitedError) return wait(error.retryAfter);
  if (error instanceof WebAPIPlatformError) return ofCode(error.data);
  if (error instanceof WebAPIHTTPError) {
    const code = `http_${error.statusCode}`;
    // Slack, or somebody on the way, refused the request as such. Of a 5xx nobody says how far it had come.
    return error.statusCode < 500 ? { is: "not-now", code } : { is: "unknown", code };
  }
  return wasNeverReached(error) ? { is: "not-reached" } : { is: "unknown", code: "no_answer" };
}

/** Whether a leader, or whoever looks after the channel, can mend what this code of Slack's means. */
export function isChannelTrouble(code: string): boolean {
  return channelTroubles.has(code);
}

type Refused = WebAPIPlatformError["data"];

/** The client hands an answer that is no JSON over as if the whole of it were Slack's code. */
function ofCode({ error: code, response_metadata: more }: Refused): Outcome {
  if (!/^[a-z][a-z0-9_]*$/.test(code)) return { is: "unknown", code: "no_json" };
  if (waiting.has(code)) return wait(more?.retryAfter ?? withoutTime);
  if (passing.has(code)) return { is: "not-now", code };
  if (maybeTaken.has(code)) return { is: "unknown", code };
  const lies = channelTroubles.has(code)
    ? "channel"
    : workspaceTroubles.has(code)
      ? "workspace"
      : "elsewhere";
  return { is: "never", code, lies };
}

function wait(seconds: number): Outcome {
  return { is: "wait", seconds: Math.min(seconds, longestPause) };
}

/** The connection was never made, so Slack can't have heard anything. */
function wasNeverReached(error: unknown): boolean {
  const cause = error instanceof WebAPIRequestError ? (error.original.cause ?? error.original) : null;
  return unmade.has((cause as { readonly code?: string } | null)?.code ?? "");
}

const unmade: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Seconds, where Slack asks us to wait and doesn't say how long. */
export const withoutTime = 30;

const waiting: ReadonlySet<string> = new Set(["ratelimited", "rate_limited", "message_limit_exceeded"]);

/** Slack says of itself that it did not do it. */
const passing: ReadonlySet<string> = new Set(["service_unavailable", "request_timeout", "team_added_to_org"]);

/** Slack's page of each method: "It's possible some aspect of the operation succeeded before the error was raised." */
const maybeTaken: ReadonlySet<string> = new Set(["internal_error", "fatal_error"]);

const channelTroubles: ReadonlySet<string> = new Set([
  "not_in_channel",
  "channel_not_found",
  "is_archived",
  "restricted_action",
  "restricted_action_read_only_channel",
  "restricted_action_thread_only_channel",
]);

/** The whole workspace: its token is no good (any more), so nobody in it can be told anything. */
const workspaceTroubles: ReadonlySet<string> = new Set([
  "token_revoked",
  "token_expired",
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "org_login_required",
  "ekm_access_denied",
  "accesslimited",
]);
