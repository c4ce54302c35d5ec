import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { defaultRhythm, type Rhythm } from "../../src/core/rhythm.ts";
import {
  decideOpening,
  digestAt,
  digestSince,
  dueToClose,
  dueToNudge,
  nextDigest,
  nextOpening,
  openingAt,
  planRound,
} from "../../src/core/schedule.ts";
import { type Week, weekOf } from "../../src/core/week.ts";

const at = (text: string) => Temporal.Instant.from(text);
const berlin = defaultRhythm("Europe/Berlin");
/** Monday 23 November 2026, 10:00 in Berlin. */
const due = at("2026-11-23T09:00Z");
const close = at("2026-11-26T16:00Z");

function plan(rhythm: Rhythm, opensAt: string) {
  const { week, closesAt, nudgesAt } = planRound(rhythm, at(opensAt));
  return { week, closesAt: closesAt.toString(), nudgesAt: nudgesAt?.toString() ?? null };
}

describe("a round", () => {
  test("runs from Monday 10:00 to Thursday 17:00, with one nudge the day before", () => {
    expect(nextOpening(berlin, at("2026-11-22T00:00Z"))).toEqual(due);
    expect(plan(berlin, "2026-11-23T09:00Z")).toEqual({
      week: "2026-W48",
      closesAt: "2026-11-26T16:00:00Z",
      nudgesAt: "2026-11-25T16:00:00Z",
    });
  });

  test("belongs to the week in which its team lives, not its server", () => {
    expect(plan(defaultRhythm("Pacific/Kiritimati"), "2026-11-22T20:00Z").week).toBe("2026-W48");
  });

  test("has no nudge where the team wants none, or where it would come before the round", () => {
    expect(plan({ ...berlin, nudge: false }, "2026-11-23T09:00Z").nudgesAt).toBeNull();
    const oneDay: Rhythm = { ...berlin, closes: { weekday: 2, time: "10:00" } };
    expect(plan(oneDay, "2026-11-23T09:00Z").nudgesAt).toBeNull();
    const aMinuteMore: Rhythm = { ...berlin, closes: { weekday: 2, time: "10:01" } };
    expect(plan(aMinuteMore, "2026-11-23T09:00Z").nudgesAt).toBe("2026-11-23T09:01:00Z");
  });

  test("keeps its closing hour on the wall when the clocks change while it is open", () => {
    const weekend: Rhythm = {
      ...berlin,
      opens: { weekday: 6, time: "10:00" },
      closes: { weekday: 1, time: "10:00" },
    };
    expect(plan(weekend, "2026-10-24T08:00Z").closesAt).toBe("2026-10-26T09:00:00Z");
  });

  test("opened by a leader at the last minute stays open for an hour", () => {
    expect(plan(berlin, "2026-11-26T15:50Z").closesAt).toBe("2026-11-26T16:50:00Z");
  });

  test("opened by a leader after its closing hour ends when the next week's is due, so that two are never open", () => {
    expect(plan(berlin, "2026-11-27T14:00Z")).toEqual({
      week: "2026-W48",
      closesAt: "2026-11-30T09:00:00Z",
      nudgesAt: "2026-11-29T09:00:00Z",
    });
  });

  test("opened by a leader an hour early is not cut short by its own week's hour", () => {
    expect(plan(berlin, "2026-11-23T08:00Z").closesAt).toBe("2026-11-26T16:00:00Z");
  });

  test("is not left open for a week when the clocks push its opening onto its close", () => {
    const early: Rhythm = {
      ...defaultRhythm("America/New_York"),
      opens: { weekday: 7, time: "02:00" },
      closes: { weekday: 7, time: "03:00" },
    };
    expect(plan(early, "2026-03-08T07:00Z").closesAt).toBe("2026-03-08T08:00:00Z");
  });

  test("comes once in every ISO week for eight years, is over before the next, and misses none", () => {
    for (const zone of [
      "America/New_York",
      "Europe/Berlin",
      "Australia/Lord_Howe",
      "Pacific/Chatham",
      "UTC",
    ]) {
      const rhythm: Rhythm = {
        ...defaultRhythm(zone),
        opens: { weekday: 7, time: "02:15" },
        closes: { weekday: 7, time: "01:45" },
      };
      let opens = nextOpening(rhythm, at("2025-12-31T00:00Z"));
      const weeks: string[] = [];
      for (let n = 0; n < 418; n++) {
        const round = planRound(rhythm, opens);
        weeks.push(round.week);
        opens = nextOpening(rhythm, opens);
        expect(Temporal.Instant.compare(round.closesAt, opens)).toBeLessThanOrEqual(0);
      }
      expect(new Set(weeks).size).toBe(418);
      expect([weeks[0], weeks.at(-1)]).toEqual(["2026-W01", weekOf(at("2033-12-31T12:00Z"), "UTC")]);
    }
  });
});

