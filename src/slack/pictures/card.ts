/** The card every picture is drawn on: its own white ground and rounded corners, so that it is as readable on a dark Slack. */
import { font, paper } from "./palette.ts";
import { element, type Svg, text } from "./svg.ts";

/** Picture units: see palette.ts for why 720. */
export const card = { width: 720, margin: 28, left: 28, right: 692, top: 84 } as const;

/** A card with a title, a quieter line below it, and what is drawn from `card.top` on. */
export function drawCard(title: string, below: string, height: number, drawn: readonly Svg[]): Svg {
  const ground = element("rect", {
    x: 1,
    y: 1,
    width: card.width - 2,
    height: height - 2,
    rx: 16,
    fill: paper.card,
    stroke: paper.edge,
    "stroke-width": 2,
  });
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: card.width,
      height,
      viewBox: `0 0 ${card.width} ${Math.round(height)}`,
    },
    [
      ground,
      text(title, { x: card.left, y: 42 }, { size: font.title, bold: true }),
      text(below, { x: card.left, y: 72 }, { ink: paper.quiet }),
      ...drawn,
    ],
  );
}
