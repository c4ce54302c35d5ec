import type { KnownBlock } from "@slack/types";
import { describe, expect, test } from "vitest";
import type { SummaryLine, TeamSummary } from "../../src/core/digests/team-summary.ts";
import type { CategoryKey } from "../../src/core/framework.ts";
import type { RoundId, TeamId, TryId, UserId } from "../../src/core/ids.ts";
import type { Label } from "../../src/core/label.ts";
import { sentenceOf } from "../../src/core/label-words.ts";
import type { Week } from "../../src/core/week.ts";
import { asLine, checkMessage, checkView } from "../../src/playground/blocks-check.ts";
import { noticedModal } from "../../src/slack/noticed-modal.ts";
import { type SummaryExtra, summaryMessage } from "../../src/slack/summary-message.ts";
import { whoSaidWhichModal } from "../../src/slack/who-said-which.ts";
import { wordsExplained } from "../../src/slack/why-these-words.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";

const round = "1b4e28ba-2fa1-4d11-883f-0016d3cca427" as RoundId;
const extra: SummaryExtra = { round, team: round as unknown as TeamId, picture: null };
const names: Readonly<Record<CategoryKey, string>> = {
  customer: "Customer",
  employee: "Employee",
  business: "Business",
  knowledge: "Knowledge/Collaboration",
  acceleration: "Acceleration",
};

function line(subject: CategoryKey, label: Label, goodEnough = false): SummaryLine {
  const phrase = sentenceOf({ name: names[subject], label, goodEnough, trend: null, trying: null });
  return { subject, label, goodEnough, phrase };
}

function summaryOf(wish: Partial<TeamSummary> = {}): TeamSummary {
  return {
    version: 1,
    kind: "team-summary",
    team: "Harbour Support",
    week: "2026-W48" as Week,
    mode: "confidential",
    categories: [
      line("customer", { word: "clear", direction: "holding" }, true),
      line("employee", { word: "leaning", direction: "slipping" }),
      line("business", { word: "mixed" }),
      line("knowledge", { word: "leaning", direction: "improving" }),
      line("acceleration", { word: "too-few" }),
    ],
    closerLook: null,
    ballparks: [],
    tooFew: null,
    together: null,
    talk: {
      subject: "business",
      name: "Business",
      question: "Where did a customer wait on us this week, and what were we waiting for?",
      why: "Business is seen differently inside the team, and it was this week's closer look.",
    },
    named: [
      {
        author: "UADA" as UserId,
        text: "Two escalations came back because nobody wrote down what we had tried.",
      },
    ],
    unnamed: [],
    answered: "Answered: 7 of 9.",
    openAnswers: [],
    trying: [],
    closing: "These words won't change.",
    ...wish,
  };
}

const read = (wish: Partial<TeamSummary> = {}, more: Partial<SummaryExtra> = {}) => {
  const message = summaryMessage(summaryOf(wish), { ...extra, ...more });
  expect(checkMessage(message.blocks, message.text).map(asLine)).toEqual([]);
  return message;
};
const wordsIn = (blocks: unknown): string[] =>
  JSON.stringify(blocks)
    .match(/"(?:text|alt_text)":"(?:[^"\\]|\\.)*"/g)
    ?.map((found) => JSON.parse(`{${found}}`))
    .map((found) => found.text ?? found.alt_text) ?? [];

