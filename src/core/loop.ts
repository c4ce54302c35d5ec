/**
 * The loop opens every round: what we heard, what we're trying, and whether there was a talk. A round whose words were
 * never talked about makes the next one shorter: it asks less, not more.
 */
import { subjectName } from "./catalogue/index.ts";
import type { SummaryTry, TeamSummary } from "./digests/team-summary.ts";
import type { CategoryKey, FocusShares, Framework } from "./framework.ts";
import { labelWords } from "./label-words.ts";
import type { Phrase } from "./phrase.ts";
import type { Questions } from "./reading.ts";
import { closerLook, type Looks, type TurnReason } from "./rotation.ts";
import { asksLess, questionsOf } from "./round.ts";

/** The round before, as far as the loop needs it. */
export type LastRound = {
  readonly summary: TeamSummary;
  readonly talkedAbout: boolean;
  /** Its words were told at least a day before: sooner, nobody could have talked about them. */
  readonly hadTime: boolean;
};

export type Loop = {
  /** What stood out last time, in the words that were frozen; null in a first round, or when there was nothing to say. */
  readonly heard: Phrase | null;
  readonly trying: readonly SummaryTry[];
  /** What was learned since the last round opened: told once. */
  readonly learned: readonly Learned[];
  /** The last round's words were never talked about. */
  readonly untalked: boolean;
};

export type Learned = { readonly what: string; readonly learned: string };

export function loopOf(
  last: LastRound | null,
  trying: readonly SummaryTry[],
  learned: readonly Learned[],
): Loop {
  const untalked = asksLess(asTalkable(last));
  return { heard: last === null ? null : heard(last.summary), trying, learned, untalked };
}

/** Where there was nothing to talk about (too few answers, or all good enough), or no time, nobody is told they didn't. */
function asTalkable(
  last: LastRound | null,
): { readonly hadWords: boolean; readonly talkedAbout: boolean } | null {
  return last && { hadWords: last.summary.talk !== null && last.hadTime, talkedAbout: last.talkedAbout };
}

/** Its word alone: how long it has been so was told with the summary. */
function heard({ talk, categories }: TeamSummary): Phrase | null {
  const line = categories.find(({ subject }) => subject === talk?.subject);
  return line === undefined ? null : { lead: line.phrase.lead, strong: labelWords(line.label), tail: "." };
}

/**
 * What a round asks: the team's categories, and the closer look whose turn it is by the focus shares of the categories
 * asked. A short round has no closer look, and takes nobody's turn.
 */
export function questionsFor(
  categories: readonly CategoryKey[],
  shares: FocusShares,
  looks: Looks,
  last: LastRound | null,
  framework?: Framework,
): Questions {
  const { since, before } = looks;
  return questionsOf(
    categories,
    closerLook(sharesAsked(categories, shares), since, before).category,
    asTalkable(last),
    framework,
  );
}

/** Why this closer look, told beside it: its share, and how long ago it was looked at. */
export function whyThisCloserLook(questions: Questions, shares: FocusShares, looks: Looks): string | null {
  if (questions.closerLook === null) return null;
  const { since, before } = looks;
  const turns = sharesAsked(questions.categories, shares);
  const { share, weeksSince, reason } = closerLook(turns, since, before).why;
  const name = subjectName(questions.closerLook.category);
  const asked = `Leaders are asked to give ${name} about ${share} % of their time`;
  if (weeksSince === null) return `${asked}, and it hasn't had a closer look yet.`;
  return `${asked}, and ${before.length > 0 && reason === "furthest-behind" ? sinceChange : reasons[reason]}.`;
}

const reasons: Readonly<Record<TurnReason, string>> = {
  "furthest-behind": "so far it has had fewer closer looks than that",
  "longest-not-seen": "it is the one not looked at for longest",
  order: "it is as much its turn as any other's",
  "would-be-late": "it has waited long enough",
};

const sinceChange = "it has had fewer closer looks than that since the shares were changed";

/** A category that isn't asked has no turn. */
function sharesAsked(categories: readonly CategoryKey[], shares: FocusShares): FocusShares {
  const asked = (category: CategoryKey) => (categories.includes(category) ? shares[category] : 0);
  return {
    customer: asked("customer"),
    employee: asked("employee"),
    business: asked("business"),
    knowledge: asked("knowledge"),
    acceleration: asked("acceleration"),
  };
}
