/** What a leader is told once a week: where to listen, what to leave alone, and never how teams or people compare. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { subjectName } from "../../../src/core/catalogue/index.ts";
import { composeFocusDigest, type LedTeam } from "../../../src/core/digests/focus-digest.ts";
import { type CategoryKey, categoryKeys } from "../../../src/core/framework.ts";
import type { TeamId } from "../../../src/core/ids.ts";
import type { Label } from "../../../src/core/label.ts";
import { phraseText } from "../../../src/core/phrase.ts";
import type { Week } from "../../../src/core/week.ts";
import { wordsOf } from "../../../src/core/word.ts";
import { forbiddenIn } from "../../support/forbidden-words.ts";
import { ada, day } from "../../support/people.ts";
import { anyRound, clear, leaning, mixed, tooFew, trendOfLabels } from "../../support/tallies.ts";

const week = "2026-W48" as Week;
const digestOf = (...teams: readonly LedTeam[]) => composeFocusDigest({ week, teams, reports: [] });

/** A team by the labels of its rounds so far; a category that isn't told of was not asked. */
function team(
  name: string,
  history: Partial<Record<CategoryKey, readonly Label[]>>,
  goodEnough: readonly CategoryKey[] = [],
): LedTeam {
  return {
    id: name as TeamId,
    name,
    trying: [],
    learned: [],
    heldBack: false,
    subjects: categoryKeys.flatMap((subject) => {
      const rounds = history[subject];
      if (!rounds) return [];
      const facts = { subject, name: subjectName(subject), label: rounds.at(-1) ?? tooFew };
      const isGoodEnough = goodEnough.includes(subject);
      return [{ ...facts, trend: trendOfLabels(...rounds), goodEnough: isGoodEnough, isCloserLook: false }];
    }),
  };
}
const talks = (...teams: readonly LedTeam[]) =>
  digestOf(...teams).worthATalk.map((one) => `${one.team.name} · ${one.name}`);

const calm = [clear("holding"), clear("holding")];
const slips = [leaning("slipping"), leaning("slipping")];

describe("what is worth a talk with a team", () => {
  it("is told with the word, a question to ask, and why", () => {
    const harbour = team("Harbour Support", { employee: slips });
    const night = team("Night Desk", { business: [clear("holding"), mixed] });
    expect(
      digestOf(night, harbour).worthATalk.map(({ phrase, question, why }) => [
        phraseText(phrase),
        question,
        why,
      ]),
    ).toMatchInlineSnapshot(`
      [
        [
          "Harbour Support · Employee: read as leaning slipping, second round running.",
          "What made this week harder than it needed to be?",
          "Employee is read as leaning slipping, second round running, and a slip that lasts is easier to talk about early.",
        ],
        [
          "Night Desk · Business: read differently inside the team.",
          "What are you seeing that others may not?",
          "Business is read differently inside the team, and a talk helps most where people differ.",
        ],
      ]
    `);
  });

  it("is three things at most, and each team's first before any team's second", () => {
    const differing = { customer: [mixed], employee: [mixed], business: [mixed], knowledge: [mixed] };
    expect(talks(team("Harbour", differing))).toHaveLength(3);
    expect(talks(team("Harbour", differing), team("Night", { employee: slips }))).toEqual([
      "Harbour · Customer",
      "Harbour · Employee",
      "Night · Employee",
    ]);
  });

  it("stands in the order of the teams' names and the framework, never of their state", () => {
    const a = team("A", { employee: slips });
    const b = team("B", { customer: [clear("holding"), leaning("improving")] });
    const c = team("C", { business: [mixed] });
    expect(talks(c, b, a)).toEqual(["A · Employee", "B · Customer", "C · Business"]);
    expect(digestOf(c, b, a)).toEqual(digestOf(a, c, b));
  });

  it("is never the closer look alone, nor what was ticked good enough", () => {
    const look = team("Harbour", { customer: calm });
    const subjects = look.subjects.map((each) => ({ ...each, isCloserLook: true }));
    expect(digestOf({ ...look, subjects })).toMatchObject({ worthATalk: [], quiet: true });
    expect(talks(team("Harbour", { employee: slips }, ["employee"]))).toEqual([]);
  });
});

