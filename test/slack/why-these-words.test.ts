/** "Why these words?" of a digest and of trends: texts that aren't kept, explained to whoever asks. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { composeFocusDigest } from "../../src/core/digests/focus-digest.ts";
import type { TeamId } from "../../src/core/ids.ts";
import type { Label } from "../../src/core/label.ts";
import { type SentenceKind, sentenceKinds } from "../../src/core/sentence-kind.ts";
import type { Week } from "../../src/core/week.ts";
import { whyOf } from "../../src/core/why.ts";
import { asLine, checkView } from "../../src/playground/blocks-check.ts";
import { buttons } from "../../src/slack/blocks.ts";
import { kindsCarried } from "../../src/slack/carried.ts";
import { focusDigest, focusDigestMessage } from "../../src/slack/focus-digest-message.ts";
import { whyModal, whyTheseTrends, whyTheseTrendsButton } from "../../src/slack/why-these-words.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";
import { harbourTeam, lead, openSurfaces } from "../support/surfaces-at-work.ts";
import { clear, leaning, mixed, tooFew, trendOfLabels } from "../support/tallies.ts";

const employee = { subject: "employee", name: "Employee", goodEnough: false, isCloserLook: false } as const;
const told = (...labels: readonly Label[]) =>
  composeFocusDigest({
    week: "2026-W48" as Week,
    reports: [],
    teams: [
      {
        id: "harbour" as TeamId,
        name: "Harbour Support",
        trying: [],
        learned: [],
        heldBack: false,
        subjects: [{ ...employee, label: labels.at(-1) ?? tooFew, trend: trendOfLabels(...labels) }],
      },
    ],
  });

describe("where it is asked", () => {
  let at: Awaited<ReturnType<typeof openSurfaces>>;
  beforeEach(async () => {
    at = await openSurfaces([focusDigest, whyTheseTrends]);
    await harbourTeam(at.db);
  });
  afterEach(async () => {
    await at.stop();
    expect(at.troubles).toEqual([]);
  });

  test("a leader's digest explains what stands in it, and nothing else", async () => {
    const digest = told(leaning("slipping"), leaning("slipping"));
    await at.slack.chat.postMessage({ channel: lead, ...focusDigestMessage(digest, { picture: null }) });
    const ada = at.visit(lead);
    await ada.presses("Why these words?");
    const read = (await ada.readsModal()) ?? "";
    expect(read.match(/^[^:\n]+(?=: )/gm)).toEqual([
      "Worth a talk",
      "Leaning",
      "Rounds running",
      "Your time",
    ]);
    expect(read).not.toMatch(/Harbour|Employee/);
  });

  test("somebody who leads no team is refused, whatever the button carries", async () => {
    const { blocks } = focusDigestMessage(told(mixed), { picture: null });
    await at.slack.chat.postMessage({ channel: "CHARBOUR", text: "forwarded", blocks });
    const chen = at.visit("UCHEN");
    await chen.presses("Why these words?");
    expect(await chen.readsModal()).toBeNull();
    expect((await chen.reads("#harbour-support")).at(-1)).toContain("people who lead a team");
  });

  test("trends explain theirs to whoever may ask for them", async () => {
    const blocks = [buttons("trends", whyTheseTrendsButton(["holding", "one-round"]))];
    await at.slack.chat.postMessage({ channel: "CHARBOUR", text: "trends", blocks });
    const chen = at.visit("UCHEN");
    await chen.presses("Why these words?");
    expect(await chen.readsModal()).toContain("Too early to speak of a trend: that takes two rounds");
  });
});

describe("every kind of sentence", () => {
  const rules = [{ floor: 5, mode: "confidential" }, { floor: 4, mode: "open" }, null] as const;

  test.each(sentenceKinds)(
    "%s is explained shortly, in a sentence that ends, without a word of grading",
    (kind) => {
      for (const rule of rules) {
        const { lead, because } = whyOf(kind, rule);
        expect(because).toMatch(/^\S.*\.$/);
        expect(because).not.toMatch(/\d|%/);
        expect(`${lead} ${because}`.length).toBeLessThanOrEqual(260);
        expect(forbiddenIn(`${lead} ${because}`)).toBeNull();
      }
    },
  );

  test("all at once are a modal that Slack takes, and a button that carries them", () => {
    expect(checkView(whyModal(sentenceKinds, null, "x".repeat(500))).map(asLine)).toEqual([]);
    expect(kindsCarried.write({ kinds: sentenceKinds }).length).toBeLessThanOrEqual(2000);
    expect(kindsCarried.read(kindsCarried.write({ kinds: sentenceKinds }))).toEqual({ kinds: sentenceKinds });
    expect(
      kindsCarried.read(JSON.stringify({ v: 1, of: { kinds: ["who said it" as SentenceKind] } })),
    ).toBeNull();
  });

  test("the rule's own floor is told, and both where either may be meant", () => {
    expect(whyOf("too-few", { floor: 7, mode: "confidential" }).because).toContain("fewer than seven people");
    expect(whyOf("too-few", null).because).toContain("five people (four where a team answers openly)");
  });

  test("a quiet week and a week of too few explain themselves", () => {
    const kinds = (...labels: readonly Label[]) => {
      const { blocks } = focusDigestMessage(told(...labels), { picture: null });
      return /\{\\"kinds\\":\[(.*?)\]/.exec(JSON.stringify(blocks))?.[1]?.replaceAll('\\"', "");
    };
    expect(kinds(clear("holding"), clear("holding"))).toBe("quiet");
    expect(kinds(tooFew)).toBe("too-few");
    expect(kinds(clear("holding"), mixed)).toBe("worth-a-talk,mixed,time");
  });
});
