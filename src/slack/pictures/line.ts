/**
 * A line of rough weekly numbers with its middle and the limits of its ordinary wobble. Where it is too soon or the
 * numbers are too coarse there are only dots: a line through them would already say something.
 */
import { weeksBetween } from "../../core/week.ts";
import { weekWords } from "../moments.ts";
import { card, drawCard } from "./card.ts";
import {
  kindWords,
  latestWords,
  marksWords,
  type NumberLine,
  readingWords,
  roughly,
  shownLimits,
  weekBeside,
} from "./line-words.ts";
import { paper } from "./palette.ts";
import { circle, line, type Point, polyline, type Svg, text } from "./svg.ts";

const plot = {
  left: card.left + 14,
  right: card.right - 156,
  top: card.top + 24,
  bottom: card.top + 264,
} as const;
const below = plot.bottom + 24;
/** Lines of words stand so far apart at least. */
const wordHeight = 26;

/** A level across the plot with its words on the right. */
type Level = { readonly value: number; readonly words: string; readonly stroke: Stroke };
type Stroke = "whole" | "thin" | "dashed" | "faint";

/** The picture. */
export function drawLine(numbers: NumberLine): Svg {
  const levels = levelsOf(numbers);
  const place = placing(numbers, levels);
  const dots = numbers.points.map((_, at) => place(at));
  return drawCard(numbers.name, kindWords(numbers), below + 160, [
    ...levels.map(({ value, stroke }) => drawLevel(place.height(value), stroke)),
    ...apart(levels, place.height).map(({ words, y }) => text(words, { x: plot.right + 22, y: y + 7 })),
    ...runs(numbers, dots).map((run) => polyline(run, { stroke: paper.quiet, "stroke-width": 2 })),
    ...dots.map((dot) => circle(dot, 5.5, { fill: paper.ink })),
    ...signalled(numbers, dots).map((dot) =>
      circle(dot, 12, { fill: "none", stroke: paper.ink, "stroke-width": 2.5 }),
    ),
    ...weekMarks(numbers, dots),
    ...foot(numbers),
  ]);
}

/** What a line joins: points of weeks that follow each other, once there are limits to read it by. */
function runs(numbers: NumberLine, dots: readonly Point[]): readonly (readonly Point[])[] {
  if (shownLimits(numbers) === null) return [];
  const { points } = numbers;
  const joined: Point[][] = [];
  for (const [at, dot] of dots.entries()) {
    const [before, week] = [points[at - 1]?.week, points[at]?.week];
    const follows = before !== undefined && week !== undefined && weeksBetween(before, week) === 1;
    const run = joined.at(-1);
    if (follows && run) run.push(dot);
    else joined.push([dot]);
  }
  return joined;
}

/** Middle and limits; without them the highest and the lowest number, so that the dots can be read. */
function levelsOf(numbers: NumberLine): readonly Level[] {
  const limits = shownLimits(numbers);
  if (limits) {
    const stroke = limits.provisional ? "dashed" : "thin";
    const limit = (value: number | null) =>
      value === null ? [] : [{ value, words: `limit ${roughly(value)}`, stroke } as const];
    const middle = {
      value: limits.middle,
      words: `middle ${roughly(limits.middle)}`,
      stroke: "whole",
    } as const;
    return [...limit(limits.upper), middle, ...limit(limits.lower)];
  }
  const values = numbers.points.map(({ value }) => value);
  const ends = values.length === 0 ? [] : [Math.max(...values), Math.min(...values)];
  return [...new Set(ends)].map((value) => ({ value, words: `${value}`, stroke: "faint" }));
}

/** Where the point with that place in the line is drawn. Weeks keep their distance: a gap is a gap. */
function placing(numbers: NumberLine, levels: readonly Level[]) {
  const values = [...numbers.points, ...levels].map(({ value }) => value);
  const spread = Math.max(...values) - Math.min(...values);
  // Without limits there is no measure of what is much: room above and below keeps a small step from looking like a leap.
  const room = shownLimits(numbers) === null ? spread / 2 : 0;
  const [lowest, highest] = [Math.min(...values) - room, Math.max(...values) + room];
  const height = (value: number) =>
    highest === lowest
      ? (plot.top + plot.bottom) / 2
      : plot.bottom - ((value - lowest) / (highest - lowest)) * (plot.bottom - plot.top);
  const [first, last] = [numbers.points.at(0), numbers.points.at(-1)];
  const weeks = first && last ? weeksBetween(first.week, last.week) : 0;
  const place = (at: number): Point => {
    const point = numbers.points[at];
    if (!first || !point) throw new RangeError("There is no such point.");
    const share = weeks === 0 ? 1 : weeksBetween(first.week, point.week) / weeks;
    return { x: plot.left + share * (plot.right - plot.left), y: height(point.value) };
  };
  return Object.assign(place, { height });
}

function drawLevel(y: number, stroke: Stroke): Svg {
  const drawn = {
    whole: { stroke: paper.ink, "stroke-width": 3.5 },
    thin: { stroke: paper.quiet, "stroke-width": 1.5 },
    dashed: { stroke: paper.quiet, "stroke-width": 2, "stroke-dasharray": "10 8" },
    faint: { stroke: paper.rule, "stroke-width": 2 },
  };
  return line({ x: card.left, y }, { x: plot.right + 14, y }, drawn[stroke]);
}

/** Words beside their levels, moved where they would stand on each other or below the plot. Levels come highest first. */
function apart(levels: readonly Level[], height: (value: number) => number) {
  let above = Number.NEGATIVE_INFINITY;
  const pushed = levels.map(({ value, words }) => {
    above = Math.max(height(value), above + wordHeight);
    return { words, y: above };
  });
  let under = plot.bottom + wordHeight;
  return pushed.toReversed().map(({ words, y }) => {
    under = Math.min(y, under - wordHeight);
    return { words, y: under };
  });
}

/** The dots that make a signal: the latest outside the limits, or the last eight on one side of the middle. */
function signalled({ line: read }: NumberLine, dots: readonly Point[]): readonly Point[] {
  if (!("signal" in read) || read.signal === null) return [];
  return dots.slice(read.signal === "outside" ? -1 : -8);
}

function weekMarks({ points }: NumberLine, dots: readonly Point[]): Svg[] {
  const [first, last] = [points.at(0), points.at(-1)];
  const end = dots.at(-1);
  if (!first || !last || !end) return [];
  const y = below + 20;
  return [
    ...(weeksBetween(first.week, last.week) > 0
      ? [text(weekBeside(first.week, last.week), { x: card.left, y }, { ink: paper.quiet })]
      : []),
    text(weekWords(last.week), { x: end.x + 14, y }, { anchor: "end", bold: true }),
  ];
}

function foot(numbers: NumberLine): Svg[] {
  const y = below + 36;
  return [
    line({ x: card.left, y }, { x: card.right, y }, { stroke: paper.rule, "stroke-width": 2 }),
    text(`${latestWords(numbers)}.`, { x: card.left, y: y + 34 }, { bold: true }),
    text(`${readingWords(numbers)}.`, { x: card.left, y: y + 66 }),
    text(marksWords(numbers), { x: card.left, y: y + 98 }, { ink: paper.quiet }),
  ];
}
