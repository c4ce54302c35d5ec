/** Who may answer a round, until when, and what of an answer is kept. */
import { describe, expect, it } from "vitest";
import { categoryKeys, measureKey } from "../../src/core/framework.ts";
import type { RoundId, TeamId } from "../../src/core/ids.ts";
import { type Answer, type Answerer, type Reading, takeAnswer } from "../../src/core/reading.ts";
import { questionsOf, type Round } from "../../src/core/round.ts";
import type { Week } from "../../src/core/week.ts";
import { moment } from "../support/people.ts";

const opensAt = moment("2026-11-23T09:00:00Z");
const closesAt = moment("2026-11-26T16:00:00Z");
const nextOpensAt = moment("2026-11-30T09:00:00Z");
const tuesday = moment("2026-11-24T12:00:00Z");

const round: Round = {
  id: "00000000-0000-4000-8000-000000000001" as RoundId,
  team: "00000000-0000-4000-8000-000000000002" as TeamId,
  week: "2026-W48" as Week,
  ordinal: 3,
  state: "open",
  opensAt,
  closesAt,
  floor: 5,
  mode: "confidential",
  questions: questionsOf(categoryKeys, "business", null),
  talkedAbout: false,
};
const member: Answerer = { onList: true, isMember: true, isGuest: false, isStranger: false };
const timeToSmile = measureKey("time-to-smile");

function reading(subject: Reading["subject"], said: Partial<Reading> = {}): Reading {
  return { subject, direction: null, goodEnough: false, ballpark: null, ...said };
}
const answer = (...readings: readonly Reading[]): Answer => ({ readings, reflection: null });
const improving = answer(reading("customer", { direction: "improving" }));
const take = (said: Answer, now = tuesday, of = round, from = member) =>
  takeAnswer(of, from, said, now, nextOpensAt);

describe("who may answer, and when", () => {
  it("takes an answer from somebody on the list while the round is open", () => {
    expect(take(improving)).toEqual(improving);
  });

  it("takes one in the last second, and none from the moment it closes, even if nobody has closed it yet", () => {
    expect(take(improving, closesAt.subtract({ seconds: 1 }))).toEqual(improving);
    expect(take(improving, closesAt)).toEqual({ no: "round-closed", closedAt: closesAt, nextOpensAt });
  });

  it.each(["closed", "skipped"] as const)("takes none into a round that is %s", (state) => {
    expect(take(improving, tuesday, { ...round, state })).toMatchObject({ no: "round-closed" });
  });

  it("takes none before it opens", () => {
    const no = { no: "round-not-open", opensAt };
    expect(take(improving, tuesday, { ...round, state: "scheduled" })).toEqual(no);
    expect(take(improving, opensAt.subtract({ seconds: 1 }))).toEqual(no);
    expect(take(improving, opensAt)).toEqual(improving);
  });

  it.each<[string, Partial<Answerer>, object]>([
    [
      "somebody who joined after it opened",
      { onList: false },
      { no: "not-on-list", because: "joined-later" },
    ],
    [
      "somebody from another team",
      { onList: false, isMember: false },
      { no: "not-on-list", because: "not-a-member" },
    ],
    ["a guest, even one on the list", { isGuest: true }, { no: "guest" }],
    ["somebody from another workspace", { isStranger: true }, { no: "stranger" }],
  ])("refuses %s", (_, from, no) => {
    expect(take(improving, tuesday, round, { ...member, ...from })).toEqual(no);
  });
});

describe("what is kept of an answer", () => {
  it("needs one direction, and can't tell is one", () => {
    const cantTell = answer(reading("employee", { direction: "cant-tell" }));
    expect(take(cantTell)).toEqual(cantTell);
    expect(take(answer())).toEqual({ no: "nothing-said" });
    expect(take(answer(reading("customer", { goodEnough: true })))).toEqual({ no: "nothing-said" });
    expect(take({ readings: [], reflection: { text: "hello", named: true } })).toEqual({
      no: "nothing-said",
    });
  });

  it("leaves out what says nothing, and keeps a tick without a direction", () => {
    const tick = reading("employee", { goodEnough: true });
    const said = answer(...improving.readings, tick, reading("business"));
    expect(take(said)).toEqual(answer(...improving.readings, tick));
  });

  it("keeps a number for a measure with a unit, to hundredths", () => {
    const said = answer(...improving.readings, reading(timeToSmile, { ballpark: 2.333333 }));
    expect(take(said)).toMatchObject({ readings: [{}, { subject: timeToSmile, ballpark: 2.33 }] });
  });

  it.each([3651, -3651, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d days", (ballpark) => {
    const said = answer(...improving.readings, reading(timeToSmile, { ballpark }));
    expect(take(said)).toEqual({
      no: "number-outside",
      measure: timeToSmile,
      unit: "days",
      lowest: -3650,
      highest: 3650,
    });
  });

  it("refuses a number for a measure that has no unit", () => {
    const employee = { ...round, questions: questionsOf(categoryKeys, "employee", null) };
    const engagement = measureKey("employee-engagement");
    const said = answer(reading(engagement, { direction: "holding", ballpark: 4 }));
    expect(take(said, tuesday, employee)).toEqual({ no: "no-unit", measure: engagement });
  });

  it("refuses what this round doesn't ask, as an old form would", () => {
    const engagement = measureKey("employee-engagement");
    const said = answer(reading(engagement, { direction: "holding" }));
    expect(take(said)).toEqual({ no: "not-asked", subject: engagement });
    const fewer = { ...round, questions: questionsOf(["customer"], "customer", null) };
    const employee = answer(reading("employee", { direction: "holding" }));
    expect(take(employee, tuesday, fewer)).toEqual({ no: "not-asked", subject: "employee" });
  });

  it("takes no tick and no number where there is no place for one", () => {
    const odd = answer(
      reading("customer", { direction: "holding", ballpark: 7 }),
      reading(timeToSmile, { direction: "holding", goodEnough: true }),
    );
    expect(take(odd)).toMatchObject({ readings: [{ ballpark: null }, { goodEnough: false }] });
  });

  it("keeps a reflection as it may be shown, and none when there is nothing to see", () => {
    const withText = (text: string) => take({ ...improving, reflection: { text, named: false } });
    expect(withText("  It came\u202E back. ")).toMatchObject({
      reflection: { text: "It came back.", named: false },
    });
    expect(withText(" \u200B\n ")).toMatchObject({ reflection: null });
    expect(withText("\u200D")).toMatchObject({ reflection: null });
    expect(withText("a".repeat(501))).toEqual({ no: "text-too-long", of: "reflection", limit: 500 });
  });
});
