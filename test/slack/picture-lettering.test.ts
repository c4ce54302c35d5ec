import { describe, expect, test } from "vitest";
import { readLine } from "../../src/core/ballpark.ts";
import { frameworkV1 } from "../../src/core/catalogue/index.ts";
import { focusBeside } from "../../src/core/focus-beside.ts";
import type { Unit } from "../../src/core/framework.ts";
import type { Label, LabelDirection } from "../../src/core/label.ts";
import { type Week, weeksLater } from "../../src/core/week.ts";
import { stripsAltText } from "../../src/slack/pictures/alt-text.ts";
import { drawFocusBars, focusBarsAltText } from "../../src/slack/pictures/focus-bars.ts";
import { drawLine } from "../../src/slack/pictures/line.ts";
import { lineAltText, type NumberLine } from "../../src/slack/pictures/line-words.ts";
import { drawStrips, type StripRow } from "../../src/slack/pictures/strips.ts";
import { text } from "../../src/slack/pictures/svg.ts";
import { type OurWord, pictureName } from "../../src/slack/pictures/words.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";
import { letteringOf, overlapIn } from "../support/lettering.ts";

const week = "2026-W48" as Week;
const categories = frameworkV1.categories.map(pictureName);
const names = [...categories, ...frameworkV1.measures.map(pictureName)];
const directions: readonly LabelDirection[] = ["improving", "holding", "slipping"];
const labels: readonly Label[] = [
  ...directions.map((direction) => ({ word: "clear", direction }) as const),
  ...directions.map((direction) => ({ word: "leaning", direction }) as const),
  { word: "mixed" },
  { word: "too-few" },
];

/** A row of rounds up to week 48. */
function row(name: OurWord, said: readonly (Label | null)[], goodEnough = false): StripRow {
  const cells = said.map((label, at) => ({
    week: weeksLater(week, at + 1 - said.length),
    label,
    goodEnough,
  }));
  return { name, cells };
}

const twelve = (from: number) => Array.from({ length: 12 }, (_, at) => labels[(at + from) % 8] ?? null);
const strips = { rows: categories.map((name, at) => row(name, twelve(at), at % 2 === 0)) };

const reports = {
  spread: {
    customer: "some",
    employee: "a-little",
    business: "a-lot",
    knowledge: "none",
    acceleration: "some",
  },
  one: { customer: "none", employee: "none", business: "most", knowledge: "none", acceleration: "none" },
} as const;
const times = [[{ week, report: reports.spread }], [{ week, report: reports.one }], []].map((reported) => ({
  ...focusBeside(reported, week),
  weeks: 1,
}));

const wobble = [
  3.2, 4.1, 2.6, 3.8, 3.1, 4.4, 2.9, 3.5, 3, 4.2, 3.4, 3.6, 2.8, 3.9, 3.3, 4, 2.7, 3.7, 3.1, 3.8,
];

function numbers(name: OurWord, values: readonly number[], unit: Unit = "days"): NumberLine {
  const points = values.map((value, at) => ({ week: weeksLater(week, at + 1 - values.length), value }));
  return { name, unit, kind: "noted-values", points, line: readLine(values) };
}

const timeToSmile = pictureName({ name: "Time to Smile", origin: "ocmf-v1" });
const lines = {
  nothing: [],
  "one number": [3],
  "too soon": wobble.slice(0, 5),
  "too coarse": [3, 3, 3, 3, 3, 3, 3, 3, 3],
  provisional: wobble.slice(0, 11),
  settled: wobble,
  outside: [...wobble, 9.5],
  "a limit below nothing": [2, 30, 3, 18, 1, 25, 4, 40, 2, 9],
  "limits close to the middle": [...wobble, 400],
  "a year": Array.from({ length: 53 }, (_, at) => wobble[at % 20] ?? 0),
};

const pictures: readonly (readonly [title: string, svg: string, alt: string])[] = [
  ["strips of twelve rounds", drawStrips(strips), stripsAltText(strips)],
  ["strips before any round", drawStrips({ rows: [] }), stripsAltText({ rows: [] })],
  ...times.map((time, at) => [`time ${at + 1}`, drawFocusBars(time), focusBarsAltText(time)] as const),
  ...Object.entries(lines).map(([title, values]) => {
    const line = numbers(timeToSmile, values);
    return [`line: ${title}`, drawLine(line), lineAltText(line)] as const;
  }),
  ...names.flatMap((name) => {
    const leaning = { rows: [row(name, [{ word: "leaning", direction: "improving" }])] };
    const line = numbers(name, [...wobble.map((value) => value * 10), 2], "percent");
    return [
      [`strips: ${name}`, drawStrips(leaning), stripsAltText(leaning)],
      [`line: ${name}`, drawLine(line), lineAltText(line)],
    ] as const;
  }),
];

