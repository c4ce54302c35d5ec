import { expect, test } from "vitest";
import { type AwayRead, readAwayDays } from "../../src/slack/away-days.ts";
import { awayAnswer } from "../../src/slack/away-words.ts";
import { day } from "../support/people.ts";

/** A Sunday. */
const today = day("2026-11-22");

function told(read: AwayRead): string {
  if ("no" in read) return read.no;
  return "back" in read ? "back" : `${read.days.firstDay} ${read.days.lastDay}`;
}

test.each([
  ["24 dec - 2 jan", "2026-12-24 2027-01-02"],
  ["24 December to 2 January", "2026-12-24 2027-01-02"],
  ["Dec 24 – Jan 2", "2026-12-24 2027-01-02"],
  ["from the 24th of december until jan 2nd", "2026-12-24 2027-01-02"],
  ["24-28 dec", "2026-12-24 2026-12-28"],
  ["24.12. - 2.1.", "2026-12-24 2027-01-02"],
  ["24.12.2026 – 2.1.2027", "2026-12-24 2027-01-02"],
  ["2026-12-24 2027-01-02", "2026-12-24 2027-01-02"],
  ["2026-12-24..2027-01-02", "2026-12-24 2027-01-02"],
  ["2026-12-24", "2026-12-24 2026-12-24"],
  ["24 dec 2026 - 2 jan 2027", "2026-12-24 2027-01-02"],
  ["24 dec - 2 jan 2027", "2026-12-24 2027-01-02"],
  ["24 dec 2026 - 2 jan", "2026-12-24 2027-01-02"],
  ["today", "2026-11-22 2026-11-22"],
  ["Tomorrow", "2026-11-23 2026-11-23"],
  ["until friday", "2026-11-22 2026-11-27"],
  ["till 2 jan", "2026-11-22 2027-01-02"],
  ["tomorrow - friday", "2026-11-23 2026-11-27"],
  ["thursday to tuesday", "2026-11-26 2026-12-01"],
  ["21 dec - friday", "2026-12-21 2026-12-25"],
  ["today - 2 jan", "2026-11-22 2027-01-02"],
  ["friday", "2026-11-27 2026-11-27"],
  ["wednesday", "2026-11-25 2026-11-25"],
  ["sunday", "2026-11-22 2026-11-22"],
  ["next wednesday", "2026-11-25 2026-11-25"],
  ["next week", "2026-11-23 2026-11-29"],
  ["this week", "2026-11-22 2026-11-22"],
  ["for 3 days", "2026-11-22 2026-11-24"],
  ["2 weeks", "2026-11-22 2026-12-05"],
  ["monday for two weeks", "2026-11-23 2026-12-06"],
  ["1 jan", "2027-01-01 2027-01-01"],
  ["29 feb", "2028-02-29 2028-02-29"],
])("understands “%s”", (typed, days) => {
  expect(told(readAwayDays(typed, today))).toBe(days);
});

test("a stretch that is under way is this one, not next year's", () => {
  expect(told(readAwayDays("20 nov - 25 nov", today))).toBe("2026-11-20 2026-11-25");
  expect(told(readAwayDays("2026-11-20 - 25 nov", today))).toBe("2026-11-20 2026-11-25");
});

test("what began more than a week ago is asked back about, not noted", () => {
  expect(told(readAwayDays("15 nov - 25 nov", today))).toBe("2026-11-15 2026-11-25");
  expect(told(readAwayDays("14 nov - 25 nov", today))).toBe("long-begun");
  expect(awayAnswer(readAwayDays("2 jan - 24 dec", today), [], today)).toBe(
    "That began on 2 January. Did you mean 2 January 2027? If you're away already, type `/bearings away until 24 December`.",
  );
  const newYear = day("2027-01-08");
  expect(awayAnswer(readAwayDays("2026-12-24 - 2027-01-20", newYear), [], newYear)).toBe(
    "That began on 24 December 2026. If you're away already, type `/bearings away until 20 January`.",
  );
});

test("the year is told wherever it isn't this one", () => {
  expect(awayAnswer(readAwayDays("24 dec - 2 jan", today), [], today)).toContain(
    "from Thursday 24 December to Saturday 2 January 2027.",
  );
  const newYear = day("2027-01-01");
  expect(awayAnswer(readAwayDays("28 dec - 5 jan", newYear), [], newYear)).toContain(
    "from Monday 28 December 2026 to Tuesday 5 January.",
  );
});

test("next Friday is not this week's", () => {
  expect(told(readAwayDays("next friday", day("2026-11-25")))).toBe("2026-12-04 2026-12-04");
});

test.each(["back", "I'm back", "none"])("“%s” ends it", (typed) => {
  expect(told(readAwayDays(typed, today))).toBe("back");
});

test.each([
  ["", "nothing"],
  ["soon", "unreadable"],
  ["until later", "unreadable"],
  ["1 - 2 - 3", "unreadable"],
  ["24", "unreadable"],
  ["0 days", "unreadable"],
  ["24 foo", "unreadable"],
  ["3/4", "slashes"],
  ["30 feb", "no-such-day"],
  ["2026-13-01", "no-such-day"],
  ["2026-02-30 - 5 mar", "no-such-day"],
  ["2026-11-01", "past"],
  ["1 nov 2026 - 21 nov 2026", "past"],
  ["2026-12-24 2026-12-20", "backwards"],
  ["2026-12-24 - 2028-01-02", "too-long"],
  ["999 weeks", "too-long"],
])("asks back about “%s”", (typed, why) => {
  expect(told(readAwayDays(typed, today))).toBe(why);
});
