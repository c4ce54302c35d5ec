/** Who makes a team, who leads it, and who is asked when somebody is away. */
import { describe, expect, it } from "vitest";
import { isAway, listOf } from "../../src/core/away.ts";
import { canHaveWords, leadersOnly, takeTeam } from "../../src/core/team.ts";
import { ada, ben, cleo, day, dev, eli, fay } from "../support/people.ts";

const five = [ada, ben, cleo, dev, eli];
const draft = { name: " Harbour\nSupport ", mode: "confidential", members: five, leaders: [fay] } as const;

describe("a team as it is set up", () => {
  it("has a name in one line, members and a leader who needn't be a member", () => {
    expect(takeTeam(draft)).toEqual({ ...draft, name: "Harbour Support" });
  });

  it("counts nobody twice", () => {
    expect(takeTeam({ ...draft, members: [ada, ada, ada, ada, ada] })).toEqual({
      no: "team-too-small",
      fewest: 3,
    });
  });

  it.each([
    ["without a name", { name: " " }, { no: "text-missing", of: "team-name" }],
    ["of two", { members: [ada, ben] }, { no: "team-too-small", fewest: 3 }],
    [
      "of four in confidence: it would never get a word",
      { members: [ada, ben, cleo, dev] },
      { no: "too-few-for-confidential", floor: 5 },
    ],
    ["without a leader", { leaders: [] }, { no: "leader-missing" }],
    [
      "of thirty-one",
      { members: Array.from({ length: 31 }, (_, n) => `U${n}` as typeof ada) },
      { no: "team-too-big", most: 30 },
    ],
  ])("is refused %s", (_, change, no) => {
    expect(takeTeam({ ...draft, ...change })).toEqual(no);
  });

  it("may be four in the open mode, where three have no word and talk in person", () => {
    const open = { ...draft, mode: "open", members: [ada, ben, cleo] } as const;
    expect(takeTeam(open)).toMatchObject({ mode: "open" });
    expect(canHaveWords(open)).toBe(false);
    expect(canHaveWords({ ...open, members: [ada, ben, cleo, dev] })).toBe(true);
  });

  it("lets its leaders change it and nobody else", () => {
    expect(leadersOnly(draft, fay)).toBeNull();
    expect(leadersOnly(draft, ada)).toEqual({ no: "not-a-leader", leaders: [fay] });
  });
});

describe("somebody away", () => {
  const holiday = [{ person: ada, firstDay: day("2026-11-23"), lastDay: day("2026-11-25") }];
  const list = (opens: string, closes: string) => listOf([ada, ben], day(opens), day(closes), holiday);

  it("is not asked when away on every day of a round", () => {
    expect(list("2026-11-23", "2026-11-25")).toEqual([ben]);
    expect(list("2026-11-24", "2026-11-24")).toEqual([ben]);
  });

  it("is asked when back before it closes, or there when it opens", () => {
    expect(list("2026-11-23", "2026-11-26")).toEqual([ada, ben]);
    expect(list("2026-11-22", "2026-11-25")).toEqual([ada, ben]);
  });

  it("is away on the first and on the last day", () => {
    const days = ["2026-11-22", "2026-11-23", "2026-11-25", "2026-11-26"];
    expect(days.map((iso) => isAway(ada, day(iso), holiday))).toEqual([false, true, true, false]);
    expect(isAway(ben, day("2026-11-24"), holiday)).toBe(false);
  });

  it("is asked when two absences together leave one day free", () => {
    const away = [...holiday, { person: ada, firstDay: day("2026-11-27"), lastDay: day("2026-11-29") }];
    expect(listOf([ada], day("2026-11-23"), day("2026-11-29"), away)).toEqual([ada]);
    expect(listOf([ada], day("2026-11-27"), day("2026-11-29"), away)).toEqual([]);
  });
});
