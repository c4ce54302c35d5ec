/** Moments and days as people say them, in the team's zone: "Thursday 17:00", "7 December". English, 24 hours. */
import { Temporal } from "temporal-polyfill";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** "Thursday 17:00"; with its date when it is more than six days from `now`, so that it can't mean two days. */
export function momentWords(moment: Temporal.Instant, zone: string, now?: Temporal.Instant): string {
  const local = moment.toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString({ smallestUnit: "minute" });
  const far = now !== undefined && moment.since(now).total("hours") > 6 * 24;
  return far
    ? `${weekdayName(local.dayOfWeek)} ${dayWords(local.toPlainDate())}, ${time}`
    : `${weekdayName(local.dayOfWeek)} ${time}`;
}

/** "Thursday". */
export function weekdayWords(moment: Temporal.Instant, zone: string): string {
  return weekdayName(moment.toZonedDateTimeISO(zone).dayOfWeek);
}

/** "tomorrow at 17:00", "today at 17:00", else "Thursday 17:00". */
export function soonWords(moment: Temporal.Instant, zone: string, now: Temporal.Instant): string {
  const local = moment.toZonedDateTimeISO(zone);
  const days = now.toZonedDateTimeISO(zone).toPlainDate().until(local.toPlainDate()).days;
  const time = local.toPlainTime().toString({ smallestUnit: "minute" });
  if (days === 0) return `today at ${time}`;
  return days === 1 ? `tomorrow at ${time}` : momentWords(moment, zone, now);
}

/** As it follows a verb: "today at 17:00", "on Thursday 17:00". */
export function onMomentWords(moment: Temporal.Instant, zone: string, now: Temporal.Instant): string {
  const soon = soonWords(moment, zone, now);
  return soon.startsWith("to") ? soon : `on ${soon}`;
}

/** "7 December". */
export function dayWords(day: Temporal.PlainDate | string): string {
  return Temporal.PlainDate.from(day).toLocaleString("en-GB", { day: "numeric", month: "long" });
}

/** When a team is asked how a try goes: "we'll ask about it on 7 December", and from that day on "we asked about it on …". */
export function askingWords(askOn: Temporal.PlainDate | string, today: Temporal.PlainDate): string {
  const toCome = Temporal.PlainDate.compare(Temporal.PlainDate.from(askOn), today) > 0;
  return `${toCome ? "we'll ask" : "we asked"} about it on ${dayWords(askOn)}`;
}

/** "week 48". */
export function weekWords(week: string): string {
  return `week ${Number(week.slice(-2))}`;
}

export function weekdayName(weekday: number): string {
  return weekdays[weekday - 1] ?? "Monday";
}

export const weekdayChoices: ReadonlyMap<string, string> = new Map(
  weekdays.map((name, index) => [String(index + 1), name]),
);
