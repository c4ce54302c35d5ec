/** The kinds of digest. Adding one here makes the compiler ask for its face in every surface that shows digests. */
export const digestKinds = ["team-summary", "focus-digest"] as const;
export type DigestKind = (typeof digestKinds)[number];
