import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { parseWeek, type Week, weekOf, weekStart, weeksBetween, weeksLater } from "../../src/core/week.ts";

const noon = (date: string) => Temporal.Instant.from(`${date}T12:00Z`);

describe("a week", () => {
  test.each([
    ["2027-01-01", "2026-W53"],
    ["2024-12-30", "2025-W01"],
    ["2021-01-03", "2020-W53"],
    ["2026-11-22", "2026-W47"],
    ["2026-11-23", "2026-W48"],
    ["2028-02-29", "2028-W09"],
  ])("of %s is %s, whatever the calendar year says", (date, week) => {
    expect(weekOf(noon(date), "UTC")).toBe(week);
  });

  test("is the one people on the spot are in, not the server's", () => {
    const sundayEvening = Temporal.Instant.from("2026-11-22T23:30Z");
    expect(weekOf(sundayEvening, "America/New_York")).toBe("2026-W47");
    expect(weekOf(sundayEvening, "Europe/Berlin")).toBe("2026-W48");
    expect(weekOf(sundayEvening, "Pacific/Kiritimati")).toBe("2026-W48");
  });

  test("agrees with the calendar of Temporal on every day of forty years", () => {
    let date = Temporal.PlainDate.from("2000-01-01");
    for (; date.year < 2040; date = date.add({ days: 1 })) {
      const expected = `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, "0")}`;
      const week = weekOf(date.toZonedDateTime({ timeZone: "UTC", plainTime: "00:00" }).toInstant(), "UTC");
      if (week !== expected) expect.fail(`${date}: ${week}, expected ${expected}`);
      if (!weekStart(week).equals(date.subtract({ days: date.dayOfWeek - 1 })))
        expect.fail(`start of ${week}`);
    }
  });

  test("follows another across the end of a long year without losing or doubling one", () => {
    const weeks = [-1, 0, 1, 2].map((n) => weeksLater("2026-W52" as Week, n));
    expect(weeks).toEqual(["2026-W51", "2026-W52", "2026-W53", "2027-W01"]);
    expect([...weeks].sort()).toEqual(weeks);
    expect(weeksBetween("2026-W52" as Week, "2027-W01" as Week)).toBe(2);
    expect(weeksBetween("2027-W01" as Week, "2026-W52" as Week)).toBe(-2);
    expect(weeksBetween("2020-W01" as Week, "2030-W01" as Week)).toBe(522);
  });

  test.each(["2026-W53", "2020-W53", "2025-W01"])("reads %s as it is written", (text) => {
    expect(parseWeek(text)).toBe(text);
  });

  test.each([
    "2025-W53",
    "2026-W00",
    "2026-W54",
    "2026-W1",
    "2026W01",
    "2026-w01",
    " 2026-W01",
    "2026-W01\n",
    "",
  ])("refuses %j, which no year has", (text) => {
    expect(parseWeek(text)).toBeNull();
  });
});
