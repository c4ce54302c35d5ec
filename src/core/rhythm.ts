/** When a team's week happens: weekday, hour, zone, how long a round stays open, what it asks. */
import { Temporal } from "temporal-polyfill";
import { type CategoryKey, categoryKeys } from "./framework.ts";

/** ISO weekday: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A local moment of the week, such as Monday 10:00. `time` is HH:MM, 24 hours. */
export type WeeklyMoment = { readonly weekday: Weekday; readonly time: string };

export type Rhythm = {
  /** A zone name of the tz database, such as Europe/Berlin; never an offset. */
  readonly zone: string;
  readonly opens: WeeklyMoment;
  /** The first such local moment after it opened: at most a week later. */
  readonly closes: WeeklyMoment;
  readonly nudge: boolean;
  readonly categories: readonly CategoryKey[];
};

/** Why a rhythm can't be kept. One at a time, in the order of the form that asks for it. */
export type RhythmTrouble = "unknown-zone" | "bad-time" | "open-too-short" | "no-category";

/** When a leader's weekly digest is told, in the leader's zone: Friday 09:00 unless they choose otherwise. */
export const digestDefault: WeeklyMoment = { weekday: 5, time: "09:00" };

/** What a team starts with: Monday 10:00 to Thursday 17:00, one nudge, all five categories. */
export function defaultRhythm(zone: string): Rhythm {
  return {
    zone,
    opens: { weekday: 1, time: "10:00" },
    closes: { weekday: 4, time: "17:00" },
    nudge: true,
    categories: categoryKeys,
  };
}

/**
 * The next time a local moment of the week comes round, strictly after `after`. A time that the clocks skip moves by
 * the gap (02:30 becomes 03:30), one that comes twice means the first (RFC 5545, 3.3.5).
 */
export function nextMoment(moment: WeeklyMoment, zone: string, after: Temporal.Instant): Temporal.Instant {
  const plainTime = Temporal.PlainTime.from(moment.time);
  // From the day before: a late hour that the clocks skip lands on the next local date, and is still to come there.
  const from = after.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 });
  let date = from.add({ days: (moment.weekday - from.dayOfWeek + 7) % 7 });
  for (;;) {
    const at = date.toZonedDateTime({ timeZone: zone, plainTime }).toInstant();
    if (Temporal.Instant.compare(at, after) > 0) return at;
    date = date.add({ weeks: 1 });
  }
}

/**
 * What is wrong with a rhythm, or null. A zone must be a name that this machine's time-zone data knows, never an
 * offset; times are HH:MM; a round stays open for an hour at least, and never until the moment it opened at.
 */
export function rhythmTrouble(rhythm: Rhythm): RhythmTrouble | null {
  if (!isZone(rhythm.zone)) return "unknown-zone";
  if (!isTime(rhythm.opens.time) || !isTime(rhythm.closes.time)) return "bad-time";
  if (minutesOpen(rhythm) < 60) return "open-too-short";
  if (rhythm.categories.length === 0) return "no-category";
  return null;
}

/** Whether a zone is a name that the time-zone data of this machine knows. An offset such as +02:00 is no zone: it knows no summer. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** Whether a time is written HH:MM, from 00:00 to 23:59. */
export function isTime(time: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
}

/** By the clock on the wall, in a week without a change of clocks. */
function minutesOpen(rhythm: Rhythm): number {
  const week = 7 * 24 * 60;
  return (minuteOfWeek(rhythm.closes) - minuteOfWeek(rhythm.opens) + week) % week;
}

function minuteOfWeek(moment: WeeklyMoment): number {
  const time = Temporal.PlainTime.from(moment.time);
  return ((moment.weekday - 1) * 24 + time.hour) * 60 + time.minute;
}