describe("the next opening", () => {
  const open = (week: string, closesAt: string) => ({
    week: week as Week,
    state: "open" as const,
    closesAt: at(closesAt),
  });
  const next = (had: ReturnType<typeof open>[], rhythm = berlin) =>
    nextOpening(rhythm, at("2026-11-29T00:00Z"), had).toString();

  test("passes over a week that has its round, however it came to it", () => {
    for (const state of ["open", "closed", "skipped"] as const)
      expect(
        nextOpening(berlin, at("2026-11-22T00:00Z"), [
          { week: "2026-W48" as Week, state, closesAt: close },
        ]).toString(),
      ).toBe("2026-11-30T09:00:00Z");
  });

  test("waits for the close of the round that is open, up to a day, else for the week after", () => {
    expect(next([open("2026-W48", "2026-11-30T09:00:00Z")])).toBe("2026-11-30T09:00:00Z");
    expect(next([open("2026-W48", "2026-11-30T11:00:00Z")])).toBe("2026-11-30T11:00:00Z");
    expect(next([open("2026-W48", "2026-12-01T09:00:00Z")])).toBe("2026-12-01T09:00:00Z");
    expect(next([open("2026-W48", "2026-12-01T09:01:00Z")])).toBe("2026-12-07T09:00:00Z");
  });

  test("never waits past its own close, nor into a week that isn't its own", () => {
    const morning: Rhythm = { ...berlin, closes: { weekday: 1, time: "12:00" } };
    expect(next([open("2026-W48", "2026-11-30T11:00:00Z")], morning)).toBe("2026-12-07T09:00:00Z");
    const sunday: Rhythm = { ...berlin, opens: { weekday: 7, time: "20:00" } };
    expect(next([open("2026-W47", "2026-11-30T01:00:00Z")], sunday)).toBe("2026-12-06T19:00:00Z");
  });
});

describe("a round that is due", () => {
  test.each([
    ["2026-11-23T08:59:59.999Z", "not-yet"],
    ["2026-11-23T09:00:00Z", "on-time"],
    ["2026-11-23T09:15:00Z", "on-time"],
    ["2026-11-23T09:15:00.001Z", "late"],
    ["2026-11-24T09:00:00Z", "late"],
    ["2026-11-24T09:00:00.001Z", "skip"],
    ["2026-12-24T09:00:00Z", "skip"],
  ] as const)("is, at %s, %s", (now, opening) => {
    expect(openingAt(due, at(now))).toBe(opening);
    expect(decideOpening(berlin, due, at(now))).toMatchObject({ opening, week: "2026-W48" });
  });

  test("closes when it would have, and is nudged when it would have been, though it opened late", () => {
    const decision = decideOpening(berlin, due, at("2026-11-24T08:00Z"));
    expect(decision).toEqual({ opening: "late", week: "2026-W48", plan: planRound(berlin, due) });
  });

  test("has lost its nudge when it opens after the nudge's hour", () => {
    const short: Rhythm = { ...berlin, closes: { weekday: 2, time: "12:00" } };
    const planOf = (now: string) => {
      const decision = decideOpening(short, due, at(now));
      return "plan" in decision ? (decision.plan.nudgesAt?.toString() ?? "no nudge") : decision.opening;
    };
    expect(planOf("2026-11-23T10:59Z")).toBe("2026-11-23T11:00:00Z");
    expect(planOf("2026-11-23T11:00Z")).toBe("no nudge");
  });

  test("is skipped when it would open after its own close", () => {
    const morning: Rhythm = { ...berlin, closes: { weekday: 1, time: "12:00" } };
    expect(decideOpening(morning, due, at("2026-11-23T10:59Z")).opening).toBe("late");
    expect(decideOpening(morning, due, at("2026-11-23T11:00Z"))).toEqual({
      opening: "skip",
      week: "2026-W48",
    });
  });
});

