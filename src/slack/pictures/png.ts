/** SVG → PNG, off the event loop, with a font that travels with the app. */
import { createRequire } from "node:module";
import { renderAsync } from "@resvg/resvg-js";
import { font } from "./palette.ts";
import type { Svg } from "./svg.ts";

/** Two pixels a unit: sharp on a screen that has them, and small enough to upload (tens of kilobytes). */
const pixelsPerUnit = 2;

/**
 * A picture as PNG bytes; the same picture gives the same bytes on every machine, whatever fonts that has.
 * resvg draws no text at all, silently, where it finds no font, so a missing font file throws here.
 */
export async function drawPng(svg: Svg): Promise<Uint8Array> {
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
