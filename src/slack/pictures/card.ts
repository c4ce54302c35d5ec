/** The card every picture is drawn on: its own white ground and rounded corners, so that it is as readable on a dark Slack. */
import { font, paper } from "./palette.ts";
import { element, group, type Svg, text } from "./svg.ts";
import { folded } from "./words.ts";

/** Picture units: see palette.ts for why 720. What a picture draws begins at `top`, below a title of one line. */
export const card = { width: 720, left: 28, right: 692, top: 84 } as const;

/** As many characters as fit on a line of a title. */
const titleWidth = 42;
const titleLine = 34;

/** A card with a title, a quieter line below it, and what is drawn; a longer title moves the rest down. */
export function drawCard(title: string, below: string, height: number, drawn: readonly Svg[]): Svg {
  const lines = folded(title, titleWidth);
  const moved = (lines.length - 1) * titleLine;
  const whole = Math.round(height + moved);
  const ground = { x: 1, y: 1, width: card.width - 2, height: whole - 2, rx: 16 };
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: card.width,
      height: whole,
      viewBox: `0 0 ${card.width} ${whole}`,
    },
    [
      element("rect", { ...ground, fill: paper.card, stroke: paper.edge, "stroke-width": 2 }),
      ...lines.map((line, at) =>
        text(line, { x: card.left, y: 42 + at * titleLine }, { size: font.title, bold: true }),
      ),
      group([text(below, { x: card.left, y: 72 }, { ink: paper.quiet }), ...drawn], {
        transform: moved === 0 ? null : `translate(0 ${moved})`,
      }),
    ],
  );
}
