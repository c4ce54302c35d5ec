/** How Slack fails on a bad day, call by call and by chance (facts: the mix that the fault programme is to use). */
import type { Fault } from "../../src/playground/faults.ts";
import type { Chance } from "../support/chance.ts";

/** Of a hundred calls so many. What is left over goes well. */
const shares: readonly (readonly [number, (chance: Chance, shortest: number) => Fault])[] = [
  [10, ({ below }, shortest) => ({ kind: "429", times: 1, retryAfter: shortest + below(61 - shortest) })],
  [2.5, () => ({ kind: "500", times: 1 })],
  [2.5, () => ({ kind: "503", times: 1 })],
  [3, () => ({ kind: "reset", times: 1 })],
  [5, () => ({ kind: "drop-after-accept", times: 1 })],
  [2, () => ({ kind: "silence-after-accept", times: 1 })],
  [2, ({ one }) => ({ kind: one(refusals), times: 1 })],
  [1, () => ({ kind: "html", times: 1 })],
  [1, () => ({ kind: "drip-after-accept", times: 1 })],
];

/** Codes about the whole workspace are left out: there everything rightly stops, and a test of its own looks at that. */
const refusals = ["channel_not_found", "fatal_error", "internal_error", "service_unavailable"] as const;

/**
 * Whom Slack fails: whatever is asked of it, but for who we are, without which nothing begins. `shortest` is the shortest
 * Retry-After, in seconds: a wait of under ten is slept through in real time, and longer ones pass as the clock is set.
 */
export function badDay(chance: Chance, shortest = 1): (method: string) => Fault | null {
  return (method) => {
    if (method === "auth.test") return null;
    let drawn = chance.next() * 100;
    for (const [share, fault] of shares) {
      if (drawn < share) return fault(chance, shortest);
      drawn -= share;
    }
    return null;
  };
}
