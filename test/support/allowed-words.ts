/**
 * The numbers and words that may stand in a text about results although they look like forbidden ones: each with its
 * reason. A law takes these away first; what is left may hold no digit and no word of the list of forbidden ones.
 */
import { frameworkV1 } from "../../src/core/catalogue/index.ts";

export type Allowed = { readonly name: string; readonly pattern: RegExp; readonly reason: string };

/** Marks what people wrote, so that it can be told from our words: see `marked`. */
export const mark = { opens: "⟦", closes: "⟧" } as const;

const months = "January|February|March|April|May|June|July|August|September|October|November|December";
const units = "days?|percent|points?";
/** An amount that people follow is a count of them. */
const ofNobody =
  "(?! ?(of (you|them|us|the|your)|people|persons|members|said|say|saw|see|think|read|answer|tick|slipping|improving|holding|mixed))";
const ordinals =
  "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\\d+(st|nd|rd|th)";

/** In every text about results. */
export const allowed: readonly Allowed[] = [
  {
    name: "what people wrote",
    pattern: /⟦[^⟧]*⟧/g,
    reason:
      "Their words are theirs. They are shown as they are, and can do nothing (test/journeys/inert.test.ts).",
  },
  {
    name: "how many answered",
    pattern: /Answered: \d+ of \d+\./g,
    reason:
      "Context, never by side, and only where it can't show who didn't (core/round.ts); the law checks that it may stand.",
  },
  {
    name: "numbers beside a line",
    pattern: /-?\d[\d.]* in (?=week \d)|^-?\d[\d.]*$/gm,
    reason: "Amounts of a measure in a picture and its alt text, where the unit stands once.",
  },
  {
    name: "who, where and what to type",
    pattern: /<[@#][A-Z0-9]+>|`\/bearings [^`]*`|\b(OCMF|Framework) v1\b|\bSpring 2016\b/gi,
    reason:
      "Ids of people and channels, commands, and the source's name. That nobody stands beside a reading is looked at apart.",
  },
  {
    name: "weeks, days and hours",
    pattern: new RegExp(
      `\\bweeks? \\d+((,| and) \\d+)*( of \\d{4})?|\\b\\d{1,2} (${months})\\b|\\b\\d{1,2}:\\d{2}\\b|\\b(January|March) \\d+`,
      "gi",
    ),
    reason: "The calendar counts nobody.",
  },
  {
    name: "focus shares",
    pattern:
      /\babout \d+ % of (their|leaders') time\b|⟨framework⟩ \d+ %(?=[,.])|⟨framework⟩ (about (half|a tenth|a fifth|a quarter|a third|two fifths)|nearly all|most|almost none)(?=[,.])|\b\d+ % suggested\b|^\d+ %$|\b(took|had) (about (half|a tenth|a fifth|a quarter|a third|two fifths) of it|(nearly all|most) of it|almost none)\b|\b(about (half|a tenth|a fifth|a quarter|a third|two fifths)|nearly all|most|almost none)(?= reported\b)|^(about (half|a tenth|a fifth|a quarter|a third|two fifths)|nearly all|most|almost none)$/gm,
    reason:
      "Focus is leaders' time in their own rough words, beside what the framework suggests. No share of people.",
  },
  {
    name: "weeks looked back over",
    pattern: /\b(Over|last) (4|12|26) weeks\b|\bof which (one is|\d+ are) told\b/g,
    reason: "Counts weeks of a leader's own time.",
  },
  {
    name: "weeks in a row of a leader's own time",
    pattern: new RegExp(`\\bfor the (${ordinals}) week\\b`, "g"),
    reason: "Counts the leader's own reports.",
  },
  {
    name: "runs of rounds",
    pattern: new RegExp(`\\b(${ordinals}) round running\\b`, "g"),
    reason: "Counts rounds.",
  },
  {
    name: "rounds",
    pattern:
      /\b(\d+|One) rounds? (so far|up to|only)\b|\b\d+ times\b|\bthe last four rounds\b|\beven over four rounds\b/g,
    reason: "Counts rounds.",
  },
  {
    name: "counted once",
    pattern: /\beach of you counted once\b/g,
    reason: "A rule, the same for everybody.",
  },
  {
    name: "minutes of a talk or a form",
    pattern: /\bworth ten minutes\b|\bten-minute talk\b|\babout 90 seconds\b/g,
    reason: "What it costs, not what was said.",
  },
  {
    name: "amounts with their unit",
    pattern: new RegExp(
      `(?<![\\w.])-?\\d[\\d.]* (${units})\\b${ofNobody}|\\b(limit|middle|between|and|from|up to|is) -?\\d+(\\.\\d+)?\\b${ofNobody}`,
      "g",
    ),
    reason: "Rounded medians from five people on, and noted values: amounts of a measure, not of people.",
  },
  {
    name: "eight in a row",
    pattern: /\beight in a row\b/g,
    reason: "Counts weeks.",
  },
  {
    name: "things and categories",
    pattern:
      /\((one thing|two things|three things)\)|\b(one category is|(\w+|\d+) categories are) good enough\b/g,
    reason: "Counts categories over teams, never people.",
  },
  {
    name: "why it is held back",
    pattern:
      /\btwo results side by side could tell what one person said\b|\bin one of them nearly the same people were asked\b/g,
    reason: "Says why nothing is said.",
  },
  {
    name: "this one",
    pattern: /\bthis one\b|\bthese ones\b/gi,
    reason: "Points at a category.",
  },
  {
    name: "too few",
    pattern: /\btoo few\b/gi,
    reason: "The word for what can't be said. How many there were stays unsaid.",
  },
  {
    name: "more texts",
    pattern: /… and \d+ more\b|\band \d+ more\b/g,
    reason: "Counts texts that are a button away, each with its name or from five writers on.",
  },
  {
    name: "from how many people on",
    pattern: /\b(only )?from (four|five|six|seven|\d+) people on\b/g,
    reason: "The promise of the round, frozen when it opened. Not what came of it.",
  },
];

/** Besides, in the answers to "why do you say this?". */
export const allowedInRules: readonly Allowed[] = [
  {
    name: "the rule's own numbers",
    pattern:
      /\b(fewer than|at least|from) (three|four|five|six|seven|\d+) people( \(four where a team answers openly\))?( gave| answered| on)?|\btwo in three or more\b|\bmore than half say so\b|\bone time in ten at most\b|\bless than half the time\b|\bfrom (six answers|eight)\b|\bhalf of that\b|\bmore (say|people say|couldn't|say this way)\b/g,
    reason:
      "A rule from which a word is made, the same for every round. What this round counted stays unsaid.",
  },
  {
    name: "weeks and rounds of a rule",
    pattern:
      /\b(eight|twenty) weeks\b|\btwo rounds\b|\bfour rounds\b|\bso many weeks\b|\bseven days\b|\bone category a week\b|\ba week of too few\b|\beach person counted once\b/gi,
    reason: "Counts weeks and rounds.",
  },
  {
    name: "how much a digest tells",
    pattern: /\bThree at most, and one of every team before a second of any\b/g,
    reason: "Counts things in a digest.",
  },
  {
    name: "nobody in particular",
    pattern:
      /\bOne wild guess\b|\bwhen one alone is missing\b|\bWhether one brought the other\b|\bamong few people\b|\bWhat fewer wrote\b|\bthe few who differ\b|\b(four|five) where a team answers openly\b/g,
    reason: "A rule about anybody, and nothing about this round.",
  },
  {
    name: "what a word would do",
    pattern: /\ba plain word would tell what each of them said\b/g,
    reason: "Says why it isn't said.",
  },
];

/** The framework's own names, meanings and questions: they have a law of their own (test/laws/catalogue.test.ts). */
const catalogue: readonly string[] = [
  ...frameworkV1.categories.flatMap(({ name, meaning, question }) => [name, meaning, question]),
  ...frameworkV1.measures.flatMap(({ name, meaning, obtained, misread, question }) => [
    name,
    meaning,
    obtained,
    misread,
    question,
  ]),
].toSorted((one, other) => other.length - one.length);

const anyOfCatalogue = new RegExp(
  catalogue.map((words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"),
  "g",
);

/** A text without the framework's own words and without what is allowed: all that is left are words of ours. */
export function withoutAllowed(text: string, rules: readonly Allowed[]): string {
  const ours = text.replace(anyOfCatalogue, "⟨framework⟩");
  return rules.reduce((left, { pattern }) => left.replace(pattern, "⟨⟩"), ours);
}
