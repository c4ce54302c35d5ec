/** A line of rough weekly numbers: what is drawn of it, and the same in words. */
import type { Line } from "../../core/ballpark.ts";
import { amountWords, lineWords } from "../../core/ballpark-words.ts";
import type { Unit } from "../../core/framework.ts";
import { unitWords } from "../../core/origin.ts";
import type { Week } from "../../core/week.ts";
import { clip, limits as slackLimits } from "../blocks.ts";
import { weekWords } from "../moments.ts";
import type { OurWord } from "./words.ts";

export type LinePoint = { readonly week: Week; readonly value: number };

/** `points` oldest first; `line` is what core/ballpark.ts reads from their values. Ballparks and noted values never share a line. */
export type NumberLine = {
  readonly name: OurWord;
  readonly unit: Unit;
  readonly kind: "ballparks" | "noted-values";
  readonly points: readonly LinePoint[];
  readonly line: Line;
};

/** The limits of ordinary wobble; null where a limit lies beyond what can be: below nothing, or above all of it. */
export type ShownLimits = {
  readonly middle: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** With fewer than twenty points the limits still move. */
  readonly provisional: boolean;
};

/** Null where there are none yet, or the numbers are too coarse for any. */
export function shownLimits({ line, unit, points }: NumberLine): ShownLimits | null {
  if (line.state === "too-soon" || line.state === "too-coarse") return null;
  const neverBelowNothing = points.every(({ value }) => value >= 0);
  return {
    middle: line.centre,
    lower: neverBelowNothing && line.lower < 0 ? null : line.lower,
    upper: unit === "percent" && line.upper > 100 ? null : line.upper,
    provisional: line.state === "provisional",
  };
}

/** "Ballparks, in days": the second line of the picture. */
export function kindWords({ kind, unit }: NumberLine): string {
  return `${kind === "ballparks" ? "Ballparks" : "Noted values"}, in ${unitWords(unit, 2)}`;
}

/** "About 3 days in week 48" of a ballpark; a noted value is told as it was noted. */
export function latestWords({ points, kind, unit }: NumberLine): string {
  const latest = points.at(-1);
  if (latest === undefined) return "No number yet";
  const amount = amountWords(latest.value, unit);
  return `${kind === "ballparks" ? `About ${amount}` : capital(amount)} in ${weekWords(latest.week)}`;
}

/** "Ordinary wobble so far (provisional, 11 points)". */
export function readingWords({ line }: NumberLine): string {
  return capital(lineWords(line));
}

/** What is drawn beside the dots, or why nothing is. */
export function marksWords(numbers: NumberLine): string {
  const limits = shownLimits(numbers);
  if (limits === null) return "Only dots: a line would say more than is known.";
  const rings = "signal" in numbers.line && numbers.line.signal !== null ? " Ringed: the signal." : "";
  if (limits.lower === null && limits.upper === null) return `Thick: the middle.${rings}`;
  return limits.provisional
    ? `Dashed: limits of ordinary wobble, still moving.${rings}`
    : `Thin lines: limits of ordinary wobble.${rings}`;
}

/** Middle and limits are computed: to a tenth, or whole from twenty on, they promise no more than they can keep. */
export function roughly(value: number): string {
  const rounded = Math.abs(value) < 20 ? Math.round(value * 10) / 10 : Math.round(value);
  // Adding nothing makes -0 a plain 0.
  return `${rounded + 0}`;
}

/** The same as the picture in words, the latest first, within the 2000 characters that Slack takes. */
export function lineAltText(numbers: NumberLine): string {
  const { name, points } = numbers;
  const before = points
    .slice(0, -1)
    .toReversed()
    .map(({ week, value }, at) => `${value} in ${weekBeside(week, points.at(-1 - at)?.week ?? week)}`);
  const told = [
    `${name}. ${kindWords(numbers)}. ${latestWords(numbers)}. ${readingWords(numbers)}.`,
    ...limitWords(numbers),
    ...(before.length > 0 ? [`Before that, latest first: ${before.join(", ")}.`] : []),
  ];
  return clip(told.join(" "), slackLimits.altText);
}

/** "week 48", or "week 48 of 2025" beside a week of another year: a year of weeks begins and ends with the same number. */
export function weekBeside(week: Week, other: Week): string {
  const year = week.slice(0, 4);
  return year === other.slice(0, 4) ? weekWords(week) : `${weekWords(week)} of ${year}`;
}

function limitWords(numbers: NumberLine): readonly string[] {
  const limits = shownLimits(numbers);
  if (limits === null) return [];
  const { lower, middle, upper } = limits;
  const reach =
    lower !== null && upper !== null
      ? `between ${roughly(lower)} and ${roughly(upper)}`
      : upper !== null
        ? `up to ${roughly(upper)}`
        : lower !== null
          ? `from ${roughly(lower)} on`
          : "anywhere";
  return [`Its middle is ${roughly(middle)}, and ordinary wobble lies ${reach}.`];
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
