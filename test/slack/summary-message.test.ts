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
    heldBack: null,
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
  const explained = (mode: "open" | "confidential", wish: Partial<TeamSummary> = {}) => {
    const view = wordsExplained({ floor: mode === "open" ? 4 : 5, mode }, summaryOf({ mode, ...wish }));
    expect(checkView(view).map(asLine)).toEqual([]);
    return wordsIn(view.blocks).join("\n");
  };

  test("tells the rule of each sentence and the reason for the question, and no count of this round", () => {
    expect(explained("confidential")).toMatchInlineSnapshot(`
      "*Why this question:* Business is seen differently inside the team, and it was this week's closer look. Questions go where a talk helps: first where people differ, then where a word is new, then where a slip lasts, else to this week's closer look.
      *Leaning:* more say this way than the other, and tossed coins would bring that less than half the time. Enough to name, not to rely on.
      *Holding:* clearly more say so than see any change. It is an answer of its own, not a middle.
      *Why only leaning:* among few people a plain word would tell what each of them said. So improving and slipping are said plainly from six answers on, holding from eight.
      *Mixed:* people see it differently, and no answer clearly outweighs the others. Then each knows something that another doesn't.
      *Too few to say:* fewer than five people gave a direction, or more couldn't tell than could.
      *Good enough for now:* at least five people answered, and two in three or more ticked it.
      *Answered:* told only where it can't show who didn't: never when one alone is missing.
      *Nothing without a name:* that is shown from five people on who write so. What fewer wrote is deleted, and I don't say whether there was any.
      *Your answers:* once they have become words they are deleted. Nobody can look them up any more, and I can't either."
    `);
  });

  test("explains nothing that isn't said", () => {
    const told = explained("confidential", {
      categories: [line("customer", { word: "clear", direction: "holding" })],
      talk: null,
      answered: null,
    });
    expect(told.match(/\*[^*]+:\*/g)).toEqual([
      "*Why no question:*",
      "*Holding:*",
      "*Nothing without a name:*",
      "*Your answers:*",
    ]);
  });

  test("an open team hears nothing of a cap that it doesn't have, nor that who said which is gone", () => {
    expect(explained("open")).not.toContain("six answers");
    expect(explained("open")).toContain("fewer than four people");
    expect(explained("open")).toContain("who said which stays");
    expect(explained("open")).not.toContain("Nobody can look them up");
  });

  test("where nothing stood out it says so", () => {
    expect(explained("open", { talk: null })).toContain("nothing stood out");
  });

  test("where too few answered it doesn't say that all is well", () => {
    const tooFew = {
      strong: "Too few answers",
      tail: ". The readings wait, and may count with the next rounds.",
    };
    const told = explained("open", { talk: null, tooFew });
    expect(told).toContain("too few answered to know");
    expect(told).toContain("*The readings wait:*");
    expect(told).not.toContain("Good enough is a finding");
  });

  test("uses no word that grades", () => {
    expect(forbiddenIn(explained("confidential"))).toBeNull();
  });
});
