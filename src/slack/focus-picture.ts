/** A leader's time as a picture: what is suggested beside what they said last. */
import type { FocusDigest } from "../core/digests/focus-digest.ts";
import { drawFocusBars, focusBarsAltText } from "./pictures/focus-bars.ts";
import type { Picture } from "./uploading.ts";

/** Null while nothing has been reported: there is nothing to set beside. */
export function focusPicture({ time }: Pick<FocusDigest, "time">): Picture | null {
  const { shares } = time;
  if (shares.every(({ reported }) => reported === null)) return null;
  const latest = { shares, weeks: 1 };
  return { svg: drawFocusBars(latest), name: "focus.png", alt: focusBarsAltText(latest) };
}
