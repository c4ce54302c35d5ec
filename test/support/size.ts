/**
 * How much of it a test tries: `commit` is quick, `nightly` takes minutes, `release` may take hours. Told by
 * BEARINGS_SIZE; without it, `commit`.
 */
export const sizes = ["commit", "nightly", "release"] as const;
export type Size = (typeof sizes)[number];

/** The size of this run. Any other word ends the run: a mistyped size must not pass for a large one. */
export function size(): Size {
  const asked = process.env.BEARINGS_SIZE ?? "commit";
  const found = sizes.find((each) => each === asked);
  if (found === undefined) throw new Error(`BEARINGS_SIZE is “${asked}”: use ${sizes.join(", ")}.`);
  return found;
}

/** What stands under the size of this run. */
export function bySize<T>(each: Readonly<Record<Size, T>>): T {
  return each[size()];
}
