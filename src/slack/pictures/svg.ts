/**
 * A small builder for SVG. What it gives back is the only thing that can be drawn, and every word goes in through
 * `text`, which escapes it: a picture can't be broken, or made to fetch something, by what it says.
 */
import { font, paper } from "./palette.ts";

declare const svg: unique symbol;
/** A piece of SVG, whole and escaped. */
export type Svg = string & { readonly [svg]: true };

/** What is drawn, in units of a picture 720 wide (a phone shows it at half that). */
export type Point = { readonly x: number; readonly y: number };

type Attributes = Readonly<Record<string, string | number | null>>;

/** One element with its children. Numbers keep two decimals, so that the same picture is the same bytes; null leaves an attribute out. */
export function element(name: string, attributes: Attributes, children: readonly Svg[] = []): Svg {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? rounded(value) : escaped(value ?? "")}"`)
    .join("");
  return `<${name}${written}>${children.join("")}</${name}>` as Svg;
}

export function group(children: readonly Svg[], attributes: Attributes = {}): Svg {
  return element("g", attributes, children);
}

export type Lettering = {
  readonly size?: number;
  readonly bold?: boolean;
  readonly ink?: string;
  readonly anchor?: "start" | "middle" | "end";
};

/** Words at a place: `at` is where the baseline starts, or its middle or end. */
export function text(words: string, at: Point, lettering: Lettering = {}): Svg {
  const { size = font.small, bold = false, ink = paper.ink, anchor = "start" } = lettering;
  return element(
    "text",
    {
      x: at.x,
      y: at.y,
      "font-family": font.family,
      "font-size": size,
      "font-weight": bold ? "bold" : null,
      "text-anchor": anchor === "start" ? null : anchor,
      fill: ink,
    },
    [escaped(words) as Svg],
  );
}

/** A closed shape, in the unbroken order of its corners. */
export function polygon(corners: readonly Point[], attributes: Attributes): Svg {
  return element("polygon", { points: corners.map(place).join(" "), ...attributes });
}

/** An open line through points. */
export function polyline(points: readonly Point[], attributes: Attributes): Svg {
  return element("polyline", { points: points.map(place).join(" "), fill: "none", ...attributes });
}

export function circle(at: Point, radius: number, attributes: Attributes): Svg {
  return element("circle", { cx: at.x, cy: at.y, r: radius, ...attributes });
}

export function line(from: Point, to: Point, attributes: Attributes): Svg {
  return element("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, ...attributes });
}

function place({ x, y }: Point): string {
  return `${rounded(x)},${rounded(y)}`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function escaped(words: string): string {
  // XML 1.0 allows none of these at all, escaped or not: one would make the whole picture fail.
  const speakable = words.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, " ");
  return speakable.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
