/** The kinds of digest. Adding one here makes the compiler ask for its face in every surface that shows digests. */
import type { FocusDigest } from "./focus-digest.ts";
import type { TeamSummary } from "./team-summary.ts";

export const digestKinds = ["team-summary", "focus-digest"] as const;
export type DigestKind = (typeof digestKinds)[number];

export type Digest = TeamSummary | FocusDigest;
