import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  defaultRhythm,
  digestDefault,
  nextMoment,
  type Rhythm,
  rhythmTrouble,
  type Weekday,
  type WeeklyMoment,
} from "../../src/core/rhythm.ts";

const at = (text: string) => Temporal.Instant.from(text);
const monday = (time: string): WeeklyMoment => ({ weekday: 1, time });
const sunday = (time: string): WeeklyMoment => ({ weekday: 7, time });

function next(moment: WeeklyMoment, zone: string, after: string): string {
  return nextMoment(moment, zone, at(after)).toString();
}

describe("the next time a local moment comes round", () => {
  test("keeps its hour on the wall when the clocks change", () => {
    expect(next(monday("09:00"), "America/New_York", "2026-03-02T15:00Z")).toBe("2026-03-09T13:00:00Z");
    expect(next(monday("09:00"), "America/New_York", "2026-02-28T15:00Z")).toBe("2026-03-02T14:00:00Z");
  });

  test.each([
    [
      "moves by the hour that New York skips",
      sunday("02:30"),
      "America/New_York",
      "2026-03-08T00:00Z",
      "2026-03-08T07:30:00Z",
    ],
    [
      "moves by the half hour that Lord Howe skips",
      sunday("02:15"),
      "Australia/Lord_Howe",
      "2026-10-03T00:00Z",
      "2026-10-03T15:45:00Z",
    ],
    [
      "moves by the midnight hour that Cairo skips",
      { weekday: 5, time: "00:30" } as const,
      "Africa/Cairo",
      "2026-04-23T00:00Z",
      "2026-04-23T22:30:00Z",
    ],
    [
      "moves into Sunday where Nuuk skips late Saturday",
      { weekday: 6, time: "23:30" } as const,
      "America/Nuuk",
      "2026-03-26T00:00Z",
      "2026-03-29T01:30:00Z",
    ],
    [
      "means the first of the two that New York has",
      sunday("01:30"),
      "America/New_York",
      "2026-11-01T00:00Z",
      "2026-11-01T05:30:00Z",
    ],
    [
      "comes a day later where Apia left out the day",
      { weekday: 5, time: "09:00" } as const,
      "Pacific/Apia",
      "2011-12-29T00:00Z",
      "2011-12-30T19:00:00Z",
    ],
  ])("%s", (_, moment, zone, after, expected) => {
    expect(next(moment, zone, after)).toBe(expected);
  });

  test("is not missed when the clocks pushed it onto the day on which we ask", () => {
    expect(next({ weekday: 6, time: "23:30" }, "America/Nuuk", "2026-03-29T01:10Z")).toBe(
      "2026-03-29T01:30:00Z",
    );
  });

  test("comes once where the hour comes twice", () => {
    expect(next(sunday("01:30"), "America/New_York", "2026-11-01T05:30Z")).toBe("2026-11-08T06:30:00Z");
    expect(next(sunday("01:30"), "America/New_York", "2026-11-01T06:00Z")).toBe("2026-11-08T06:30:00Z");
  });

  test("is after the moment that is asked about, never the same", () => {
    expect(next(monday("10:00"), "Europe/Berlin", "2026-11-23T09:00Z")).toBe("2026-11-30T09:00:00Z");
    expect(next(monday("10:00"), "Europe/Berlin", "2026-11-23T08:59:59.999999999Z")).toBe(
      "2026-11-23T09:00:00Z",
    );
  });

  test("is right in every zone, round every change of clocks from 2026 to 2029, by another reckoning", () => {
    let asked = 0;
    for (const [zone, changes] of zonesThatChange("2026-01-01T00:00Z", "2030-01-01T00:00Z")) {
      for (const change of changes) {
        for (let quarter = -8; quarter <= 8; quarter++) {
          const wall = change
            .add({ minutes: 15 * quarter })
            .toZonedDateTimeISO("UTC")
            .add({ milliseconds: offset(zone, change.epochMilliseconds - 1) });
          const moment = {
            weekday: wall.dayOfWeek as Weekday,
            time: wall.toPlainTime().toString().slice(0, 5),
          };
          for (const hours of [-100, -0.25, 0, 0.75, 30]) {
            const after = change.epochMilliseconds + hours * 3_600_000;
            const got = nextMoment(
              moment,
              zone,
              Temporal.Instant.fromEpochMilliseconds(after),
            ).epochMilliseconds;
            const expected = byIntl(moment, zone, after);
            asked++;
            if (got !== expected) {
              expect.fail(
                `${zone} ${moment.weekday} ${moment.time} after ${new Date(after).toISOString()}: ${new Date(got).toISOString()}, not ${new Date(expected).toISOString()}`,
              );
            }
          }
        }
      }
    }
    expect(asked).toBeGreaterThan(10_000);
  });
});

