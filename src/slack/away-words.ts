/** Days away as people say them: "from Thursday 24 December to Saturday 2 January 2027", "on Monday 23 November". */
import { Temporal } from "temporal-polyfill";
import type { Away } from "../store/away.ts";
import { dayWords, weekdayName } from "./moments.ts";

export function awayWords({ firstDay, lastDay }: Away, today: Temporal.PlainDate): string {
  return Temporal.PlainDate.compare(firstDay, lastDay) === 0
    ? `on ${dayInFull(firstDay, today)}`
    : `from ${dayInFull(firstDay, today)} to ${dayInFull(lastDay, today)}`;
}

/** The year is told where it isn't this one. */
function dayInFull(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const year = day.year === today.year ? "" : ` ${day.year}`;
  return `${weekdayName(day.dayOfWeek)} ${dayWords(day)}${year}`;
}
