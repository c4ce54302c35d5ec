/**
 * What is worth a talk: chosen by where a talk helps, not by how bad it looks. A table of rules in the order in which they
 * are tried, each with its reason. Nothing here claims a cause, counts people, or compares teams.
 */
import type { SubjectKey } from "./framework.ts";
import { commaRun, labelWords, type Said } from "./label-words.ts";
import type { Trend } from "./trend.ts";

/** What guidance may know of one subject in a closed round: words, and no person. */
export type GuidanceFacts = Omit<Said, "trying"> & {
  readonly subject: SubjectKey;
  readonly trend: Trend;
  /** It was this round's closer look. */
  readonly isCloserLook: boolean;
};

export type Rule = {
  readonly name: "differ" | "changed" | "slip-lasts" | "closer-look";
  /** Why there is such a rule at all. */
  readonly because: string;
  readonly when: (facts: GuidanceFacts) => boolean;
  /** Told to a leader right after the label: begins with its punctuation. */
  readonly say: (facts: GuidanceFacts) => string;
  /** The answer to "Why this one?", for a team and for a leader alike. */
  readonly why: (facts: GuidanceFacts) => string;
  /** What a leader may ask; null for the category's own question. */
  readonly ask: string | null;
  /** A closer look alone is the team's own affair. */
  readonly callsALeader: boolean;
};

export const rules: readonly Rule[] = [
  {
    name: "differ",
    because:
      "Where people see different things, each knows something that another doesn't: a talk adds most.",
    when: ({ label }) => label.word === "mixed",
    say: ({ trend }) => ` inside the team${commaRun(trend)}.`,
    why: ({ name, isCloserLook }) =>
      isCloserLook
        ? `${name} is read differently inside the team, and it was this week's closer look.`
        : `${name} is read differently inside the team, and a talk helps most where people differ.`,
    ask: "What are you seeing that others may not?",
    callsALeader: true,
  },
  {
    name: "changed",
    because: "What has turned is still fresh in people's minds, whichever way it went.",
    when: hasTurned,
    say: () => ", new since last time.",
    why: ({ name }) => `${name} reads differently from the last time it had a word.`,
    ask: null,
    callsALeader: true,
  },
  {
    name: "slip-lasts",
    because:
      "A slip that lasts is seldom ordinary wobble, and a talk comes easier before everybody is used to it.",
    when: ({ trend }) => trend.labelled >= 2 && trend.lasting,
    say: ({ trend }) => `${commaRun(trend)}.`,
    why: ({ name, label, trend }) =>
      `${name} is read as ${labelWords(label)}${commaRun(trend)}, and a slip that lasts is easier to talk about early.`,
    ask: null,
    callsALeader: true,
  },
  {
    name: "closer-look",
    because: "When nothing stands out, the team has just thought about its closer look.",
    when: ({ label, isCloserLook }) => label.word !== "too-few" && isCloserLook,
    say: () => ", this week's closer look.",
    why: ({ name }) => `Nothing else stands out, and ${name} was this week's closer look.`,
    ask: null,
    callsALeader: false,
  },
];

/** One subject, and the rule that says it is worth a talk. */
export type Chosen = { readonly facts: GuidanceFacts; readonly rule: Rule };

/**
 * What is worth a talk, what helps most first. What was ticked good enough is left alone unless it turned, and a subject
 * with too few answers is never guessed about.
 */
export function worthATalk(subjects: readonly GuidanceFacts[]): readonly Chosen[] {
  return subjects
    .flatMap((facts) => {
      const rule = isLeftAlone(facts) ? undefined : rules.find(({ when }) => when(facts));
      return rule ? [{ facts, rule }] : [];
    })
    .toSorted(byHelp);
}

/** By the order of the rules, then a longer run of rounds before a shorter; otherwise the order handed in stands. */
export function byHelp(a: Chosen, b: Chosen): number {
  return rules.indexOf(a.rule) - rules.indexOf(b.rule) || b.facts.trend.running - a.facts.trend.running;
}

/** Its heading is another, not only how clear it is: clear and leaning come and go with one answer. */
function hasTurned({ trend }: GuidanceFacts): boolean {
  return trend.labelled >= 2 && trend.turned;
}

function isLeftAlone(facts: GuidanceFacts): boolean {
  return facts.goodEnough && !hasTurned(facts);
}
