/** The weekly numbers of a measure as a picture, where there are enough of them to read a line at all. */
import { readLine } from "../core/ballpark.ts";
import type { Category, Measure } from "../core/framework.ts";
import { drawLine } from "./pictures/line.ts";
import { lineAltText } from "./pictures/line-words.ts";
import { pictureName } from "./pictures/words.ts";
import type { Numbers } from "./trends-message.ts";
import type { Picture } from "./uploading.ts";

/** Below this it is too soon, and dots alone would be taken for more than they are (core/ballpark.ts). */
const fewestPoints = 8;

/**
 * One line, never two kinds of numbers in one picture: what was read off a system where there is enough of it, else what
 * people roughly said. Null where there is too little of both, or the subject has no unit.
 */
export function linePicture(subject: Measure | Category, numbers: Numbers): Picture | null {
  if (!("unit" in subject) || subject.unit === null) return null;
  const { unit } = subject;
  const kinds = [
    { kind: "noted-values", points: numbers.noted },
    { kind: "ballparks", points: numbers.ballparks },
  ] as const;
  const drawn = kinds.find(({ points }) => points.length >= fewestPoints);
  if (drawn === undefined) return null;
  const line = readLine(drawn.points.map(({ value }) => value));
  const numberLine = { name: pictureName(subject), unit, ...drawn, line };
  return { svg: drawLine(numberLine), name: "numbers.png", alt: lineAltText(numberLine) };
}
