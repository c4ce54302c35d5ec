/**
 * The mouth: claims what is due, says it in Slack, and keeps how that went. `sending` is kept before Slack is asked.
 *
 * Slack has no idempotency key, so when an answer is lost nobody knows whether the message stands. Then the rule is by
 * kind: an opening or a nudge is not said again (the home tab shows it anyway); a summary or a digest is said once more,
 * marked so.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import { abandon, type Claim, claim, type Delivery, recover } from "../store/deliveries.ts";
import { killPoint } from "../store/kill-point.ts";
import { publishedLimits } from "../store/limits.ts";
import type { World } from "../world.ts";
import { onceMoreIfItMatters } from "./afterwards.ts";
import { say } from "./saying.ts";

/**
 * Seconds. A process that was killed is missed after them, and the next tick, at most fifteen seconds later, goes on:
 * within a minute. One message fits in (see saying).
 */
export const leaseSeconds = 40;

/** Milliseconds for which things are said before other jobs have their turn again: there may be more than fits in a tick. */
const spell = 10_000;

/** So many that had to be left for later are a sign that clocks disagree: better to ask again at the next tick. */
const mostHandedBack = 100;

/** Where the dice are, for waiting times that should not all be alike. */
export type Chance = () => number;

/** Says what is due, workspaces in turns, several at once. What was being said when a process died counts as uncertain. */
export async function speak(
  world: World,
  now: Temporal.Instant,
  chance: Chance = Math.random,
): Promise<void> {
  for (const lost of await recover(world.db, now)) await takeForLost(world, lost, now);
  const { hands, workspace: isPaced } = world.limits ?? publishedLimits;
  const began = performance.now();
  const passed = () => performance.now() - began;
  // The database's clock, carried on by how long this took: asking it before every message would cost more than it tells.
  const at = () => now.add({ milliseconds: Math.round(passed()) });
  const inHand = new Set<Promise<void>>();
  const handedBack: Temporal.Instant[] = [];
  let after = "";
  const mayGoOn = () => passed() < spell && world.stopping?.aborted !== true;
  const begin = (one: Claim) => {
    const done = sayAndTell(world, one, at, chance).then((notBefore) => {
      inHand.delete(done);
      if (notBefore !== null) handedBack.push(notBefore);
    });
    inHand.add(done);
  };
  try {
    while (mayGoOn() && handedBack.length < mostHandedBack) {
      killPoint("before a claim");
      const claims = await claim(world.db, at(), hands - inHand.size, leaseSeconds, after);
      killPoint("after a claim");
      for (const one of claims) begin(one);
      after = claims.at(-1)?.workspace ?? "";
      if (inHand.size >= hands || (claims.length === 0 && inHand.size > 0)) await Promise.race(inHand);
      else if (claims.length === 0) {
        const wait = isPaced > 0 ? untilFirst(handedBack.splice(0), at()) : spell;
        if (passed() + wait >= spell) return;
        await sleep(wait, undefined, { signal: world.stopping }).catch(() => {});
      }
    }
  } finally {
    await Promise.all(inHand);
  }
  if (world.stopping?.aborted !== true) world.wake();
}

/**
 * At the start of a process whose database is its own: what it was saying when it last ended is uncertain at once, as
 * nobody else can be saying it.
 */
export async function takeUp(world: World, now: Temporal.Instant): Promise<void> {
  for (const lost of await abandon(world.db)) await takeForLost(world, lost, now);
}

async function takeForLost(world: World, lost: Delivery, now: Temporal.Instant): Promise<void> {
  world.counts?.uncertain(lost.kind);
  await onceMoreIfItMatters(world, lost, now);
}

/** Never throws: one message that breaks holds up no other. What could not be kept stays `sending` and is found later. */
async function sayAndTell(
  world: World,
  one: Claim,
  at: () => Temporal.Instant,
  chance: Chance,
): Promise<Temporal.Instant | null> {
  try {
    return await say(world, one, at, chance);
  } catch (error) {
    world.log.error("what became of a message could not be kept", { kind: one.kind, error });
    return null;
  }
}

/** Milliseconds until the first of these moments; a whole spell where there is none. */
function untilFirst(moments: readonly Temporal.Instant[], now: Temporal.Instant): number {
  const waits = moments.map((moment) => moment.epochMilliseconds - now.epochMilliseconds);
  return Math.max(1, Math.min(spell, ...waits));
}
