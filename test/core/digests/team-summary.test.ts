/** What a team is told at close: words, a question, what was noticed; no count by side, no cause, no person beside a reading. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLine } from "../../../src/core/ballpark.ts";
import { composeTeamSummary, type TeamSummaryFacts } from "../../../src/core/digests/team-summary.ts";
import { type CategoryKey, categoryKeys, measureKey, type SubjectKey } from "../../../src/core/framework.ts";
import type { TryId, UserId } from "../../../src/core/ids.ts";
import type { Label } from "../../../src/core/label.ts";
import { phraseText } from "../../../src/core/phrase.ts";
import { answeredWords, questionsOf } from "../../../src/core/round.ts";
import type { Trend } from "../../../src/core/trend.ts";
import type { Week } from "../../../src/core/week.ts";
import { leavesWaiting, saysAnything, wordsOf } from "../../../src/core/word.ts";
import { forbiddenIn } from "../../support/forbidden-words.ts";
import { ada, ben, day } from "../../support/people.ts";
import { anyRound, anyTally, clear, leaning, mixed, tooFew, trendOfLabels } from "../../support/tallies.ts";

const timeToSmile = measureKey("time-to-smile");

/** A round of Harbour Support, by the labels of its rounds so far, oldest first. */
function facts(
  history: Partial<Record<CategoryKey, readonly Label[]>>,
  more: Partial<TeamSummaryFacts> = {},
): TeamSummaryFacts {
  const rounds = (category: CategoryKey) => history[category] ?? [tooFew];
  return {
    team: "Harbour Support",
    week: "2026-W48" as Week,
    mode: "confidential",
    floor: 5,
    questions: questionsOf(categoryKeys, "business", null),
    words: categoryKeys.map((subject) => ({
      subject,
      label: rounds(subject).at(-1) ?? tooFew,
      goodEnough: false,
    })),
    waits: false,
    together: null,
    heldBack: false,
    blockHeldBack: false,
    trends: new Map<SubjectKey, Trend>(
      categoryKeys.map((category) => [category, trendOfLabels(...rounds(category))]),
    ),
    ballparks: [],
    reflections: { named: [], unnamed: [] },
    answered: 7,
    listed: 9,
    openAnswers: [],
    tries: [],
    ...more,
  };
}

const usual = {
  customer: [clear("holding"), clear("holding")],
  employee: [leaning("slipping"), leaning("slipping")],
  business: [clear("holding"), mixed],
  knowledge: [clear("holding"), leaning("improving")],
} as const;

const handOffs = {
  id: "00000000-0000-4000-8000-000000000003" as TryId,
  category: "knowledge",
  what: "one article per hand-off",
  askOn: day("2026-12-07"),
  state: "going",
} as const;

describe("a team's summary", () => {
  it("reads as a picture in words, with one question and why", () => {
    const words = facts(usual).words.map((word) => ({ ...word, goodEnough: word.subject === "customer" }));
    const summary = composeTeamSummary(facts(usual, { words, tries: [handOffs] }));
    expect([
      ...summary.categories.map(({ phrase }) => phraseText(phrase)),
      summary.talk?.question,
      summary.talk?.why,
      summary.answered,
      summary.closing,
    ]).toMatchInlineSnapshot(`
      [
        "Customer: holding, good enough for now. Leave it alone.",
        "Employee: leaning slipping, second round running.",
        "Business: mixed. You see this one differently, and that is worth ten minutes.",
        "Knowledge/Collaboration: leaning improving, new since last time. You're trying “one article per hand-off”. That doesn't prove it is why.",
        "Acceleration: too few to say this week.",
        "Where did a customer wait on us this week, and what were we waiting for?",
        "Business is read differently inside the team, and it was this week's closer look.",
        "Answered: 7 of 9.",
        "These words won't change.",
      ]
    `);
  });

  it("talks about one category, and says in which way it was chosen", () => {
    expect(composeTeamSummary(facts(usual)).talk).toMatchObject({ subject: "business" });
    const quiet = facts({ business: [clear("holding"), clear("holding")] });
    expect(composeTeamSummary(quiet).talk?.why).toBe(
      "Nothing else stands out, and Business was this week's closer look.",
    );
  });

  it("asks for no talk when everything was good enough and nothing turned", () => {
    const calm = facts({});
    const words = calm.words.map((word) => ({ ...word, label: clear("holding"), goodEnough: true }));
    const summary = composeTeamSummary({ ...calm, words });
    expect(summary).toMatchObject({ talk: null, tooFew: null });
  });

  it("tells the closer look's measures beside it, and none in a short round", () => {
    const words = [
      ...facts(usual).words,
      { subject: timeToSmile, label: leaning("improving"), goodEnough: false },
    ];
    const summary = composeTeamSummary(facts(usual, { words }));
    expect(summary.categories.map(({ subject }) => subject)).toEqual([...categoryKeys]);
    expect(summary.closerLook?.measures.map(({ phrase }) => phraseText(phrase))).toEqual([
      "Time to Smile: leaning improving.",
    ]);
    const questions = questionsOf(categoryKeys, "business", { hadWords: true, talkedAbout: false });
    expect(composeTeamSummary(facts(usual, { questions })).closerLook).toBeNull();
  });

  it("tells a ballpark as a line of its own, and none for a measure without a unit", () => {
    const line = readLine([3]);
    const ballparks = [timeToSmile, measureKey("employee-engagement"), measureKey("long-gone")].map(
      (measure) => ({
        measure,
        median: 3,
        line,
      }),
    );
    const summary = composeTeamSummary(facts(usual, { ballparks }));
    expect(summary.ballparks.map(({ phrase }) => phraseText(phrase))).toEqual([
      "Time to Smile: about 3 days; too soon to tell a signal from ordinary wobble (1 point).",
    ]);
  });

  it("keeps tries that are still going, with the day they are asked about", () => {
    const tries = [handOffs, { ...handOffs, state: "learned" as const }];
    expect(composeTeamSummary(facts(usual, { tries })).trying).toEqual([
      { id: handOffs.id, category: "knowledge", what: handOffs.what, askOn: "2026-12-07" },
    ]);
  });
});

