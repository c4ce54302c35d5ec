/** What a round asks, when it asks less, which block it belongs to, and when a count may be told. */
import { describe, expect, it } from "vitest";
import {
  answeredWords,
  asksLess,
  blockOf,
  endsItsBlock,
  mayNotOpenNow,
  questionsOf,
} from "../../src/core/round.ts";
import { moment } from "../support/people.ts";

describe("what a round asks", () => {
  it("asks the team's categories in the framework's order, and four measures of the closer look", () => {
    expect(questionsOf(["business", "customer"], "business", null)).toEqual({
      categories: ["customer", "business"],
      closerLook: {
        category: "business",
        measures: [
          "customer-time-to-value",
          "time-to-value-before-the-sale",
          "time-to-value-after-the-sale",
          "time-to-smile",
        ],
      },
    });
  });

  it("asks less when the last round's words were never talked about", () => {
    const untalked = { hadWords: true, talkedAbout: false };
    expect(questionsOf(["customer"], "customer", untalked).closerLook).toBeNull();
  });

  it.each([
    ["was talked about", { hadWords: true, talkedAbout: true }],
    ["had no words to talk about", { hadWords: false, talkedAbout: false }],
    ["never was", null],
  ])("asks in full when the last round %s", (_, last) => {
    expect(asksLess(last)).toBe(false);
  });
});

describe("blocks of four", () => {
  it("never overlap, and end with every fourth round", () => {
    const ordinals = [1, 2, 3, 4, 5, 8, 9, 12];
    expect(ordinals.map(blockOf)).toEqual([1, 1, 1, 1, 2, 2, 3, 3]);
    expect(ordinals.filter(endsItsBlock)).toEqual([4, 8, 12]);
  });
});

describe("how many answered", () => {
  it.each([
    [7, 9, "Answered: 7 of 9."],
    [9, 9, "Answered: 9 of 9."],
    [0, 9, "Answered: 0 of 9."],
  ])("tells %d of %d", (answered, listed, words) => {
    expect(answeredWords(answered, listed, 5)).toBe(words);
  });

  it("is not told when one person alone is missing, or the list is below the floor", () => {
    expect(answeredWords(8, 9, 5)).toBeNull();
    expect(answeredWords(2, 4, 5)).toBeNull();
    expect(answeredWords(4, 4, 5)).toBeNull();
  });
});

describe("opening this week's round now", () => {
  const closesAt = moment("2026-11-26T16:00:00Z");
  const now = moment("2026-11-24T12:00:00Z");
  const next = moment("2026-11-30T09:00:00Z");

  it("may be done once in a week", () => {
    expect(mayNotOpenNow(null, now, next)).toBeNull();
    expect(mayNotOpenNow({ state: "scheduled", closesAt }, now, next)).toBeNull();
    expect(mayNotOpenNow({ state: "open", closesAt }, now, next)).toEqual({
      no: "already-open-this-week",
      closesAt,
    });
    expect(mayNotOpenNow({ state: "closed", closesAt }, now, next)).toEqual({
      no: "already-closed-this-week",
      nextOpensAt: next,
    });
  });

  it("tells of a week that was skipped that it was skipped, never that it has closed", () => {
    expect(mayNotOpenNow({ state: "skipped", closesAt }, now, next)).toEqual({
      no: "was-skipped",
      nextOpensAt: next,
    });
  });
});
