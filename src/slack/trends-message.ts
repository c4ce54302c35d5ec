/** What closed rounds said over time, in words. One round is no trend, and that is said. */
import type { KnownBlock } from "@slack/types";
import { readLine } from "../core/ballpark.ts";
import { amountWords, lineWords } from "../core/ballpark-words.ts";
import type { Category, Measure } from "../core/framework.ts";
import { labelWords, sentenceOf } from "../core/label-words.ts";
import { type TrendPoint, trendOf } from "../core/trend.ts";
import type { Week } from "../core/week.ts";
import { heading, inert, picture as pictureBlock, type Said, words } from "./blocks.ts";
import { inParagraphs } from "./fitting.ts";
import type { History } from "./history.ts";
import { weekWords } from "./moments.ts";
import { phraseWords } from "./phrases.ts";
import type { ShownPicture } from "./uploading.ts";

export type CategoriesTold = {
  readonly team: string;
  readonly categories: readonly Category[];
  readonly history: History;
  readonly picture: ShownPicture | null;
};

/** A line for each category, in the framework's order. */
export function categoriesMessage({ team, categories, history, picture }: CategoriesTold): Said {
  const title = `What ${team} said over time`;
  const weeks = new Set([...history.values()].flatMap((points) => points.map(({ week }) => week)));
  const lines = categories.map((category) => `• ${categoryLine(category, history.get(category.key) ?? [])}`);
  return {
    text: inert(title),
    blocks: [
      heading(title),
      ...(picture ? [pictureBlock(picture.file, picture.alt)] : []),
      ...(weeks.size === 0 ? [words(noRound)] : inParagraphs(lines)),
      ...(weeks.size === 1 ? [words(oneRound)] : []),
      ...(weeks.size > 0
        ? [words("`/bearings trends` and a name tells of one category or measure, week by week.")]
        : []),
    ],
  };
}

const noRound = "No round has closed yet, so there is nothing to tell.";
const oneRound = "One round only: too early to speak of a trend.";

function categoryLine({ name }: Category, points: readonly TrendPoint[]): string {
  const trend = trendOf(points);
  if (trend.latest === null) return `${inert(name)}: not asked yet.`;
  const { latest: label, goodEnough } = trend;
  return phraseWords(sentenceOf({ name, label, goodEnough, trend, trying: null }));
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
  readonly numbers: Numbers;
  readonly picture: ShownPicture | null;
};

/** One category or measure, week by week. */
export function subjectMessage({ team, subject, exact, points, numbers, picture }: SubjectTold): Said {
  const title = `${subject.name}: what ${team} said`;
  const unit = "unit" in subject ? subject.unit : null;
  return {
    text: inert(title),
    blocks: [
      heading(title),
      ...(exact ? [] : [words(`I took that as *${inert(subject.name)}*.`)]),
      ...pointBlocks(points),
      ...(unit === null ? [] : numberBlocks(numbers, unit)),
      ...(picture ? [pictureBlock(picture.file, picture.alt)] : []),
    ],
  };
}

function pointBlocks(points: readonly TrendPoint[]): KnownBlock[] {
  if (points.length === 0) return [words("No closed round has asked about it yet.")];
  const lines = points.map(
    ({ week, label, goodEnough }) =>
      `• ${weekWords(week)}: ${labelWords(label)}${goodEnough ? ", good enough for now" : ""}`,
  );
  return [...inParagraphs(lines), ...(points.length === 1 ? [words(oneRound)] : [])];
}

function numberBlocks({ ballparks, noted }: Numbers, unit: NonNullable<Measure["unit"]>): KnownBlock[] {
  return [
    ...numberBlock("What you roughly said, in the middle", ballparks, unit),
    ...numberBlock("Numbers noted", noted, unit),
  ];
}

/** Two kinds of numbers are never one line. */
function numberBlock(
  title: string,
  values: readonly WeeksNumber[],
  unit: NonNullable<Measure["unit"]>,
): KnownBlock[] {
  if (values.length === 0) return [];
  const told = values
    .slice(-weeksTold)
    .map(({ week, value }) => `${weekWords(week)}: ${amountWords(value, unit)}`);
  const line = readLine(values.map(({ value }) => value));
  return [words(`*${title}:* ${told.join("; ")}.\n${capital(lineWords(line))}.`)];
}

const weeksTold = 12;

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
