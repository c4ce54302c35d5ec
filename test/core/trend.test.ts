import { describe, expect, test } from "vitest";
import type { Label } from "../../src/core/label.ts";
import { setBeside, type TrendPoint, trendOf } from "../../src/core/trend.ts";
import { type Week, weeksLater } from "../../src/core/week.ts";

const words: Readonly<Record<string, Label>> = {
  "I!": { word: "clear", direction: "improving" },
  I: { word: "leaning", direction: "improving" },
  "S!": { word: "clear", direction: "slipping" },
  S: { word: "leaning", direction: "slipping" },
  "H!": { word: "clear", direction: "holding" },
  H: { word: "leaning", direction: "holding" },
  "~": { word: "mixed" },
  "-": { word: "too-few" },
};

/** Rounds in words, oldest first: `S!` clear slipping, `S` leaning, `~` mixed, `-` too few, `+` behind good enough. */
function rounds(told: string): readonly TrendPoint[] {
  return told
    .split(" ")
    .filter((word) => word !== "")
    .map((word, at) => {
      const label = words[word.replace("+", "")];
      if (label === undefined) throw new Error(`no such word: ${word}`);
      return {
        week: weeksLater("2026-W40" as Week, at),
        label,
        goodEnough: word.endsWith("+"),
        tellsChange: true,
      };
    });
}

describe("a trend", () => {
  test.each([
    ["S S S", 3, "slipping"],
    ["S S! S", 3, "slipping"],
    ["I S S", 2, "slipping"],
    ["S I S", 1, "slipping"],
    ["S H S", 1, "slipping"],
    ["S ~ S", 1, "slipping"],
    ["~ ~", 2, "mixed"],
    ["H! H", 2, "holding"],
    ["I", 1, "improving"],
  ])("over %s runs for %i rounds, %s, clear or leaning alike", (told, running, heading) => {
    expect(trendOf(rounds(told))).toMatchObject({ running, heading });
  });

  test.each([
    ["S - S", 2],
    ["S S - - - S", 3],
    ["- - S", 1],
    ["S - I - S", 1],
    ["S S -", 2],
  ])("over %s neither counts nor breaks at a week of too few", (told, running) => {
    expect(trendOf(rounds(told)).running).toBe(running);
  });

  test.each([
    ["", 0],
    ["-", 0],
    ["- S -", 1],
    ["S - S", 2],
    ["~ H", 2],
  ])("over %j has %i rounds to speak of", (told, labelled) => {
    expect(trendOf(rounds(told)).labelled).toBe(labelled);
  });

  test.each([
    ["S S", false, false],
    ["S S!", true, false],
    ["S I", true, true],
    ["S! I!", true, true],
    ["~ S", true, true],
    ["S ~", true, true],
    ["~ ~", false, false],
    ["H S", true, true],
    ["S - I", true, true],
    ["S - S", false, false],
    ["S I -", false, false],
    ["S", false, false],
    ["- S", false, false],
    ["", false, false],
  ])("over %j has changed its word: %s; turned: %s", (told, changed, turned) => {
    expect(trendOf(rounds(told))).toMatchObject({ changed, turned });
  });

  test.each([
    ["S S", true],
    ["S! S", true],
    ["S - S", true],
    ["S", false],
    ["I S", false],
    ["I I", false],
    ["S S I", false],
    ["S S -", false],
    ["~ ~", false],
  ])("over %s is a slip that lasts: %s", (told, lasting) => {
    expect(trendOf(rounds(told)).lasting).toBe(lasting);
  });

  test.each([
    ["S S+", true, true],
    ["S+ S", false, true],
    ["S+ S+", true, false],
    ["S S", false, false],
    ["H+ - H", false, true],
    ["H+ - H+", true, false],
    ["H+ -", false, false],
    ["H H+ -", false, false],
    ["H -+", true, true],
    ["H+", true, false],
    ["", false, false],
  ])("over %j is good enough now: %s; that is news: %s", (told, goodEnough, goodEnoughChanged) => {
    expect(trendOf(rounds(told))).toMatchObject({ goodEnough, goodEnoughChanged });
  });

  test("shows the latest round's own word, even where that is too few, and none before any round", () => {
    expect(trendOf(rounds("S -")).latest).toEqual({ word: "too-few" });
    expect(trendOf(rounds("S I!")).latest).toEqual({ word: "clear", direction: "improving" });
    expect(trendOf([])).toMatchObject({ latest: null, heading: null, running: 0 });
  });
});

test("where a few other people were asked no change is told, neither of the word nor of the tick; a run is", () => {
  const [before, ...rest] = rounds("S I+");
  if (before === undefined) throw new Error("There are two rounds.");
  const untold = (points: readonly TrendPoint[]) => points.map((point) => ({ ...point, tellsChange: false }));
  expect(trendOf([before, ...rest])).toMatchObject({ changed: true, turned: true, goodEnoughChanged: true });
  expect(trendOf([before, ...untold(rest)])).toMatchObject({
    changed: false,
    turned: false,
    goodEnoughChanged: false,
    heading: "improving",
  });
  expect(trendOf(untold(rounds("S S S")))).toMatchObject({ running: 3, lasting: true });
});

test("a word of now is set beside the last word, and beside the last tick that was heard", () => {
  expect(setBeside(rounds("S I - -"))).toEqual(["2026-W41", "2026-W41"]);
  expect(setBeside(rounds("S -+ -"))).toEqual(["2026-W40", "2026-W41"]);
  expect(setBeside(rounds("- -"))).toEqual([]);
});
