/**
 * What a team is told when its round closes. Composed once and frozen with the round, as plain JSON: it never changes
 * after, and nothing that is not in it can be told later.
 */
import type { CategoryKey, SubjectKey } from "../framework.ts";
import type { TryId, UserId } from "../ids.ts";
import type { Label } from "../label.ts";
import type { Phrase } from "../phrase.ts";
import type { Direction } from "../reading.ts";
import type { ShownReflections } from "../reflection.ts";
import type { Mode } from "../team.ts";
import type { Week } from "../week.ts";

export type TeamSummary = {
  /** Raised when the shape changes, so that summaries frozen earlier can still be read. */
  readonly version: 1;
  readonly kind: "team-summary";
  readonly team: string;
  readonly week: Week;
  readonly mode: Mode;
  /** The categories that were asked, in the framework's order. */
  readonly categories: readonly SummaryLine[];
  /** Null in a short round. */
  readonly closerLook: {
    readonly category: CategoryKey;
    readonly name: string;
    readonly measures: readonly SummaryLine[];
  } | null;
  /** A line for each measure of the closer look that has numbers to speak of. */
  readonly ballparks: readonly { readonly measure: SubjectKey; readonly phrase: Phrase }[];
  /** Said instead of the lines when no category got a word. */
  readonly tooFew: { readonly strong: string; readonly tail: string } | null;
  /** The last four rounds together, at the end of a block in which readings waited. */
  readonly together: { readonly intro: string; readonly lines: readonly SummaryLine[] } | null;
  /** Null when everything was good enough, or there is nothing to go by. */
  readonly talk: Talk | null;
  readonly named: ShownReflections["named"];
  readonly unnamed: ShownReflections["unnamed"];
  /** Such as "Answered: 7 of 9."; null where it might tell who did not. */
  readonly answered: string | null;
  /** Who said which: in an open team, and nowhere else. It stays inside the team. */
  readonly openAnswers: readonly OpenAnswers[];
  readonly trying: readonly SummaryTry[];
  readonly closing: string;
};

/** One category or measure in the words of a closed round. */
export type SummaryLine = {
  readonly subject: SubjectKey;
  readonly label: Label;
  readonly goodEnough: boolean;
  readonly phrase: Phrase;
};

/** The one thing worth talking about, and why this one. */
export type Talk = {
  readonly subject: SubjectKey;
  readonly name: string;
  readonly question: string;
  readonly why: string;
};

export type OpenAnswers = {
  readonly subject: SubjectKey;
  readonly name: string;
  readonly said: readonly {
    readonly person: UserId;
    readonly direction: Direction | null;
    readonly goodEnough: boolean;
  }[];
};

/** A try that is still going. `askOn` is an ISO date. */
export type SummaryTry = {
  readonly id: TryId;
  readonly category: CategoryKey;
  readonly what: string;
  readonly askOn: string;
};
