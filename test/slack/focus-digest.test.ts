import { describe, expect, test } from "vitest";
import type { FocusDigest } from "../../src/core/digests/focus-digest.ts";
import type { FocusReport } from "../../src/core/focus.ts";
import { focusBeside } from "../../src/core/focus-beside.ts";
import type { CategoryKey } from "../../src/core/framework.ts";
import type { TeamId } from "../../src/core/ids.ts";
import { type Week, weeksLater } from "../../src/core/week.ts";
import { asLine, checkMessage } from "../../src/playground/blocks-check.ts";
import { focusDigestMessage } from "../../src/slack/focus-digest-message.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";

const week = "2026-W48" as Week;
const harbour = { id: "1b4e28ba-2fa1-4d11-883f-0016d3cca427" as TeamId, name: "Harbour Support" };
const night = { id: "1b4e28ba-2fa1-4d11-883f-0016d3cca428" as TeamId, name: "Night Desk" };
const of = (team: typeof harbour, subject: CategoryKey, name: string) => ({ team, subject, name });
const report: FocusReport = {
  customer: "some",
  employee: "a-little",
  business: "most",
  knowledge: "none",
  acceleration: "a-little",
};

const digest: FocusDigest = {
  version: 1,
  kind: "focus-digest",
  week,
  worthATalk: [
    {
      ...of(harbour, "employee", "Employee"),
      phrase: {
        lead: "Harbour Support · Employee",
        strong: "read as leaning slipping",
        tail: ", second round running.",
      },
      question: "What made this week harder than it needed to be?",
      why: "Employee is read as slipping, second round running.",
    },
    {
      ...of(night, "business", "Business"),
      phrase: {
        lead: "Night Desk · Business",
        strong: "read differently",
        tail: " inside the team.",
      },
      question: "What are you seeing that others may not?",
      why: "Business is seen differently inside the team, and a talk helps most where people differ.",
    },
  ],
  goodEnough: [of(harbour, "customer", "Customer"), of(night, "knowledge", "Knowledge/Collaboration")],
  trying: [{ team: harbour, what: "one article per hand-off", askOn: "2026-12-07" }],
  learned: [{ team: night, learned: "a shared inbox at shift change costs more than it saves" }],
  heldBack: [],
  tooEarly: [of(night, "acceleration", "Acceleration")],
  time: focusBeside(
    [0, -1, -2].map((n) => ({ week: weeksLater(week, n), report })),
    week,
  ),
  quiet: false,
  nothingToSay: false,
  opening: null,
  closing: "A guide for where to listen, not a measure of anybody.",
};

const read = (wish: Partial<FocusDigest> = {}) => {
  const message = focusDigestMessage({ ...digest, ...wish }, { picture: null });
  expect(checkMessage(message.blocks, message.text).map(asLine)).toEqual([]);
  return message;
};
const paragraphs = (wish: Partial<FocusDigest> = {}) =>
  read(wish).blocks.flatMap((block) => {
    if (block.type === "section") return [block.text?.text ?? ""];
    if (block.type !== "context") return [];
    return block.elements.map((element) => ("text" in element ? element.text : ""));
  });

describe("the weekly focus digest", () => {
  test("says where a talk may help, what to leave alone, what is tried, and where one's own time went", () => {
    expect(paragraphs()).toMatchInlineSnapshot(`
      [
        "*Worth a talk* (two things)
      • *Harbour Support · Employee* is read as leaning slipping, second round running. Ask: “What made this week harder than it needed to be?”
      • *Night Desk · Business* is read differently inside the team. Ask: “What are you seeing that others may not?”",
        "*Good enough, leave alone:* Harbour Support: Customer; Night Desk: Knowledge/Collaboration.",
        "*They're trying:* Harbour Support: “one article per hand-off” (look back: 7 December).",
        "*They learned:* Night Desk: “a shared inbox at shift change costs more than it saves”",
        "*Your time, roughly:* Business took most of it for the third week; Knowledge/Collaboration had almost none (20 % suggested). Is that what this month needs?",
        "*Too early to say:* Night Desk: Acceleration.",
        "Why these: Harbour Support: Employee is read as slipping, second round running. Night Desk: Business is seen differently inside the team, and a talk helps most where people differ.",
        "A guide for where to listen, not a measure of anybody.",
      ]
    `);
  });

  test("where there is nothing to say it is two lines: that, and what the digest is for", () => {
    const quiet: Partial<FocusDigest> = {
      worthATalk: [],
      goodEnough: [],
      trying: [],
      learned: [],
      heldBack: [],
      tooEarly: [],
      time: focusBeside([], week),
      quiet: true,
      nothingToSay: true,
      opening: "A quiet week: nothing needs you, two categories are good enough. Enjoy the time back.",
    };
    expect(paragraphs(quiet)).toEqual([
      "A quiet week: nothing needs you, two categories are good enough. Enjoy the time back.",
      "A guide for where to listen, not a measure of anybody.",
    ]);
    const shown = { picture: { file: "F1", alt: "Leadership time" } };
    expect(JSON.stringify(focusDigestMessage({ ...digest, ...quiet }, shown))).not.toContain("F1");
    expect(paragraphs({ ...quiet, nothingToSay: false })).toContain(
      "*Your time, roughly:* you haven't said yet where it went. Rough words are enough.",
    );
    expect(read(quiet).text).toContain("A quiet week");
  });

  test("what a team wrote can't mention anybody", () => {
    const said = JSON.stringify(
      read({
        trying: [{ team: { ...harbour, name: "<!here>" }, what: "<@U1> *x*", askOn: "2026-12-07" }],
        learned: [{ team: night, learned: "<https://evil.example|x>" }],
      }),
    );
    expect(said).not.toMatch(/<!here>|<@U1>|<https:/);
  });

  test("a leader of very many teams gets lists that end honestly, and Slack takes them", () => {
    const many = Array.from({ length: 200 }, (_, n) =>
      of({ id: `team-${n}` as TeamId, name: `Team ${n}` }, "customer", "Customer"),
    );
    const trying = many.map(({ team }) => ({ team, what: "&".repeat(200), askOn: "2026-12-07" }));
    const learned = many.map(({ team }) => ({ team, learned: "&".repeat(500) }));
    const said = paragraphs({ goodEnough: many, tooEarly: many, trying, learned });
    for (const title of [
      "Good enough, leave alone:",
      "They're trying:",
      "They learned:",
      "Too early to say:",
    ]) {
      expect(said.find((one) => one.includes(title))).toMatch(/; and \d+ more\.$/);
    }
  });

  test("uses no word that grades, and shows nobody's share of people", () => {
    for (const said of paragraphs()) expect(forbiddenIn(said)).toBeNull();
  });
});