describe("the team summary", () => {
  test("says a word for each category, the question and why, what was noticed, and that it won't change", () => {
    expect(wordsIn(read().blocks)).toMatchInlineSnapshot(`
      [
        "What Harbour Support said this week",
        "• Customer: *holding*, good enough for now. Leave it alone.
      • Employee: *leaning slipping*.
      • Business: *mixed*. You see this one differently, and that is worth ten minutes.
      • Knowledge/Collaboration: *leaning improving*.
      • Acceleration: *too few to say* this week.",
        "*A question to talk about:* Where did a customer wait on us this week, and what were we waiting for?
      *Why this one?* Business is seen differently inside the team, and it was this week's closer look.",
        "*<@UADA> noticed:*
      >“Two escalations came back because nobody wrote down what we had tried.”",
        "We talked about it",
        "Try something",
        "Why these words?",
        "These words won't change. Answered: 7 of 9.",
      ]
    `);
  });

  test("says the words without the blocks too, for notifications and screen readers", () => {
    expect(read().text).toMatchInlineSnapshot(`
      "What Harbour Support said this week
      Customer: holding, good enough for now. Leave it alone.
      Employee: leaning slipping.
      Business: mixed. You see this one differently, and that is worth ten minutes.
      Knowledge/Collaboration: leaning improving.
      Acceleration: too few to say this week.
      A question to talk about: Where did a customer wait on us this week, and what were we waiting for?"
    `);
  });

  test("says the same beside a picture as in its alt text", () => {
    const { blocks } = read({}, { picture: { file: "F1", alt: "Customer: holding." } });
    expect(blocks[1]).toMatchObject({
      type: "image",
      slack_file: { id: "F1" },
      alt_text: "Customer: holding.",
    });
  });

  test("says honestly when too few answered, and leaves the talk to them", () => {
    const tooFew = {
      strong: "Too few answers to say anything this week",
      tail: ", and guessing would not be fair.",
    };
    const said = wordsIn(read({ tooFew, talk: null, named: [], answered: null }).blocks);
    expect(said).toEqual([
      "What Harbour Support said this week",
      "*Too few answers to say anything this week*, and guessing would not be fair.",
      "We talked about it",
      "Try something",
      "Why these words?",
      "These words won't change.",
    ]);
  });

  test("says who said which only where the team agreed to answer openly", () => {
    expect(JSON.stringify(read().blocks)).not.toContain("Who said which");
    const said = [
      { person: "UADA" as UserId, direction: "slipping", goodEnough: true },
      { person: "UCHEN" as UserId, direction: "improving", goodEnough: false },
      { person: "UELIF" as UserId, direction: "slipping", goodEnough: false },
    ] as const;
    const openAnswers = [{ subject: "customer", name: "Customer", said }] as const;
    const blocks = read({ mode: "open", openAnswers }).blocks;
    expect(JSON.stringify(blocks)).toContain("Who said which");
    expect(JSON.stringify(blocks)).not.toMatch(/UCHEN|UELIF/);
    expect(wordsIn(whoSaidWhichModal(openAnswers).blocks as KnownBlock[])).toContain(
      "*Customer*\nimproving: <@UCHEN>; slipping: <@UADA> <@UELIF>; good enough for now: <@UADA>",
    );
  });

  test("tells what is being tried, and when we ask", () => {
    const trying = [
      { id: "t" as TryId, category: "knowledge", what: "one article per hand-off", askOn: "2026-12-07" },
    ] as const;
    expect(wordsIn(read({ trying }).blocks)).toContain(
      "*You're trying:* “one article per hand-off” (look back: 7 December).",
    );
  });

  test("what people wrote can't mention anybody, and no line of theirs looks like one of ours", () => {
    const text = "<!channel> <https://evil.example|payroll>\n• Customer: *slipping*\nAnswered: 9 of 9.";
    const said = JSON.stringify(read({ named: [{ author: "UADA" as UserId, text }] }).blocks);
    expect(said).not.toContain("<!channel>");
    expect(said).not.toContain("<https:");
    expect(said).not.toContain("*slipping*");
    expect(said).toContain(">Answered: 9 of 9.”");
  });

  const thirty = Array.from({ length: 30 }, (_, n) => ({
    author: `U${n}` as UserId,
    text: `${"&*<".repeat(166)}${n}`,
  }));

  test("shows as many reflections as Slack takes, and says honestly how many more there are", () => {
    const { blocks } = read({ named: thirty });
    const said = wordsIn(blocks);
    const shown = said.filter((one) => one.includes("noticed:*")).length;
    expect(shown).toBeGreaterThan(0);
    expect(said).toContain(`… and ${30 - shown} more: press *All that was noticed* below.`);
    expect(said).toContain("All that was noticed");
    expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(12_000);
  });

  test("thirty plain reflections of one line each are all shown", () => {
    const named = thirty.map(({ author }) => ({ author, text: "A customer thanked us." }));
    const said = wordsIn(read({ named }).blocks);
    expect(said.filter((one) => one.includes("noticed:*"))).toHaveLength(30);
    expect(said).not.toContain("All that was noticed");
  });

  test("all thirty long ones are in the modal, unnamed ones without a name", () => {
    const view = noticedModal({ named: thirty, unnamed: thirty.map(({ text }) => text) });
    expect(checkView(view).map(asLine)).toEqual([]);
    expect(view.blocks).toHaveLength(60);
    expect(JSON.stringify(view.blocks.slice(30))).not.toContain("<@U");
  });

  test("uses no word that grades, and claims no cause", () => {
    for (const said of wordsIn(read().blocks)) expect(forbiddenIn(said)).toBeNull();
  });
});

describe("why these words", () => {
  const explained = (mode: "open" | "confidential", wish: Partial<TeamSummary> = {}) =>
    wordsExplained({ floor: mode === "open" ? 4 : 5, mode }, summaryOf(wish));

  test("tells the rule and the reason for the question, and no count of this round", () => {
    expect(explained("confidential").text).toMatchInlineSnapshot(`
      "*Too few to say:* fewer than 5 people gave a direction, or more couldn't tell than could.
      *Improving* or *slipping:* more than half say so, and so many more than the other way that tossing coins would bring it about one time in ten at most. *Leaning:* the same way, less surely. *Mixed:* you see it differently, and neither side clearly outweighs the other.
      *Holding* is an answer of its own, not a middle: more people say so than see any change.
      Among few people a plain word could tell what each of you said. So a plain direction needs six answers, and plain holding eight; below that it says “leaning” even if you all agree.
      *Good enough for now:* at least 5 answered, and two in three or more ticked it.
      *Why this question?* Business is seen differently inside the team, and it was this week's closer look. Questions go where a talk helps: first where you differ, then where the word is new, then where a slip lasts, else this week's closer look.
      Answers that have become words are deleted. Nobody can look them up any more, and I can't either."
    `);
  });

  test("an open team hears nothing of a cap that it doesn't have", () => {
    expect(explained("open").text).not.toContain("needs six answers");
    expect(explained("open").text).toContain("fewer than 4 people");
  });

  test("where nothing stood out it says so", () => {
    expect(explained("open", { talk: null }).text).toContain("Nothing stood out");
  });

  test("where too few answered it doesn't say that all is well", () => {
    const tooFew = { strong: "Too few answers", tail: "." };
    const { text } = explained("open", { talk: null, tooFew });
    expect(text).toContain("Too few answered to know");
    expect(text).not.toContain("Good enough is a finding");
  });

  test("uses no word that grades", () => {
    expect(forbiddenIn(explained("confidential").text)).toBeNull();
  });
});
