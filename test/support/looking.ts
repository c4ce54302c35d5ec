/** Looks at a picture as somebody would: its pixels in grey, at a place told in picture units. */
import { Resvg } from "@resvg/resvg-js";

/** A box in picture units. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export type Seen = {
  readonly width: number;
  readonly height: number;
  /** Whether a pixel is dark, by row and column. */
  readonly dark: readonly (readonly boolean[])[];
};

const pixelsPerUnit = 2;

/** What is dark in a PNG, in its grey values alone; the whole of it, or a box. */
export function look(png: Uint8Array, box?: Box): Seen {
  const head = Buffer.from(png);
  const [width, height] = [head.readUInt32BE(16), head.readUInt32BE(20)];
  const { pixels } = new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#ffffff"/><image width="${width}" height="${height}" xlink:href="data:image/png;base64,${head.toString("base64")}"/></svg>`,
    { font: { loadSystemFonts: false } },
  ).render();
  const { left, top, right, bottom } = box ?? { left: 0, top: 0, right: width, bottom: height };
  const [x0, x1] = [left, right].map((x) => Math.max(0, Math.min(width, Math.round(x * pixelsPerUnit))));
  const [y0, y1] = [top, bottom].map((y) => Math.max(0, Math.min(height, Math.round(y * pixelsPerUnit))));
  const grey = (at: number) =>
    0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
  const dark = span(y0 ?? 0, y1 ?? 0).map((y) =>
    span(x0 ?? 0, x1 ?? 0).map((x) => grey((y * width + x) * 4) < 128),
  );
  return { width: dark[0]?.length ?? 0, height: dark.length, dark };
}

/** How many pixels are dark. */
export function inkOf({ dark }: Seen): number {
  return dark.flat().filter(Boolean).length;
}

/** How far down the ink lies on average, in pixels. */
export function heightOf({ dark }: Seen): number {
  const rows = dark.flatMap((row, y) => row.filter(Boolean).map(() => y));
  return rows.reduce((sum, y) => sum + y, 0) / rows.length;
}

/** The shape without its filling and its place: everything that ink encloses, moved to the middle of a square. */
export function silhouetteOf(seen: Seen): ReadonlySet<string> {
  const outside = outsideOf(seen);
  const inside = seen.dark.flatMap((row, y) =>
    row.flatMap((_, x) => (outside.has(`${x},${y}`) ? [] : [{ x, y }])),
  );
  const middle = (values: readonly number[]) => Math.round((Math.min(...values) + Math.max(...values)) / 2);
  const [cx, cy] = [middle(inside.map(({ x }) => x)), middle(inside.map(({ y }) => y))];
  return new Set(inside.map(({ x, y }) => `${x - cx},${y - cy}`));
}

/** 1 is the same shape, 0 is nothing in common. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((at) => other.has(at)).length;
  return shared / (one.size + other.size - shared);
}

/** Every light pixel that the edge can be reached from. */
function outsideOf({ width, height, dark }: Seen): ReadonlySet<string> {
  const outside = new Set<string>();
  const edge = span(0, width).flatMap((x) => [
    { x, y: 0 },
    { x, y: height - 1 },
  ]);
  const waiting = [
    ...edge,
    ...span(0, height).flatMap((y) => [
      { x: 0, y },
      { x: width - 1, y },
    ]),
  ];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const { x, y } = at;
    if (dark[y]?.[x] !== false || outside.has(`${x},${y}`)) continue;
    outside.add(`${x},${y}`);
    waiting.push({ x: x + 1, y }, { x: x - 1, y }, { x, y: y + 1 }, { x, y: y - 1 });
  }
  return outside;
}

function span(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
