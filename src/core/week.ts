/** ISO weeks: a round belongs to one week of its team's zone. */
import { Temporal } from "temporal-polyfill";

/** An ISO week such as 2026-W48, as a string that sorts by time. */
declare const week: unique symbol;
export type Week = string & { readonly [week]: true };

/** The ISO week of the local date that a moment falls on in a zone: Monday starts it, and its Thursday names the year. */
export function weekOf(moment: Temporal.Instant, zone: string): Week {
  return weekOfDate(moment.toZonedDateTimeISO(zone).toPlainDate());
}

/** The Monday that starts a week. */
export function weekStart(of: Week): Temporal.PlainDate {
  const [year, number] = [Number(of.slice(0, 4)), Number(of.slice(6))];
  // 4 January is always in week 1 (ISO 8601).
  return mondayOf(Temporal.PlainDate.from({ year, month: 1, day: 4 })).add({ weeks: number - 1 });
}

/** The week `n` weeks later; earlier when `n` is negative. */
export function weeksLater(from: Week, n: number): Week {
  return weekOfDate(weekStart(from).add({ weeks: n }));
}

/** How many weeks `to` lies after `from`: 0 for the same week, negative when it lies before. */
export function weeksBetween(from: Week, to: Week): number {
  return weekStart(from).until(weekStart(to), { largestUnit: "days" }).days / 7;
}

/** A week as somebody wrote it, such as 2026-W48; null when it isn't written so, or when that year has no such week. */
export function parseWeek(text: string): Week | null {
  if (!/^\d{4}-W\d{2}$/.test(text)) return null;
  const written = text as Week;
  return weeksLater(written, 0) === written ? written : null;
}

function weekOfDate(date: Temporal.PlainDate): Week {
  const thursday = mondayOf(date).add({ days: 3 });
  const number = Math.ceil(thursday.dayOfYear / 7);
  return `${String(thursday.year).padStart(4, "0")}-W${String(number).padStart(2, "0")}` as Week;
}

function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 });
}
