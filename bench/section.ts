/** One page of the numbers: what is measured, against what in the same run, and what we wish for. */
import type { Engine } from "./engine.ts";

export type Figure = {
  readonly engine: Engine["name"];
  readonly what: string;
  /** The base that it is measured against, in the same run. */
  readonly against: string;
  /** Ours by the base's; null where the figure is no ratio. */
  readonly ratio: number | null;
  readonly goal: { readonly atLeast: number } | { readonly atMost: number } | null;
  /** The two raw figures with their units, for whoever wants to know how large they were. */
  readonly raw: string;
};

export type Section = {
  readonly name: string;
  readonly title: string;
  /** How it is measured, in a sentence or two. */
  readonly how: string;
  readonly measure: (engines: readonly Engine[], quick: boolean) => Promise<readonly Figure[]>;
};

export function isMet({ ratio, goal }: Figure): boolean | null {
  if (ratio === null || goal === null) return null;
  return "atLeast" in goal ? ratio >= goal.atLeast : ratio <= goal.atMost;
}

/** The middle of several runs: one that was disturbed doesn't move it. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError("Nothing was measured.");
  return middle;
}
