/** Strips: what up to twelve rounds said of each category or measure, one shape a round, in the order they are handed in. */
import type { Label } from "../../core/label.ts";
import { labelWords } from "../../core/label-words.ts";
import type { Week } from "../../core/week.ts";
import { weekWords } from "../moments.ts";
import { card, drawCard } from "./card.ts";
import { glyph, tick } from "./glyphs.ts";
import { font, paper } from "./palette.ts";
import { legendHeight, stripsLegend } from "./strips-legend.ts";
import { element, line, type Svg, text } from "./svg.ts";
import { folded, type OurWord } from "./words.ts";

/** One round of one row. `label` is null where there was no round, or it did not ask about this. */
export type StripCell = { readonly week: Week; readonly label: Label | null; readonly goodEnough: boolean };

export type StripRow = { readonly name: OurWord; readonly cells: readonly StripCell[] };

export type Strips = { readonly rows: readonly StripRow[] };

/** More rounds than this don't fit a phone; the latest are shown. */
export const stripRounds = 12;

const cellWidth = (card.right - card.left) / stripRounds;
const weeksHeight = 48;
/** Below the top of a row: its name, then, from the name's last line on, its strip, and the air before the next name. */
const placed = { name: 26, top: 36, middle: 70, tick: 112, foot: 124, bottom: 138, line: 28 } as const;
/** As many characters of a name as fit beside the longest word of a label. */
const nameWidth = 36;

/** The picture. Rows are never sorted by what they say; a round without a word is a gap, too few a small ring. */
export function drawStrips(strips: Strips): Svg {
  const weeks = shownWeeks(strips);
  const tops = topsOf(strips.rows);
  const bottom = tops.at(-1) ?? card.top;
  const height = bottom + weeksHeight + legendHeight;
  return drawCard(stripsTitle, roundsWords(weeks), height, [
    ...strips.rows.flatMap((row, at) => drawRow(row, tops[at] ?? bottom, weeks)),
    ...weekMarks(weeks, bottom + 28),
    ...stripsLegend(bottom + weeksHeight, saysGoodEnough(strips)),
  ]);
}

/** A measure is never said to be good enough: only its category is. */
function saysGoodEnough({ rows }: Strips): boolean {
  return rows.some(({ cells }) => cells.some(({ goodEnough }) => goodEnough));
}

export const stripsTitle = "Which way it is heading";

/** The weeks that any row tells of, oldest first, the latest twelve. */
export function shownWeeks({ rows }: Strips): readonly Week[] {
  const weeks = new Set(rows.flatMap(({ cells }) => cells.map(({ week }) => week)));
  return [...weeks].sort().slice(-stripRounds);
}

/** "12 rounds up to week 48". */
export function roundsWords(weeks: readonly Week[]): string {
  const latest = weeks.at(-1);
  if (latest === undefined) return "No round has closed yet";
  if (weeks.length === 1) return `One round so far, ${weekWords(latest)}`;
  return `${weeks.length} rounds up to ${weekWords(latest)}`;
}

/** Where each row begins, and where the last one ends: a long name makes its row higher. */
function topsOf(rows: readonly StripRow[]): readonly number[] {
  const tops: number[] = [card.top];
  for (const { name } of rows) {
    tops.push((tops.at(-1) ?? card.top) + placed.bottom + (folded(name, nameWidth).length - 1) * placed.line);
  }
  return tops;
}

function drawRow({ name, cells }: StripRow, top: number, weeks: readonly Week[]): Svg[] {
  const lines = folded(name, nameWidth);
  const strip = top + (lines.length - 1) * placed.line;
  const middle = strip + placed.middle;
  const shown = cells.filter(({ week, label }) => label !== null && weeks.includes(week));
  const latest = shown.find(({ week }) => week === weeks.at(-1))?.label ?? null;
  return [
    ...latestGround(strip, weeks),
    ...lines.map((line, at) =>
      text(line, { x: card.left, y: top + placed.name + at * placed.line }, { size: font.name, bold: true }),
    ),
    text(latest ? labelWords(latest) : "no word", { x: card.right, y: top + placed.name }, { anchor: "end" }),
    line(
      { x: card.left, y: middle },
      { x: card.right, y: middle },
      { stroke: paper.rule, "stroke-width": 2 },
    ),
    ...shown.flatMap(({ week, label, goodEnough }) => {
      const x = across(week, weeks);
      return [
        ...(label ? [glyph(label, { x, y: middle })] : []),
        ...(goodEnough ? [tick({ x, y: strip + placed.tick })] : []),
      ];
    }),
  ];
}

/** A ground behind the latest round, whose word stands above it. */
function latestGround(strip: number, weeks: readonly Week[]): Svg[] {
  if (weeks.length === 0) return [];
  const height = placed.foot - placed.top;
  const ground = { x: card.right - cellWidth, y: strip + placed.top, width: cellWidth, height };
  return [element("rect", { ...ground, rx: 8, fill: paper.tint })];
}

/** The middle of a week's cell: the latest stands on the right edge. */
function across(week: Week, weeks: readonly Week[]): number {
  return card.right - (weeks.length - weeks.indexOf(week) - 0.5) * cellWidth;
}

/** Every fourth week is named, counted back from the latest. */
function weekMarks(weeks: readonly Week[], y: number): Svg[] {
  return weeks
    .filter((_, at) => (weeks.length - 1 - at) % 4 === 0)
    .map((week) =>
      week === weeks.at(-1)
        ? text(weekWords(week), { x: card.right, y }, { anchor: "end", bold: true })
        : text(weekWords(week), { x: across(week, weeks), y }, { anchor: "middle", ink: paper.quiet }),
    );
}
