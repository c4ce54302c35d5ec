import { afterEach, beforeEach, expect, test } from "vitest";
import type { TeamSummary } from "../../src/core/digests/team-summary.ts";
import type { UserId } from "../../src/core/ids.ts";
import { summary, summaryMessage } from "../../src/slack/summary-message.ts";
import { tryModal } from "../../src/slack/try-modal.ts";
import { closeRound } from "../../src/store/closing.ts";
import { passForChannelOf } from "../../src/store/gate.ts";
import { type KeptRound, roundById } from "../../src/store/rounds.ts";
import { summaryOf } from "../../src/store/summaries.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { answer, everyoneSays, keptRound } from "../support/kept-teams.ts";
import { harbourTeam, openSurfaces, seven } from "../support/surfaces-at-work.ts";

let at: Awaited<ReturnType<typeof openSurfaces>>;
let team: TeamWithWhen;
let round: KeptRound;
beforeEach(async () => {
  at = await openSurfaces([summary, tryModal]);
  team = await harbourTeam(at.db);
  round = await keptRound(at.db, team);
});
afterEach(async () => {
  await at.stop();
  expect(at.troubles).toEqual([]);
});

const channel = "#harbour-support";
const long = "A hand-off came back. ".repeat(22);

/** Everybody noticed something long; the round closes and its summary is in the channel. */
async function closeAndPost() {
  for (const one of seven) {
    const reflection = { text: `${one}: ${long}`, named: one !== ("UJUNE" as UserId) };
    await everyoneSays(at.db, round.id, [one], answer({ customer: "slipping" }, { reflection }));
  }
  await closeRound(at.db, round.id, (facts) => ({
    labels: [],
    ballparks: [],
    answered: null,
    tellsChange: true,
    summary: frozen(facts.reflections),
  }));
  await post();
}

const post = async () => {
  const kept = await summaryOf(at.db, passForChannelOf(team), round.id);
  const words = kept ?? frozen({ named: [], unnamed: [] });
  const message = summaryMessage(words, { round: round.id, team: team.id, picture: null });
  await at.slack.chat.postMessage({ channel: team.channel, ...message });
};

const frozen = ({ named, unnamed }: Pick<TeamSummary, "named" | "unnamed">): TeamSummary => ({
  version: 1,
  kind: "team-summary",
  team: team.name,
  week: round.week,
  mode: "confidential",
  categories: [],
  closerLook: null,
  ballparks: [],
  tooFew: { strong: "Too few answers to say anything this week", tail: "." },
  heldBack: null,
  together: null,
  talk: {
    subject: "customer",
    name: "Customer",
    question: "What did a customer tell us?",
    why: "It is new.",
  },
  // Repeated, so that there is more than a message holds.
  named: [...named, ...named, ...named, ...named],
  unnamed,
  answered: null,
  openAnswers: [],
  trying: [],
  closing: "These words won't change.",
});

const talked = async () => (await roundById(at.db, round.id))?.talkedAbout;

test("that a team talked is kept once, told back to one person, and pressing again does no harm", async () => {
  await closeAndPost();
  const chen = at.visit("UCHEN");
  await chen.presses("We talked about it");
  await chen.presses("We talked about it");
  expect(await talked()).toBe(true);
  expect((await chen.reads(channel)).at(-1)).toContain("not who said so or when");
  expect((await at.visit("UDALIA").reads(channel)).join()).not.toContain("not who said so or when");
});

test("somebody else in the channel can't say it for the team", async () => {
  await closeAndPost();
  const kofi = at.visit("UKOFI");
  await kofi.presses("We talked about it");
  expect(await talked()).toBe(false);
  await kofi.presses("All that was noticed");
  expect(await kofi.readsModal()).toBeNull();
});

test("a try begins with the category of the question", async () => {
  await closeAndPost();
  const chen = at.visit("UCHEN");
  await chen.presses("Try something");
  expect(await chen.readsModal()).toContain("What is it for?: Customer");
});

test("why these words opens for one person, with the reason for the question", async () => {
  await closeAndPost();
  const chen = at.visit("UCHEN");
  await chen.presses("Why these words?");
  expect(await chen.readsModal()).toContain("Why this question: It is new.");
  const kofi = at.visit("UKOFI");
  await kofi.presses("Why these words?");
  expect(await kofi.readsModal()).toBeNull();
});

test("all that was noticed opens for the team, and never what fewer than five wrote without a name", async () => {
  await closeAndPost();
  const chen = at.visit("UCHEN");
  await chen.presses("All that was noticed");
  const read = await chen.readsModal();
  expect(read).toContain("UFARAH:");
  expect(read).not.toContain("UJUNE:");
});

test("of a round that is open, nothing that was noticed is shown", async () => {
  const reflection = { text: "not yet", named: true };
  await everyoneSays(at.db, round.id, [...seven], answer({ customer: "slipping" }, { reflection }));
  const named = Array.from({ length: 30 }, () => ({ author: "UCHEN" as UserId, text: long }));
  const message = summaryMessage(frozen({ named, unnamed: [] }), {
    round: round.id,
    team: team.id,
    picture: null,
  });
  await at.slack.chat.postMessage({ channel: team.channel, ...message });
  const chen = at.visit("UCHEN");
  await chen.presses("All that was noticed");
  expect(await chen.readsModal()).not.toContain("not yet");
  await chen.dismisses();
  await chen.presses("Why these words?");
  expect((await chen.reads(channel)).at(-1)).toContain("no words yet");
});
