/** A leader's time as a picture: what is suggested beside what was reported, last or over weeks. */
import type { FocusBeside } from "../core/focus-beside.ts";
import { drawFocusBars, focusBarsAltText } from "./pictures/focus-bars.ts";
import type { Picture } from "./uploading.ts";

/** `weeks`: how many were told of together. Null while nothing has been reported: there is nothing to set beside. */
export function focusPicture({ time }: { readonly time: FocusBeside }, weeks = 1): Picture | null {
  const { shares } = time;
  if (shares.every(({ reported }) => reported === null)) return null;
  const drawn = { shares, weeks };
  return { svg: drawFocusBars(drawn), name: "focus.png", alt: focusBarsAltText(drawn) };
}
