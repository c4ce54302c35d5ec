/** The load: signed requests that each have an id of their own, as many at once as Slack might send, or so many a second. */
import autocannon from "autocannon";
import { signature } from "../../src/playground/door.ts";

export type Load = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Anything but a 2xx, and what never came back. */
  readonly refused: number;
};

type Wanted = { readonly port: number; readonly seconds: number; readonly rate?: number };

export const secret = "bench-signing-secret-0123456789";
const atOnce = 16;
let sent = 0;

/** `bodyOf` makes the body of the n-th request. */
export async function load(bodyOf: (n: number) => string, { port, seconds, rate }: Wanted): Promise<Load> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/slack/events`,
    connections: atOnce,
    duration: seconds,
    ...(rate === undefined ? {} : { overallRate: rate }),
    requests: [{ method: "POST", setupRequest: (request) => ({ ...request, ...signed(bodyOf(sent++)) }) }],
  });
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    refused: result.non2xx + result.errors + result.timeouts,
  };
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
