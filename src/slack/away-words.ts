/** Days away as people say them: "from Thursday 24 December to Saturday 2 January 2027", "on Monday 23 November". */
import { Temporal } from "temporal-polyfill";
import type { Away } from "../store/away.ts";
import type { AwayRead } from "./away-days.ts";
import { dayWords, weekdayName } from "./moments.ts";

export function awayWords({ firstDay, lastDay }: Away, today: Temporal.PlainDate): string {
  return Temporal.PlainDate.compare(firstDay, lastDay) === 0
    ? `on ${dayInFull(firstDay, today)}`
    : `from ${dayInFull(firstDay, today)} to ${dayInFull(lastDay, today)}`;
}

/** What was understood, said back, so that a misreading is seen. */
export function awayAnswer(read: AwayRead, noted: readonly Away[], today: Temporal.PlainDate): string {
  if ("back" in read) return "Welcome back. No days away are noted for you now.";
  if ("days" in read) {
    const others = noted.filter(({ lastDay }) => Temporal.PlainDate.compare(lastDay, read.days.lastDay) > 0);
    const also =
      others.length > 0 ? ` Also noted: ${others.map((one) => awayWords(one, today)).join("; ")}.` : "";
    return `Noted: you're away ${awayWords(read.days, today)}. You're left out of a round that you're away for from its first day to its last, and get no reminder on the other days.${also} \`/bearings away back\` takes it back.`;
  }
  if (read.no === "long-begun") return longBegunWords(read.typed, read.next, today);
  return `${troubles[read.no]}${read.no === "nothing" && noted.length > 0 ? ` Noted so far: ${noted.map((one) => awayWords(one, today)).join("; ")}.` : ""}`;
}

const examples =
  "Try `/bearings away 24 dec - 2 jan`, `until friday`, `next week`, `for 3 days`, or `2026-12-24 2027-01-02`.";

const troubles: Readonly<Record<Exclude<Extract<AwayRead, { no: string }>["no"], "long-begun">, string>> = {
  nothing: `Tell me the days. ${examples}`,
  unreadable: `I can't read these days. ${examples}`,
  slashes: `With slashes I can't tell the day from the month. ${examples}`,
  "no-such-day": `There is no such day. ${examples}`,
  past: "Those days are over, so there is nothing to note.",
  backwards: "The last day lies before the first. Please give them the other way round.",
  "too-long":
    "That's more than a year. Please note a year at most; your team's leaders can take you off its list.",
};

/** "That began on 2 January. Did you mean 2 January 2027?", and how to say what may be so as well. */
function longBegunWords(
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
