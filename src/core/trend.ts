/** What the closed rounds of one category or measure say together: words over time, and no reason for them. */
import type { Label, LabelDirection } from "./label.ts";
import type { Week } from "./week.ts";

/** What one closed round said. */
export type TrendPoint = {
  readonly week: Week;
  readonly label: Label;
  readonly goodEnough: boolean;
  /** Whether it may be told that this word is another than the one before: not where only a few other people were asked. */
  readonly tellsChange: boolean;
};

/** A run is counted up to this many rounds: longer ago than a quarter it says no more, and nobody need look it up. */
export const longestRun = 12;

/** How many closed rounds are enough to read a trend from: a whole run, and the round that it may have turned from. */
export const roundsOfATrend = longestRun + 1;

/** A label without its strength: clear and leaning of one direction are the same heading. */
export type Heading = LabelDirection | "mixed";

export type Trend = {
  /** The latest closed round's label, "too few" included; null before any round was closed. */
  readonly latest: Label | null;
  /** How many rounds have a label. Of fewer than two nobody speaks of a trend. */
  readonly labelled: number;
  /** The heading of the last round with a label; null when none has one. */
  readonly heading: Heading | null;
  /**
   * How many rounds with a label had that heading in a row, the last included: "third round running"; twelve stands for
   * twelve or more. A week of too few is a gap: it neither counts nor breaks, and in such a week itself nothing new is
   * said of it.
   */
  readonly running: number;
  /**
   * The latest round's word or direction is not that of the round with a label before it. Never in a week of too few, nor
   * where a change is not told.
   */
  readonly changed: boolean;
  /** The latest round's heading is another, not only its strength. Implies `changed`. */
  readonly turned: boolean;
  /** The latest round slips, and so did the round with a label before it. */
  readonly lasting: boolean;
  /** Whether the latest round says "good enough for now". */
  readonly goodEnough: boolean;
  /** "Good enough for now" came or went since the round before. A week in which too few spoke is left out. */
  readonly goodEnoughChanged: boolean;
};

/** Reads the closed rounds of one category or measure, oldest first, skipped weeks left out. */
export function trendOf(points: readonly TrendPoint[]): Trend {
  const latest = points.at(-1);
  const labelled = points.filter((point) => headingOf(point.label) !== null);
  const [before, last] = [labelled.at(-2), labelled.at(-1)];
  const heading = last === undefined ? null : headingOf(last.label);
  const running = runOf(heading, labelled);
  const hasWord = latest !== undefined && latest === last;
  const isSecond = hasWord && before !== undefined && latest.tellsChange;

  return {
    latest: latest?.label ?? null,
    labelled: labelled.length,
    heading,
    running,
    changed: isSecond && !isSame(before.label, latest.label),
    turned: isSecond && headingOf(before.label) !== heading,
    lasting: hasWord && heading === "slipping" && running >= 2,
    goodEnough: latest?.goodEnough ?? false,
    goodEnoughChanged: goodEnoughChanged(points),
  };
}

/** Where a label points; null where there were too few to say. */
export function headingOf(label: Label): Heading | null {
  if (label.word === "too-few") return null;
  return label.word === "mixed" ? "mixed" : label.direction;
}

function runOf(heading: Heading | null, labelled: readonly TrendPoint[]): number {
  let running = 0;
  for (const point of [...labelled].reverse()) {
    if (headingOf(point.label) !== heading || running === longestRun) break;
    running++;
  }
  return running;
}

function isSame(a: Label, b: Label): boolean {
  return a.word === b.word && headingOf(a) === headingOf(b);
}

/** The weeks that a word of now is set beside: the last with a label, and the last in which anything was heard. */
export function setBeside(points: readonly TrendPoint[]): readonly Week[] {
  const labelled = points.filter(({ label }) => headingOf(label) !== null).at(-1);
  const heard = points.filter(isHeard).at(-1);
  return [labelled, heard].flatMap((point) => (point === undefined ? [] : [point.week]));
}

function isHeard({ label, goodEnough }: TrendPoint): boolean {
  return goodEnough || headingOf(label) !== null;
}

/** A tick by enough people is heard even where too few gave a direction. */
function goodEnoughChanged(points: readonly TrendPoint[]): boolean {
  const heard = points.filter(isHeard);
  const [before, last] = [heard.at(-2), heard.at(-1)];
  if (before === undefined || last === undefined || last !== points.at(-1) || !last.tellsChange) return false;
  return before.goodEnough !== last.goodEnough;
}