describe("a rhythm", () => {
  const berlin = defaultRhythm("Europe/Berlin");

  test("starts as Monday 10:00 to Thursday 17:00 with a nudge and all five categories; digests on Friday 09:00", () => {
    expect(berlin).toEqual({
      zone: "Europe/Berlin",
      opens: { weekday: 1, time: "10:00" },
      closes: { weekday: 4, time: "17:00" },
      nudge: true,
      categories: ["customer", "employee", "business", "knowledge", "acceleration"],
    });
    expect(digestDefault).toEqual({ weekday: 5, time: "09:00" });
    expect(rhythmTrouble(berlin)).toBeNull();
  });

  test.each<[string, Partial<Rhythm>, ReturnType<typeof rhythmTrouble>]>([
    ["a zone that nobody keeps", { zone: "Europe/Atlantis" }, "unknown-zone"],
    ["an offset, which knows no summer", { zone: "+02:00" }, "unknown-zone"],
    ["no zone", { zone: "" }, "unknown-zone"],
    ["a zone with something behind it", { zone: "Europe/Berlin\n" }, "unknown-zone"],
    ["an hour that no day has", { opens: monday("24:00") }, "bad-time"],
    ["a minute that no hour has", { closes: monday("10:60") }, "bad-time"],
    ["a time written short", { opens: monday("9:00") }, "bad-time"],
    ["seconds", { opens: monday("09:00:30") }, "bad-time"],
    ["no time", { closes: monday("") }, "bad-time"],
    ["a close at the very moment of opening", { closes: { weekday: 1, time: "10:00" } }, "open-too-short"],
    ["a round of 59 minutes", { closes: { weekday: 1, time: "10:59" } }, "open-too-short"],
    ["nothing to ask", { categories: [] }, "no-category"],
  ])("is refused with %s", (_, change, trouble) => {
    expect(rhythmTrouble({ ...berlin, ...change })).toBe(trouble);
  });

  test.each<[string, Partial<Rhythm>]>([
    ["a round of one hour", { closes: { weekday: 1, time: "11:00" } }],
    ["a round of a week less a minute", { closes: { weekday: 1, time: "09:59" } }],
    [
      "a round over Sunday midnight",
      { opens: { weekday: 7, time: "23:30" }, closes: { weekday: 1, time: "00:30" } },
    ],
    ["one category", { categories: ["business"] }],
    ["an old name of a zone", { zone: "Asia/Calcutta" }],
    ["UTC", { zone: "UTC" }],
  ])("may have %s", (_, change) => {
    expect(rhythmTrouble({ ...berlin, ...change })).toBeNull();
  });
});

/** One zone of each kind that changes its clocks, with the moments at which it does. */
function zonesThatChange(from: string, to: string): ReadonlyMap<string, readonly Temporal.Instant[]> {
  const kinds = new Map<string, readonly [string, readonly Temporal.Instant[]]>();
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    const changes: Temporal.Instant[] = [];
    let here = at(from).toZonedDateTimeISO(zone).getTimeZoneTransition("next");
    while (here !== null && Temporal.Instant.compare(here.toInstant(), at(to)) < 0) {
      changes.push(here.toInstant());
      here = here.getTimeZoneTransition("next");
    }
    const kind = changes.map((change) => `${change} ${offset(zone, change.epochMilliseconds)}`).join();
    if (changes.length > 0) kinds.set(kind, [zone, changes]);
  }
  return new Map(kinds.values());
}

/** The same question answered without Temporal: by what Intl shows on the wall, in milliseconds. */
function byIntl(moment: WeeklyMoment, zone: string, after: number): number {
  const day = 86_400_000;
  const [hours = 0, minutes = 0] = moment.time.split(":").map(Number);
  const today = Math.floor((after + offset(zone, after)) / day) * day;
  const candidates: number[] = [];
  for (let date = today - 2 * day; date <= today + 8 * day; date += day) {
    if ((new Date(date).getUTCDay() || 7) !== moment.weekday) continue;
    const wall = date + (hours * 60 + minutes) * 60_000;
    const [before, since] = [offset(zone, wall - day), offset(zone, wall + day)];
    const shown = [wall - before, wall - since].filter((moment) => moment + offset(zone, moment) === wall);
    candidates.push(shown.length > 0 ? Math.min(...shown) : wall - before);
  }
  return Math.min(...candidates.filter((candidate) => candidate > after));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far the wall is ahead of UTC, in milliseconds. */
function offset(zone: string, moment: number): number {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  clocks.set(zone, clock);
  const shown = new Map(clock.formatToParts(moment).map((part) => [part.type, Number(part.value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? Number.NaN;
  const wall = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return wall - Math.floor(moment / 1000) * 1000;
}
