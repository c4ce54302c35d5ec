/** Results as sentences: words with what a run of rounds adds, and never a count or a cause. */
import { describe, expect, it } from "vitest";
import { type Line, readLine } from "../../src/core/ballpark.ts";
import { ballparkSentence, lineWords } from "../../src/core/ballpark-words.ts";
import type { Label } from "../../src/core/label.ts";
import { runWords, sentenceOf } from "../../src/core/label-words.ts";
import { ordinalWord } from "../../src/core/number-words.ts";
import { phraseText } from "../../src/core/phrase.ts";
import { clear, leaning, mixed, tooFew, trendOfLabels } from "../support/tallies.ts";

type Case = {
  readonly rounds: readonly Label[];
  readonly goodEnough?: boolean;
  readonly trying?: string;
  readonly says: string;
};

function said({ rounds, goodEnough = false, trying }: Omit<Case, "says">): string {
  const label = rounds.at(-1) ?? tooFew;
  const trend = trendOfLabels(...rounds);
  return phraseText(sentenceOf({ name: "Employee", label, goodEnough, trend, trying: trying ?? null }));
}

describe("a category in words", () => {
  it.each<Case>([
    { rounds: [clear("holding")], says: "Employee: holding." },
    { rounds: [leaning("slipping")], says: "Employee: leaning slipping." },
    { rounds: [tooFew], says: "Employee: too few to say this week." },
    {
      rounds: [mixed],
      says: "Employee: mixed. You see this one differently, and that is worth ten minutes.",
    },
    {
      rounds: [clear("holding")],
      goodEnough: true,
      says: "Employee: holding, good enough for now. Leave it alone.",
    },
    {
      rounds: [mixed],
      goodEnough: true,
      says: "Employee: mixed, good enough for now. Leave it alone.",
    },
    {
      rounds: [leaning("slipping")],
      goodEnough: true,
      says: "Employee: good enough for now, though leaning slipping.",
    },
    {
      rounds: [clear("slipping")],
      goodEnough: true,
      says: "Employee: good enough for now, though slipping.",
    },
    {
      rounds: [tooFew],
      goodEnough: true,
      says: "Employee: too few to say this week, but good enough for now.",
    },
  ])("says “$says”", ({ says, ...one }) => {
    expect(said(one)).toBe(says);
  });
});

describe("a category over rounds", () => {
  it.each<Case>([
    {
      rounds: [leaning("slipping"), clear("slipping")],
      says: "Employee: slipping, second round running.",
    },
    {
      rounds: [leaning("slipping"), tooFew, leaning("slipping"), leaning("slipping")],
      says: "Employee: leaning slipping, third round running.",
    },
    {
      rounds: [mixed, mixed],
      says: "Employee: mixed, second round running. You see this one differently, and that is worth ten minutes.",
    },
    {
      rounds: [clear("holding"), leaning("slipping")],
      says: "Employee: leaning slipping, new since last time.",
    },
    {
      rounds: [clear("slipping"), clear("slipping"), tooFew],
      says: "Employee: too few to say this week.",
    },
    {
      rounds: [clear("slipping"), clear("slipping")],
      goodEnough: true,
      says: "Employee: good enough for now, though slipping, second round running.",
    },
    {
      rounds: [clear("holding"), leaning("improving")],
      trying: "a quiet hour",
      says: "Employee: leaning improving, new since last time. You're trying “a quiet hour”. That doesn't prove it is why.",
    },
    { rounds: [leaning("slipping")], trying: "a quiet hour", says: "Employee: leaning slipping." },
  ])("says “$says”", ({ says, ...one }) => {
    expect(said(one)).toBe(says);
  });

  it("speaks of no run from one round with a word", () => {
    expect(runWords(trendOfLabels(clear("slipping")))).toBeNull();
    expect(runWords(trendOfLabels(tooFew, clear("slipping")))).toBeNull();
    expect(runWords(null)).toBeNull();
  });

  it("counts a run up to the twelfth round, and says so: nobody remembers further back", () => {
    const rounds = (n: number) => trendOfLabels(...Array.from({ length: n }, () => clear("slipping")));
    expect(runWords(rounds(11))).toBe("eleventh round running");
    expect(runWords(rounds(12))).toBe("twelfth round running or more");
    expect(runWords(rounds(40))).toBe("twelfth round running or more");
  });

  it("speaks of no run in a week that has no word itself, and again once there is one", () => {
    expect(runWords(trendOfLabels(clear("slipping"), clear("slipping"), tooFew))).toBeNull();
    expect(runWords(trendOfLabels(clear("slipping"), tooFew, clear("slipping")))).toBe(
      "second round running",
    );
  });

  it("counts runs in words", () => {
    expect([1, 2, 3, 12, 13, 21, 22, 23, 111].map(ordinalWord)).toEqual([
      "first",
      "second",
      "third",
      "twelfth",
      "13th",
      "21st",
      "22nd",
      "23rd",
      "111th",
    ]);
  });
});

describe("rough numbers in words", () => {
  const wobble = [3, 5, 2, 4, 6, 3, 5, 2.5, 4];
  const said = (line: Line) => phraseText(ballparkSentence("Time to Smile", "days", 3, line));

  it("say honestly when it is too soon, or too coarse", () => {
    expect(said(readLine([3]))).toBe(
      "Time to Smile: about 3 days; too soon to tell a signal from ordinary wobble (1 point).",
    );
    expect(lineWords(readLine([3, 3, 3, 3, 3, 3, 3, 3]))).toBe("numbers too coarse to tell (8 points)");
  });

  it("call wobble wobble, and a signal a signal without a verdict", () => {
    expect(lineWords(readLine(wobble))).toBe("ordinary wobble so far (provisional, 9 points)");
    expect(lineWords(readLine([...wobble, 90]))).toBe(
      "a signal, above its ordinary wobble so far (provisional, 10 points)",
    );
    expect(lineWords({ ...limits, state: "settled", signal: "run-of-eight", side: "below" })).toBe(
      "a signal, eight in a row below its middle",
    );
  });

  it("tell one day as one", () => {
    expect(phraseText(ballparkSentence("Time to Smile", "days", 1, readLine([1])))).toContain("about 1 day;");
  });
});

const limits = { points: 30, centre: 4, lower: 1, upper: 7 };
