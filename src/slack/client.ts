/**
 * How Bearings speaks to Slack's Web API. No retries of the client's own: it would post twice after a lost reply,
 * as Slack has no idempotency key, and one rate limit would stall everything behind it (docs/decisions/009). The outbox
 * owns retries.
 */
import { LogLevel, WebClient, WebClientEvent, type WebClientOptions } from "@slack/web-api";
import type { Slack } from "../world.ts";
import { withoutTime } from "./outcome.ts";

export function clientOptions(slackApiUrl: string): WebClientOptions {
  return {
    slackApiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    allowAbsoluteUrls: false,
    // Its warnings go to the console as plain lines; whoever called is told of the same by what was thrown.
    logLevel: LogLevel.ERROR,
    fetch: fetchWithTime,
  };
}

/** "Too many calls" without a time to wait is an unknown error to the client; with one it is what it is. */
const fetchWithTime: typeof fetch = async (address, init) => {
  const answer = await fetch(address, init);
  const seconds = answer.headers.get("retry-after") ?? "";
  if (answer.status !== 429 || /^\d+$/.test(seconds)) return answer;
  const headers = new Headers(answer.headers);
  headers.set("retry-after", `${withoutTime}`);
  return new Response(answer.body, { status: answer.status, headers });
};

/**
 * One client for people who wait, one for bulk work, so that a limit met by the second never holds up the first. A token of
 * a whole organisation says with every call which `workspace` is meant.
 */
export function slackWith(token: string, slackApiUrl: string, workspace?: string): Slack {
  const options = () => ({ ...clientOptions(slackApiUrl), ...(workspace && { teamId: workspace }) });
  return { people: new WebClient(token, options()), bulk: new WebClient(token, options()) };
}

/**
 * Hears of every "too many calls", whoever met it: people's calls are never held up behind bulk work, but where Slack
 * stops them, bulk work stops too. Told are the method and the seconds to wait.
 */
export function onLimit({ people, bulk }: Slack, heard: (method: string, seconds: number) => void): void {
  for (const client of [people, bulk]) {
    client.on(WebClientEvent.RATE_LIMITED, (seconds: number, { url }: { readonly url: string }) =>
      heard(url.slice(url.lastIndexOf("/") + 1), seconds),
    );
  }
}
