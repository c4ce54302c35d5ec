/** How Slack fails on a bad day, call by call and by chance: a quarter of all calls and more, in every way that it has. */
import type { Fault } from "../../src/playground/faults.ts";
import type { Chance } from "../support/chance.ts";

/** Of a hundred calls so many. What is left over goes well. */
const shares = (rarely: boolean): readonly (readonly [number, (chance: Chance) => Fault])[] => [
  [10, ({ below }) => ({ kind: "429", times: 1, retryAfter: rarely ? 11 + below(50) : 1 + below(60) })],
  [2.5, () => ({ kind: "500", times: 1 })],
  [2.5, () => ({ kind: "503", times: 1 })],
  [3, () => ({ kind: "reset", times: 1 })],
  [5, () => ({ kind: "drop-after-accept", times: 1 })],
  [rarely ? 0.5 : 2, () => ({ kind: "silence-after-accept", times: 1 })],
  [2, ({ one }) => ({ kind: one(refusals), times: 1 })],
  [1, () => ({ kind: "html", times: 1 })],
  [1, () => ({ kind: "drip-after-accept", times: 1 })],
];

/** Codes about the whole workspace are left out: there everything rightly stops, and a test of its own looks at that. */
const refusals = ["channel_not_found", "fatal_error", "internal_error", "service_unavailable"] as const;

/**
 * Whom Slack fails: whatever is asked of it, but for who we are, without which nothing begins. `rarely` is for a run in
 * minutes: what is waited out in real time, a silence and a Retry-After of under ten seconds, comes rarely or not at all.
 */
export function badDay(chance: Chance, rarely: boolean): (method: string) => Fault | null {
  const of = shares(rarely);
  return (method) => {
    if (method === "auth.test") return null;
    let drawn = chance.next() * 100;
    for (const [share, fault] of of) {
      if (drawn < share) return fault(chance);
      drawn -= share;
    }
    return null;
  };
}