describe("the words of every picture", () => {
  test.each(pictures)("%s: can be read on a phone, stand on the card, and none on another", (_, svg) => {
    const lettering = letteringOf(svg);
    const height = Number(/height="(\d+)"/.exec(svg)?.[1]);
    expect(lettering.length).toBeGreaterThan(1);
    expect(lettering.filter(({ size }) => size < 20)).toEqual([]);
    expect(lettering.filter(({ left, right }) => left < 24 || right > 700)).toEqual([]);
    expect(lettering.filter(({ top, bottom }) => top < 10 || bottom > height - 10)).toEqual([]);
    expect(overlapIn(lettering)).toBeNull();
  });

  test.each(pictures)("%s: are none that Bearings never says, nor is one in its alt text", (_, svg, alt) => {
    const said = [...letteringOf(svg).map(({ words }) => words), alt].join(" ");
    // A measure is called what the framework calls it, a score included; a long name is drawn on two lines.
    const ours = names
      .flatMap((name) => [name, ...name.split(" ")])
      .reduce((left, name) => left.replaceAll(name, ""), said);
    expect(forbiddenIn(ours)).toBeNull();
    expect(alt.length).toBeLessThanOrEqual(2000);
  });
});

test.each([400, -400])("the words of limits stay beside the plot where one number is far out: %d", (far) => {
  const lettering = letteringOf(drawLine(numbers(timeToSmile, [...wobble, far])));
  const levels = lettering.filter(({ words }) => /^(limit|middle) /.test(words));
  const weeks = lettering.filter(({ words }) => words.startsWith("week "));
  expect(levels).toHaveLength(3);
  expect(overlapIn(lettering)).toBeNull();
  expect(Math.max(...levels.map(({ bottom }) => bottom))).toBeLessThan(
    Math.min(...weeks.map(({ top }) => top)),
  );
});

test("no picture has a colour: whatever fills or draws a line is grey", () => {
  for (const [title, svg] of pictures) {
    const inks = [...svg.matchAll(/(?:fill|stroke|stop-color)="([^"]*)"/g)].map(([, ink = ""]) => ink);
    const greys = inks.filter((ink) => /^(none|url\(#\w+\)|#([0-9a-f]{2})\2\2)$/.test(ink));
    expect(greys, title).toEqual(inks);
    expect(svg, title).not.toContain("style=");
  }
});

describe("alt text", () => {
  test("tells every number that is drawn", () => {
    for (const [title, values] of Object.entries(lines)) {
      const line = numbers(timeToSmile, values);
      const drawn = letteringOf(drawLine(line)).flatMap(({ words }) => words.match(/\d+(\.\d+)?/g) ?? []);
      const told: readonly string[] = lineAltText(line).match(/\d+(\.\d+)?/g) ?? [];
      expect(
        drawn.filter((number) => !told.includes(number)),
        title,
      ).toEqual([]);
    }
  });

  test("tells the year where the weeks begin again, as the picture does", () => {
    const year = numbers(timeToSmile, lines["a year"]);
    expect(lineAltText(year)).toMatch(/in week 1, [\d.]+ in week 52 of 2025, [\d.]+ in week 51,/);
    expect(letteringOf(drawLine(year)).map(({ words }) => words)).toContain("week 48 of 2025");
  });
});

describe("what people wrote", () => {
  test("is not in a picture: a team's own measure has no name there", () => {
    expect(pictureName({ name: "Ada's list", origin: "team" })).toBe("The team's own measure");
    const renamed = times.flatMap(({ shares }) => shares).map((share) => ({ ...share, name: "Ada's list" }));
    expect(drawFocusBars({ shares: renamed, weeks: 1 })).not.toContain("Ada");
  });

  test("couldn't break one, or fetch something, if it were", () => {
    expect(text(`</text><image href="x"/>&\u0007'`, { x: 0, y: 0 })).toMatch(
      />&lt;\/text&gt;&lt;image href=&quot;x&quot;\/&gt;&amp; &apos;<\/text>$/,
    );
  });
});
