/** A try is small, is asked about on its day, and ends in something. */
import { describe, expect, it } from "vitest";
import type { TeamId, TryId } from "../../src/core/ids.ts";
import { answerTry, type Try, takeTry } from "../../src/core/try.ts";
import { ada, day } from "../support/people.ts";

const today = day("2026-11-26");
const written = {
  category: "knowledge",
  what: " one article per hand-off ",
  ledBy: ada,
  askOn: day("2026-12-07"),
} as const;
const going: Try = {
  ...written,
  id: "00000000-0000-4000-8000-000000000003" as TryId,
  team: "00000000-0000-4000-8000-000000000002" as TeamId,
  state: "going",
  learned: null,
};

describe("a new try", () => {
  it("is kept in one line", () => {
    expect(takeTry(written, today)).toEqual({ ...written, what: "one article per hand-off" });
  });

  it("is refused without words, or with too many", () => {
    expect(takeTry({ ...written, what: " " }, today)).toEqual({ no: "text-missing", of: "try" });
    expect(takeTry({ ...written, what: "a".repeat(201) }, today)).toMatchObject({ no: "text-too-long" });
  });

  it.each([
    ["2026-11-26", false],
    ["2026-11-27", true],
    ["2027-11-26", true],
    ["2027-11-27", false],
  ])("to be asked about on %s: %s", (askOn, isTaken) => {
    expect("no" in takeTry({ ...written, askOn: day(askOn) }, today)).toBe(!isTaken);
  });
});

describe("asking how a try went", () => {
  it("ends with what was learned, is asked about again, or is dropped without a reason", () => {
    expect(answerTry(going, { how: "learned", learned: " It helps new people. " }, today)).toMatchObject({
      state: "learned",
      learned: "It helps new people.",
    });
    const later = day("2026-12-21");
    expect(answerTry(going, { how: "still-going", askOn: later }, today)).toEqual({
      state: "going",
      learned: null,
      askOn: later,
    });
    expect(answerTry(going, { how: "dropped" }, today)).toMatchObject({ state: "dropped", learned: null });
  });

  it("refuses a lesson without words, a day that has passed, and a second ending", () => {
    expect(answerTry(going, { how: "learned", learned: "" }, today)).toEqual({
      no: "text-missing",
      of: "learned",
    });
    expect(answerTry(going, { how: "still-going", askOn: today }, today)).toMatchObject({
      no: "ask-on-outside",
    });
    expect(answerTry({ ...going, state: "dropped" }, { how: "dropped" }, today)).toEqual({ no: "try-ended" });
  });
});
