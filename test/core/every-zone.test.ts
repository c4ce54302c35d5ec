/** Weekly hours where the clocks change, against a reckoning of its own (test/support/wall-clock). */
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { defaultRhythm, nextMoment, type Weekday, type WeeklyMoment } from "../../src/core/rhythm.ts";
import { nextOpening, planRound } from "../../src/core/schedule.ts";
import { bySize } from "../support/size.ts";
import { type WallClock, wallClock, zoneNames } from "../support/wall-clock.ts";

const day = 86_400_000;
const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms);
const written = (ms: number) => new Date(ms).toISOString().replace(".000", "");

/** A day's hour, and the instant it means: as Python's zoneinfo has it, with fold 0. */
const forty: readonly (readonly [zone: string, date: string, time: string, instant: string])[] = [
  ["America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30:00Z"],
  ["America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00Z"],
  ["Europe/Berlin", "2026-03-29", "02:15", "2026-03-29T01:15:00Z"],
  ["Europe/Berlin", "2026-10-25", "02:45", "2026-10-25T00:45:00Z"],
  ["Europe/London", "2027-03-28", "01:00", "2027-03-28T01:00:00Z"],
  ["Europe/Dublin", "2026-10-25", "01:59", "2026-10-25T00:59:00Z"],
  ["Europe/Lisbon", "2026-10-25", "01:30", "2026-10-25T00:30:00Z"],
  ["Atlantic/Azores", "2026-03-29", "00:30", "2026-03-29T01:30:00Z"],
  ["Australia/Lord_Howe", "2026-10-04", "02:00", "2026-10-03T15:30:00Z"],
  ["Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45:00Z"],
  ["Australia/Lord_Howe", "2026-10-04", "02:30", "2026-10-03T15:30:00Z"],
  ["Australia/Lord_Howe", "2027-04-04", "01:45", "2027-04-03T14:45:00Z"],
  ["Pacific/Chatham", "2026-09-27", "02:45", "2026-09-26T14:00:00Z"],
  ["Pacific/Chatham", "2026-09-27", "03:30", "2026-09-26T14:45:00Z"],
  ["Pacific/Chatham", "2027-04-04", "03:15", "2027-04-03T13:30:00Z"],
  ["Africa/Casablanca", "2026-02-15", "02:30", "2026-02-15T01:30:00Z"],
  ["Africa/Casablanca", "2026-03-22", "02:30", "2026-03-22T02:30:00Z"],
  ["Africa/El_Aaiun", "2026-03-22", "02:00", "2026-03-22T02:00:00Z"],
  ["Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:30:00Z"],
  ["Africa/Cairo", "2026-10-29", "23:30", "2026-10-29T20:30:00Z"],
  ["Pacific/Apia", "2011-12-30", "09:00", "2011-12-30T19:00:00Z"],
  ["Pacific/Apia", "2011-12-31", "00:00", "2011-12-30T10:00:00Z"],
  ["America/Nuuk", "2026-03-28", "23:30", "2026-03-29T01:30:00Z"],
  ["America/Scoresbysund", "2026-03-28", "23:45", "2026-03-29T01:45:00Z"],
  ["Asia/Beirut", "2026-03-29", "00:15", "2026-03-28T22:15:00Z"],
  ["America/Havana", "2026-03-08", "00:30", "2026-03-08T05:30:00Z"],
  ["America/Havana", "2026-11-01", "00:30", "2026-11-01T04:30:00Z"],
  ["America/Santiago", "2026-09-06", "00:15", "2026-09-06T04:15:00Z"],
  ["America/Santiago", "2026-04-04", "23:30", "2026-04-05T02:30:00Z"],
  ["America/St_Johns", "2026-03-08", "02:45", "2026-03-08T06:15:00Z"],
  ["Australia/Adelaide", "2026-10-04", "02:30", "2026-10-03T17:00:00Z"],
  ["Australia/Sydney", "2026-04-05", "02:30", "2026-04-04T15:30:00Z"],
  ["Antarctica/Troll", "2026-03-29", "01:30", "2026-03-29T01:30:00Z"],
  ["Asia/Tehran", "2021-03-22", "00:30", "2021-03-21T21:00:00Z"],
  ["Europe/Volgograd", "2020-12-27", "01:30", "2020-12-26T21:30:00Z"],
  ["Africa/Juba", "2021-01-31", "23:30", "2021-01-31T20:30:00Z"],
  ["Asia/Almaty", "2024-02-29", "23:30", "2024-02-29T17:30:00Z"],
  ["America/Asuncion", "2024-10-06", "00:30", "2024-10-06T04:30:00Z"],
  ["Asia/Kathmandu", "2026-11-23", "10:00", "2026-11-23T04:15:00Z"],
  ["Pacific/Kiritimati", "2026-11-23", "00:00", "2026-11-22T10:00:00Z"],
];

