/** What closed rounds said over time, in words. One round is no trend, and that is said. */
import type { KnownBlock } from "@slack/types";
import { readLine } from "../core/ballpark.ts";
import { amountWords, lineWords } from "../core/ballpark-words.ts";
import { heldBackOfTeams } from "../core/digests/held-back-words.ts";
import type { Category, Measure } from "../core/framework.ts";
import { labelWords, sentenceOf } from "../core/label-words.ts";
import type { Phrase } from "../core/phrase.ts";
import { kindsIn } from "../core/sentence-kind.ts";
import { type TrendPoint, trendOf } from "../core/trend.ts";
import type { Week } from "../core/week.ts";
import { buttons, heading, inert, picture as pictureBlock, type Said, words } from "./blocks.ts";
import { inParagraphs } from "./fitting.ts";
import type { History } from "./history.ts";
import { weekWords } from "./moments.ts";
import { phraseWords } from "./phrases.ts";
import type { ShownPicture } from "./uploading.ts";
import { whyTheseTrendsButton } from "./why-these-words.ts";

export type CategoriesTold = {
  readonly team: string;
  readonly categories: readonly Category[];
  readonly history: History;
  /** Weeks of these rounds whose words are held back. */
  readonly heldBack: readonly Week[];
  readonly picture: ShownPicture | null;
};

/** A line for each category, in the framework's order. */
export function categoriesMessage({ team, categories, history, heldBack, picture }: CategoriesTold): Said {
  const title = `What ${team} said over time`;
  const weeks = new Set([...history.values()].flatMap((points) => points.map(({ week }) => week)));
  const phrases = categories.map((category) => categoryPhrase(category, history.get(category.key) ?? []));
  const lines = categories.map(({ name }, at) => {
    const phrase = phrases[at];
    return `• ${phrase ? phraseWords(phrase) : `${inert(name)}: not asked yet.`}`;
  });
  return {
    text: inert(title),
    blocks: [
      heading(title),
      ...(picture ? [pictureBlock(picture.file, picture.alt)] : []),
      ...(weeks.size > 0 ? inParagraphs(lines) : heldBack.length === 0 ? [words(noRound)] : []),
      ...heldBackLines(heldBack).map((line) => words(line)),
      ...(weeks.size === 1 ? [words(oneRound)] : []),
      ...(weeks.size > 0
        ? [
            words("`/bearings trends` and a name tells of one category or measure, week by week."),
            whyButton([
              ...phrases.flatMap((phrase) => (phrase === null ? [] : [phrase.strong + phrase.tail])),
              ...heldBackLines(heldBack),
              ...(weeks.size === 1 ? [oneRound] : []),
            ]),
          ]
        : []),
    ],
  };
}

/** A gap, and why it is one. */
function heldBackLines(weeks: readonly Week[]): readonly string[] {
  if (weeks.length === 0) return [];
  return [`*Held back:* ${weeks.map(weekWords).join(", ")}, because ${heldBackOfTeams}`];
}

const noRound = "No round has closed yet, so there is nothing to tell.";
const oneRound = "One round only: too early to speak of a trend.";

/** Null for a category that no closed round asked about. */
function categoryPhrase({ name }: Category, points: readonly TrendPoint[]): Phrase | null {
  const trend = trendOf(points);
  if (trend.latest === null) return null;
  const { latest: label, goodEnough } = trend;
  return sentenceOf({ name, label, goodEnough, trend, trying: null });
}

/** Explains the sentences that are told here, in our own words. */
function whyButton(sentences: readonly string[]): KnownBlock {
  return buttons("trends", whyTheseTrendsButton(kindsIn(sentences)));
}

/** Weekly numbers, oldest first: medians of what people roughly said, and what somebody read off a system. */
export type Numbers = {
  readonly ballparks: readonly WeeksNumber[];
  readonly noted: readonly WeeksNumber[];
};

type WeeksNumber = { readonly week: Week; readonly value: number };

export type SubjectTold = {
  readonly team: string;
  readonly subject: Measure | Category;
  /** It was typed exactly, so nobody needs to be told how it was taken. */
  readonly exact: boolean;
  /** Oldest first. */
  readonly points: readonly TrendPoint[];
  /** Weeks of these rounds whose words are held back, whatever they asked about. */
  readonly heldBack: readonly Week[];
  readonly numbers: Numbers;
  readonly picture: ShownPicture | null;
};

/** One category or measure, week by week. */
export function subjectMessage(said: SubjectTold): Said {
  const { team, subject, exact, points, heldBack, numbers, picture } = said;
  const title = `${subject.name}: what ${team} said`;
  const unit = "unit" in subject ? subject.unit : null;
  const lines = unit === null ? [] : numberLines(numbers, unit);
  const told = [...pointLines(points), ...heldBackLines(heldBack), ...lines];
  return {
    text: inert(title),
    blocks: [
      heading(title),
      ...(exact ? [] : [words(`I took that as *${inert(subject.name)}*.`)]),
      ...(points.length === 0
        ? [words(heldBack.length === 0 ? neverAsked : noWord)]
        : inParagraphs(pointLines(points))),
      ...heldBackLines(heldBack).map((line) => words(line)),
      ...(points.length === 1 ? [words(oneRound)] : []),
      ...lines.map((line) => words(line)),
      ...(picture ? [pictureBlock(picture.file, picture.alt)] : []),
      ...(told.length > 0 ? [whyButton([...told, ...(points.length === 1 ? [oneRound] : [])])] : []),
    ],
  };
}

const neverAsked = "No closed round has asked about it yet.";
const noWord = "There is no word of it yet.";

function pointLines(points: readonly TrendPoint[]): readonly string[] {
  return points.map(
    ({ week, label, goodEnough }) =>
      `• ${weekWords(week)}: ${labelWords(label)}${goodEnough ? ", good enough for now" : ""}`,
  );
}

/** Two kinds of numbers are never one line. */
function numberLines({ ballparks, noted }: Numbers, unit: NonNullable<Measure["unit"]>): readonly string[] {
  return [
    ...numberLine("What you roughly said, in the middle", ballparks, unit),
    ...numberLine("Numbers noted", noted, unit),
  ];
}

function numberLine(
  title: string,
  values: readonly WeeksNumber[],
  unit: NonNullable<Measure["unit"]>,
): readonly string[] {
  if (values.length === 0) return [];
  const told = values
    .slice(-weeksTold)
    .map(({ week, value }) => `${weekWords(week)}: ${amountWords(value, unit)}`);
  const line = readLine(values.map(({ value }) => value));
  return [`*${title}:* ${told.join("; ")}.\n${capital(lineWords(line))}.`];
}

const weeksTold = 12;

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
