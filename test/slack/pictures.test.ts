/** What is drawn can be seen by everybody: letters are there, and shapes carry the words, not their filling or a colour. */
import { tmpdir } from "node:os";
import { Resvg } from "@resvg/resvg-js";
import { afterEach, describe, expect, it } from "vitest";
import { readLine } from "../../src/core/ballpark.ts";
import { categoryByKey } from "../../src/core/catalogue/index.ts";
import { categoryKeys } from "../../src/core/framework.ts";
import type { Label } from "../../src/core/label.ts";
import { type Week, weeksLater } from "../../src/core/week.ts";
import { drawFocusBars } from "../../src/slack/pictures/focus-bars.ts";
import { drawLine } from "../../src/slack/pictures/line.ts";
import { lineAltText, type NumberLine } from "../../src/slack/pictures/line-words.ts";
import { drawPng } from "../../src/slack/pictures/png.ts";
import { drawStrips, type Strips } from "../../src/slack/pictures/strips.ts";
import { pictureName } from "../../src/slack/pictures/words.ts";
import { heightOf, inkOf, likeness, look, silhouetteOf } from "../support/looking.ts";

const latest = "2026-W48" as Week;
const home = process.cwd();
afterEach(() => process.chdir(home));

const directions = ["improving", "holding", "slipping"] as const;
const labels: readonly Label[] = [
  ...directions.map((direction) => ({ word: "clear", direction }) as const),
  ...directions.map((direction) => ({ word: "leaning", direction }) as const),
  { word: "mixed" },
  { word: "too-few" },
];

function strip(said: readonly (Label | null)[], goodEnough = false): Strips {
  const cells = said.map((label, at) => ({
    week: weeksLater(latest, at + 1 - said.length),
    label,
    goodEnough,
  }));
  return { rows: [{ name: pictureName(categoryByKey("customer")), cells }] };
}

const cellOf = async (label: Label) =>
  look(await drawPng(drawStrips(strip([label]))), { left: 640, top: 122, right: 690, bottom: 184 });

describe("drawing", () => {
  const svg = drawStrips(strip(labels));
  const title = { left: 28, top: 16, right: 500, bottom: 50 };

  it("draws letters: the bundled font is found, and without one there would be none and no error", async () => {
    const without = new Resvg(svg, { fitTo: { mode: "zoom", value: 2 }, font: { loadSystemFonts: false } });
    expect(inkOf(look(without.render().asPng(), title))).toBe(0);
    expect(inkOf(look(await drawPng(svg), title))).toBeGreaterThan(2000);
  });

  it("finds its font wherever the app was started from", async () => {
    process.chdir(tmpdir());
    expect(inkOf(look(await drawPng(svg), title))).toBeGreaterThan(2000);
  });

  it("gives the same bytes for the same picture, also beside another, and others for another", async () => {
    const [one, other, again] = await Promise.all([
      drawPng(svg),
      drawPng(drawStrips(strip(labels.slice(1)))),
      drawPng(drawStrips(strip(labels))),
    ]);
    expect(Buffer.from(one).equals(again)).toBe(true);
    expect(Buffer.from(one).equals(other)).toBe(false);
  });
});

describe("in a strip", () => {
  it("each word has a shape of its own, whatever its filling and wherever it stands", async () => {
    const kinds = labels.filter(({ word }) => word !== "leaning");
    const shapes = await Promise.all(kinds.map(async (label) => silhouetteOf(await cellOf(label))));
    const alike = shapes.flatMap((shape, at) =>
      shapes.slice(at + 1).map((other) => Math.round(likeness(shape, other) * 100)),
    );
    expect(alike).toHaveLength(10);
    expect(Math.max(...alike)).toBeLessThan(70);
  });

  it.each(directions)("leaning is the same shape as clear, with far less ink: %s", async (direction) => {
    const clear = await cellOf({ word: "clear", direction });
    const leaning = await cellOf({ word: "leaning", direction });
    expect(likeness(silhouetteOf(clear), silhouetteOf(leaning))).toBeGreaterThan(0.95);
    expect(inkOf(leaning)).toBeLessThan(inkOf(clear) * 0.7);
  });

  it.each(["clear", "leaning"] as const)(
    "improving stands above holding and slipping below it: %s",
    async (word) => {
      const [improving = 0, holding = 0, slipping = 0] = await Promise.all(
        directions.map(async (direction) => heightOf(await cellOf({ word, direction }))),
      );
      expect(holding - improving).toBeGreaterThan(15);
      expect(slipping - holding).toBeGreaterThan(15);
    },
  );

  it("a round without a word is a gap, and too few is a mark that can be seen, smaller than any other", async () => {
    const gap = await drawPng(drawStrips(strip([null, { word: "mixed" }], true)));
    expect(inkOf(look(gap, { left: 585, top: 122, right: 635, bottom: 200 }))).toBe(0);
    const ink = await Promise.all(labels.map(async (label) => inkOf(await cellOf(label))));
    expect(ink.at(-1)).toBeGreaterThan(40);
    expect(ink.at(-1)).toBeLessThan(Math.min(...ink.slice(0, -1)) / 2);
  });

  it("good enough for now leaves its tick below the shape", async () => {
    const below = { left: 640, top: 182, right: 690, bottom: 201 };
    const holding = { word: "clear", direction: "holding" } as const;
    expect(inkOf(look(await drawPng(drawStrips(strip([holding]))), below))).toBe(0);
    expect(inkOf(look(await drawPng(drawStrips(strip([holding], true))), below))).toBeGreaterThan(60);
  });
});