describe("a weekly hour in the week in which the clocks change", () => {
  it.each(forty)("in %s on %s at %s is %s", (zone, date, time, expected) => {
    const noon = Temporal.Instant.from(`${date}T12:00Z`);
    const moment = { weekday: Temporal.PlainDate.from(date).dayOfWeek as Weekday, time };
    expect(nextMoment(moment, zone, noon.subtract({ hours: 84 })).toString()).toBe(expected);
    const year = Number(date.slice(0, 4));
    const other = wallClock(zone, year, year).next(moment, noon.epochMilliseconds - 3.5 * day);
    expect(written(other)).toBe(expected);
  });
});

/** Each commit looks at the zones with rules of their own kind, at the hours around a change. */
const scope = bySize({
  commit: {
    zones: () => [
      "Australia/Lord_Howe",
      "Pacific/Chatham",
      "Africa/Casablanca",
      "Africa/Cairo",
      "America/Nuuk",
      "America/Santiago",
      "Europe/Dublin",
      "America/New_York",
    ],
    years: [2026, 2026],
    quarters: 8,
  },
  nightly: { zones: zoneNames, years: [2026, 2027], quarters: 336 },
  release: { zones: zoneNames, years: [2020, 2035], quarters: 336 },
} as const);

describe("every zone, every change of its clocks, every quarter hour of the week", () => {
  it("opens when another reckoning says, closes when it says, and once in each week", {
    timeout: 14_400_000,
  }, () => {
    const counted = { zones: 0, changes: 0, cases: 0 };
    const wrong: string[] = [];
    const [firstYear, lastYear] = scope.years;
    for (const zone of scope.zones()) {
      const clock = wallClock(zone, firstYear, lastYear);
      counted.zones += 1;
      counted.changes += clock.changes.length;
      const middles = clock.changes.length > 0 ? clock.changes : [Date.UTC(firstYear, 5, 1)];
      for (const middle of middles) {
        for (const moment of quartersAround(clock, middle, scope.quarters)) {
          counted.cases += 1;
          const what = compared(clock, moment, middle - 3.5 * day);
          if (what !== null) wrong.push(`${zone} ${moment.weekday} ${moment.time}: ${what}`);
        }
      }
    }
    if (scope.quarters === 336)
      process.stdout.write(`${JSON.stringify({ ...counted, wrong: wrong.length })}\n`);
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(counted.cases).toBeGreaterThan(200);
  });
});

/** Quarter hours of the week on the wall, so many before a moment and as many after. */
function quartersAround({ zone }: WallClock, middle: number, many: number): readonly WeeklyMoment[] {
  const shown = instant(middle).toZonedDateTimeISO(zone).toPlainDateTime();
  const first = shown.with({ minute: Math.floor(shown.minute / 15) * 15, second: 0, millisecond: 0 });
  return Array.from({ length: 2 * many }, (_, place) => {
    const wall = first.add({ minutes: 15 * (place - many) });
    return { weekday: wall.dayOfWeek as Weekday, time: wall.toPlainTime().toString().slice(0, 5) };
  });
}

/** What is wrong with a team's rhythm that opens at a moment and closes a day and a half later; null when nothing is. */
function compared(clock: WallClock, opens: WeeklyMoment, after: number): string | null {
  const minutes = Number(opens.time.slice(0, 2)) * 60 + Number(opens.time.slice(3)) + 720;
  const closes: WeeklyMoment = {
    weekday: (((opens.weekday + Math.floor(minutes / 1440)) % 7) + 1) as Weekday,
    time: [Math.floor((minutes % 1440) / 60), minutes % 60]
      .map((part) => String(part).padStart(2, "0"))
      .join(":"),
  };
  const rhythm = { ...defaultRhythm(clock.zone), opens, closes };
  const opensAt = nextOpening(rhythm, instant(after)).epochMilliseconds;
  const expected = clock.next(opens, after);
  if (opensAt !== expected) return `opens ${written(opensAt)}, not ${written(expected)}`;
  const justBefore = nextMoment(opens, clock.zone, instant(opensAt - 1)).epochMilliseconds;
  if (justBefore !== opensAt) return `asked a moment before ${written(opensAt)}: ${written(justBefore)}`;
  const plan = planRound(rhythm, instant(opensAt));
  if (plan.week !== clock.week(opensAt)) return `is of ${plan.week}, not ${clock.week(opensAt)}`;
  const closesAt = clock.next(closes, opensAt);
  if (plan.closesAt.epochMilliseconds !== closesAt)
    return `closes ${plan.closesAt}, not ${written(closesAt)}`;
  const again = nextMoment(opens, clock.zone, instant(opensAt)).epochMilliseconds;
  const later = clock.next(opens, opensAt);
  if (again !== later) return `opens again ${written(again)}, not ${written(later)}`;
  return clock.week(again) === clock.weekAfter(opensAt) ? null : "the week after has no round, or two";
}
