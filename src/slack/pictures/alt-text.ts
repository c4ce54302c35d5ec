/** What the strips say, in words, for everybody who can't see them. */
import { labelWords } from "../../core/label-words.ts";
import type { Week } from "../../core/week.ts";
import { clip, limits } from "../blocks.ts";
import { weekWords } from "../moments.ts";
import {
  roundsWords,
  type StripCell,
  type StripRow,
  type Strips,
  shownWeeks,
  stripsTitle,
} from "./strips.ts";
import { listed } from "./words.ts";

/**
 * The same as the picture, within the 2000 characters that Slack takes: first the latest round of every row, then those
 * before it, latest first, as many as fit. Twelve rounds of five categories always fit; if they don't, it says so.
 */
export function stripsAltText(strips: Strips): string {
  const weeks = shownWeeks(strips).toReversed();
  const tellings = weeks.map((_, leftOut) => told(strips, weeks, weeks.length - leftOut));
  const fitting = tellings.find((telling) => telling.length <= limits.altText);
  return fitting ?? clip(tellings.at(-1) ?? `${stripsTitle}. ${roundsWords([])}.`, limits.altText);
}

/** `weeks` are latest first, `rounds` is how many of them are told. */
function told({ rows }: Strips, weeks: readonly Week[], rounds: number): string {
  const [latest, ...before] = weeks.slice(0, rounds);
  if (latest === undefined) return "";
  const now = rows.map((row) => latestWords(row, latest)).join("; ");
  return [
    `${stripsTitle}. ${roundsWords(weeks.toReversed())}.`,
    `${capital(weekWords(latest))}: ${now}.`,
    ...(before.length > 0 ? ["Before that, latest first."] : []),
    ...(before.length > 0 ? rows.map((row) => `${row.name}: ${beforeWords(row, before)}.`) : []),
    ...(rounds < weeks.length ? [`The ${weeks.length - rounds} rounds before are in the picture only.`] : []),
  ].join(" ");
}

/** "Customer holding, good enough for now". */
function latestWords(row: StripRow, week: Week): string {
  const goodEnough = isGoodEnough(row, week) ? ", good enough for now" : "";
  return `${row.name} ${wordIn(row, week)}${goodEnough}`;
}

/** "holding, leaning slipping 2 times, mixed; good enough for now in weeks 45 and 44". */
function beforeWords(row: StripRow, weeks: readonly Week[]): string {
  const runs: { readonly word: string; times: number }[] = [];
  for (const word of weeks.map((week) => wordIn(row, week))) {
    const run = runs.at(-1);
    if (run?.word === word) run.times++;
    else runs.push({ word, times: 1 });
  }
  const words = runs.map(({ word, times }) => (times === 1 ? word : `${word} ${times} times`)).join(", ");
  const goodEnough = weeks
    .filter((week) => isGoodEnough(row, week))
    .map((week) => `${Number(week.slice(-2))}`);
  if (goodEnough.length === 0) return words;
  return `${words}; good enough for now in ${goodEnough.length === 1 ? "week" : "weeks"} ${listed(goodEnough)}`;
}

function wordIn(row: StripRow, week: Week): string {
  const label = cellOf(row, week)?.label ?? null;
  return label === null ? "no word" : labelWords(label);
}

function isGoodEnough(row: StripRow, week: Week): boolean {
  const cell = cellOf(row, week);
  return cell !== undefined && cell.label !== null && cell.goodEnough;
}

function cellOf(row: StripRow, week: Week): StripCell | undefined {
  return row.cells.find((cell) => cell.week === week);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
