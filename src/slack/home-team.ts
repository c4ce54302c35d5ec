/** One team on the home tab: when its next round opens, what it said last, what it tries, and what its leaders may do. */
import type { KnownBlock } from "@slack/types";
import type { Temporal } from "temporal-polyfill";
import type { SummaryTry, TeamSummary } from "../core/digests/team-summary.ts";
import type { RoundId } from "../core/ids.ts";
import { isOpen } from "../core/round.ts";
import type { KeptRound } from "../store/rounds.ts";
import type { TeamWithWhen } from "../store/teams.ts";
import { buttons, heading, inert, words } from "./blocks.ts";
import { listedUpTo } from "./fitting.ts";
import { troubleBlocks } from "./home-trouble.ts";
import { askingWords, momentWords, onMomentWords, weekWords } from "./moments.ts";
import { isStillToOpen, openNowButton } from "./open-now.ts";
import { phraseWords } from "./phrases.ts";
import { setUpButton } from "./setup-modal.ts";
import { whyTheseWordsButton } from "./why-these-words.ts";

export type HomeTeam = {
  readonly team: Pick<TeamWithWhen, "id" | "name" | "channel" | "rhythm" | "nextOpensAt">;
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
};

/** Room for a paragraph, below Slack's 3,000. */
const mostInParagraph = 2800;

export function homeTeamBlocks(one: HomeTeam, now: Temporal.Instant): KnownBlock[] {
  return [
    heading(one.team.name),
    words(whenWords(one, now)),
    ...troubleBlocks(one.team, one.trouble),
    ...saidBlocks(one),
    ...tryingBlocks(one, now),
    ...teamButtons(one, now),
  ];
}

function whenWords({ team, latest }: HomeTeam, now: Temporal.Instant): string {
  const { zone } = team.rhythm;
  const next = `The next round opens ${onMomentWords(team.nextOpensAt, zone, now)}, in <#${team.channel}>.`;
  if (latest?.state === "open" && !isOpen(latest, now)) return "A round is closing just now.";
  if (latest?.state === "open") return `A round is open until ${momentWords(latest.closesAt, zone, now)}.`;
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

/** Why the words, where there are some; and what leaders may do. */
function teamButtons({ team, leads, latest, said }: HomeTeam, now: Temporal.Instant): KnownBlock[] {
  const offered = [
    ...(said === null ? [] : [whyTheseWordsButton({ id: said.round })]),
    ...(leads && isStillToOpen(team, latest, now) ? [openNowButton(team)] : []),
    ...(leads ? [setUpButton("Change this team", { channel: team.channel, team: team.id })] : []),
  ];
  return offered.length > 0 ? [buttons(`team:${team.id}`, ...offered)] : [];
}
