/** A label in words, and the sentence it stands in. The only place where results become sentences. */
import type { Label } from "./label.ts";
import { ordinalWord } from "./number-words.ts";
import type { Phrase } from "./phrase.ts";
import { longestRun, type Trend } from "./trend.ts";

/** What one subject of a closed round says, with what is known of it over rounds. No person and no count is in it. */
export type Said = {
  readonly name: string;
  readonly label: Label;
  readonly goodEnough: boolean;
  /** Over the closed rounds up to this one; null where only this one is told. */
  readonly trend: Trend | null;
  /** What the team is trying here, in its words; null for nothing. */
  readonly trying: string | null;
};

/** The word of a label: "slipping", "leaning slipping", "mixed", "too few to say". */
export function labelWords(label: Label): string {
  switch (label.word) {
    case "clear":
      return label.direction;
    case "leaning":
      return `leaning ${label.direction}`;
    case "mixed":
      return "mixed";
    case "too-few":
      return "too few to say";
  }
}

/**
 * What a team reads of one category or measure. Good enough is said as plainly as anything else, a run of rounds rather
 * than a single one, and where people differ it says that a talk is worth it.
 */
export function sentenceOf(said: Said): Phrase {
  return { lead: said.name, strong: strongOf(said), tail: tailOf(said) };
}

/** The same of a measure of the closer look: its word and its run. What to do about it is said of its category. */
export function briefSentenceOf({ name, label, trend }: Pick<Said, "name" | "label" | "trend">): Phrase {
  const tail = label.word === "too-few" ? " this week." : `${commaRun(trend)}${newlyTurned(trend)}.`;
  return { lead: name, strong: labelWords(label), tail };
}

/**
 * "second round running", from two rounds with a word on, and from the twelfth on "twelfth round running or more"; null
 * for a single one, and in a week that has none itself.
 */
export function runWords(trend: Trend | null): string | null {
  if (!trend || trend.labelled < 2 || trend.running < 2 || trend.latest?.word === "too-few") return null;
  return `${ordinalWord(trend.running)} round running${trend.running === longestRun ? " or more" : ""}`;
}

/** A slip that is good enough for now is told the other way round: the finding is that it may wait. */
function strongOf({ label, goodEnough }: Said): string {
  return goodEnough && isSlip(label) ? `good enough for now, though ${labelWords(label)}` : labelWords(label);
}

function tailOf({ label, goodEnough, trend, trying }: Said): string {
  if (label.word === "too-few") return goodEnough ? " this week, but good enough for now." : " this week.";
  const running = commaRun(trend);
  if (goodEnough) return isSlip(label) ? `${running}.` : ", good enough for now. Leave it alone.";
  if (label.word === "mixed") {
    return `${running}. You see this one differently, and that is worth ten minutes.`;
  }
  return `${running}${newlyTurned(trend)}.${besideTry(label, trying)}`;
}

/** ", second round running"; nothing for a single round. */
export function commaRun(trend: Trend | null): string {
  const run = runWords(trend);
  return run === null ? "" : `, ${run}`;
}

function newlyTurned(trend: Trend | null): string {
  return trend?.turned ? ", new since last time" : "";
}

/** A try and an improvement stand beside each other; that one made the other is never claimed. */
function besideTry(label: Label, trying: string | null): string {
  if (trying === null || !("direction" in label) || label.direction !== "improving") return "";
  return ` You're trying “${trying}”. That doesn't prove it is why.`;
}

function isSlip(label: Label): boolean {
  return "direction" in label && label.direction === "slipping";
}
