/** A number is what somebody typed, or they are told that it could not be read; it is never guessed at. */
import { describe, expect, it } from "vitest";
import { readNumber } from "../../src/core/number.ts";

describe("a number as people type it", () => {
  it.each([
    ["3", 3],
    [" 3 ", 3],
    ["007", 7],
    ["2.5", 2.5],
    ["2,5", 2.5],
    ["0.25", 0.25],
    ["12,75", 12.75],
    ["-10", -10],
    ["−10", -10],
    ["-0", 0],
    ["1000", 1000],
    ["3 days", 3],
    ["1 day", 1],
    ["3d", 3],
    ["2,5 D", 2.5],
    ["-3 Days", -3],
  ])("“%s” is %d days", (typed, number) => {
    expect(readNumber(typed, "days")).toEqual({ number });
  });

  it.each([
    ["thousands, or thousandths", "1,000"],
    ["thousands, or thousandths", "1.000"],
    ["thousands and more", "1.000,5"],
    ["thousands apart", "1 000"],
    ["nothing before the point", ".5"],
    ["nothing after it", "5."],
    ["a power of ten", "1e3"],
    ["a computer's sixteen", "0x10"],
    ["a plus", "+3"],
    ["two minuses", "--3"],
    ["a minus that may be a dash", "- 3"],
    ["another unit", "3 hours"],
    ["another unit", "30 %"],
    ["a range", "3-4"],
    ["more after the unit", "3 days ago"],
    ["a word", "three"],
    ["other digits", "٣"],
    ["a half", "½"],
    ["no number", "Infinity"],
    ["nothing", ""],
  ])("is refused with %s: “%s”", (_, typed) => {
    expect(readNumber(typed, "days")).toEqual({ no: "not-a-number", unit: "days" });
  });

  it.each([
    ["30 %", "percent", 30],
    ["30%", "percent", 30],
    ["30 percent", "percent", 30],
    ["7 points", "points", 7],
    ["7p", "points", 7],
  ] as const)("“%s” is read in %s", (typed, unit, number) => {
    expect(readNumber(typed, unit)).toEqual({ number });
  });
});
