/** Reported time beside what is suggested: of one week, over weeks, of one leader or pooled. A guide, with no verdict. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type FocusReport,
  type FocusWord,
  focusWords,
  roughShares,
  roughWords,
} from "../../src/core/focus.ts";
import {
  focusBeside,
  focusOver,
  focusSpans,
  ownWeeks,
  pooledWeeks,
  type SuggestedIn,
} from "../../src/core/focus-beside.ts";
import { driftRules, driftsIn, driftWords } from "../../src/core/focus-drift.ts";
import { byCategory } from "../../src/core/focus-shares.ts";
import { categoryKeys, type FocusShares } from "../../src/core/framework.ts";
import { type Week, weeksLater } from "../../src/core/week.ts";
import { forbiddenIn, forbiddenOfResultsIn } from "../support/forbidden-words.ts";

const week = (n: number) => `2026-W${n}` as Week;
const shares = (...parts: readonly number[]): FocusShares =>
  byCategory((category) => parts[categoryKeys.indexOf(category)] ?? 0);
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
const allBusiness = report("none", "none", "most", "none", "none");
const allKnowledge = report("none", "none", "none", "a-little", "none");
const even = report("some", "some", "a-lot", "some", "a-little");

const anyWord = fc.constantFrom(...focusWords);
const anyReport = fc
  .tuple(anyWord, anyWord, anyWord, anyWord, anyWord)
  .map((words) => report(...words))
  .filter((words) => Object.values(words).some((word) => word !== "none"));

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

describe("what has drifted", () => {
  const ocmf = shares(20, 20, 30, 20, 10);
  const named = (reported: FocusShares, suggested = ocmf) =>
    driftsIn([{ reported, suggested }]).map(({ rule, category }) => `${rule.drift} ${category}`);

  it.each<[string, FocusShares, readonly string[]]>([
    ["just as suggested: nothing", ocmf, []],
    [
      "fifteen points more: it took much",
      shares(20, 20, 45, 10, 5),
      ["took-much business", "had-little knowledge"],
    ],
    ["ten points more: nothing, a rough word tells no less apart", shares(20, 20, 40, 15, 5), []],
    ["half of a fifth: it had little", shares(30, 10, 30, 20, 10), ["had-little employee"]],
    ["ten points less, and still more than half: nothing", shares(25, 25, 20, 20, 10), []],
    ["half of a tenth: five points say nothing", shares(20, 20, 35, 20, 5), []],
    [
      "two alike: the framework's order decides",
      shares(35, 35, 30, 0, 0),
      ["took-much customer", "had-little knowledge"],
    ],
  ])("%s", (_, reported, expected) => {
    expect(named(reported)).toEqual(expected);
  });

  it("is set beside the shares in force, not the framework's", () => {
    expect(named(shares(20, 20, 45, 10, 5), shares(15, 20, 50, 10, 5))).toEqual([]);
  });

  it("is named by rules that each say where they hold, and never why it came so", () => {
    for (const { where } of driftRules) expect(forbiddenOfResultsIn(where)).toEqual([]);
    expect(new Set(driftRules.map(({ drift }) => drift)).size).toBe(driftRules.length);
  });

  it("counts a run by each week's own shares", () => {
    const much = shares(10, 10, 60, 10, 10);
    const weeks = [ocmf, ocmf, shares(10, 10, 50, 20, 10)].map((suggested) => ({
      suggested,
      reported: much,
    }));
    expect(driftWords(driftsIn(weeks))).toBe(
      "Business took most of it for the second week; Customer had about a tenth of it (20 % suggested).",
    );
  });
});

describe("over weeks", () => {
  const told = (n: number, each: FocusReport) => ({ week: week(n), report: each });
  const over = (reports: Parameters<typeof ownWeeks>[0], span: 4 | 12 | 26, suggestedIn?: SuggestedIn) =>
    focusOver(ownWeeks(reports), week(48), span, suggestedIn);
  const reported = (reports: Parameters<typeof ownWeeks>[0], span: 4 | 12 | 26) =>
    over(reports, span).shares.map((share) => share.reported);

  it("takes the weeks of the span, this one included, and no other", () => {
    for (const span of focusSpans) {
      const edge = [weeksLater(week(48), 1 - span), weeksLater(week(48), -span), weeksLater(week(48), 1)];
      const reports = edge.map((each) => ({ week: each, report: even }));
      expect([span, over(reports, span).told]).toEqual([span, 1]);
    }
  });

  it("counts every week alike, however big its words", () => {
    expect(reported([told(47, allBusiness), told(48, allKnowledge)], 4)).toEqual([0, 0, 50, 50, 0]);
  });

  it("leaves out the weeks that nobody told of, rather than take them for none", () => {
    expect(over([told(46, muchBusiness)], 12)).toMatchObject({
      told: 1,
      sentence: sentence(muchBusiness),
      question: "Is that what this month needs?",
    });
    expect(over([], 12)).toMatchObject({ told: 0, sentence: null, question: null });
    expect(reported([], 12)).toEqual([null, null, null, null, null]);
  });

  it("sets it beside what was suggested in those very weeks", () => {
    const changed: SuggestedIn = (each) =>
      each < week(48) ? shares(20, 20, 30, 20, 10) : shares(0, 10, 50, 30, 10);
    const both = over([told(47, even), told(48, even)], 4, changed);
    expect(both.shares.map(({ suggested }) => suggested)).toEqual([10, 15, 40, 25, 10]);
    expect(over([told(47, even)], 4, changed).shares.map(({ suggested }) => suggested)).toEqual([
      20, 20, 30, 20, 10,
    ]);
  });

  it("comes to steps of five that make up all of it, whatever was told", () => {
    fc.assert(
      fc.property(fc.array(anyReport, { minLength: 1, maxLength: 26 }), (reports) => {
        const told = reports.map((each, n) => ({ week: weeksLater(week(48), -n), report: each }));
        const parts = over(told, 26).shares.map((share) => share.reported ?? Number.NaN);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(100);
        expect(parts.every((part) => part % 5 === 0)).toBe(true);
      }),
    );
  });

  it("of one week is what that week's report comes to", () => {
    fc.assert(
      fc.property(anyReport, (each) => {
        const week = over([told(48, each)], 4).shares.map((share) => [share.category, share.reported]);
        expect(Object.fromEntries(week)).toEqual(roughShares(each));
      }),
    );
  });
});

describe("pooled", () => {
  const pooled = (...reports: readonly (readonly [number, FocusReport])[]) =>
    pooledWeeks(reports.map(([n, each]) => ({ week: week(n), report: each })));

  it("is only what at least two leaders reported of a week: of one alone it would be that one's own", () => {
    expect(pooled([48, allBusiness])).toEqual([]);
    expect(pooled([47, allBusiness], [48, allBusiness], [48, allKnowledge]).map((each) => each.week)).toEqual(
      [week(48)],
    );
  });

  it("counts every leader alike, however big their words, and a week like any other", () => {
    const two = pooled([48, allBusiness], [48, allKnowledge], [47, allKnowledge], [47, allKnowledge]);
    const reported = focusOver(two, week(48), 4).shares.map((share) => share.reported);
    expect(reported).toEqual([0, 0, 25, 75, 0]);
  });
});

it("a rough share is told by words alone, and a bigger one never by a smaller word", () => {
  const words = Array.from({ length: 21 }, (_, n) => roughWords(n * 5));
  expect(new Set(words).size).toBe(9);
  expect(words.join(" ")).not.toMatch(/[%\d]/);
});
