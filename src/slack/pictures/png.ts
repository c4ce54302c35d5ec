/** SVG → PNG, with a font that travels with the app. */
import { createRequire } from "node:module";
import { renderAsync } from "@resvg/resvg-js";
import { font } from "./palette.ts";
import type { Svg } from "./svg.ts";

/** Two pixels a unit: sharp on a screen that has them, and small enough to upload (tens of kilobytes). */
const pixelsPerUnit = 2;

let last: Promise<unknown> = Promise.resolve();

/**
 * A picture as PNG bytes, drawn after those that were asked for before: drawing leaves the event loop alone, packing
 * takes a tenth of a second of it, and sixteen at once would keep people waiting for two. Rejects where `signal` says by
 * then that nobody wants it any more.
 */
export function drawPng(svg: Svg, signal?: AbortSignal): Promise<Uint8Array> {
  const drawn = last.then(() => {
    signal?.throwIfAborted();
    return draw(svg);
  });
  last = drawn.then(
    () => {},
    () => {},
  );
  return drawn;
}

/**
 * The same picture gives the same bytes on every machine, whatever fonts that has.
 * resvg draws no text at all, silently, where it finds no font, so a missing font file throws here.
 */
async function draw(svg: Svg): Promise<Uint8Array> {
  const drawn = await renderAsync(svg, {
    fitTo: { mode: "zoom", value: pixelsPerUnit },
    font: { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: font.family },
  });
  return drawn.asPng();
}

/** Found beside the package that brings them, so that it doesn't matter where the app was started from. */
function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return ["DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"].map((file) =>
    resolve(`dejavu-fonts-ttf/ttf/${file}`),
  );
}
