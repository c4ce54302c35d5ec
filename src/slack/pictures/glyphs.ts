/**
 * One shape for each thing a round can say. The shape and where it stands carry the meaning: improving points up and
 * stands high, slipping points down and stands low, holding is level in the middle, mixed goes both ways. Clear is
 * filled, leaning is the same shape in outline. Too few is a small ring, so that it is never taken for a value.
 */
import type { Label, LabelDirection } from "../../core/label.ts";
import { paper } from "./palette.ts";
import { circle, group, type Point, polygon, polyline, type Svg } from "./svg.ts";

/** How far above or below the middle of a strip a direction stands, in picture units. */
export const rise = 15;

const half = { width: 15, height: 12, bar: 5 } as const;

/** The shape of a label in a strip whose middle is `at`. */
export function glyph(label: Label, at: Point): Svg {
  switch (label.word) {
    case "clear":
      return placed(label.direction, at, { fill: paper.ink, stroke: paper.ink, ...edge });
    case "leaning":
      return placed(label.direction, at, { fill: paper.card, stroke: paper.ink, ...edge });
    case "mixed":
      return bothWays(at);
    case "too-few":
      return circle(at, 5.5, { fill: paper.card, stroke: paper.quiet, "stroke-width": 2 });
  }
}

/** "Good enough for now": a small tick. */
export function tick(at: Point): Svg {
  return polyline(
    [
      { x: at.x - 8, y: at.y },
      { x: at.x - 2.5, y: at.y + 6 },
      { x: at.x + 8, y: at.y - 6 },
    ],
    { stroke: paper.ink, "stroke-width": 3, "stroke-linecap": "round", "stroke-linejoin": "round" },
  );
}

const edge = { "stroke-width": 3, "stroke-linejoin": "round" } as const;

type Drawn = { readonly fill: string; readonly stroke: string; readonly "stroke-width": number };

function placed(direction: LabelDirection, { x, y }: Point, drawn: Drawn): Svg {
  switch (direction) {
    case "improving":
      return polygon(wedge({ x, y: y - rise }, half.width, half.height, "up"), drawn);
    case "slipping":
      return polygon(wedge({ x, y: y + rise }, half.width, half.height, "down"), drawn);
    case "holding":
      return polygon(
        [
          { x: x - half.width, y: y - half.bar },
          { x: x + half.width, y: y - half.bar },
          { x: x + half.width, y: y + half.bar },
          { x: x - half.width, y: y + half.bar },
        ],
        drawn,
      );
  }
}

/** Two smaller wedges that part from the middle: one up, one down. */
function bothWays({ x, y }: Point): Svg {
  const drawn = { fill: paper.ink, stroke: paper.ink, ...edge, "stroke-width": 2 };
  return group([
    polygon(wedge({ x, y: y - 13 }, 10, 8, "up"), drawn),
    polygon(wedge({ x, y: y + 13 }, 10, 8, "down"), drawn),
  ]);
}

function wedge({ x, y }: Point, width: number, height: number, points: "up" | "down"): Point[] {
  const way = points === "up" ? -1 : 1;
  return [
    { x: x - width, y: y - way * height },
    { x: x + width, y: y - way * height },
    { x, y: y + way * height },
  ];
}
