/** Tallies and histories for tests of words. */
import fc from "fast-check";
import { categoryKeys, type SubjectKey } from "../../src/core/framework.ts";
import type { Label } from "../../src/core/label.ts";
import type { Tally } from "../../src/core/reading.ts";
import { type Trend, trendOf } from "../../src/core/trend.ts";
import type { Week } from "../../src/core/week.ts";

export const clear = (direction: "improving" | "holding" | "slipping"): Label => ({
  word: "clear",
  direction,
});
export const leaning = (direction: "improving" | "holding" | "slipping"): Label => ({
  word: "leaning",
  direction,
});
export const mixed: Label = { word: "mixed" };
export const tooFew: Label = { word: "too-few" };

/** The trend of these labels, oldest first, in weeks one after the other. */
export function trendOfLabels(...labels: readonly Label[]): Trend {
  return trendOf(
    labels.map((label, n) => ({
      week: `2026-W${10 + n}` as Week,
      label,
      goodEnough: false,
      tellsChange: true,
    })),
  );
}

/** Any count of up to fifteen people who said something of a subject. */
export function anyTally(subject: SubjectKey): fc.Arbitrary<Tally> {
  const some = fc.integer({ min: 0, max: 5 });
  return fc
    .record({ improving: some, holding: some, slipping: some, cantTell: some, ticks: fc.nat(20) })
    .map(({ ticks, ...said }) => {
      const answered = said.improving + said.holding + said.slipping + said.cantTell;
      return { ...said, subject, answered, goodEnough: Math.min(ticks, answered), ballparks: [] };
    });
}

/** A round's tallies of all five categories. */
export const anyRound = fc.tuple(
  anyTally(categoryKeys[0]),
  anyTally(categoryKeys[1]),
  anyTally(categoryKeys[2]),
  anyTally(categoryKeys[3]),
  anyTally(categoryKeys[4]),
);
