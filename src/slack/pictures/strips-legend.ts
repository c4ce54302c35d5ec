/** What the shapes of a strip mean, in words, at the foot of the picture; its tick only where it has one. */
import type { Label } from "../../core/label.ts";
import { card } from "./card.ts";
import { glyph, rise, tick } from "./glyphs.ts";
import { paper } from "./palette.ts";
import { line, type Svg, text } from "./svg.ts";

export const legendHeight = 112;

/** Each shape with its word; `lift` brings shapes that stand high or low to one height. */
const meanings: readonly {
  readonly label: Label;
  readonly words: string;
  readonly x: number;
  readonly lift: number;
}[] = [
  { label: { word: "clear", direction: "improving" }, words: "improving", x: 16, lift: rise },
  { label: { word: "clear", direction: "holding" }, words: "holding", x: 178, lift: 0 },
  { label: { word: "clear", direction: "slipping" }, words: "slipping", x: 316, lift: -rise },
  { label: { word: "mixed" }, words: "mixed", x: 451, lift: 0 },
  { label: { word: "too-few" }, words: "too few", x: 566, lift: 0 },
];

export function stripsLegend(top: number, goodEnough: boolean): Svg[] {
  const [first, second] = [top + 38, top + 84];
  return [
    line({ x: card.left, y: top }, { x: card.right, y: top }, { stroke: paper.rule, "stroke-width": 2 }),
    ...meanings.flatMap(({ label, words, x, lift }) => [
      glyph(label, { x: card.left + x, y: first + lift }),
      text(words, { x: card.left + x + 24, y: first + 7 }, { ink: paper.quiet }),
    ]),
    glyph({ word: "leaning", direction: "improving" }, { x: card.left + 16, y: second + rise }),
    text("in outline: leaning that way", { x: card.left + 40, y: second + 7 }, { ink: paper.quiet }),
    ...(goodEnough
      ? [
          tick({ x: card.left + 416, y: second }),
          text("good enough for now", { x: card.left + 434, y: second + 7 }, { ink: paper.quiet }),
        ]
      : []),
  ];
}
