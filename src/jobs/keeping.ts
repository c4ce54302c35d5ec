/** Keeping what became of a message, though the database is away for a moment. */
import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import type { Claim } from "../store/deliveries.ts";
import type { World } from "../world.ts";

/** Milliseconds: a process that is told to stop must not be held up for as long as a claim holds. */
const whenStopping = 5_000;

/** Keeps what became of one message, or throws when that can't be done any more. */
export type Surely = <Kept>(keep: () => Promise<Kept>) => Promise<Kept>;

/**
 * Who keeps what becomes of a message that was claimed: trying again for as long as the claim holds, or five seconds when
 * the process is to stop. What could not be kept is taken for uncertain later, and most of what we know by now would be
 * lost: that Slack has it, or certainly has not.
 */
export function keeperOf(
  world: Pick<World, "stopping">,
  { leaseUntil }: Pick<Claim, "leaseUntil">,
  at: () => Temporal.Instant,
): Surely {
  return async (keep) => {
    const began = performance.now();
    for (let wait = 250; ; wait = Math.min(2 * wait, 4_000)) {
      try {
        return await keep();
      } catch (error) {
        const isOver = leaseUntil === null || Temporal.Instant.compare(at(), leaseUntil) >= 0;
        const isLongEnough = world.stopping?.aborted === true && performance.now() - began > whenStopping;
        if (isOver || isLongEnough) throw error;
        await sleep(wait);
      }
    }
  };
}
