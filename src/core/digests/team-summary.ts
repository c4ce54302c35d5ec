/**
 * What a team is told when its round closes. Composed once and frozen with the round, as plain JSON: it never changes
 * after, and nothing that is not in it can be told later.
 */
import type { Line } from "../ballpark.ts";
import { ballparkSentence } from "../ballpark-words.ts";
import { frameworkV1, measureByKey, questionAbout, subjectName } from "../catalogue/index.ts";
import type { CategoryKey, Framework, SubjectKey } from "../framework.ts";
import { type GuidanceFacts, worthATalk } from "../guidance.ts";
import type { TryId, UserId } from "../ids.ts";
import type { Label } from "../label.ts";
import { briefSentenceOf, sentenceOf } from "../label-words.ts";
import type { Phrase } from "../phrase.ts";
import type { Direction, Questions } from "../reading.ts";
import type { ShownReflections } from "../reflection.ts";
import { answeredWords } from "../round.ts";
import type { Mode } from "../team.ts";
import { type Trend, trendOf } from "../trend.ts";
import type { Try } from "../try.ts";
import type { Week } from "../week.ts";
import { type SubjectWord, saysAnything } from "../word.ts";
import { blockHeldBackWords, heldBackWords } from "./held-back-words.ts";
import { togetherIntro, tooFewWords } from "./too-few-words.ts";

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
  /** Said instead of all words, where another team of nearly the same people had its words of that week already. */
  readonly heldBack: { readonly strong: string; readonly tail: string } | null;
  /** The last four rounds together, at the end of a block in which readings waited. No lines: let go, and why. */
  readonly together: { readonly intro: string; readonly lines: readonly SummaryLine[] } | null;
  /** One category, or null when everything was good enough, or there is nothing to go by. */
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

/** All that a summary is made from. Nobody stands beside a reading in it, but for an open team's own answers. */
export type TeamSummaryFacts = {
  readonly team: string;
  readonly week: Week;
  readonly mode: Mode;
  readonly floor: number;
  readonly questions: Questions;
  /** Of this round, one for each subject asked. */
  readonly words: readonly SubjectWord[];
  /** Something that was said in this round waits for the end of its block. */
  readonly waits: boolean;
  /** Of what waited in the block that ends with this round; null in the middle of one, and where nothing waited. */
  readonly together: readonly SubjectWord[] | null;
  /** This round has no words: another team of nearly the same people had its words of that week already. */
  readonly heldBack: boolean;
  /** The same of what waited in the block that ends with this round. */
  readonly blockHeldBack: boolean;
  /** Over the closed rounds up to and with this one; a subject without one has no history. */
  readonly trends: ReadonlyMap<SubjectKey, Trend>;
  /** Of this round, each with the line that it ends. */
  readonly ballparks: readonly {
    readonly measure: SubjectKey;
    readonly median: number;
    readonly line: Line;
  }[];
  readonly reflections: ShownReflections;
  readonly answered: number;
  readonly listed: number;
  /** Empty for any but an open team. */
  readonly openAnswers: readonly (OpenAnswers["said"][number] & { readonly subject: SubjectKey })[];
  readonly tries: readonly Pick<Try, "id" | "category" | "what" | "askOn" | "state">[];
  /** The team's, whose names are told; left out: the one that ships. */
  readonly framework?: Framework;
};

/** The words a team gets at close: what was read, one question worth a talk and why, what was noticed, what is tried. */
export function composeTeamSummary(facts: TeamSummaryFacts): TeamSummary {
  return facts.heldBack ? withoutWords(facts) : withWords(facts);
}

/** What was noticed and what is tried, and why there is no more. */
function withoutWords(facts: TeamSummaryFacts): TeamSummary {
  return {
    ...told(facts),
    categories: [],
    closerLook: null,
    ballparks: [],
    tooFew: null,
    heldBack: heldBackWords(facts.blockHeldBack),
    together: null,
    talk: null,
    answered: null,
    openAnswers: [],
    closing: "That won't change.",
  };
}

