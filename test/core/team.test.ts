/** Who makes a team, and who leads it. */
import { describe, expect, it } from "vitest";
import { canHaveWords, leadersOnly, takeTeam } from "../../src/core/team.ts";
import { ada, ben, cleo, dev, eli, fay } from "../support/people.ts";

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
