/**
 * What a leader is told once a week about the teams they lead: where a talk may help, what to leave alone, what is being
 * tried, and where their own time went. Teams stand in the order of their names, never of their state.
 */
import type { FocusBeside } from "../focus.ts";
import type { SubjectKey } from "../framework.ts";
import type { TeamId } from "../ids.ts";
import type { Phrase } from "../phrase.ts";
import type { Week } from "../week.ts";

export type FocusDigest = {
  readonly version: 1;
  readonly kind: "focus-digest";
  readonly week: Week;
  /** Three at most. */
  readonly worthATalk: readonly WorthATalk[];
  readonly goodEnough: readonly TeamSubject[];
  readonly trying: readonly { readonly team: DigestTeam; readonly what: string; readonly askOn: string }[];
  readonly learned: readonly { readonly team: DigestTeam; readonly learned: string }[];
  readonly tooEarly: readonly TeamSubject[];
  readonly time: FocusBeside;
  /** Nothing is worth a talk: then the digest says so and is short. */
  readonly quiet: boolean;
  /** One sentence that opens the digest, such as "A quiet week: …"; null where the parts speak for themselves. */
  readonly opening: string | null;
  readonly closing: string;
};

export type DigestTeam = { readonly id: TeamId; readonly name: string };

export type TeamSubject = {
  readonly team: DigestTeam;
  readonly subject: SubjectKey;
  readonly name: string;
};

export type WorthATalk = TeamSubject & {
  /** Its lead names the team and the subject. */
  readonly phrase: Phrase;
  readonly question: string;
  readonly why: string;
};
