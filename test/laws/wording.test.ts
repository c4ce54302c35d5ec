/** The wording law: what no text about results may say, in one list, and thousands of rounds in which it isn't said. */
import { describe, expect, it } from "vitest";
import {
  forbiddenEverywhere,
  forbiddenIn,
  forbiddenOfResults,
  forbiddenOfResultsIn,
} from "../support/forbidden-words.ts";

describe("every forbidden word", () => {
  const all = [...forbiddenEverywhere, ...forbiddenOfResults].map((one) => [one.name, one] as const);

  it.each(all)(
    "%s: is found in a sentence that says it, and says why not",
    (_, { pattern, example, reason }) => {
      expect(example).toMatch(pattern);
      expect(pattern.flags).not.toContain("g");
      expect(reason).toMatch(/^[A-Z].{20,}\.$/);
    },
  );

  it.each(all)(
    "%s: stands in the list once, and is reported with its reason",
    (name, { example, reason }) => {
      expect(all.filter(([other]) => other === name)).toHaveLength(1);
      expect(
        forbiddenOfResultsIn(example).some((told) => told.startsWith(`${name}: `) && told.endsWith(reason)),
      ).toBe(true);
    },
  );

  it.each(forbiddenEverywhere.map((one) => [one.name, one] as const))(
    "%s: is said nowhere",
    (_, { example }) => {
      expect(forbiddenIn(example)).not.toBeNull();
    },
  );

  it.each([
    "Customer: holding, good enough for now. Leave it alone.",
    "Employee: leaning slipping, second round running.",
    "Business: mixed. You see this one differently, and that is worth ten minutes.",
    "A quiet week: nothing needs you, two categories are good enough. Enjoy the time back.",
    "A guide for where to listen, not a measure of anybody.",
    "Time to Smile: about 3 days; ordinary wobble so far (provisional, 11 points).",
  ])("isn't seen where it isn't said: %s", (sentence) => {
    expect(forbiddenOfResultsIn(sentence)).toEqual([]);
  });
});