const eleven = [3, 4.2, 2.5, 5, 3.7, 2.9, 4.4, 3.1, 3.6, 4, 3.3];
const twenty = [...eleven, 4.1, 2.8, 3.4, 4.6, 3.9, 3.2, 4.4, 2.7, 3.5];

function numbers(values: readonly number[], weeks = values.map((_, at) => at)): NumberLine {
  const points = values.map((value, at) => ({
    week: weeksLater("2026-W10" as Week, weeks[at] ?? at),
    value,
  }));
  const name = pictureName({ name: "Time to Smile", origin: "ocmf-v1" });
  return { name, unit: "days", kind: "ballparks", points, line: readLine(values) };
}

describe("a line of numbers", () => {
  const count = (svg: string, what: RegExp) => svg.match(what)?.length ?? 0;
  const joins = /<polyline/g;
  const dashes = /stroke-dasharray/g;
  const rings = /<circle[^>]*fill="none"/g;
  const levels = />(limit|middle) /g;

  it.each([
    ["too soon", numbers([3, 4, 2.5])],
    ["too coarse", numbers([3, 3, 4, 3, 3, 3, 4, 3])],
    ["a single number", numbers([3])],
  ])("is only dots where it can't be read: %s", (_, line) => {
    const svg = drawLine(line);
    expect([joins, dashes, levels].map((what) => count(svg, what))).toEqual([0, 0, 0]);
    expect(count(svg, /<circle/g)).toBe(line.points.length);
  });

  it("has dashed limits while they still move, whole ones once they stand", () => {
    const [provisional, settled] = [drawLine(numbers(eleven)), drawLine(numbers(twenty))];
    expect([count(provisional, dashes), count(provisional, levels)]).toEqual([2, 3]);
    expect([count(settled, dashes), count(settled, levels)]).toEqual([0, 3]);
  });

  it("breaks where weeks are missing", () => {
    expect(count(drawLine(numbers(eleven)), joins)).toBe(1);
    expect(count(drawLine(numbers(eleven, [0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 12])), joins)).toBe(2);
  });

  it("rings what makes a signal, and nothing in ordinary wobble", () => {
    expect(count(drawLine(numbers(twenty)), rings)).toBe(0);
    expect(count(drawLine(numbers([...twenty, 9])), rings)).toBe(1);
    expect(count(drawLine(numbers([...twenty, 4.1, 4.4, 3.9, 4.2, 4.6, 4, 4.3, 4.5])), rings)).toBe(8);
  });

  it("has no limit where no number can be: below nothing, or above all of it", () => {
    const wide = [10, 90, 20, 80, 10, 95, 20, 85, 15, 90];
    const limits = (line: NumberLine) => count(drawLine(line), />limit /g);
    const days = numbers(wide);
    expect(limits(days)).toBe(1);
    expect(lineAltText(days)).toContain("ordinary wobble lies up to");
    const percent = { ...numbers(wide), unit: "percent" } as const;
    expect(limits(percent)).toBe(0);
    expect(lineAltText(percent)).toContain("ordinary wobble lies anywhere");
    const before = numbers(wide.map((value) => value - 50));
    expect(limits(before)).toBe(2);
  });
});

describe("leadership time", () => {
  const shares = (reported: number | null) =>
    categoryKeys.map((category) => ({
      category,
      name: "",
      suggested: categoryByKey(category).focus,
      reported,
    }));

  it("has no band where nothing was reported", () => {
    const bands = (reported: number | null) =>
      drawFocusBars({ shares: shares(reported), weeks: 1 }).match(/fill="url\(#hatched\)"/g)?.length;
    // One is the legend's.
    expect([bands(null), bands(0), bands(20)]).toEqual([1, 1, 6]);
  });
});

describe("many pictures at once", () => {
  const svg = drawStrips(strip(labels));

  it("are drawn one after the other: whoever waits for an answer has theirs in between", async () => {
    let turns = 0;
    let isOver = false;
    const turn = () => {
      turns += 1;
      if (!isOver) setImmediate(turn);
    };
    turn();
    const seenAt = await Promise.all(Array.from({ length: 6 }, () => drawPng(svg).then(() => turns)));
    isOver = true;
    expect(new Set(seenAt).size).toBe(6);
  });

  it("are not drawn once nobody wants them any more, and hold up no other", async () => {
    const wanted = new AbortController();
    const both = [drawPng(svg, wanted.signal), drawPng(svg)] as const;
    wanted.abort();
    await expect(both[0]).rejects.toThrow("aborted");
    expect((await both[1]).byteLength).toBeGreaterThan(1000);
  });
});
