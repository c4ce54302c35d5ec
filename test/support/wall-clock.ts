/**
 * What the clocks on the wall show in a zone, by Intl alone: an oracle for the product's reckoning, which shares no code
 * with it. The changes of a zone are searched for once; after that it is adding and comparing numbers.
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { WeeklyMoment } from "../../src/core/rhythm.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** From a moment on, until the next step's, a zone's wall is so far ahead of UTC; all in milliseconds. */
type Step = { readonly from: number; readonly ahead: number };

export type WallClock = {
  readonly zone: string;
  /** The moments at which the clocks of the zone change, in the years asked for. */
  readonly changes: readonly number[];
  /** When a moment of the week comes round next, strictly after a moment. */
  readonly next: (moment: WeeklyMoment, after: number) => number;
  /** The ISO week on the wall at a moment, such as 2026-W48. */
  readonly week: (at: number) => string;
  /** The one after it: seven days later on the wall, which need not be 168 hours. */
  readonly weekAfter: (at: number) => string;
};

/** Looks at a zone's wall twice a day from the beginning of one year to the end of another, and a little around it. */
export function wallClock(zone: string, firstYear: number, lastYear: number): WallClock {
  const [from, to] = [Date.UTC(firstYear, 0, 1), Date.UTC(lastYear + 1, 0, 1)];
  const steps = stepsOf(zone, from - 30 * day, to + 60 * day);
  return {
    zone,
    changes: steps.map((step) => step.from).filter((change) => change >= from && change < to),
    next: (moment, after) => nextOn(steps, moment, after),
    week: (at) => isoWeek(at + aheadAt(steps, at)),
    weekAfter: (at) => isoWeek(at + aheadAt(steps, at) + 7 * day),
  };
}

/** Every zone that this machine knows by name: Intl's own, and the older names in the system's tz database. */
export function zoneNames(): readonly string[] {
  const names = new Set(Intl.supportedValuesOf("timeZone"));
  for (const name of namesIn("/usr/share/zoneinfo")) if (isKnown(name)) names.add(name);
  return [...names].sort();
}

function stepsOf(zone: string, from: number, to: number): readonly Step[] {
  const ahead = shownBy(zone);
  const steps: Step[] = [{ from, ahead: ahead(from) }];
  for (let at = from; at < to; at += 12 * hour) {
    let before = ahead(at);
    const after = ahead(at + 12 * hour);
    let low = at;
    while (before !== after) {
      let high = at + 12 * hour;
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000;
        if (ahead(middle) === before) low = middle;
        else high = middle;
      }
      before = ahead(high);
      steps.push({ from: high, ahead: before });
      low = high;
    }
  }
  return steps;
}

/** How far the wall is ahead of UTC at a moment, as Intl shows it. */
function shownBy(zone: string): (moment: number) => number {
  const shown = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (moment) => {
    const [month = 0, date = 0, year = 0, ...time] = shown.format(moment).split(/\D+/).map(Number);
    return Date.UTC(year, month - 1, date, ...(time as [number, number, number])) - moment;
  };
}

/** On each such weekday of the calendar, the days around it included: a day that a zone left out may be asked for. */
function nextOn(steps: readonly Step[], { weekday, time }: WeeklyMoment, after: number): number {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const first = Math.floor((after + aheadAt(steps, after)) / day) - 2;
  for (let date = first; ; date += 1) {
    // 1 January 1970 was a Thursday.
    if (((date + 3) % 7) + 1 !== weekday) continue;
    const at = momentOf(steps, date * day + minutes * 60_000);
    if (at > after) return at;
  }
}

/** The first moment that shows this on the wall; of a time left out, what it would have been by the clock before (RFC 5545). */
function momentOf(steps: readonly Step[], wall: number): number {
  let place = stepAt(steps, wall - 2 * day);
  for (; ; place += 1) {
    const here = steps[place];
    const next = steps[place + 1];
    if (here === undefined) throw new Error("That is beyond the years that were looked at.");
    const at = wall - here.ahead;
    if (next === undefined || at < next.from) return at;
    if (wall - next.ahead < next.from) return at;
  }
}

function aheadAt(steps: readonly Step[], moment: number): number {
  return steps[stepAt(steps, moment)]?.ahead ?? Number.NaN;
}

function stepAt(steps: readonly Step[], moment: number): number {
  let [low, high] = [0, steps.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((steps[middle]?.from ?? 0) <= moment) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** ISO 8601: the week of a date is that of its Thursday. */
function isoWeek(wall: number): string {
  const date = Math.floor(wall / day);
  const thursday = new Date((date - ((date + 3) % 7) + 3) * day);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * day)) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

function namesIn(folder: string, under = ""): readonly string[] {
  try {
    return readdirSync(join(folder, under)).flatMap((name) => {
      const path = under === "" ? name : `${under}/${name}`;
      if (under === "" && ["posix", "right"].includes(name)) return [];
      return statSync(join(folder, path)).isDirectory() ? namesIn(folder, path) : [path];
    });
  } catch {
    return [];
  }
}

function isKnown(name: string): boolean {
  if (!/^[A-Z][A-Za-z0-9_+/-]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
