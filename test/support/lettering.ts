/** Where the words of a picture stand, as its own font draws them. */
import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";

/** A text and the box that its letters fill, in picture units. */
export type Lettered = {
  readonly words: string;
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** Every text of a picture. A picture may move what follows its title down, once. */
export function letteringOf(svg: string): readonly Lettered[] {
  const moved = /translate\(0 (\d+)\)/.exec(svg);
  return [...svg.matchAll(/<text [^>]*font-size="(\d+)"[^>]*>([^<]*)<\/text>/g)].map((found) => {
    const [element, size = "0", words = ""] = found;
    const down = moved && found.index > moved.index ? Number(moved[1]) : 0;
    const { x, y, width, height } = boxOf(element);
    return { words, size: Number(size), left: x, right: x + width, top: y + down, bottom: y + height + down };
  });
}

/** The first two texts of which one stands on the other, or null. */
export function overlapIn(lettering: readonly Lettered[]): readonly [string, string] | null {
  for (const [at, one] of lettering.entries()) {
    const other = lettering.slice(at + 1).find((each) => !areApart(one, each));
    if (other) return [one.words, other.words];
  }
  return null;
}

function areApart(one: Lettered, other: Lettered): boolean {
  return (
    one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top
  );
}

/** Nothing is drawn where no letter is: that throws, so that a font which is gone can't look like a tidy picture. */
function boxOf(element: string) {
  const alone = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="2000">${element}</svg>`;
  const box = new Resvg(alone, { font: { loadSystemFonts: false, fontFiles } }).getBBox();
  if (!box) throw new Error(`No letter is drawn: ${element}`);
  return box;
}

const { resolve } = createRequire(import.meta.url);
const fontFiles = ["DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"].map((file) =>
  resolve(`dejavu-fonts-ttf/ttf/${file}`),
);
