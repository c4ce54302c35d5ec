/** Who can't see a picture is told the same, in as many words as Slack takes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLine } from "../../src/core/ballpark.ts";
import { categoryByKey } from "../../src/core/catalogue/index.ts";
import { type CategoryKey, categoryKeys } from "../../src/core/framework.ts";
import type { Label } from "../../src/core/label.ts";
import { labelWords } from "../../src/core/label-words.ts";
import { type Week, weeksLater } from "../../src/core/week.ts";
import { stripsAltText } from "../../src/slack/pictures/alt-text.ts";
import { drawFocusBars, focusBarsAltText } from "../../src/slack/pictures/focus-bars.ts";
import { lineAltText, type NumberLine } from "../../src/slack/pictures/line-words.ts";
import type { StripRow } from "../../src/slack/pictures/strips.ts";
import { pictureName } from "../../src/slack/pictures/words.ts";

const latest = "2026-W48" as Week;
const directions = ["improving", "holding", "slipping"] as const;
const labels: readonly Label[] = [
  ...directions.map((direction) => ({ word: "clear", direction }) as const),
  ...directions.map((direction) => ({ word: "leaning", direction }) as const),
  { word: "mixed" },
  { word: "too-few" },
];

type Said = readonly [label: Label | null, goodEnough: boolean];

function row(key: CategoryKey, said: readonly Said[]): StripRow {
  const cells = said.map(([label, goodEnough], at) => ({
    week: weeksLater(latest, at + 1 - said.length),
    label,
    goodEnough,
  }));
  return { name: pictureName(categoryByKey(key)), cells };
}

describe("strips in words", () => {
  const twelve = fc.array(fc.tuple(fc.constantFrom(...labels, null), fc.boolean()), {
    minLength: 12,
    maxLength: 12,
  });

  it("say every word of every round, the latest first, and what was good enough", () => {
    fc.assert(
      fc.property(fc.tuple(twelve, twelve, twelve, twelve, twelve), (said) => {
        const rows = categoryKeys.map((key, at) => row(key, said[at] ?? []));
        const alt = stripsAltText({ rows });
        expect(alt.length).toBeLessThanOrEqual(2000);
        expect(rows.map(({ name }) => readBack(name, alt))).toEqual(
          rows.map(({ cells }) => ({
            words: cells.toReversed().map(({ label }) => (label ? labelWords(label) : "no word")),
            goodEnough: cells
              .toReversed()
              .filter(({ label, goodEnough }) => label !== null && goodEnough)
              .map(({ week }) => Number(week.slice(-2))),
          })),
        );
      }),
    );
  });

  const wordiest: readonly Said[] = Array.from({ length: 12 }, (_, at) => [
    { word: "leaning", direction: at % 2 === 0 ? "improving" : "slipping" },
    true,
  ]);

  it("fit even at their wordiest, with nothing left out", () => {
    const alt = stripsAltText({ rows: categoryKeys.map((key) => row(key, wordiest)) });
    expect(alt.length).toBeGreaterThan(1500);
    expect(alt.length).toBeLessThanOrEqual(2000);
    expect(alt).not.toContain("in the picture only");
  });

  it("say how much they leave out where more rows than five don't fit", () => {
    const alt = stripsAltText({ rows: Array.from({ length: 9 }, () => row("knowledge", wordiest)) });
    expect(alt.length).toBeLessThanOrEqual(2000);
    expect(alt).toMatch(/The \d rounds before are in the picture only\.$/);
  });

  it("read as somebody would tell it", () => {
    const holding = { word: "clear", direction: "holding" } as const;
    const rows = [
      row("customer", [
        [{ word: "too-few" }, false],
        [holding, true],
        [holding, true],
        [holding, true],
      ]),
      row("employee", [
        [holding, false],
        [null, false],
        [{ word: "mixed" }, false],
        [{ word: "leaning", direction: "slipping" }, false],
      ]),
    ];
    expect(stripsAltText({ rows })).toMatchInlineSnapshot(
      `"Which way it is heading. 4 rounds up to week 48. Week 48: Customer holding, good enough for now; Employee leaning slipping. Before that, latest first. Customer: holding 2 times, too few to say; good enough for now in weeks 47 and 46. Employee: mixed, no word, holding."`,
    );
    expect(stripsAltText({ rows: [] })).toMatchInlineSnapshot(
      `"Which way it is heading. No round has closed yet."`,
    );
  });
});

describe("leadership time in words", () => {
  const time = {
    weeks: 4,
    shares: categoryKeys.map((category, at) => ({
      category,
      name: "what somebody wrote",
      suggested: categoryByKey(category).focus,
      reported: [15, 10, 55, 0, 20][at] ?? null,
    })),
  };

  it("has a percent sign at suggestions only: a rough word is not a figure", () => {
    const suggested = ["20 %", "20 %", "30 %", "20 %", "10 %"];
    expect(drawFocusBars(time).match(/\d+ %/g)).toEqual(suggested);
    expect(focusBarsAltText(time).match(/\d+ %/g)).toEqual(suggested);
  });

  it("reads as somebody would tell it", () => {
    expect(focusBarsAltText(time)).toMatchInlineSnapshot(
      `"Leadership time. What is suggested, and roughly what was reported in 4 weeks. Customer: 20 % suggested, about a fifth reported. Employee: 20 % suggested, about a tenth reported. Business: 30 % suggested, about half reported. Knowledge/Collaboration: 20 % suggested, almost none reported. Acceleration: 10 % suggested, about a fifth reported."`,
    );
    const unreported = time.shares.map((share) => ({ ...share, reported: null }));
    expect(focusBarsAltText({ weeks: 1, shares: unreported })).toMatchInlineSnapshot(
      `"Leadership time. What is suggested; nothing was reported yet. Customer: 20 % suggested. Employee: 20 % suggested. Business: 30 % suggested. Knowledge/Collaboration: 20 % suggested. Acceleration: 10 % suggested."`,
    );
  });
});

describe("numbers in words", () => {
  function numbers(values: readonly number[]): NumberLine {
    const points = values.map((value, at) => ({ week: weeksLater(latest, at + 1 - values.length), value }));
    const name = pictureName({ name: "Time to Smile", origin: "ocmf-v1" });
    return { name, unit: "days", kind: "noted-values", points, line: readLine(values) };
  }

  it("read as somebody would tell them, the latest first", () => {
    expect(lineAltText(numbers([3, 4.2, 2.5, 5, 3.7, 2.9, 4.4, 3.1, 3.6]))).toMatchInlineSnapshot(
      `"Time to Smile. Noted values, in days. 3.6 days in week 48. Ordinary wobble so far (provisional, 9 points). Its middle is 3.6, and ordinary wobble lies up to 7.5. Before that, latest first: 3.1 in week 47, 4.4 in week 46, 2.9 in week 45, 3.7 in week 44, 5 in week 43, 2.5 in week 42, 4.2 in week 41, 3 in week 40."`,
    );
    expect(lineAltText(numbers([3, 4.2]))).toMatchInlineSnapshot(
      `"Time to Smile. Noted values, in days. 4.2 days in week 48. Too soon to tell a signal from ordinary wobble (2 points). Before that, latest first: 3 in week 47."`,
    );
  });

  it("fit for a year of long numbers", () => {
    const year = Array.from({ length: 53 }, (_, at) => -1234.56 - ((at * 7) % 11));
    expect(lineAltText(numbers(year)).length).toBeLessThanOrEqual(2000);
    expect(lineAltText(numbers(year))).toContain(`${year[0]} in week`);
    expect(lineAltText(numbers([...year, ...year, ...year])).length).toBe(2000);
  });
});

/** What an alt text says of one row, latest first. */
function readBack(name: string, alt: string) {
  const [, now = "", before = ""] = /Week 48: (.*?)\. Before that, latest first\. (.*)$/.exec(alt) ?? [];
  const of = (parts: readonly string[], start: string) =>
    parts.find((part) => part.startsWith(start))?.slice(start.length) ?? "";
  const [first = "", tick] = of(now.split("; "), `${name} `).split(", ");
  const [runs = "", weeks = ""] = of(before.split(/\.(?: |$)/), `${name}: `).split(
    /; good enough for now in weeks? /,
  );
  const earlier = runs.split(", ").flatMap((run) => {
    const [, word = run, times = "1"] = /^(.*) (\d+) times$/.exec(run) ?? [];
    return Array.from({ length: Number(times) }, () => word);
  });
  return {
    words: [first, ...earlier],
    goodEnough: [...(tick === "good enough for now" ? [48] : []), ...(weeks.match(/\d+/g) ?? []).map(Number)],
  };
}
