/**
 * Rough weekly numbers: a round's ballpark, and whether a line of such numbers says something or only wobbles.
 * A line is the ballparks of one measure, or its noted values; never both together.
 */
import { ballparkFloor } from "./team.ts";

/** What a line of weekly numbers says, as of its latest point. */
export type Line =
  | { readonly state: "too-soon"; readonly points: number }
  | { readonly state: "too-coarse"; readonly points: number }
  | {
      /** `provisional`: fewer than twenty points, so the limits still move. */
      readonly state: "provisional" | "settled";
      readonly points: number;
      readonly centre: number;
      readonly lower: number;
      readonly upper: number;
      /** Null is ordinary wobble: nothing to explain. */
      readonly signal: null | "outside" | "run-of-eight";
      /** On which side of the centre the signal is. */
      readonly side: null | "above" | "below";
    };

export type Limits = { readonly centre: number; readonly lower: number; readonly upper: number };

/**
 * A round's ballpark: the rounded median of what people said, or null from fewer than five people. One wild guess
 * doesn't move it, and rounding keeps it from being anybody's own number.
 */
export function ballparkOf(values: readonly number[]): number | null {
  return values.length < ballparkFloor ? null : roundedMedian(values);
}

/** The median, to two significant figures: 127 is 130, 3.24 is 3.2. A half goes away from zero: 1.25 is 1.3, −1.25 is −1.3. */
export function roundedMedian(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b);
  const upper = ascending[Math.floor(ascending.length / 2)];
  const lower = ascending[Math.floor((ascending.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError("Nobody said a number.");
  return twoFigures((lower + upper) / 2);
}

/**
 * Reads a line of weekly points, oldest first (XmR, after Wheeler). From the ninth on each is judged by the limits of
 * those before it; the limits grow to the first twenty and then stand. Two signals and no more, because every further
 * rule cries wolf: the latest point lies outside, or is the eighth in a row on one side of the centre (one that lies
 * on it belongs to neither). Below eight points it is too soon; below twenty provisional. If the numbers come in
 * steps so large that fewer than four of them span the usual change, they are too coarse to tell.
 */
export function readLine(points: readonly number[]): Line {
  const known = { points: points.length };
  const latest = points.at(-1);
  if (latest === undefined || points.length < 8) return { state: "too-soon", ...known };

  const before = points.slice(0, Math.min(20, Math.max(8, points.length - 1)));
  if (isTooCoarse(before)) return { state: "too-coarse", ...known };

  const limits = limitsOf(before);
  const side = latest > limits.centre ? "above" : "below";
  const signal = points.length === 8 ? null : signalOf(points, limits);
  const state = points.length < 20 ? "provisional" : "settled";
  return { state, ...known, ...limits, signal, side: signal === null ? null : side };
}

/** The centre, and the limits of ordinary wobble: 2.660 mean moving ranges to either side. Two points at least. */
export function limitsOf(points: readonly number[]): Limits {
  const centre = mean(points);
  const reach = 2.66 * mean(movingRanges(points));
  return { centre, lower: centre - reach, upper: centre + reach };
}

function signalOf(points: readonly number[], limits: Limits): "outside" | "run-of-eight" | null {
  const latest = points.slice(-1);
  if (latest.some((point) => point > limits.upper || point < limits.lower)) return "outside";
  const eight = points.slice(-8);
  const isRun =
    eight.every((point) => point > limits.centre) || eight.every((point) => point < limits.centre);
  return isRun ? "run-of-eight" : null;
}

/** Wheeler's test for chunky data: the limit of the ranges (3.268 mean ranges) must hold four possible values. */
function isTooCoarse(points: readonly number[]): boolean {
  return Math.floor((3.268 * mean(movingRanges(points))) / smallestStep(points)) + 1 < 4;
}

/** The smallest step between any two of the numbers that differ; infinite where none do, which is as coarse as can be. */
function smallestStep(points: readonly number[]): number {
  const ascending = [...new Set(points)].sort((a, b) => a - b);
  return Math.min(...movingRanges(ascending));
}

function movingRanges(points: readonly number[]): readonly number[] {
  return points.slice(1).map((point, at) => Math.abs(point - (points[at] ?? point)));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** By its digits as written, because 1.15 in binary lies a little below the half. */
function twoFigures(value: number): number {
  const [digits = "0", power = "0"] = Math.abs(value).toExponential(11).split("e");
  const rounded = Number(`${Math.round(Number(`${digits}e1`))}e${Number(power) - 1}`);
  return value < 0 ? -rounded : rounded;
}
