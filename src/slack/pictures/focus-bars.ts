/**
 * Leadership time: what is suggested for each category, and below it what was reported. The suggestion ends where it
 * ends; the report is a rough word, so its band is hatched and fades out. Neither is drawn as right or wrong.
 */
import { categoryByKey } from "../../core/catalogue/index.ts";
import { type FocusShare, shareWords } from "../../core/focus.ts";
import { clip, limits } from "../blocks.ts";
import { card, drawCard } from "./card.ts";
import { font, paper } from "./palette.ts";
import { element, group, line, type Point, type Svg, text } from "./svg.ts";
import { pictureName } from "./words.ts";

/** `weeks`: how many weeks of reports the shares stand for; 1 is the latest report alone. */
export type FocusTime = { readonly shares: readonly FocusShare[]; readonly weeks: number };

const title = "Leadership time";
const pitch = 116;
const legendHeight = 76;
const bar = { top: 42, height: 12 } as const;
const band = { top: 61, height: 26 } as const;
/** The longest bar leaves room for its words. */
const longest = card.right - card.left - 210;
/** What the scale reaches at least, in percent: a share of a fifth shouldn't look like everything. */
const scaleReaches = 50;
/** How far the faded end of a report reaches to either side, in percent: reports come in steps of five. */
const fading = 2.5;

/** The picture. Categories stand in the order they come in, and are never sorted by how far apart the two are. */
export function drawFocusBars(time: FocusTime): Svg {
  const largest = Math.max(
    scaleReaches,
    ...time.shares.flatMap((each) => [each.suggested, each.reported ?? 0]),
  );
  const unit = longest / largest;
  const bottom = card.top + time.shares.length * pitch;
  return drawCard(title, below(time), bottom + legendHeight, [
    inks,
    ...time.shares.flatMap((share, at) => drawShare(share, card.top + at * pitch, unit)),
    ...legend(bottom),
  ]);
}

/** The same in words, within what Slack takes. A percent sign stands at suggestions only: a rough word is not a figure. */
export function focusBarsAltText(time: FocusTime): string {
  const told = time.shares.map(
    (share) =>
      `${nameOf(share)}: ${share.suggested} % suggested${share.reported === null ? "" : `, ${roughly(share.reported)} reported`}.`,
  );
  return clip([`${title}. ${below(time)}.`, ...told].join(" "), limits.altText);
}

function below({ shares, weeks }: FocusTime): string {
  if (shares.every(({ reported }) => reported === null)) return "What is suggested; nothing was reported yet";
  return `What is suggested, and roughly what was reported${weeks > 1 ? ` in ${weeks} weeks` : ""}`;
}

/** "About a quarter": beside a suggestion "of it" would read as a part of what is suggested. */
function roughly(reported: number): string {
  return shareWords(reported).replace(/ of it$/, "");
}

function nameOf({ category }: FocusShare): string {
  return pictureName(categoryByKey(category));
}

function drawShare(share: FocusShare, top: number, unit: number): Svg[] {
  const end = card.left + share.suggested * unit;
  return [
    text(nameOf(share), { x: card.left, y: top + 28 }, { size: font.name, bold: true }),
    solid({ x: card.left, y: top + bar.top }, share.suggested * unit),
    text(`${share.suggested} %`, { x: end + 12, y: top + bar.top + 13 }),
    ...drawReported(share.reported, top + band.top, unit),
  ];
}

function drawReported(reported: number | null, top: number, unit: number): Svg[] {
  if (reported === null) return [];
  const end = card.left + reported * unit;
  const words = { x: reported === 0 ? card.left : end + fading * unit + 10, y: top + 21 };
  return [
    ...(reported === 0 ? [] : [rough({ x: card.left, y: top }, reported * unit, fading * unit)]),
    text(roughly(reported), words, { ink: paper.quiet }),
  ];
}

function solid({ x, y }: Point, width: number): Svg {
  return element("rect", { x, y, width, height: bar.height, fill: paper.ink });
}

/** A hatched band that fades out around its width: where exactly it ends, nobody knows. */
function rough({ x, y }: Point, width: number, reach: number): Svg {
  const { height } = band;
  return group([
    element("rect", { x, y, width: width + reach, height, fill: "url(#hatched)" }),
    element("rect", {
      x: x + width - reach,
      y: y - 1,
      width: 2 * reach + 1,
      height: height + 2,
      fill: "url(#fading)",
    }),
    line({ x: x + 1, y }, { x: x + 1, y: y + height }, { stroke: paper.quiet, "stroke-width": 2 }),
  ]);
}

const inks = element("defs", {}, [
  element(
    "pattern",
    { id: "hatched", width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    [line({ x: 2, y: 0 }, { x: 2, y: 8 }, { stroke: paper.quiet, "stroke-width": 3.5 })],
  ),
  element("linearGradient", { id: "fading" }, [
    element("stop", { offset: 0, "stop-color": paper.card, "stop-opacity": 0 }),
    element("stop", { offset: 0.9, "stop-color": paper.card, "stop-opacity": 1 }),
  ]),
]);

function legend(bottom: number): Svg[] {
  const y = bottom + 40;
  return [
    line(
      { x: card.left, y: bottom + 8 },
      { x: card.right, y: bottom + 8 },
      { stroke: paper.rule, "stroke-width": 2 },
    ),
    solid({ x: card.left, y: y - 6 }, 56),
    text("suggested", { x: card.left + 68, y: y + 8 }, { ink: paper.quiet }),
    rough({ x: card.left + 214, y: y - band.height / 2 }, 50, 6),
    text("reported, in rough words", { x: card.left + 282, y: y + 8 }, { ink: paper.quiet }),
  ];
}
