/** What a team or its leaders are told when something happens to the team itself: each thing once, to those it is for. */

import type { Temporal } from "temporal-polyfill";
import { deliveryKey } from "../core/delivery-key.ts";
import { countWord } from "../core/number-words.ts";
import { isOpen, type Round } from "../core/round.ts";
import { canHaveWords, floors } from "../core/team.ts";
import type { Db } from "../store/database.ts";
import { type Plan, plan } from "../store/deliveries.ts";
import type { TeamWithWhen } from "../store/teams.ts";
import { aside, button, buttons, inert, type Said, words } from "./blocks.ts";
import { teamCarried } from "./carried.ts";
import { momentWords, onMomentWords } from "./moments.ts";
import { confidentialLine } from "./privacy-words.ts";
import { answerButtons } from "./round-message.ts";
import { setUpButton } from "./setup-modal.ts";

export const takeOverId = "take_over";

/** To whom each is told: the channel, or each leader by direct message. */
export const teamNews = {
  /** Somebody was taken off its lists, who can't take part any more. */
  "taken-off": "leaders",
  /** Somebody on its lists isn't in its channel any more. */
  "left-channel": "leaders",
  leaderless: "channel",
  "led-again": "channel",
  paused: "channel",
  resumed: "channel",
  moved: "channel",
  "moved-away": "channel",
  deleted: "channel",
} as const;
export type TeamNews = keyof typeof teamNews;

export function isTeamNews(topic: string): topic is TeamNews {
  return Object.hasOwn(teamNews, topic);
}

/**
 * Plans to tell it, in the transaction of what happened. `stamp` makes two of a kind two: the same one is told once,
 * however often it is heard of. News of a channel goes to the team's own unless another is named.
 */
export async function planNews(
  tx: Db,
  topic: TeamNews,
  team: TeamWithWhen,
  stamp: string,
  at: Temporal.Instant,
  channel: string = team.channel,
): Promise<void> {
  const addressees = teamNews[topic] === "leaders" ? team.leaders : [channel];
  await plan(
    tx,
    addressees.map(
      (addressee): Plan => ({
        key: deliveryKey.teamNews(topic, team.id, stamp, addressee),
        kind: "team_news",
        workspace: team.workspace,
        // What is told of a team that is gone must outlive it.
        team: topic === "deleted" ? null : team.id,
        round: null,
        addressee,
        dueAt: at,
      }),
    ),
  );
}

export const deletedMessage: Said = {
  text: "The team of this channel was deleted by one of its leaders.",
  blocks: [
    words(
      "*The team of this channel was deleted* by one of its leaders, and with it everything I kept of it. What I posted here stays until somebody deletes it in Slack.",
    ),
    aside("`/bearings setup` starts a new one."),
  ],
};

/** Members of the team who aren't in its channel any more; a leader decides whether they are still of the team. */
export function leftChannelMessage(team: TeamWithWhen, gone: readonly string[]): Said {
  const who = gone.map((person) => `<@${person}>`).join(", ");
  return {
    text: `Somebody of ${inert(team.name)} left its channel.`,
    blocks: [
      words(
        `*${inert(team.name)}:* not in <#${team.channel}> any more, but still on the team's list: ${who}. They'll be asked again. If they're no longer of the team, take them off.`,
      ),
      change(team),
    ],
  };
}

/** To a leader: lists are shorter now. Who went isn't kept, so it isn't said. */
export function takenOffMessage(team: TeamWithWhen): Said {
  const { members, mode } = team;
  const people = members.map((person) => `<@${person}>`).join(", ");
  return {
    text: `The list of ${inert(team.name)} is shorter now.`,
    blocks: [
      words(
        `*${inert(team.name)}:* somebody can't take part any more, because their account was closed or they're a guest now. I took them off. ${members.length === 0 ? "Nobody is on the list now." : `On it now: ${people}.`}`,
      ),
      ...(canHaveWords(team)
        ? []
        : [
            aside(
              `A word needs ${countWord(floors[mode])} people or more. With ${countWord(members.length)} you'll be told that it is too few to say.`,
            ),
          ]),
      change(team),
    ],
  };
}

/** To the channel, once: anybody of it may take the team on. */
export function leaderlessMessage({ id, name }: TeamWithWhen): Said {
  return {
    text: `Nobody leads ${inert(name)} any more.`,
    blocks: [
      words(
        `*Nobody leads ${inert(name)} any more:* the last one who did can't take part here now. Rounds go on as usual. Somebody is needed who hears the weekly digest and can change the team.`,
      ),
      buttons("leaderless", button(takeOverId, "I'll lead it", teamCarried.write({ team: id }))),
    ],
  };
}

export function ledAgainMessage({ name, leaders }: TeamWithWhen): Said {
  const who = leaders.map((leader) => `<@${leader}>`).join(", ");
  return oneLine(`*${inert(name)}* is led again, by ${who}.`);
}

export function pausedMessage(team: TeamWithWhen, open: Round | null): Said {
  const rest = open === null ? "" : " The round that is open closes when it said it would.";
  return oneLine(
    `*${inert(team.name)}* is paused: no round opens until one of its leaders resumes it.${rest} Nothing that was said is lost.`,
  );
}

export function resumedMessage(team: TeamWithWhen, now: Temporal.Instant): Said {
  return oneLine(`*${inert(team.name)}* goes on. ${nextOpening(team, now)}`);
}

/** To the new channel: whose it is from now on, and the way in where a round is open. */
export function movedMessage(team: TeamWithWhen, round: Round | null, now: Temporal.Instant): Said {
  const open = round !== null && isOpen(round, now) ? round : null;
  const when =
    open === null
      ? nextOpening(team, now)
      : `This week's round is open until ${momentWords(open.closesAt, team.rhythm.zone, now)}.`;
  return {
    text: `${inert(team.name)} talks here from now on.`,
    blocks: [
      words(
        `*${inert(team.name)}* talks here from now on: its rounds and its words are posted here. ${when}`,
      ),
      ...(open === null ? [] : [buttons("moved", ...answerButtons(open)), aside(confidentialLine(open))]),
    ],
  };
}

export function movedAwayMessage({ name, channel }: TeamWithWhen): Said {
  return oneLine(
    `*${inert(name)}* talks in <#${channel}> from now on. An open round goes on there, and on everybody's home tab.`,
  );
}

function nextOpening({ paused, nextOpensAt, rhythm }: TeamWithWhen, now: Temporal.Instant): string {
  return paused
    ? "It is paused: no round opens until one of its leaders resumes it."
    : `The next round opens ${onMomentWords(nextOpensAt, rhythm.zone, now)}.`;
}

function change(team: TeamWithWhen) {
  return buttons("team-news", setUpButton("Change this team", { channel: team.channel, team: team.id }));
}

function oneLine(line: string): Said {
  return { text: line.replaceAll("*", ""), blocks: [words(line)] };
}
