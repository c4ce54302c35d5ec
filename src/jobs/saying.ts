/** One message: made, said when its turn comes, and kept how that went. */
import { setTimeout as sleep } from "node:timers/promises";
import type { WebClient } from "@slack/web-api";
import type { Temporal } from "temporal-polyfill";
import { ChannelId } from "../core/ids.ts";
import type { Said } from "../slack/blocks.ts";
import { sayWithPicture } from "../slack/uploading.ts";
import { type Claim, cancel, goesOut, handBack, said } from "../store/deliveries.ts";
import { killPoint } from "../store/kill-point.ts";
import { picturing, posting, publishedLimits } from "../store/limits.ts";
import { type Pace, pausedUntil, takeTurn } from "../store/paces.ts";
import type { World } from "../world.ts";
import { keepTrouble, notComposed } from "./afterwards.ts";
import { faces, isDeliveryKind, type Spoken } from "./faces.ts";
import { mayBeAsked } from "./harmless-question.ts";
import { keeperOf } from "./keeping.ts";
import type { Chance } from "./outbox.ts";

/**
 * Milliseconds. Slack is asked no later than this after the claim: its answer may take ten seconds, and must come while
 * the claim holds. A message that waits longer for its turn, or a picture, is left for later, or goes without.
 */
const latest = 28_000;
const patience = { turn: 5_000, picture: 8_000 } as const;

type Where = { readonly channel: ChannelId; readonly ts: string };
type Heard =
  | { readonly where: Where | null }
  | { readonly notBefore: Temporal.Instant }
  /** Bearings was uninstalled while this one waited for its turn. */
  | { readonly left: true }
  /** While this one waited it was overtaken, or its time ran out. */
  | { readonly overtaken: true };

/** Says one thing that was claimed. Tells from when on Slack may be asked again, where it could not be asked now. */
export async function say(
  world: World,
  one: Claim,
  at: () => Temporal.Instant,
  chance: Chance,
): Promise<Temporal.Instant | null> {
  const { db } = world;
  const surely = keeperOf(world, one, at);
  const claimedAt = performance.now();
  if (!(await mayBeAsked(world, one.workspace, at))) {
    await surely(() => handBack(db, one));
    return null;
  }
  const made = await composed(world, one, at, chance);
  if (made === "broken") return null;
  if (made === null) {
    await surely(() => cancel(db, one));
    return null;
  }
  const { bulk, spoken } = made;
  let isAsked = false;
  let heard: Heard;
  const turns = turnsOf(world, one, () => performance.now() - claimedAt < latest);
  try {
    heard = await sayWithPicture<Heard>(
      { db, slack: bulk, workspace: one.workspace, now: at() },
      spoken.picture,
      async (shown) => {
        // Where Slack would not show its picture, this is the second time: the first was a certain no.
        isAsked = false;
        const notBefore = await turns.message();
        if (notBefore !== null) return { notBefore };
        if ((await world.slackFor(one.workspace)) === null) return { left: true };
        const message = spoken.message(shown);
        if (!(await goesOut(db, one))) return { overtaken: true };
        killPoint("before Slack is asked");
        isAsked = true;
        return { where: await post(bulk, one, message) };
      },
      turns.picture,
    );
  } catch (error) {
    if (isAsked) return keepTrouble(world, one, error, at, chance);
    await notComposed(world, one, error, at, chance);
    return null;
  }
  if ("overtaken" in heard) {
    // Where it is cancelled or another's by now this does nothing; where its team has moved it is due there at once.
    await surely(() => handBack(db, one));
    return null;
  }
  if ("left" in heard) {
    await surely(() => cancel(db, one));
    return null;
  }
  if ("notBefore" in heard) {
    await surely(() => handBack(db, one));
    return heard.notBefore;
  }
  const { where } = heard;
  world.doubt.answered(one.workspace);
  killPoint("after Slack has answered");
  await surely(() => said(db, one, where, at()));
  killPoint("after it is kept as said");
  return null;
}

/** Slack was not asked yet, so a message that can't be made is due again later. Null: there is nothing to say any more. */
async function composed(
  world: World,
  one: Claim,
  at: () => Temporal.Instant,
  chance: Chance,
): Promise<{ readonly bulk: WebClient; readonly spoken: Spoken } | null | "broken"> {
  try {
    const slack = await world.slackFor(one.workspace);
    if (slack === null || !isDeliveryKind(one.kind)) return null;
    const spoken = await faces[one.kind](world, one, at());
    return spoken === null ? null : { bulk: slack.bulk, spoken };
  } catch (error) {
    await notComposed(world, one, error, at, chance);
    return "broken";
  }
}

/** Waits for turns, and tells what came of it: null when it is this one's turn now. */
function turnsOf(world: World, { workspace, addressee, dueAt }: Claim, isInTime: () => boolean) {
  const { db } = world;
  const limits = world.limits ?? publishedLimits;
  const waited = async (wanted: readonly Pace[], most: number): Promise<Temporal.Instant | null> => {
    const paced = wanted.filter(({ every }) => every > 0);
    const methods = wanted.map(({ of }) => of);
    if (paced.length === 0) return pausedUntil(db, workspace, methods);
    const turn = await takeTurn(db, workspace, paced, most);
    if ("notBefore" in turn) return turn.notBefore;
    if (turn.in <= 0) return null;
    const isStopping = await sleep(Math.ceil(turn.in), false, { signal: world.stopping }).catch(() => true);
    // While this one waited, Slack may have asked another to stop asking.
    return isStopping ? dueAt : pausedUntil(db, workspace, methods);
  };
  return {
    message: async () => {
      const pace = [{ of: posting, every: limits.workspace }];
      // No pace is kept of a person: it would tell who was reminded, and so who had not answered.
      if (!isPerson(addressee)) pace.push({ of: addressee, every: limits.channel });
      return (await waited(pace, patience.turn)) ?? (isInTime() ? null : dueAt);
    },
    /** Whether a picture may be uploaded about now: else words go out without. */
    picture: async () => {
      const pace = picturing.map((of) => ({ of, every: limits.picture }));
      return (await waited(pace, patience.picture)) === null;
    },
  };
}

/** Slack's ids of people begin with U or W. */
function isPerson(addressee: string): boolean {
  return /^[UW]/.test(addressee);
}

async function post(slack: WebClient, one: Claim, message: Said): Promise<Where | null> {
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