function withWords(facts: TeamSummaryFacts): TeamSummary {
  const { questions } = facts;
  const asked = facts.words.filter(({ subject }) => isOneOf(questions.categories, subject));
  const looked = facts.words.filter(({ subject }) => isOneOf(questions.closerLook?.measures ?? [], subject));
  return {
    ...told(facts),
    categories: asked.map((word) => lineOf(word, facts)),
    closerLook: questions.closerLook && {
      category: questions.closerLook.category,
      name: subjectName(questions.closerLook.category),
      measures: looked.map((word) => briefLineOf(word, facts)),
    },
    ballparks: facts.ballparks.flatMap((each) => ballparkLine(each, facts.framework)),
    tooFew: asked.some(saysAnything) ? null : tooFewWords(facts),
    heldBack: null,
    together: togetherOf(facts),
    talk: talkOf(asked, facts),
    answered: answeredWords(facts.answered, facts.listed, facts.floor),
    openAnswers: facts.mode === "open" ? openAnswersOf(facts) : [],
    closing: "These words won't change.",
  };
}

/** Field by field: whatever else the caller's facts carry, it isn't frozen. */
function told(
  facts: TeamSummaryFacts,
): Pick<TeamSummary, "version" | "kind" | "team" | "week" | "mode" | "named" | "unnamed" | "trying"> {
  return {
    version: 1,
    kind: "team-summary",
    team: facts.team,
    week: facts.week,
    mode: facts.mode,
    named: facts.reflections.named.map(({ author, text, link }) =>
      link === undefined ? { author, text } : { author, text, link },
    ),
    unnamed: [...facts.reflections.unnamed],
    trying: facts.tries
      .filter((each) => each.state === "going")
      .map(({ id, category, what, askOn }) => ({ id, category, what, askOn: askOn.toString() })),
  };
}

/** Field by field as well. Without history, only the word itself is told. */
function lineOf(
  { subject, label, goodEnough }: SubjectWord,
  history: History | null,
  framework: Framework = frameworkV1,
): SummaryLine {
  const trend = history?.trends.get(subject) ?? null;
  const tried = history?.tries.find((each) => each.state === "going" && each.category === subject);
  const trying = tried?.what ?? null;
  const phrase = sentenceOf({ name: subjectName(subject, framework), label, goodEnough, trend, trying });
  return { subject, label, goodEnough, phrase };
}

function briefLineOf(
  { subject, label, goodEnough }: SubjectWord,
  { trends, framework }: Pick<TeamSummaryFacts, "trends" | "framework">,
): SummaryLine {
  const name = subjectName(subject, framework);
  const phrase = briefSentenceOf({ name, label, trend: trends.get(subject) ?? null });
  return { subject, label, goodEnough, phrase };
}

type History = Pick<TeamSummaryFacts, "trends" | "tries">;

function ballparkLine(
  { measure, median, line }: TeamSummaryFacts["ballparks"][number],
  framework?: Framework,
): TeamSummary["ballparks"] {
  const found = measureByKey(measure, framework);
  if (!found?.unit) return [];
  return [{ measure, phrase: ballparkSentence(found.name, found.unit, median, line) }];
}

/** Only what got a word is told: the rest was said to be too few already, week by week. */
function togetherOf({
  together: words,
  blockHeldBack,
  framework,
}: TeamSummaryFacts): TeamSummary["together"] {
  if (blockHeldBack) return { intro: blockHeldBackWords, lines: [] };
  if (words === null) return null;
  const told = words.filter(saysAnything);
  return { intro: togetherIntro(told.length > 0), lines: told.map((word) => lineOf(word, null, framework)) };
}

/** A category, because what a team talks about is a category; its measures stand in the closer look beside it. */
function talkOf(asked: readonly SubjectWord[], { questions, trends }: TeamSummaryFacts): Talk | null {
  const candidates = asked.map(
    (word): GuidanceFacts => ({
      ...word,
      name: subjectName(word.subject),
      trend: trends.get(word.subject) ?? trendOf([]),
      isCloserLook: word.subject === questions.closerLook?.category,
    }),
  );
  const [first] = worthATalk(candidates);
  const question = first && questionAbout(first.facts.subject);
  if (!first || !question) return null;
  const { subject, name } = first.facts;
  return { subject, name, question, why: first.rule.why(first.facts) };
}

function openAnswersOf({ questions, openAnswers }: TeamSummaryFacts): readonly OpenAnswers[] {
  return questions.categories.map((category) => ({
    subject: category,
    name: subjectName(category),
    said: openAnswers
      .filter(({ subject }) => subject === category)
      .map(({ person, direction, goodEnough }) => ({ person, direction, goodEnough })),
  }));
}

function isOneOf(subjects: readonly SubjectKey[], subject: SubjectKey): boolean {
  return subjects.includes(subject);
}