describe("the nudge", () => {
  const nudgesAt = at("2026-11-25T16:00Z");
  const round = { nudgesAt, closesAt: close, nudged: false };

  test.each([
    ["2026-11-25T15:59:59Z", false],
    ["2026-11-25T16:00:00Z", true],
    ["2026-11-25T18:00:00Z", true],
    ["2026-11-25T18:00:01Z", false],
    ["2026-11-27T00:00:00Z", false],
  ])("at %s is due: %s", (now, expected) => {
    expect(dueToNudge(round, at(now))).toBe(expected);
  });

  test("is never a second one, and never where there is none", () => {
    expect(dueToNudge({ ...round, nudged: true }, nudgesAt)).toBe(false);
    expect(dueToNudge({ ...round, nudgesAt: null }, nudgesAt)).toBe(false);
  });

  test("never reminds anybody of a round that closes at this very moment", () => {
    const closedEarly = { ...round, closesAt: at("2026-11-25T17:00Z") };
    expect(dueToNudge(closedEarly, at("2026-11-25T16:59:59Z"))).toBe(true);
    expect(dueToNudge(closedEarly, at("2026-11-25T17:00Z"))).toBe(false);
  });
});

test("a round is closed from its hour on, however late we wake", () => {
  expect(dueToClose({ closesAt: close }, at("2026-11-26T15:59:59.999Z"))).toBe(false);
  expect(dueToClose({ closesAt: close }, close)).toBe(true);
  expect(dueToClose({ closesAt: close }, at("2027-01-01T00:00Z"))).toBe(true);
});

describe("a leader's digest", () => {
  test("comes on Friday at nine where the leader is", () => {
    const tokyo = { zone: "Asia/Tokyo", weekday: 5, time: "09:00" } as const;
    expect(nextDigest(tokyo, due).toString()).toBe("2026-11-27T00:00:00Z");
    expect(nextDigest(tokyo, at("2026-11-27T00:00Z")).toString()).toBe("2026-12-04T00:00:00Z");
  });

  test.each([
    ["2026-11-22T00:00:00Z", "not-yet"],
    ["2026-11-23T09:00:00Z", "tell"],
    ["2026-11-24T09:00:00Z", "tell"],
    ["2026-11-24T09:00:00.001Z", "skip"],
  ])("due on Monday at nine is, at %s, %s", (now, expected) => {
    expect(digestAt(due, at(now))).toBe(expected);
  });
});

describe("what a digest looks back on", () => {
  const at = Temporal.Instant.from("2026-11-27T08:00:00Z");
  const days = (n: number) => at.subtract({ minutes: Math.round(n * 24 * 60) });

  test.each<[string, Temporal.Instant | null, Temporal.Instant]>([
    ["nothing was heard before: seven days", null, days(7)],
    ["the last one was heard yesterday, its day was moved: seven days all the same", days(1), days(7)],
    ["the last one was a little late a week ago: not a minute is left out", days(7.01), days(7.01)],
    ["its day was moved back: since the last one", days(11), days(11)],
    ["it was paused for long: fourteen days, and no more", days(60), days(14)],
  ])("%s", (_, heard, since) => {
    expect(digestSince(at, heard).toString()).toBe(since.toString());
  });
});