describe("too few", () => {
  it("is said honestly, with something to do instead and what becomes of the readings", () => {
    const few = composeTeamSummary(facts({}, { waits: true, answered: 3 }));
    expect(few.talk).toBeNull();
    expect(`${few.tooFew?.strong}${few.tooFew?.tail}`).toMatchInlineSnapshot(
      `"Too few answers to say anything this week, and guessing would not be fair to anybody. A good week to ask each other in person: “Which way is Business heading?” The readings wait, confidentially, and count with the next rounds."`,
    );
  });

  it("promises no waiting where nothing waits, and no confidence where answers are open", () => {
    expect(composeTeamSummary(facts({})).tooFew?.tail).not.toContain("wait");
    expect(composeTeamSummary(facts({}, { waits: true, mode: "open" })).tooFew?.tail).toMatch(
      /The readings wait, and may count with the next rounds\.$/,
    );
  });

  it("is not said when a single category has a word", () => {
    expect(composeTeamSummary(facts({ customer: [mixed] })).tooFew).toBeNull();
  });

  it("ends with the block: four rounds together, or let go", () => {
    const word = (subject: CategoryKey, label: Label) => ({ subject, label, goodEnough: false });
    const some = [word("customer", leaning("holding")), word("employee", tooFew)];
    const { together } = composeTeamSummary(facts({}, { together: some }));
    expect(together?.intro).toBe(
      "What waited from weeks with too few answers, the last four rounds together, each of you counted once:",
    );
    expect(together?.lines.map(({ phrase }) => phraseText(phrase))).toEqual(["Customer: leaning holding."]);
    expect(composeTeamSummary(facts({}, { together: [word("customer", tooFew)] })).together).toEqual({
      intro:
        "What waited from weeks with too few answers is too little even over four rounds. It has been deleted: talk in person.",
      lines: [],
    });
  });

  it("is known to leave readings waiting where somebody said something, and fewer than the floor a direction", () => {
    const tally = {
      subject: "customer",
      holding: 0,
      slipping: 0,
      cantTell: 0,
      goodEnough: 0,
      ballparks: [],
    } as const;
    expect(leavesWaiting([{ ...tally, improving: 4, answered: 4 }], 5)).toBe(true);
    expect(leavesWaiting([{ ...tally, improving: 5, answered: 5 }], 5)).toBe(false);
    expect(leavesWaiting([{ ...tally, improving: 0, answered: 0 }], 5)).toBe(false);
  });
});

