/** A leader's rough words beside the suggested shares: a guide, in words, with no verdict. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type FocusReport,
  type FocusWord,
  focusBeside,
  focusWords,
  roughShares,
  takeFocusReport,
} from "../../src/core/focus.ts";
import type { Week } from "../../src/core/week.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";

const week = (n: number) => `2026-W${n}` as Week;
const report = (
  ...[customer, employee, business, knowledge, acceleration]: readonly FocusWord[]
): FocusReport => ({
  customer: customer ?? "none",
  employee: employee ?? "none",
  business: business ?? "none",
  knowledge: knowledge ?? "none",
  acceleration: acceleration ?? "none",
});
const sentence = (...reports: readonly (FocusReport | null)[]) =>
  focusBeside(
    reports.flatMap((each, n) => (each ? [{ week: week(49 - reports.length + n), report: each }] : [])),
    week(48),
  ).sentence;

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

describe("reported beside suggested", () => {
  it("tells what took most and what had least, with the suggestion", () => {
    expect(sentence(muchBusiness)).toBe(
      "Business took about half of it; Knowledge/Collaboration had almost none (20 % suggested).",
    );
  });

  it("prefers a run of weeks to a single one, and a gap ends it", () => {
    const even = report("some", "some", "some", "some", "a-little");
    expect(sentence(muchBusiness, muchBusiness, muchBusiness)).toBe(
      "Business took about half of it for the third week; Knowledge/Collaboration had almost none (20 % suggested).",
    );
    expect(sentence(muchBusiness, null, muchBusiness)).toBe(sentence(muchBusiness));
    expect(sentence(muchBusiness, even, muchBusiness)).toBe(sentence(muchBusiness));
  });

  it("takes last week's report while this week's isn't in, and nothing older", () => {
    const at = (n: number) => focusBeside([{ week: week(n), report: muchBusiness }], week(48));
    expect(at(47).sentence).toBe(at(48).sentence);
    expect(at(46)).toMatchObject({ sentence: null, question: null });
    expect(at(46).shares.every((share) => share.reported === null)).toBe(true);
  });

  it("finds nothing to say of what is roughly as suggested, and then asks nothing", () => {
    const even = focusBeside(
      [{ week: week(48), report: report("some", "some", "a-lot", "some", "a-little") }],
      week(48),
    );
    expect(even).toMatchObject({ sentence: "Nothing stands out this time.", question: null });
  });

  it("suggests the framework's shares, in its order, whatever was reported", () => {
    expect(focusBeside([], week(48)).shares.map((share) => [share.name, share.suggested])).toEqual([
      ["Customer", 20],
      ["Employee", 20],
      ["Business", 30],
      ["Knowledge/Collaboration", 20],
      ["Acceleration", 10],
    ]);
  });

  it("never grades anybody, and has no percentage but a suggestion", () => {
    fc.assert(
      fc.property(fc.array(anyReport, { minLength: 1, maxLength: 6 }), (reports) => {
        const said = sentence(...reports) ?? "";
        expect(forbiddenIn(said)).toBeNull();
        expect(said.replaceAll(/\(\d\d % suggested\)/g, "")).not.toMatch(/[%\d]/);
      }),
    );
  });
});
