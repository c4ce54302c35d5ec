/** Days away as people say them: "from Thursday 24 December to Saturday 2 January 2027", "on Monday 23 November". */
import { Temporal } from "temporal-polyfill";
import type { Away } from "../store/away.ts";
import { dayWords, weekdayName } from "./moments.ts";

export function awayWords({ firstDay, lastDay }: Away, today: Temporal.PlainDate): string {
  return Temporal.PlainDate.compare(firstDay, lastDay) === 0
    ? `on ${dayInFull(firstDay, today)}`
    : `from ${dayInFull(firstDay, today)} to ${dayInFull(lastDay, today)}`;
}

/** "That began on 2 January. Did you mean 2 January 2027?", and how to say what may be so as well. */
export function longBegunWords(
  { firstDay, lastDay }: Away,
  next: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
): string {
  const meant = next === null ? "" : ` Did you mean ${withYear(next, today)}?`;
  return `That began on ${withYear(firstDay, today)}.${meant} If you're away already, type \`/bearings away until ${dayWords(lastDay)}\`.`;
}

function dayInFull(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  return `${weekdayName(day.dayOfWeek)} ${withYear(day, today)}`;
}

/** The year is told where it isn't this one. */
function withYear(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  return day.year === today.year ? dayWords(day) : `${dayWords(day)} ${day.year}`;
}
