/**
 * The mouth: claims what is due, says it in Slack, and keeps how that went. `sending` is kept before Slack is asked.
 *
 * Slack has no idempotency key, so when an answer is lost nobody knows whether the message stands. Then the rule is by
 * kind: an opening or a nudge is not said again (the home tab shows it anyway); a summary or a digest is said once more,
 * marked so.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import type { WorkspaceId } from "../core/ids.ts";
import { abandon, type Claim, claim, type Delivery, recover } from "../store/deliveries.ts";
import { killPoint } from "../store/kill-point.ts";
import { publishedLimits } from "../store/limits.ts";
import type { Turns } from "../store/turn-order.ts";
import type { World } from "../world.ts";
import { saidAgain } from "./faces.ts";
import { say } from "./saying.ts";

/**
 * Seconds. A process that was killed is missed after them, and the next tick, at most fifteen seconds later, goes on:
 * within a minute. One message fits in (see saying).
 */
export const leaseSeconds = 40;

/** Milliseconds for which things are said before other jobs have their turn again: there may be more than fits in a tick. */
const spell = 10_000;

/** Milliseconds. Speaking may last as long as a lease and longer; what others let go of meanwhile is looked for so often. */
const everyLook = 2_000;

/** So many that had to be left for later are a sign that clocks disagree: better to ask again at the next tick. */
const mostHandedBack = 100;

/** Where the dice are, for waiting times that should not all be alike. */
export type Chance = () => number;

/** Says what is due, workspaces in turns, several at once. What had gone out when a process died counts as uncertain. */
export async function speak(
  world: World,
  now: Temporal.Instant,
  chance: Chance = Math.random,
): Promise<void> {
  const { hands, workspace: isPaced } = world.limits ?? publishedLimits;
  const began = performance.now();
  const passed = () => performance.now() - began;
  // The database's clock, carried on by how long this took: asking it before every message would cost more than it tells.
  const at = () => now.add({ milliseconds: Math.round(passed()) });
  const inHand = new Map<Promise<void>, WorkspaceId>();
  const handedBack: Temporal.Instant[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  const looksForDead = async () => {
    if (passed() - lookedAt < everyLook) return;
    lookedAt = passed();
    const now = at();
    tellOfUncertain(world, await recover(world.db, now, { kinds: saidAgain, at: now }));
  };
  const mayGoOn = () => passed() < spell && world.stopping?.aborted !== true;
  const begin = (one: Claim) => {
    const done = sayAndTell(world, one, at, chance).then((notBefore) => {
      inHand.delete(done);
      if (notBefore !== null) handedBack.push(notBefore);
    });
    inHand.set(done, one.workspace);
  };
  const turns = (): Turns => {
    const most = new Map<WorkspaceId, number>(world.doubt.handsOf(at()));
    for (const workspace of inHand.values()) if (most.has(workspace)) most.set(workspace, 0);
    return { after: world.turn.after, most };
  };
  try {
    while (mayGoOn() && handedBack.length < mostHandedBack) {
      await looksForDead();
      const room = world.doubt.hands(at(), hands) - inHand.size;
      if (room <= 0) {
        if (inHand.size === 0) return;
        await firstOf(inHand, everyLook);
        continue;
      }
      killPoint("before a claim");
      const claims = await claim(world.db, at(), room, leaseSeconds, turns());
      killPoint("after a claim");
      for (const one of claims) begin(one);
      world.turn.after = claims.at(-1)?.workspace ?? "";
      if (claims.length > 0) continue;
      if (inHand.size > 0) await firstOf(inHand, everyLook);
      else {
        const wait = isPaced > 0 ? untilFirst(handedBack.splice(0), at()) : spell;
        if (passed() + wait >= spell) return;
        await sleep(wait, undefined, { signal: world.stopping }).catch(() => {});
      }
    }
    for (; inHand.size > 0; await firstOf(inHand, everyLook)) await looksForDead();
  } finally {
    await Promise.all(inHand.keys());
  }
  if (world.stopping?.aborted !== true) world.wake();
}

/**
 * At the start of a process whose database is its own: what had gone out when it last ended is uncertain at once, and what
 * was only in hand is due, as nobody else can be saying it.
 */
export async function takeUp(world: World, now: Temporal.Instant): Promise<void> {
  tellOfUncertain(world, await abandon(world.db, { kinds: saidAgain, at: now }));
}

/** Of what went out when its process died. A reminder's key would name its person, so only the kind is told. */
function tellOfUncertain({ log, counts }: World, lost: readonly Delivery[]): void {
  for (const { kind } of lost.filter(({ askedAt }) => askedAt !== null)) {
    counts?.uncertain(kind);
    log.warn("nobody knows whether a message was said: its process died", { kind });
  }
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

/** Waits until one of these is done, so many milliseconds at most. */
async function firstOf(inHand: ReadonlyMap<Promise<void>, unknown>, most: number): Promise<void> {
  const isDone = new AbortController();
  const tooLong = sleep(most, undefined, { signal: isDone.signal }).catch(() => {});
  await Promise.race([...inHand.keys(), tooLong]);
  isDone.abort();
}

/** Milliseconds until the first of these moments; a whole spell where there is none. */
function untilFirst(moments: readonly Temporal.Instant[], now: Temporal.Instant): number {
  const waits = moments.map((moment) => moment.epochMilliseconds - now.epochMilliseconds);
  return Math.max(1, Math.min(spell, ...waits));
}
