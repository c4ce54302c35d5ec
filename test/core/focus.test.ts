/** A leader's rough words on where their time went, and what they come to. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type FocusReport,
  type FocusWord,
  focusWords,
  roughShares,
  takeFocusReport,
} from "../../src/core/focus.ts";

const report = (
  ...[customer, employee, business, knowledge, acceleration]: readonly FocusWord[]
): FocusReport => ({
  customer: customer ?? "none",
  employee: employee ?? "none",
  business: business ?? "none",
  knowledge: knowledge ?? "none",
  acceleration: acceleration ?? "none",
});
const muchBusiness = report("some", "some", "most", "none", "some");

const anyWord = fc.constantFrom(...focusWords);
const anyReport = fc.record({
  customer: anyWord,
  employee: anyWord,
  business: anyWord,
  knowledge: anyWord,
  acceleration: anyWord,
});

describe("rough words", () => {
  it("come to rough shares in steps of five that make up all of it", () => {
    fc.assert(
      fc.property(anyReport, (said) => {
        const shares = Object.values(roughShares(said));
        const isSilent = Object.values(said).every((word) => word === "none");
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(isSilent ? 0 : 100);
        for (const share of shares) expect(share % 5).toBe(0);
      }),
    );
  });

  it("never give a bigger word the smaller share, nor nothing a share", () => {
    fc.assert(
      fc.property(anyReport, (said) => {
        const shares = roughShares(said);
        const keys = Object.keys(said) as (keyof FocusReport)[];
        for (const a of keys) {
          if (said[a] === "none") expect(shares[a]).toBe(0);
          for (const b of keys) {
            if (focusWords.indexOf(said[a]) > focusWords.indexOf(said[b])) {
              expect(shares[a]).toBeGreaterThanOrEqual(shares[b]);
            }
          }
        }
      }),
    );
  });

  it("are refused when no time went anywhere", () => {
    expect(takeFocusReport(report())).toEqual({ no: "no-time-reported" });
    expect(takeFocusReport(muchBusiness)).toEqual({ report: muchBusiness });
  });
});
