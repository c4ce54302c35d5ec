/** What the catalogue of measures owes to the people who read it, to Slack's limits, and to its source. */
import { describe, expect, it } from "vitest";
import {
  askedInCloserLook,
  attribution,
  categoryByKey,
  contributors,
  focusShares,
  frameworkV1,
  measureByKey,
  measuresOf,
  questionAbout,
  subjectName,
} from "../../src/core/catalogue/index.ts";
import { categoryKeys, measureKey, origins } from "../../src/core/framework.ts";
import { audienceWords, originMark, originWords } from "../../src/core/origin.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";

const { categories, measures } = frameworkV1;
const names = (origin: string) => measures.filter((one) => one.origin === origin).map((one) => one.name);

describe("the framework's categories", () => {
  it("are the five of OCMF v1, by their exact names and in its order", () => {
    expect(categories.map((category) => [category.name, category.focus])).toEqual([
      ["Customer", 20],
      ["Employee", 20],
      ["Business", 30],
      ["Knowledge/Collaboration", 20],
      ["Acceleration", 10],
    ]);
    expect(categories.map((category) => category.key)).toEqual([...categoryKeys]);
  });

  it("share all of a leader's time and no more", () => {
    expect(Object.values(focusShares()).reduce((sum, share) => sum + share, 0)).toBe(100);
  });
});

describe("every measure", () => {
  it.each(measures)("$key is worded whole, within Slack's limits, without a forbidden word", (measure) => {
    // Slack's limits: 75 for an option's text, 150 for a placeholder, 3000 for a section that holds all of it.
    expect(measure.name.length).toBeLessThanOrEqual(75);
    expect(measure.key.length).toBeLessThanOrEqual(75);
    expect(measure.question.length).toBeLessThanOrEqual(150);
    expect(measure.question).toMatch(/\?$/);
    for (const words of [measure.meaning, measure.obtained, measure.misread]) {
      expect(words.length).toBeGreaterThan(20);
      expect(words.length).toBeLessThanOrEqual(400);
      expect(words).toMatch(/[.?]$/);
    }
    // "Customer Composite score" is what the source calls it, so names are the source's.
    const ours = [measure.meaning, measure.obtained, measure.misread, measure.question];
    expect(ours.map(forbiddenIn)).toEqual([null, null, null, null]);
  });

  it("has a key of its own, in hyphenated words, that no category has", () => {
    const keys = [...measures.map((measure) => measure.key), ...categoryKeys];
    expect(new Set<string>(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(() => measureKey("Time to Smile")).toThrow("no key");
  });

  it("has a key that was never renamed: keys are for ever", () => {
    expect(measures.map((measure) => measure.key)).toMatchInlineSnapshot(`
      [
        "customers-hear-back",
        "customers-come-early",
        "customer-self-service-success",
        "serviceability-suggestions-from-customers-accepted",
        "customer-composite-score",
        "employee-engagement",
        "employee-satisfaction",
        "serviceability-suggestions-from-employees-accepted",
        "time-to-proficiency",
        "customer-time-to-value",
        "time-to-value-before-the-sale",
        "time-to-value-after-the-sale",
        "time-to-smile",
        "knowledge-reaches-customers",
        "knowledge-travels-quickly",
        "knowledge-is-reused",
        "collaboration-is-easy",
        "knowledge-turns-into-action",
        "measures-in-order",
        "people-drawn-in",
        "important-initiatives-move",
        "work-across-groups",
      ]
    `);
  });

  it("is found by its key, and an unknown key finds nothing", () => {
    for (const measure of measures) expect(measureByKey(measure.key)).toBe(measure);
    expect(measureByKey("customer")).toBeNull();
    expect(measureByKey("__proto__")).toBeNull();
  });
});

describe("what comes from the source", () => {
  it("is what OCMF v1 names in its running text, and nothing more", () => {
    expect(names("ocmf-v1")).toEqual([
      "Employee Engagement",
      "Employee Satisfaction",
      "Percent of Serviceability Suggestions from Employees Accepted",
      "Time to Proficiency",
      "Customer Time to Value",
      "Time to Value before the sale",
      "Time to Value after the sale",
      "Time to Smile",
    ]);
    expect(names("ocmf-draft")).toEqual([
      "Customer self-service success",
      "Serviceability suggestions from customers accepted",
      "Customer Composite score",
    ]);
  });

  it("states no audience for what OCMF v1 names, because its tables could not be read", () => {
    const stated = measures.filter((one) => one.audience !== "not-stated");
    expect(new Set(stated.map((one) => one.origin))).toEqual(new Set(["ocmf-v1-intent", "ocmf-draft"]));
  });

  it("has a unit only where the source gives one", () => {
    const withUnit = measures.filter((one) => one.unit !== null).map((one) => [one.name, one.unit]);
    expect(withUnit).toEqual([
      ["Serviceability suggestions from customers accepted", "percent"],
      ["Percent of Serviceability Suggestions from Employees Accepted", "percent"],
      ["Customer Time to Value", "days"],
      ["Time to Value before the sale", "days"],
      ["Time to Value after the sale", "days"],
      ["Time to Smile", "days"],
    ]);
  });

  it("says of each knowledge intent that its name is to be chosen by the team", () => {
    const intents = measures.filter((one) => one.origin === "ocmf-v1-intent");
    expect(intents).toHaveLength(5);
    for (const { category, meaning } of intents) {
      expect(category).toBe("knowledge");
      expect(meaning).toContain("Name to be chosen by the team.");
    }
  });

  it("is told apart from what is ours, in a sentence and in a word", () => {
    for (const origin of origins)
      expect(forbiddenIn(`${originWords(origin)} ${originMark(origin)}`)).toBeNull();
    expect(originWords("bearings")).toContain("not of the Open Customer Metrics Framework");
    expect(originWords("ocmf-draft")).toContain("may differ");
    expect(audienceWords({ audience: "not-stated", origin: "ocmf-v1" })).toContain(
      "not stated by the source",
    );
    expect(audienceWords({ audience: "not-stated", origin: "bearings" })).toBe("for the team");
  });

  it("names its source wherever it goes, whole, and claims no endorsement", () => {
    expect(attribution.join("\n")).toContain("Open Customer Metrics Framework V1, Spring 2016");
    expect(attribution).toContain(
      "The latest version of the Open Customer Metrics Framework is at: www.OCMFgroup.org",
    );
    expect(attribution.join("\n")).toContain("Not endorsed by OCMF, its contributors or Klever.");
    expect(contributors).toHaveLength(15);
  });
});

describe("the closer look", () => {
  it.each(categoryKeys)("asks the same three to four measures of %s every time", (category) => {
    const asked = askedInCloserLook(category);
    expect(asked.length).toBeGreaterThanOrEqual(3);
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(asked).toEqual(measuresOf(category).slice(0, asked.length));
  });

  it("has a question to talk about for each category and each measure", () => {
    for (const { key, question, meaning } of categories) {
      expect(questionAbout(key)).toBe(question);
      expect(question.length).toBeLessThanOrEqual(150);
      expect([forbiddenIn(question), forbiddenIn(meaning)]).toEqual([null, null]);
    }
    for (const { key, question } of measures) expect(questionAbout(key)).toBe(question);
  });
});

describe("a measure that is no longer in a framework", () => {
  it("is told by the words of its key, so that old words can still be read", () => {
    expect(subjectName(measureKey("time-to-laugh"))).toBe("time to laugh");
    expect(questionAbout(measureKey("time-to-laugh"))).toBeNull();
    expect(categoryByKey("knowledge").name).toBe("Knowledge/Collaboration");
  });
});
