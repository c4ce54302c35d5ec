/** One team on the home tab: when its next round opens, what it said last, what it tries, and what its leaders may do. */
import type { KnownBlock } from "@slack/types";
import type { Temporal } from "temporal-polyfill";
import type { SummaryTry, TeamSummary } from "../core/digests/team-summary.ts";
import type { RoundId } from "../core/ids.ts";
import type { Learned } from "../core/loop.ts";
import { isOpen } from "../core/round.ts";
import type { KeptRound } from "../store/rounds.ts";
import type { TeamWithWhen } from "../store/teams.ts";
import { button, buttons, heading, inert, picture as pictureBlock, words } from "./blocks.ts";
import { teamCarried } from "./carried.ts";
import { listedUpTo } from "./fitting.ts";
import { troubleBlocks } from "./home-trouble.ts";
import { learningLogButton } from "./learning-log.ts";
import { openMeasuresId } from "./measures.ts";
import { askingWords, momentWords, onMomentWords, weekWords } from "./moments.ts";
import { isStillToOpen, openNowButton } from "./open-now.ts";
import { phraseWords } from "./phrases.ts";
import { quotedInLine } from "./quotes.ts";
import { setUpButton } from "./setup-modal.ts";
import { startTryId } from "./try-modal.ts";
import type { Picture, ShownPicture } from "./uploading.ts";
import { whyTheseWordsButton } from "./why-these-words.ts";

export type HomeTeam = {
  readonly team: Pick<TeamWithWhen, "id" | "name" | "channel" | "rhythm" | "nextOpensAt" | "paused">;
  readonly isMember: boolean;
  readonly leads: boolean;
  /** Slack's code for why the channel took no message; null for anybody but a leader. */
  readonly trouble?: string | null;
  /** The newest round in whatever state. */
  readonly latest: Pick<KeptRound, "state" | "week" | "closesAt"> | null;
  /** Of the last closed round; null before the first. */
  readonly said: {
    readonly round: RoundId;
    readonly summary: TeamSummary;
    readonly talkedAbout: boolean;
  } | null;
  readonly trying: readonly SummaryTry[];
  /** The newest first. */
  readonly learned?: readonly Learned[];
  /** The last twelve rounds as a picture; null before the first, and where nothing may be told of the last. */
  readonly strips?: Picture | null;
};

/** Room for a paragraph, below Slack's 3,000. */
const mostInParagraph = 2800;

/** `picture`: its strips, where Slack has them by now. */
export function homeTeamBlocks(one: HomeTeam, now: Temporal.Instant, picture?: ShownPicture): KnownBlock[] {
  return [
    heading(one.team.name),
    words(whenWords(one, now)),
    ...troubleBlocks(one.team, one.trouble),
    ...saidBlocks(one),
    ...(picture ? [pictureBlock(picture.file, picture.alt)] : []),
    ...tryingBlocks(one, now),
    ...learnedBlocks(one),
    ...teamButtons(one, now),
  ];
}

function whenWords({ team, latest }: HomeTeam, now: Temporal.Instant): string {
  const { zone } = team.rhythm;
  const next = `The next round opens ${onMomentWords(team.nextOpensAt, zone, now)}, in <#${team.channel}>.`;
  if (latest?.state === "open" && !isOpen(latest, now)) return "A round is closing just now.";
  if (latest?.state === "open") return `A round is open until ${momentWords(latest.closesAt, zone, now)}.`;
  if (team.paused)
    return "Paused: no round opens until one of its leaders resumes it, with *Change this team*.";
  return latest?.state === "skipped"
    ? `The round of ${weekWords(latest.week)} was skipped: I wasn't running when it was due, and asking more than a day late would mix up two weeks. ${next}`
    : next;
}

function saidBlocks({ said, isMember }: HomeTeam): KnownBlock[] {
  if (said === null) return [];
  const { summary, talkedAbout } = said;
  const who = isMember ? "What you said last" : "What the team said last";
  const instead = summary.heldBack ?? summary.tooFew;
  const lines = instead
    ? [`*${inert(instead.strong)}*${inert(instead.tail)}`]
    : summary.categories.map(({ phrase }) => `• ${phraseWords(phrase)}`);
  const talk =
    summary.talk === null || talkedAbout
      ? []
      : [`*A question to talk about:* ${inert(summary.talk.question)}`];
  return [words([`*${who}* (${weekWords(summary.week)})`, ...lines, ...talk].join("\n"))];
}

function tryingBlocks({ team, trying }: HomeTeam, now: Temporal.Instant): KnownBlock[] {
  if (trying.length === 0) return [];
  const today = now.toZonedDateTimeISO(team.rhythm.zone).toPlainDate();
  const lines = trying.map(({ what, askOn }) => `“${inert(what)}” (${askingWords(askOn, today)})`);
  return [words(`*Being tried:* ${listedUpTo(mostInParagraph, lines, "; ")}`)];
}

/** As much as reminds of it; the rest is in the learning log. */
const learnedTold = 2;

function learnedBlocks({ learned = [] }: HomeTeam): KnownBlock[] {
  if (learned.length === 0) return [];
  const lines = learned
    .slice(0, learnedTold)
    .map(({ what, learned }) => `• “${inert(what)}”: ${quotedInLine(learned)}`);
  return [words(`*Learned:*\n${listedUpTo(mostInParagraph, lines, "\n")}`)];
}

/** Why the words, where there are some; what can be tried; and what leaders may do. */
function teamButtons(
  { team, isMember, leads, latest, said, trying, learned = [] }: HomeTeam,
  now: Temporal.Instant,
): KnownBlock[] {
  const offered = [
    ...(said === null ? [] : [whyTheseWordsButton({ id: said.round })]),
    ...(isMember || leads ? [button(startTryId, "Try something", teamCarried.write({ team: team.id }))] : []),
    ...(trying.length + learned.length > 0 ? [learningLogButton(team)] : []),
    ...(leads && isStillToOpen(team, latest, now) ? [openNowButton(team)] : []),
    ...(leads
      ? [
          setUpButton("Change this team", { channel: team.channel, team: team.id }),
          button(openMeasuresId, "Measures", teamCarried.write({ team: team.id })),
        ]
      : []),
  ];
  return offered.length > 0 ? [buttons(`team:${team.id}`, ...offered)] : [];
}
