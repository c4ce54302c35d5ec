/** What a look-up says: the card of a measure or a category, as teaching and not as a dashboard. */
import { readLine } from "../core/ballpark.ts";
import { amountWords, lineWords } from "../core/ballpark-words.ts";
import { measuresOf, subjectName } from "../core/catalogue/index.ts";
import type { Category, Framework, Measure } from "../core/framework.ts";
import { labelWords, runWords } from "../core/label-words.ts";
import { audienceWords, originMark, originOf, originWords } from "../core/origin.ts";
import type { Trend } from "../core/trend.ts";
import { inert } from "./blocks.ts";
import { weekWords } from "./moments.ts";

/** What one team has said and noted of a subject: words, and numbers that somebody read off a system. */
export type TeamSays = {
  readonly name: string;
  readonly trend: Trend;
  /** What people roughly said, in the middle, week by week; oldest first. */
  readonly ballparks: readonly { readonly week: string; readonly value: number }[];
  /** Oldest first. */
  readonly noted: readonly { readonly week: string; readonly value: number }[];
};

export function measureWords(measure: Measure): string[] {
  const { name, category, unit, meaning, obtained, misread, question, better } = measure;
  const unitPart = unit === null ? "told in words, not in numbers" : unit;
  const way = better === undefined ? "" : ` · ${better} is welcome here, says the team`;
  return [
    `*${inert(name)}* · ${inert(subjectName(category))} · ${inert(audienceWords(measure))} · ${unitPart}${way}\n${inert(meaning)}`,
    ...(obtained === "" ? [] : [`*How to get it:* ${inert(obtained)}`]),
    ...(misread === "" ? [] : [`*How it is misread:* ${inert(misread)}`]),
    ...(question === "" ? [] : [`*A question to ask:* “${inert(question)}”`]),
  ];
}

export function categoryWords(
  { key, name, focus, meaning, question }: Category,
  framework: Framework,
): string[] {
  const measures = measuresOf(key, framework).map(
    (measure) => `• ${inert(measure.name)} (${inert(originMark(measure.origin))})`,
  );
  return [
    `*${inert(name)}* · a category · about ${focus} % of leaders' time suggested\n${inert(meaning)}`,
    `*A question to ask:* “${inert(question)}”`,
    [`*Its measures:*`, ...measures].join("\n"),
  ];
}

/** "Harbour Support: leaning improving, third round running. Numbers noted: ordinary wobble so far (provisional, 11 points)." */
export function teamWords({ name, trend, ballparks, noted }: TeamSays, unit: Measure["unit"]): string {
  const numbers = [
    ...numberWords("What you roughly said, in the middle", ballparks, unit),
    ...numberWords("Numbers noted", noted, unit),
  ];
  return `*${inert(name)}:* ${[trendWords(trend), ...numbers].join(" ")}`;
}

/** A week without a word says so, and what was last said beside it. */
function trendWords(trend: Trend): string {
  const { latest, labelled } = trend;
  if (latest === null) return "not read yet.";
  if (latest.word === "too-few") return "too few to say in the last round that asked.";
  const enough = trend.goodEnough ? ", good enough for now" : "";
  if (labelled < 2) return `${labelWords(latest)}${enough}. One round only: too early to speak of a trend.`;
  const run = runWords(trend);
  const rounds = run ? `, ${run}` : trend.turned ? ", the word before was another" : "";
  return `${labelWords(latest)}${rounds}${enough}.`;
}

function numberWords(title: string, values: TeamSays["noted"], unit: Measure["unit"]): string[] {
  const latest = values.at(-1);
  if (unit === null || latest === undefined) return [];
  const line = readLine(values.map(({ value }) => value));
  return [
    `${title}: ${lineWords(line)}; the last was ${amountWords(latest.value, unit)}, in ${weekWords(latest.week)}.`,
  ];
}

export function sourceLine(measure: Measure | null): string {
  return measure === null ? originWords("ocmf-v1") : originOf(measure);
}
