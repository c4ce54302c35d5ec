/** Reads the days somebody is away as people type them: "24 dec - 2 jan", "until friday", "next week", "for 3 days". */
import { Temporal } from "temporal-polyfill";
import type { Away } from "../store/away.ts";

type Days = Away;

/** `nothing`: no days were typed. `slashes`: 3/4 is another day in another country, so it is asked back. */
export type AwayRead =
  | { readonly days: Days }
  | { readonly back: true }
  /** `next`: the day that may have been meant; null where a year was typed. */
  | { readonly no: "long-begun"; readonly typed: Days; readonly next: Temporal.PlainDate | null }
  | { readonly no: "nothing" | "unreadable" | "slashes" | "no-such-day" | "past" | "backwards" | "too-long" };

/**
 * Both days included. Without a year the next such days are meant, and a stretch that is under way counts as that one.
 * Refused: days that are over, an end before its start, more than a year, and what began
 * more than a week ago, because that is rather a slip than a stretch under way.
 */
export function readAwayDays(typed: string, today: Temporal.PlainDate): AwayRead {
  const plain = plainly(typed);
  if (plain === "") return { no: "nothing" };
  if (/^(back|i'?m back|none|cancel|here)$/.test(plain)) return { back: true };
  if (/\d\/\d/.test(plain)) return { no: "slashes" };
  const days = stretch(plain, today);
  return days === null || "no" in days
    ? (days ?? { no: "unreadable" })
    : awayDays(days, today, !/\d{4}/.test(plain));
}

/** Days that are known already, held against the same rules. */
export function awayDays(
  { firstDay, lastDay }: Days,
  today: Temporal.PlainDate,
  isYearOpen = false,
): AwayRead {
  if (isBefore(lastDay, firstDay)) return { no: "backwards" };
  if (isBefore(lastDay, today)) return { no: "past" };
  if (isBefore(firstDay.add({ years: 1 }), lastDay)) return { no: "too-long" };
  const days = { firstDay, lastDay };
  if (!isBefore(firstDay, today.subtract({ days: 7 }))) return { days };
  return { no: "long-begun", typed: days, next: isYearOpen ? firstDay.add({ years: 1 }) : null };
}

/** Lower case, " to " for everything that means it, and a date's own hyphens left alone. */
function plainly(typed: string): string {
  return ` ${typed.toLowerCase()} `
    .replace(/(\d{4})-(\d{1,2})-(\d{1,2})/g, "$1_$2_$3")
    .replace(/[‐-―−-]|\.{2,}|…/g, " to ")
    .replace(/\b(until|till|til|through|thru)\b/g, " to ")
    .replace(/[,;!?"“”]/g, " ")
    .replace(/\b(from|starting|on|away|off|out|of|the|i am|i'm)\b(?! back)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

type Stretch = Days | { readonly no: "no-such-day" } | null;

function stretch(plain: string, today: Temporal.PlainDate): Stretch {
  const parts = ` ${plain}`.split(" to ").map((part) => part.trim());
  if (parts.length > 2) return null;
  const [first = "", last] = parts;
  if (last !== undefined) return between(first === "" ? "today" : first, last, today);
  const pair = /^(\d{4}_\d{1,2}_\d{1,2}) (\d{4}_\d{1,2}_\d{1,2})$/.exec(first);
  if (pair) return between(pair[1] ?? "", pair[2] ?? "", today);
  return aWeek(first, today) ?? forSoLong(first, today) ?? between(first, first, today);
}

function aWeek(plain: string, today: Temporal.PlainDate): Days | null {
  const sunday = today.add({ days: 7 - today.dayOfWeek });
  if (plain === "next week") return { firstDay: sunday.add({ days: 1 }), lastDay: sunday.add({ days: 7 }) };
  return /^(this week|rest (this )?week)$/.test(plain) ? { firstDay: today, lastDay: sunday } : null;
}

const counts: ReadonlyMap<string, number> = new Map(
  ["", "a|one", "two", "three", "four", "five", "six"].flatMap((names, count) =>
    names === "" ? [] : names.split("|").map((name) => [name, count] as const),
  ),
);

/** "3 days" from today, "monday for two weeks" from then. */
function forSoLong(plain: string, today: Temporal.PlainDate): Stretch {
  const read = /^(?:(.*?) ?\bfor )?(\d{1,3}|[a-z]+) (day|week)s?$/.exec(plain);
  if (!read) return null;
  const [, start = "", typedCount = "", unit] = read;
  const count = counts.get(typedCount) ?? Number(typedCount);
  const from = dayOf(start === "" ? "today" : start, today);
  if (!Number.isInteger(count) || count < 1 || from === null) return null;
  const firstDay = from.onOrAfter(today);
  if (firstDay === null) return { no: "no-such-day" };
  return { firstDay, lastDay: firstDay.add({ days: count * (unit === "week" ? 7 : 1) - 1 }) };
}

/** The end is found first, on today or after it; then the start, the last such day before it. */
function between(first: string, last: string, today: Temporal.PlainDate): Stretch {
  const end = dayOf(last, today);
  const start = dayOf(first, today, end?.month ?? null);
  if (start === null || end === null) return null;
  if (start.isFixed || start.isWeekday || end.isWeekday) {
    const firstDay = start.onOrAfter(today);
    const lastDay = firstDay && end.onOrAfter(start.isFixed && isBefore(firstDay, today) ? today : firstDay);
    return firstDay && lastDay ? { firstDay, lastDay } : { no: "no-such-day" };
  }
  const lastDay = end.onOrAfter(today);
  const firstDay = lastDay && start.onOrBefore(lastDay);
  return firstDay && lastDay ? { firstDay, lastDay } : { no: "no-such-day" };
}

/** A day as it was typed. Null from it: there is no such day. */
type TypedDay = {
  /** It names one day and no other: a date with its year, tomorrow. */
  readonly isFixed: boolean;
  /** It is the first such day from a day on, and never one before. */
  readonly isWeekday: boolean;
  readonly month: number | null;
  readonly onOrAfter: (day: Temporal.PlainDate) => Temporal.PlainDate | null;
  readonly onOrBefore: (day: Temporal.PlainDate) => Temporal.PlainDate | null;
};

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** `month`: of the other end, for a bare number as in "24-28 dec". */
function dayOf(plain: string, today: Temporal.PlainDate, month: number | null = null): TypedDay | null {
  if (plain === "today" || plain === "now") return fixed(today);
  if (plain === "tomorrow") return fixed(today.add({ days: 1 }));
  const named = /^(next |this )?(mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?$/.exec(
    plain,
  );
  if (named) {
    const weekday = weekdays.indexOf((named[2] ?? "").slice(0, 3)) + 1;
    return named[1] === "next "
      ? fixed(today.add({ days: 7 - today.dayOfWeek + weekday }))
      : comingUp(weekday);
  }
  const iso = /^(\d{4})_(\d{1,2})_(\d{1,2})$/.exec(plain);
  if (iso) return dated(Number(iso[3]), Number(iso[2]), Number(iso[1]));
  const dotted = /^(\d{1,2})\.(\d{1,2})\.?(?: ?(\d{4}))?$/.exec(plain);
  if (dotted) return dated(Number(dotted[1]), Number(dotted[2]), yearOf(dotted[3]));
  const day = /^(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3})[a-z]*\.?(?: (\d{4}))?$/.exec(plain);
  if (day) return inMonth(day[1], day[2], day[3]);
  const american = /^([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(plain);
  if (american) return inMonth(american[2], american[1], american[3]);
  const bare = /^(\d{1,2})(?:st|nd|rd|th|\.)?$/.exec(plain);
  return bare && month !== null ? dated(Number(bare[1]), month, null) : null;
}

function inMonth(day: string | undefined, name: string | undefined, year: string | undefined) {
  const month = months.indexOf(name ?? "") + 1;
  return month === 0 ? null : dated(Number(day), month, yearOf(year));
}

function yearOf(written: string | undefined): number | null {
  return written === undefined ? null : Number(written);
}

function fixed(day: Temporal.PlainDate | null): TypedDay {
  const always = () => day;
  return {
    isFixed: true,
    isWeekday: false,
    month: day?.month ?? null,
    onOrAfter: always,
    onOrBefore: always,
  };
}

function comingUp(weekday: number): TypedDay {
  const onOrAfter = (day: Temporal.PlainDate) => day.add({ days: (weekday - day.dayOfWeek + 7) % 7 });
  return { isFixed: false, isWeekday: true, month: null, onOrAfter, onOrBefore: onOrAfter };
}

/** Without a year, the first such day from a day on, or the last one up to it; 29 February waits for its year. */
function dated(day: number, month: number, year: number | null): TypedDay {
  if (year !== null) return fixed(date(year, month, day));
  const nearest = (from: Temporal.PlainDate, step: 1 | -1) => {
    for (let at = from.year; Math.abs(at - from.year) <= 8; at += step) {
      const found = date(at, month, day);
      if (found !== null && Temporal.PlainDate.compare(found, from) * step >= 0) return found;
    }
    return null;
  };
  return {
    isFixed: false,
    isWeekday: false,
    month,
    onOrAfter: (from) => nearest(from, 1),
    onOrBefore: (from) => nearest(from, -1),
  };
}

function date(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
  } catch {
    return null;
  }
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}
