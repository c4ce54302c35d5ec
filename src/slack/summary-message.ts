/**
 * The team summary, in the team's channel when a round closes: words with a picture, one question worth a talk and why,
 * what was noticed, what is being tried. Everything in it was frozen with the round.
 */
import type { KnownBlock } from "@slack/types";
import type { SummaryLine, TeamSummary } from "../core/digests/team-summary.ts";
import type { RoundId, TeamId } from "../core/ids.ts";
import { phraseText } from "../core/phrase.ts";
import { markTalkedAbout } from "../store/rounds.ts";
import type { World } from "../world.ts";
import {
  aside,
  button,
  buttons,
  clip,
  heading,
  inert,
  limits,
  picture as pictureBlock,
  type Said,
  words,
} from "./blocks.ts";
import { type RoundCarried, roundCarried } from "./carried.ts";
import { fitting, inParagraphs, listedUpTo, mostBlockText, weightOf } from "./fitting.ts";
import { dayWords } from "./moments.ts";
import { noticedBlocks, openNoticed } from "./noticed-modal.ts";
import { ofRoundsTeam } from "./permissions.ts";
import { phraseWords } from "./phrases.ts";
import type { Surface } from "./surface.ts";
import { openTryAfterRound, trySomethingId } from "./try-modal.ts";
import { tellOnly, type Visit } from "./visit.ts";
import { openWhoSaidWhich, whoSaidWhichButton, whoSaidWhichId } from "./who-said-which.ts";
import { openWhyTheseWords, whyTheseWordsButton, whyTheseWordsId } from "./why-these-words.ts";

export const talkedAboutId = "talked_about";
export const allNoticedId = "all_noticed";

export type SummaryExtra = {
  readonly round: RoundId;
  readonly team: TeamId;
  readonly picture: { readonly file: string; readonly alt: string } | null;
};

export function summaryMessage(summary: TeamSummary, { round, picture }: SummaryExtra): Said {
  const title = `What ${summary.team} said this week`;
  const before = [
    heading(title),
    ...(picture ? [pictureBlock(picture.file, picture.alt)] : []),
    ...wordBlocks(summary),
    ...talkBlocks(summary),
  ];
  const after = tryBlocks(summary);
  const last = aside([summary.closing, summary.answered ?? ""].join(" ").trim());
  const standing = [...before, ...after, summaryButtons(summary, round, true), last];
  const { shown, hasMore } = noticedThatFit(summary, {
    blocks: limits.messageBlocks - standing.length,
    weight: mostBlockText - weightOf(standing),
  });
  return {
    text: clip([inert(title), ...fallbackLines(summary)].join("\n"), limits.fallbackText),
    blocks: [...before, ...shown, ...after, summaryButtons(summary, round, hasMore), last],
  };
}

function wordBlocks(summary: TeamSummary): KnownBlock[] {
  const { categories, closerLook, ballparks, tooFew, heldBack, together } = summary;
  if (heldBack) return [words(`*${inert(heldBack.strong)}*${inert(heldBack.tail)}`)];
  const looked = closerLook && !tooFew ? closerLookLines(closerLook, ballparks) : [];
  return [
    ...(tooFew
      ? [words(`*${inert(tooFew.strong)}*${inert(tooFew.tail)}`)]
      : inParagraphs(categories.map(bullet))),
    ...(looked.length > 0 ? inParagraphs(looked) : []),
    ...(together ? inParagraphs([inert(together.intro), ...together.lines.map(bullet)]) : []),
  ];
}

/** Where nobody, or too few, looked closer, one line says so for all of it. */
function closerLookLines(
  { name, measures }: NonNullable<TeamSummary["closerLook"]>,
  ballparks: TeamSummary["ballparks"],
): string[] {
  const title = `*A closer look: ${inert(name)}*`;
  const told = [...measures.filter(({ label }) => label.word !== "too-few"), ...ballparks];
  if (told.length === 0) return measures.length === 0 ? [] : [`${title}: too few to say this week.`];
  const silent = measures.filter(({ label }) => label.word === "too-few").length;
  return [title, ...told.map(bullet), ...(silent > 0 ? ["• The rest of it: too few to say this week."] : [])];
}

