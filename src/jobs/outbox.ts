/**
 * The mouth: claims what is due, says it in Slack, and keeps how that went. `sending` is kept before Slack is asked.
 *
 * Slack has no idempotency key, so when an answer is lost nobody knows whether the message stands. Then the rule is by
 * kind: an opening or a nudge is not said again (the home tab shows it anyway); a summary or a digest is said once more,
 * marked so.
 */
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  type WebClient,
} from "@slack/web-api";
import type { Temporal } from "temporal-polyfill";
import { ChannelId } from "../core/ids.ts";
import type { Said } from "../slack/blocks.ts";
import { sayWithPicture } from "../slack/uploading.ts";
import {
  backToDue,
  type Claim,
  cancel,
  claim,
  failed,
  handBack,
  recover,
  said,
  sayAgain,
  tried,
  uncertain,
} from "../store/deliveries.ts";
import { killPoint } from "../store/kill-point.ts";
import type { World } from "../world.ts";
import { faces, isDeliveryKind, isSaidAgain, type Spoken } from "./faces.ts";

const atOnce = 20;
const leaseSeconds = 60;
const mostTries = 5;

/** Says everything that is due, oldest first. What was being said when a process died counts as uncertain. */
export async function speak(world: World, now: Temporal.Instant): Promise<void> {
  for (const lost of await recover(world.db, now)) await onceMoreIfItMatters(world, lost, now);
  for (;;) {
    killPoint("before a claim");
    const claims = await claim(world.db, now, atOnce, leaseSeconds);
    killPoint("after a claim");
    for (const one of claims) await sayOne(world, one, now);
    if (claims.length < atOnce) return;
  }
}

async function sayOne(world: World, one: Claim, now: Temporal.Instant): Promise<void> {
  const slack = await world.slackFor(one.workspace);
  const spoken = slack === null ? null : await composed(world, one, now);
  if (spoken === "broken") return;
  if (slack === null || spoken === null) return void (await cancel(world.db, one));
  try {
    const { bulk } = slack;
    killPoint("before Slack is asked");
    const posted = await sayWithPicture(bulk, spoken.picture, (shown) =>
      post(bulk, one, spoken.message(shown)),
    );
    killPoint("after Slack has answered");
    await said(world.db, one, posted, now);
    killPoint("after it is kept as said");
  } catch (error) {
    await keepTrouble(world, one, error, now);
  }
}

/** Slack was not asked yet, so a message that can't be made is due again later: one broken one holds up no other. */
async function composed(world: World, one: Claim, now: Temporal.Instant): Promise<Spoken | null | "broken"> {
  if (!isDeliveryKind(one.kind)) return null;
  try {
    return await faces[one.kind](world, one, now);
  } catch (error) {
    world.log.error("a message could not be made", { kind: one.kind, error });
    if (tried(one) < mostTries)
      await backToDue(world.db, one, now.add({ seconds: waitAfter(one) }), "not_composed");
    else await failed(world.db, one, "not_composed");
    return "broken";
  }
}

async function post(
  slack: WebClient,
  one: Claim,
  message: Said,
): Promise<{ channel: ChannelId; ts: string } | null> {
  const marked = one.again
    ? { ...message, text: `${againMark} ${message.text}`, blocks: [againBlock, ...message.blocks] }
    : message;
  const posted = await slack.chat.postMessage({
    channel: one.addressee,
    ...marked,
    metadata: { event_type: `bearings_${one.kind}`, event_payload: { key: one.key } },
    unfurl_links: false,
    unfurl_media: false,
  });
  return posted.channel && posted.ts ? { channel: ChannelId.parse(posted.channel), ts: posted.ts } : null;
}

const againMark = "Sent again, in case the first was lost.";
const againBlock = { type: "context", elements: [{ type: "plain_text", text: againMark }] } as const;

/** Slack said no for good, asked us to wait, had a fault of its own, or nobody knows. */
async function keepTrouble(world: World, one: Claim, error: unknown, now: Temporal.Instant): Promise<void> {
  const { db, log } = world;
  if (error instanceof WebAPIRateLimitedError) {
    await handBack(db, one, now.add({ seconds: error.retryAfter }));
  } else if (error instanceof WebAPIPlatformError) {
    const { error: code } = error.data;
    const passing = passingTroubles.has(code) && tried(one) < mostTries;
    if (passing) await backToDue(db, one, now.add({ seconds: waitAfter(one) }), code);
    else await failed(db, one, code);
    log.warn("Slack would not take it", { kind: one.kind, code, passing });
  } else if (neverReached(error) && tried(one) < mostTries) {
    await backToDue(db, one, now.add({ seconds: waitAfter(one) }), "not_reached");
    log.warn("Slack could not be reached", { kind: one.kind, error });
  } else {
    const trouble = error instanceof WebAPIHTTPError ? `http_${error.statusCode}` : "no_answer";
    await uncertain(db, one, trouble);
    await onceMoreIfItMatters(world, one, now);
    log.warn("nobody knows whether it was said", { kind: one.kind, trouble, error });
  }
}

/** The connection was never made, so Slack can't have heard anything: it may be tried again. */
function neverReached(error: unknown): boolean {
  const cause = error instanceof WebAPIRequestError ? (error.original.cause ?? error.original) : null;
  return unmade.has((cause as { readonly code?: string } | null)?.code ?? "");
}

const unmade: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/** Twice as long after each try: half a minute, one, two, four. In seconds. */
function waitAfter(one: Claim): number {
  return 15 * 2 ** tried(one);
}

/** Slack's codes for its own bad moments: worth another try, as it says itself that it did not take the message. */
const passingTroubles: ReadonlySet<string> = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "ratelimited",
]);

async function onceMoreIfItMatters(
  { db }: World,
  lost: Pick<Claim, "id" | "kind">,
  now: Temporal.Instant,
): Promise<void> {
  if (isSaidAgain(lost.kind)) await sayAgain(db, lost.id, now.add({ minutes: 1 }));
}
