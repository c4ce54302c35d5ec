/** The load: signed requests that each have an id of their own, as many at once as Slack might send, or so many a second. */
import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import { signature } from "../../src/playground/door.ts";

export type Load = {
  /** Done, not only answered: a command that is acknowledged first counts when its message has reached Slack. */
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Anything but a 2xx, and what never came back. */
  readonly refused: number;
};

type Wanted = {
  readonly port: number;
  readonly seconds: number;
  readonly rate?: number;
  /** How many messages have reached Slack, where each request ends in one. */
  readonly posted?: (() => Promise<number>) | undefined;
};

export const secret = "bench-signing-secret-0123456789";
const atOnce = 16;
let sent = 0;

/** `bodyOf` makes the body of the n-th request. */
export async function load(
  bodyOf: (n: number) => string,
  { port, seconds, rate, posted }: Wanted,
): Promise<Load> {
  const before = await posted?.();
  const began = performance.now();
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/slack/events`,
    connections: atOnce,
    duration: seconds,
    ...(rate === undefined ? {} : { overallRate: rate }),
    requests: [{ method: "POST", setupRequest: (request) => ({ ...request, ...signed(bodyOf(sent++)) }) }],
  });
  const done = posted === undefined ? null : (await settled(posted)) - (before ?? 0);
  return {
    perSecond: done === null ? result.requests.average : (1000 * done) / (performance.now() - began - quiet),
    p50: result.latency.p50,
    p99: result.latency.p99,
    refused: result.non2xx + result.errors + result.timeouts,
  };
}

/** Milliseconds without another message after which the last one has come. */
const quiet = 300;

async function settled(posted: () => Promise<number>): Promise<number> {
  for (let before = -1; ; ) {
    const now = await posted();
    if (now === before) return now;
    before = now;
    await sleep(quiet);
  }
}

function signed(body: string) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": signature(secret, timestamp, body),
    },
  };
}
