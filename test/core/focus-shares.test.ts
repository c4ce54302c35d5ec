/** What a team's leaders make of the shares of their time: whole, with a reason, and looked up by the week they were in force. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { focusShares } from "../../src/core/catalogue/index.ts";
import {
  byCategory,
  type FocusChange,
  midwayBetween,
  sameShares,
  sharedOut,
  sharesIn,
  takeFocusShares,
} from "../../src/core/focus-shares.ts";
import { categoryKeys, type FocusShares } from "../../src/core/framework.ts";
import type { UserId } from "../../src/core/ids.ts";
import type { Week } from "../../src/core/week.ts";

const shares = (...parts: readonly number[]): FocusShares =>
  byCategory((category) => parts[categoryKeys.indexOf(category)] ?? 0);
const halfBusiness = shares(10, 10, 50, 20, 10);

describe("shares of a leader's time", () => {
  it("are kept with the note why", () => {
    expect(takeFocusShares(halfBusiness, "  the new contract\n starts ")).toEqual({
      shares: halfBusiness,
      note: "the new contract starts",
    });
  });

  it.each<[string, FocusShares, string, object]>([
    [
      "more than half of one",
      shares(10, 10, 60, 10, 10),
      "why",
      { no: "share-outside", category: "business", most: 50 },
    ],
    [
      "less than nothing",
      shares(-10, 30, 30, 40, 10),
      "why",
      { no: "share-outside", category: "customer", most: 50 },
    ],
    [
      "a half of a percent",
      shares(20.5, 19.5, 30, 20, 10),
      "why",
      { no: "share-outside", category: "customer", most: 50 },
    ],
    ["less than all", shares(20, 20, 30, 20, 5), "why", { no: "shares-not-whole", sum: 95 }],
    ["no reason", halfBusiness, "  ", { no: "text-missing", of: "focus-note" }],
  ])("are refused with %s", (_, said, note, refusal) => {
    expect(takeFocusShares(said, note)).toEqual(refusal);
  });

  it("were in force from the week of their change on, in the team's zone, the last of a week for all of it", () => {
    const change = (at: string, of: FocusShares): FocusChange => ({
      shares: of,
      note: "why",
      changedBy: "UADA" as UserId,
      since: Temporal.Instant.from(at),
    });
    const changes = [
      change("2026-11-17T10:00:00Z", shares(0, 10, 50, 30, 10)),
      change("2026-11-18T10:00:00Z", halfBusiness),
      // Sunday evening in Berlin, Monday in Auckland.
      change("2026-11-29T20:00:00Z", shares(30, 30, 20, 10, 10)),
    ];
    const inForce = (week: string, zone = "Europe/Berlin") => sharesIn(changes, week as Week, zone);
    expect(inForce("2026-W46")).toEqual(focusShares());
    expect(inForce("2026-W47")).toEqual(halfBusiness);
    expect(inForce("2026-W48")).toEqual(shares(30, 30, 20, 10, 10));
    expect(inForce("2026-W48", "Pacific/Auckland")).toEqual(halfBusiness);
  });
});

describe("between several", () => {
  it("each counts alike, and one alone is itself; with none it is the framework's", () => {
    expect(midwayBetween([focusShares(), halfBusiness])).toEqual(shares(15, 15, 40, 20, 10));
    expect(midwayBetween([halfBusiness])).toEqual(halfBusiness);
    expect(midwayBetween([])).toEqual(focusShares());
    expect(sameShares(midwayBetween([]), halfBusiness)).toBe(false);
  });
});

describe("sharing out", () => {
  it("makes 100 in whole steps, and takes nobody more than a step from their part", () => {
    const amounts = fc.tuple(...categoryKeys.map(() => fc.integer({ min: 0, max: 500 })));
    fc.assert(
      fc.property(amounts, fc.constantFrom(1, 5), (parts, step) => {
        const whole = parts.reduce((sum, part) => sum + part, 0);
        const out = sharedOut(shares(...parts), step);
        const all = categoryKeys.map((category) => out[category]);
        expect(all.reduce((sum, part) => sum + part, 0)).toBe(whole === 0 ? 0 : 100);
        for (const [at, part] of all.entries()) {
          expect(part % step).toBe(0);
          if (whole > 0) expect(Math.abs(part - ((parts[at] ?? 0) * 100) / whole)).toBeLessThanOrEqual(step);
        }
      }),
    );
  });
});