describe("who said what", () => {
  const openAnswers = [
    { subject: "customer", person: ada, direction: "holding", goodEnough: false },
    { subject: "customer", person: ben, direction: null, goodEnough: true },
    { subject: timeToSmile, person: ada, direction: "slipping", goodEnough: false },
  ] as const;

  it("is told inside an open team, by category", () => {
    const { openAnswers: told } = composeTeamSummary(facts(usual, { mode: "open", openAnswers }));
    expect(told[0]?.said).toEqual([
      { person: ada, direction: "holding", goodEnough: false },
      { person: ben, direction: null, goodEnough: true },
    ]);
    expect(told[1]?.said).toEqual([]);
  });

  it("is never told in a confidential team, even when it is handed in", () => {
    const summary = composeTeamSummary(facts(usual, { openAnswers }));
    expect(summary.openAnswers).toEqual([]);
    expect(JSON.stringify(summary)).not.toContain(ada);
  });

  it("doesn't slip in with a tally that was handed in whole", () => {
    const counted = facts(usual).words.map((word) => ({ ...word, improving: 4, who: [ada] }));
    const reflections = {
      named: [{ author: ada, text: "It came back.", readings: ["slipping"] }],
      unnamed: [],
    };
    const text = JSON.stringify(composeTeamSummary(facts(usual, { words: counted, reflections })));
    expect(text).not.toContain('"improving":4');
    expect(text).not.toContain("readings");
    expect(text.split(ada)).toHaveLength(2);
  });
});

describe("any round at all", () => {
  const anyHistory = fc.tuple(anyRound, anyRound, anyRound, anyTally(timeToSmile));

  it("is told without a count of people by side, a share, a grade, a colour or a cause", () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.constantFrom("confidential", "open"),
        ([first, second, third, smile], mode) => {
          const rule = { mode, floor: mode === "open" ? 4 : 5 } as const;
          const rounds = [first, second, third].map((tallies) => wordsOf(tallies, rule));
          const history = Object.fromEntries(
            categoryKeys.map((key, n) => [key, rounds.map((words) => words[n]?.label ?? tooFew)]),
          );
          const words = wordsOf([...third, smile], rule);
          const summary = composeTeamSummary(
            facts(history, {
              ...rule,
              words,
              together: wordsOf(first, rule),
              waits: leavesWaiting(third, rule.floor),
            }),
          );
          const { answered, week, version, kind, ...told } = summary;
          const text = JSON.stringify(told);
          expect(answered).toBe(answeredWords(7, 9, rule.floor));
          expect(forbiddenIn(text)).toBeNull();
          expect(text).not.toMatch(
            /\d|%|because of|due to|caused|everyone|all of you|nobody said|most of you/,
          );
          expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
          expect(summary.tooFew !== null).toBe(!words.slice(0, 5).some(saysAnything));
          expect(summary.talk === null || summary.tooFew === null).toBe(true);
          expect([week, version, kind]).toEqual(["2026-W48", 1, "team-summary"]);
        },
      ),
    );
  });

  it("says the same of any two tallies with the same words: no sentence knows more than the label", () => {
    fc.assert(
      fc.property(anyRound, (tallies) => {
        const text = JSON.stringify(wordsOf(tallies, { mode: "confidential", floor: 5 }));
        expect(text).not.toMatch(/\d/);
      }),
    );
  });
});

describe("a round that is held back", () => {
  const held = composeTeamSummary(
    facts(
      { customer: [clear("slipping")] },
      {
        heldBack: true,
        reflections: { named: [{ author: "U1" as UserId, text: "It waited." }], unnamed: ["Nobody knew."] },
        openAnswers: [
          { subject: "customer", person: "U1" as UserId, direction: "slipping", goodEnough: false },
        ],
        mode: "open",
      },
    ),
  );

  it("tells why, and no word, number or question, even when they are handed in", () => {
    expect(held).toMatchObject({
      categories: [],
      closerLook: null,
      ballparks: [],
      tooFew: null,
      together: null,
      talk: null,
      answered: null,
      openAnswers: [],
    });
    expect(`${held.heldBack?.strong}${held.heldBack?.tail}`).toBe(
      "This week's words are held back: nearly the same people were asked in another team, and two results side by side could tell what one person said. Your answers are deleted as always.",
    );
    expect(JSON.stringify(held)).not.toContain("slipping");
  });

  it("still tells what was noticed and what is tried", () => {
    expect(held.named).toEqual([{ author: "U1", text: "It waited." }]);
    expect(held.unnamed).toEqual(["Nobody knew."]);
  });

  it("says so where what waited went with it, and where that alone is held back", () => {
    const withBlock = composeTeamSummary(facts({}, { heldBack: true, blockHeldBack: true }));
    expect(withBlock.heldBack?.tail).toContain("What waited from earlier weeks is deleted with them.");
    const blockOnly = composeTeamSummary(facts({ customer: [mixed] }, { blockHeldBack: true }));
    expect(blockOnly.heldBack).toBeNull();
    expect(blockOnly.together).toMatchObject({ lines: [], intro: expect.stringContaining("is held back") });
  });
});
