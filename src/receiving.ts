/**
 * Slack over HTTP: what it signed within five minutes is handed to the app, everything else is turned away and sets
 * nothing off. Bolt reads and verifies; it looks at a request's age in one direction only, and breaks at a body that is
 * signed and yet no payload, so that much is ours.
 */
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from "node:http";
import {
  type App,
  AuthorizationError,
  HTTPModuleFunctions as bolt,
  type Receiver,
  HTTPResponseAck as ResponseAck,
} from "@slack/bolt";
import { quietly } from "./app.ts";
import { type TurnedAway, uncounted } from "./counts.ts";
import { NotHeard } from "./slack/not-heard.ts";
import { isPayload, knockOf, type Payload } from "./slack/payload.ts";
import type { World } from "./world.ts";

export type HttpReceiver = Receiver & { readonly requestListener: RequestListener };

/** Slack's largest view is 250 KB; four times as much is nobody we know. */
const largest = "1mb";

/** Seconds, before and after: docs.slack.dev/authentication/verifying-requests-from-slack. */
const window = 300;

/**
 * Takes what Slack sends to one address. Answers: 401 for what isn't signed, or not within five minutes of this
 * machine's clock (either way); 413 beyond a megabyte; 415 for what is packed, as Slack packs nothing; 400 for what is
 * signed and can't be read. A request that was turned away is logged with the reason, never with what was in it.
 */
export function receiveOverHttp(
  signingSecret: string,
  { log, counts = uncounted }: Pick<World, "log" | "counts">,
): HttpReceiver {
  let app: App | null = null;
  const logger = quietly({ log });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = performance.now();
    const turnAway = (why: TurnedAway) => {
      counts.turnedAway(why);
      log.warn("a request was turned away", { why });
      bolt.buildNoBodyResponse(response, 401);
    };
    if (isPacked(request.headers)) return bolt.buildNoBodyResponse(response, 415);
    const why = mistrusted(request.headers, Date.now() / 1000);
    if (why !== null && why !== "unsigned") return turnAway(why);
    withoutParameters(request.headers);
    const read = await verified(request, signingSecret);
    if ("trouble" in read && read.trouble === "too-large") {
      log.warn("a request was too large", { largest });
      response.setHeader("connection", "close");
      return bolt.buildNoBodyResponse(response, 413);
    }
    if ("trouble" in read)
      return read.trouble === "forged" ? turnAway(why ?? "mismatch") : void response.destroy();
    const { body } = read;
    if (!isPayload(body)) return unreadable(response);
    if (body.ssl_check === "1") return bolt.buildSSLCheckResponse(response);
    if (body.type === "url_verification") return bolt.buildUrlVerificationResponse(response, body);
    if (body.type === "app_rate_limited") {
      log.warn("Slack keeps events back: there were more than 30,000 in an hour");
      return bolt.buildContentResponse(response, "");
    }
    await handOver(request, response, body, began);
  }

  async function handOver(
    request: IncomingMessage,
    response: ServerResponse,
    body: Payload,
    began: number,
  ): Promise<void> {
    const knock = knockOf(body);
    if (knock === null) return unreadable(response);
    response.once("finish", () => counts.answered(knock, (performance.now() - began) / 1000));
    const answer = new ResponseAck({
      logger,
      processBeforeResponse: false,
      httpRequest: request,
      httpRequestBody: body,
      httpResponse: response,
    });
    // Bolt acknowledges an event before anything is done about it; Slack would never send again what then breaks.
    const isEvent = knock === "event";
    try {
      await app?.processEvent({
        body,
        ack: isEvent ? async () => {} : answer.bind(),
        retryNum: bolt.extractRetryNumFromHTTPRequest(request),
        retryReason: bolt.extractRetryReasonFromHTTPRequest(request),
      });
      if (isEvent) await answer.bind()();
    } catch (error) {
      answer.ack();
      if (error instanceof NotHeard) return bolt.buildNoBodyResponse(response, 503);
      log.error("a request could not be handled", { error });
      if (response.headersSent) return;
      // Nobody of ours is there, or Bolt met a shape that it doesn't know: neither is mended by asking again.
      bolt.buildNoBodyResponse(response, error instanceof AuthorizationError ? 401 : 400);
    }
  }

  function unreadable(response: ServerResponse): void {
    log.warn("a request could not be read");
    bolt.buildNoBodyResponse(response, 400);
  }

  return {
    init(given) {
      app = given;
    },
    start: async () => {},
    stop: async () => {},
    requestListener(request, response) {
      take(request, response).catch((error: unknown) => {
        log.error("the door broke", { error });
        if (!response.headersSent) bolt.buildNoBodyResponse(response, 500);
      });
    },
  };
}

/**
 * What the headers alone tell against a request, by this machine's clock in seconds. A header that came twice arrives
 * here joined by a comma, and so is malformed.
 */
export function mistrusted(headers: IncomingHttpHeaders, now: number): TurnedAway | null {
  const { "x-slack-signature": signature, "x-slack-request-timestamp": timestamp } = headers;
  if (signature === undefined || timestamp === undefined) return "unsigned";
  if (typeof signature !== "string" || !/^v0=[0-9a-f]{64}$/.test(signature)) return "malformed";
  if (typeof timestamp !== "string" || !/^\d{1,12}$/.test(timestamp)) return "malformed";
  const age = Math.floor(now) - Number(timestamp);
  if (age > window) return "stale";
  return age < -window ? "early" : null;
}

/** Slack sends its bodies as they are: one that is packed would be unpacked into anything. */
function isPacked(headers: IncomingHttpHeaders): boolean {
  return (headers["content-encoding"] ?? "identity").toLowerCase() !== "identity";
}

/** Bolt knows a form by the exact name of its type; `; charset=utf-8` behind it says nothing new. */
function withoutParameters(headers: IncomingHttpHeaders): void {
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  headers["content-type"] = type.trim().toLowerCase();
}

type Read = { readonly body: unknown } | { readonly trouble: "too-large" | "broken-off" | "forged" };

/** The body as it was signed and then read; it is undefined where it was signed and can't be read. */
async function verified(request: IncomingMessage, signingSecret: string): Promise<Read> {
  try {
    const read = await bolt.parseAndVerifyHTTPRequest({ signingSecret, bodyLimit: largest }, request);
    return { body: parsed(read) };
  } catch (error) {
    if (!bolt.isRawBodyError(error)) return { trouble: "forged" };
    return { trouble: error.statusCode === 413 ? "too-large" : "broken-off" };
  }
}

function parsed(read: Parameters<typeof bolt.parseHTTPRequestBody>[0]): unknown {
  try {
    return bolt.parseHTTPRequestBody(read);
  } catch {
    return undefined;
  }
}
