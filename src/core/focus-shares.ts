/** The shares of leadership time that a team goes by: the framework's, or what its leaders made of them, with a reason. */
import type { Temporal } from "temporal-polyfill";
import { focusShares } from "./catalogue/index.ts";
import { type CategoryKey, categoryKeys, type FocusShares } from "./framework.ts";
import type { UserId } from "./ids.ts";
import type { Refusal } from "./refusal.ts";
import { takeText } from "./text.ts";
import { type Week, weekOf } from "./week.ts";

/** One change, kept for as long as it says what was in force. */
export type FocusChange = {
  readonly shares: FocusShares;
  /** Why, in the words of whoever changed them. */
  readonly note: string;
  /** Null once they had their name taken out. */
  readonly changedBy: UserId | null;
  readonly since: Temporal.Instant;
};

/**
 * No category may have more: it could not be looked at every second week, and never twice running, so the closer look could
 * not keep what the shares say (core/rotation).
 */
export const largestShare = 50;

/**
 * Shares as they are kept: whole percents from 0 to 50 that make 100, with a note why. Refused one at a time, in the order
 * of the form.
 */
export function takeFocusShares(
  shares: FocusShares,
  written: string,
): { readonly shares: FocusShares; readonly note: string } | Refusal {
  const outside = categoryKeys.find((category) => !isShare(shares[category]));
  if (outside !== undefined) return { no: "share-outside", category: outside, most: largestShare };
  const sum = categoryKeys.reduce((all, category) => all + shares[category], 0);
  if (sum !== 100) return { no: "shares-not-whole", sum };
  const note = takeText(written, "focus-note");
  return "no" in note ? note : { shares, note: note.text };
}

function isShare(share: number): boolean {
  return Number.isInteger(share) && share >= 0 && share <= largestShare;
}

/**
 * The shares in force in a week: those of the last change until that week ended in the team's zone; before the first
 * change, the framework's. `changes` oldest first.
 */
export function sharesIn(changes: readonly FocusChange[], week: Week, zone: string): FocusShares {
  const last = changes.findLast(({ since }) => weekOf(since, zone) <= week);
  return last?.shares ?? focusShares();
}

/**
 * What is suggested to somebody whose teams go by different shares, or over weeks in which they changed: midway between
 * all of them, each counted alike, in whole percents that make 100.
 */
export function midwayBetween(all: readonly FocusShares[]): FocusShares {
  if (all.length === 0) return focusShares();
  return sharedOut(
    byCategory((category) => all.reduce((sum, shares) => sum + shares[category], 0)),
    1,
  );
}

/** Whether two sets of shares give every category the same. */
export function sameShares(one: FocusShares, other: FocusShares): boolean {
  return categoryKeys.every((category) => one[category] === other[category]);
}

/** An amount for each category. */
export function byCategory(amount: (category: CategoryKey) => number): FocusShares {
  return {
    customer: amount("customer"),
    employee: amount("employee"),
    business: amount("business"),
    knowledge: amount("knowledge"),
    acceleration: amount("acceleration"),
  };
}

/**
 * Amounts as shares of their whole, in steps of so many percent that make 100. What rounding down leaves over goes to
 * those it took most from; the framework's order decides between equals. All zero where there is nothing to share out.
 */
export function sharedOut(amounts: FocusShares, step: number): FocusShares {
  const whole = categoryKeys.reduce((sum, category) => sum + amounts[category], 0);
  const exact = categoryKeys.map((category) => ({
    category,
    steps: whole === 0 ? 0 : asEqual((amounts[category] * 100) / (whole * step)),
  }));
  const shares = { customer: 0, employee: 0, business: 0, knowledge: 0, acceleration: 0 };
  for (const { category, steps } of exact) shares[category] = Math.floor(steps) * step;
  if (whole === 0) return shares;

  const byLoss = exact.toSorted((a, b) => (b.steps % 1) - (a.steps % 1));
  let left = 100 - categoryKeys.reduce((sum, category) => sum + shares[category], 0);
  for (const { category } of byLoss) {
    if (left === 0) break;
    shares[category] += step;
    left -= step;
  }
  return shares;
}

/** Parts of a week are fractions: what only their last digits tell apart counts as equal, so that the order decides. */
function asEqual(steps: number): number {
  return Math.round(steps * 1e9) / 1e9;
}
