/**
 * How Bearings speaks to Slack's Web API. No retries of the client's own: it would post twice after a lost reply
 * (facts: Slack has no idempotency key), and one rate limit would stall everything behind it. The outbox owns retries.
 */
import { LogLevel, WebClient, type WebClientOptions } from "@slack/web-api";
import type { Slack } from "../world.ts";

export function clientOptions(slackApiUrl: string): WebClientOptions {
  return {
    slackApiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    allowAbsoluteUrls: false,
    // Its warnings go to the console as plain lines; whoever called is told of the same by what was thrown.
    logLevel: LogLevel.ERROR,
  };
}

/** One client for people who wait, one for bulk work, so that a limit met by the second never holds up the first. */
export function slackWith(token: string, slackApiUrl: string): Slack {
  return {
    people: new WebClient(token, clientOptions(slackApiUrl)),
    bulk: new WebClient(token, clientOptions(slackApiUrl)),
  };
}