describe("what a leader may leave alone", () => {
  it("is said as plainly as what is worth a talk", () => {
    const digest = digestOf(team("Harbour", { customer: calm, employee: slips }, ["customer"]));
    expect(digest.goodEnough).toEqual([
      { team: { id: "Harbour", name: "Harbour" }, subject: "customer", name: "Customer" },
    ]);
    expect(digest).toMatchObject({ quiet: false, opening: null });
  });

  it.each<[string, readonly LedTeam[], string]>([
    [
      "a quiet week",
      [team("Harbour", { customer: calm, employee: calm, business: calm }, ["customer", "employee"])],
      "A quiet week: nothing needs you, two categories are good enough. Enjoy the time back.",
    ],
    [
      "a quiet week with one good enough",
      [team("Harbour", { customer: calm }, ["customer"])],
      "A quiet week: nothing needs you, one category is good enough. Enjoy the time back.",
    ],
    [
      "nothing ticked",
      [team("Harbour", { customer: calm })],
      "A quiet week: nothing needs you. Enjoy the time back.",
    ],
    [
      "too few everywhere",
      [team("Harbour", { customer: [tooFew] })],
      "Too few answered this week to say anything, and guessing would not be fair to anybody.",
    ],
    [
      "no round",
      [team("Harbour", {})],
      "No round of your teams closed this week, so there is nothing to tell of them.",
    ],
  ])("opens with %s", (_, teams, opening) => {
    expect(digestOf(...teams)).toMatchObject({ quiet: true, opening });
  });

  it.each<[string, LedTeam, boolean]>([
    ["all is calm", team("Harbour", { customer: calm }), true],
    ["all that is asked is good enough", team("Harbour", { customer: calm }, ["customer"]), true],
    ["no round closed", team("Harbour", {}), true],
    ["too few answered everywhere", team("Harbour", { customer: [tooFew] }), true],
    ["one of two is too early to say", team("Harbour", { customer: calm, employee: [tooFew] }), false],
    ["something is worth a talk", team("Harbour", { employee: slips }), false],
    ["something was learned", { ...team("Harbour", { customer: calm }), learned: ["it costs more"] }, false],
    [
      "something is tried",
      { ...team("Harbour", {}), trying: [{ what: "one article", askOn: day("2026-12-07") }] },
      false,
    ],
    ["words are held back", { ...team("Harbour", {}), heldBack: true }, false],
  ])("has nothing to say where %s: %#", (_, led, nothing) => {
    expect(digestOf(led).nothingToSay).toBe(nothing);
  });

  it("has something to say where a leader's time has drifted, though the teams are calm", () => {
    const report = (business: "most" | "some") =>
      ({
        customer: "some",
        employee: "some",
        business,
        knowledge: "some",
        acceleration: "a-little",
      }) as const;
    const said = (business: "most" | "some") =>
      composeFocusDigest({
        week,
        teams: [team("Harbour", { customer: calm })],
        reports: [{ week, report: report(business) }],
      }).nothingToSay;
    expect([said("most"), said("some")]).toEqual([false, true]);
  });

  it("tells what is too early to say instead of guessing", () => {
    const digest = digestOf(team("Night", { customer: calm, acceleration: [...slips, tooFew] }));
    expect(digest.tooEarly.map(({ name }) => name)).toEqual(["Acceleration"]);
    expect(digest.worthATalk).toEqual([]);
  });
});

describe("what teams try and learn", () => {
  it("is told with the day they look again", () => {
    const harbour = {
      ...team("Harbour", { customer: calm }),
      trying: [{ what: "one article per hand-off", askOn: day("2026-12-07"), ledBy: ada }],
      learned: ["A shared inbox costs more than it saves."],
    };
    const digest = digestOf(harbour);
    const named = { id: "Harbour", name: "Harbour" };
    expect(digest.trying).toEqual([{ team: named, what: "one article per hand-off", askOn: "2026-12-07" }]);
    expect(digest.learned).toEqual([{ team: named, learned: "A shared inbox costs more than it saves." }]);
    expect(JSON.stringify(digest)).not.toContain(ada);
  });
});

describe("any week at all", () => {
  it("is told without counts of people, shares but for focus, grades, colours, ranks or causes", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyRound, anyRound), { maxLength: 4 }), (teams) => {
        const rule = { mode: "confidential", floor: 5 } as const;
        const led = teams.map(([before, now], n) => {
          const [earlier, latest] = [wordsOf(before, rule), wordsOf(now, rule)];
          const history = categoryKeys.map((key, at) => [
            key,
            [earlier[at], latest[at]].map((word) => word?.label ?? tooFew),
          ]);
          const ticked = latest.filter((word) => word.goodEnough).map((word) => word.subject as CategoryKey);
          return team(`Team ${"ABCD"[n]}`, Object.fromEntries(history), ticked);
        });
        const { week: _, version, time, ...told } = composeFocusDigest({ week, teams: led, reports: [] });
        const text = JSON.stringify(told);
        expect(forbiddenIn(text)).toBeNull();
        expect(text).not.toMatch(/\d|%|because of|due to|caused|better than|worse than/);
        expect(told.worthATalk.length).toBeLessThanOrEqual(3);
        expect(told.quiet).toBe(told.worthATalk.length === 0);
        expect([version, time.sentence]).toEqual([1, null]);
      }),
    );
  });
});

describe("a team whose words are held back", () => {
  const held = { ...team("Night Desk", {}), heldBack: true };

  it("is named to its leader, with nothing said of it, and no week is called quiet for it", () => {
    const digest = digestOf(team("Harbour Support", { customer: calm }), held);
    expect(digest.heldBack).toEqual([{ id: "Night Desk", name: "Night Desk" }]);
    expect(digest.tooEarly).toEqual([]);
    expect(digest.opening).toBe("A quiet week, as far as there are words: nothing needs you.");
  });

  it("alone leaves nothing to tell, which is another thing than no round at all", () => {
    expect(digestOf(held).opening).toBe("There are no words to tell of your teams this week.");
  });
});
