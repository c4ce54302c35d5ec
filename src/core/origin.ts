/** Where a measure comes from and whom it is for, in words. One of them stands beside every measure that is told. */
import { measureByKey } from "./catalogue/index.ts";
import type { Audience, Measure, Origin, Unit } from "./framework.ts";

const sentences: Readonly<Record<Origin, string>> = {
  "ocmf-v1": "From the Open Customer Metrics Framework v1, in our words.",
  "ocmf-v1-intent":
    "From an intent stated in the Open Customer Metrics Framework v1. Its own name could not be read: name to be chosen by the team.",
  "ocmf-draft":
    "From the working group's talks before the Open Customer Metrics Framework v1. The published version may differ.",
  bearings:
    "A question of Bearings' own, not of the Open Customer Metrics Framework, whose table could not be read.",
  team: "The team's own.",
};

const marks: Readonly<Record<Origin, string>> = {
  "ocmf-v1": "OCMF v1",
  "ocmf-v1-intent": "OCMF v1, intent only",
  "ocmf-draft": "OCMF working-group draft",
  bearings: "Bearings' own",
  team: "the team's own",
};

const stated: Readonly<Record<Exclude<Audience, "not-stated">, string>> = {
  executive: "for executives",
  manager: "for managers",
};

/** A measure's origin as a sentence, for the look-up. */
export function originWords(origin: Origin): string {
  return sentences[origin];
}

/** The same of one measure: a team's own that was written after one of the framework's says which. */
export function originOf({ origin, after }: Pick<Measure, "origin" | "after">): string {
  const source = after === undefined ? null : measureByKey(after);
  return source === null
    ? originWords(origin)
    : `The team's own, written after ${source.name}. That one: ${originWords(source.origin)}`;
}

/** A measure's origin in a word or two, for lists. */
export function originMark(origin: Origin): string {
  return marks[origin];
}

/** Whom a measure is for. Where the source doesn't say, that is said; where there is no source, it is for the team. */
export function audienceWords({ audience, origin }: Pick<Measure, "audience" | "origin">): string {
  if (audience !== "not-stated") return stated[audience];
  if (origin === "bearings" || origin === "team") return "for the team";
  return "for executives or managers: not stated by the source";
}

/** A unit as it follows a number: "3 days", "40 percent". One is told as one. */
export function unitWords(unit: Unit, amount: number): string {
  if (unit === "percent") return "percent";
  if (Math.abs(amount) === 1) return unit === "days" ? "day" : "point";
  return unit;
}
