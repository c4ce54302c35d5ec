/** The rough numbers that people give for a measure with a unit: a ballpark in a check-in, or a noted value. */
import type { Measure, Unit } from "./framework.ts";
import type { Refusal } from "./refusal.ts";

/**
 * What can be read as a number of each unit. Days may be negative: value that comes before the sale is told so. Ten years
 * of days either way, and points for a team's own measures, whatever their scale.
 */
export const numberRanges: Readonly<Record<Unit, { readonly lowest: number; readonly highest: number }>> = {
  days: { lowest: -3650, highest: 3650 },
  percent: { lowest: 0, highest: 100 },
  points: { lowest: -1000, highest: 1000 },
};

/** A number for a measure, kept to hundredths. Refused where the measure has no unit, or the number is out of its range. */
export function takeNumber(
  measure: Pick<Measure, "key" | "unit">,
  number: number,
): { readonly number: number } | Refusal {
  if (measure.unit === null) return { no: "no-unit", measure: measure.key };
  const { lowest, highest } = numberRanges[measure.unit];
  if (number >= lowest && number <= highest) return { number: Math.round(number * 100) / 100 };
  return { no: "number-outside", measure: measure.key, unit: measure.unit, lowest, highest };
}

/**
 * A number as people type it, in digits: "3", "2,5", "−10", "3 days", "3d". A point or comma has one or two digits after
 * it: with three nobody knows whether thousands are meant. All else is refused rather than guessed at.
 */
export function readNumber(typed: string, unit: Unit): { readonly number: number } | Refusal {
  const [, sign, digits = "", after] = asTyped.exec(typed.trim()) ?? [];
  if (digits === "" || !spellings[unit].includes((after ?? "").toLowerCase())) {
    return { no: "not-a-number", unit };
  }
  const amount = Number(digits.replace(",", "."));
  return { number: sign && amount !== 0 ? -amount : amount };
}

const asTyped = /^([-−])?(\d+(?:[.,]\d{1,2})?)(?:\s*([a-z]+|%))?$/i;

/** What may stand after the number: nothing, or its unit. */
const spellings: Readonly<Record<Unit, readonly string[]>> = {
  days: ["", "days", "day", "d"],
  percent: ["", "percent", "p", "%"],
  points: ["", "points", "point", "p"],
};
