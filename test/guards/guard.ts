/** One guard of the house, and how to switch it off. */
export type Guard = {
  /** The fear that it keeps away, as a sentence about the product. */
  readonly keeps: string;
  /** The file it stands in, from the project's root. */
  readonly file: string;
  /** Its own text, which stands exactly once in that file. */
  readonly text: string;
  /** What stands there instead while it is off: still valid TypeScript, still running. */
  readonly off: string;
  /** The test files of which at least one test must fail while it is off. */
  readonly caughtBy: readonly string[];
};