function bullet({ phrase }: Pick<SummaryLine, "phrase">): string {
  return `• ${phraseWords(phrase)}`;
}

function talkBlocks({ talk }: TeamSummary): KnownBlock[] {
  if (talk === null) return [];
  return [words(`*A question to talk about:* ${inert(talk.question)}\n*Why this one?* ${inert(talk.why)}`)];
}

/** What people noticed, as much as fits; the rest is a button away, for the team alone. */
function noticedThatFit(
  summary: TeamSummary,
  room: { readonly blocks: number; readonly weight: number },
): { readonly shown: readonly KnownBlock[]; readonly hasMore: boolean } {
  const kept = { blocks: room.blocks - 1, weight: room.weight - 200 };
  const { fit, left } = fitting(noticedBlocks(summary), kept);
  if (left === 0) return { shown: fit, hasMore: false };
  const more = `… and ${left} more: press *All that was noticed* below.`;
  return { shown: [...fit, aside(more)], hasMore: true };
}

/** Longer than this would push the week's words out of sight. */
const triesTold = 1500;

function tryBlocks({ trying }: TeamSummary): KnownBlock[] {
  if (trying.length === 0) return [];
  const told = trying.map(({ what, askOn }) => `“${inert(what)}” (look back: ${dayWords(askOn)})`);
  return [words(`*You're trying:* ${listedUpTo(triesTold, told, "; ")}.`)];
}

function summaryButtons({ openAnswers, heldBack }: TeamSummary, round: RoundId, hasMore: boolean) {
  const carried = roundCarried.write({ round });
  return buttons(
    "summary",
    ...(heldBack ? [] : [button(talkedAboutId, "We talked about it", carried)]),
    button(trySomethingId, "Try something", carried),
    whyTheseWordsButton({ id: round }),
    ...(openAnswers.some(({ said }) => said.length > 0) ? [whoSaidWhichButton(round)] : []),
    ...(hasMore ? [button(allNoticedId, "All that was noticed", carried)] : []),
  );
}

function fallbackLines({ categories, tooFew, heldBack, talk }: TeamSummary): string[] {
  const instead = heldBack ?? tooFew;
  return [
    ...(instead
      ? [inert(`${instead.strong}${instead.tail}`)]
      : categories.map(({ phrase }) => inert(phraseText(phrase)))),
    ...(talk ? [inert(`A question to talk about: ${talk.question}`)] : []),
  ];
}

async function keepTalkedAbout(world: World, visit: Visit, { round }: RoundCarried): Promise<void> {
  await markTalkedAbout(world.db, round);
  await tellOnly(visit, talkedAboutAnswer(round));
}

/** Kept: only that it happened. Pressing again says the same and changes nothing. */
export function talkedAboutAnswer(round: RoundId): Said {
  const text =
    "Thank you. I keep that you talked, not who said so or when. If something came out of it that you'd like to try, say it here and I'll ask how it went.";
  return {
    text,
    blocks: [
      words(text),
      buttons("talked", button(trySomethingId, "Try something", roundCarried.write({ round }))),
    ],
  };
}

export const summary: Surface = {
  listen(listening, world) {
    const guard = { carries: roundCarried, may: ofRoundsTeam };
    listening.button(talkedAboutId, guard, (visit, carried) => keepTalkedAbout(world, visit, carried));
    listening.button(trySomethingId, guard, (visit, carried) => openTryAfterRound(world, visit, carried));
    listening.button(whyTheseWordsId, guard, (visit, carried) => openWhyTheseWords(world, visit, carried));
    listening.button(allNoticedId, guard, (visit, carried) => openNoticed(world, visit, carried));
    listening.button(whoSaidWhichId, guard, (visit, carried) => openWhoSaidWhich(world, visit, carried));
  },
};
