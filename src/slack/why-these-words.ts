/**
 * "Why these words?": each kind of sentence that stands in a text, explained to whoever asks, in a modal that only they see.
 * The rule and nothing else: no count, of nobody.
 */
import type { ModalView } from "@slack/types";
import type { FocusDigest } from "../core/digests/focus-digest.ts";
import type { TeamSummary } from "../core/digests/team-summary.ts";
import type { Round } from "../core/round.ts";
import { kindsOfDigest, kindsOfSummary, type SentenceKind } from "../core/sentence-kind.ts";
import { type WordRule, whyOf } from "../core/why.ts";
import { summaryOf } from "../store/summaries.ts";
import type { World } from "../world.ts";
import { button, inert, words } from "./blocks.ts";
import { type KindsCarried, kindsCarried, type RoundCarried, roundCarried } from "./carried.ts";
import { fullMember } from "./permissions.ts";
import { roundAndPass } from "./results.ts";
import type { Surface } from "./surface.ts";
import { sentence, tellOnly, type Visit } from "./visit.ts";

export const whyTheseWordsId = "why_these_words";
export const whyThisDigestId = "why_this_digest";
export const whyTheseTrendsId = "why_these_trends";

const label = "Why these words?";

/** Carries the round: what stands in its frozen words is explained by its own frozen rule. */
export function whyTheseWordsButton(round: Pick<Round, "id">) {
  return button(whyTheseWordsId, label, roundCarried.write({ round: round.id }));
}

/** A digest isn't kept. Its button carries the kinds of sentence that stand in it: no team, no person and no word. */
export function whyThisDigestButton(digest: FocusDigest) {
  return button(whyThisDigestId, label, kindsCarried.write({ kinds: kindsOfDigest(digest) }));
}

export function whyTheseTrendsButton(kinds: readonly SentenceKind[]) {
  return button(whyTheseTrendsId, label, kindsCarried.write({ kinds }));
}

/** Only what stands in the summary, by the rule of its round. */
export function wordsExplained(round: Pick<Round, "floor" | "mode">, summary: TeamSummary): ModalView {
  return whyModal(kindsOfSummary(summary), round, summary.talk?.why ?? null);
}

/** What stands in a text of several teams, or over several rounds. */
export function whyModal(
  kinds: readonly SentenceKind[],
  rule: WordRule,
  question: string | null = null,
): ModalView {
  return {
    type: "modal",
    title: { type: "plain_text", text: label },
    close: { type: "plain_text", text: "Close" },
    blocks: kinds.map((kind) => {
      const { lead, because } = whyOf(kind, rule, question);
      return words(`*${inert(lead)}:* ${inert(because)}`);
    }),
  };
}

/** For one closed round. */
export async function openWhyTheseWords(world: World, visit: Visit, { round }: RoundCarried): Promise<void> {
  const found = await roundAndPass(world.db, visit, round);
  const summary = found && (await summaryOf(world.db, found.pass, round));
  if (found === null || summary === null) return tellOnly(visit, sentence(noWordsYet));
  await open(visit, wordsExplained(found.round, summary));
}

/** For a text that isn't kept. */
export async function openWhy(visit: Visit, { kinds }: KindsCarried): Promise<void> {
  await open(visit, whyModal(kinds, null));
}

async function open(visit: Visit, view: ModalView): Promise<void> {
  if (visit.trigger === null) return;
  await visit.slack.views.open({ trigger_id: visit.trigger, view });
}

/** What isn't told in a message of its own surface: `/bearings trends` is a command's answer. */
export const whyTheseTrends: Surface = {
  listen(listening) {
    listening.button(whyTheseTrendsId, { carries: kindsCarried, may: fullMember }, openWhy);
  },
};

const noWordsYet = "This round has no words yet: they come when it closes.";
