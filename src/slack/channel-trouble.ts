/** A channel that takes no message of ours: what a leader is told, by direct message once and on the home tab while it lasts. */
import type { Temporal } from "temporal-polyfill";
import { deliveryKey } from "../core/delivery-key.ts";
import type { Team } from "../core/team.ts";
import { weekOf } from "../core/week.ts";
import type { Db } from "../store/database.ts";
import { type Plan, plan } from "../store/deliveries.ts";
import type { TeamWithWhen } from "../store/teams.ts";
import { inert, type Said, said } from "./blocks.ts";

/** Not Slack's but ours: the channel would take a message, and must not get one. */
export const sharedBeyond = "shared_beyond";

/** What is the matter, and what helps. By Slack's error code. */
const troubles: Readonly<Record<string, { readonly why: string; readonly help: string }>> = {
  not_in_channel: { why: "I'm not in the channel", help: "Type `/invite @Bearings` there" },
  channel_not_found: {
    why: "I can't find the channel any more. It was deleted, or it is private and I'm not in it",
    help: "If it is still there, type `/invite @Bearings` in it",
  },
  [sharedBeyond]: {
    why: "it is shared with people of another organisation, who would read your team's words",
    help: "Move the team to a channel of your own, or choose this one again once it isn't shared",
  },
  is_archived: { why: "the channel is archived", help: "Take it out of the archive" },
};

const restricted = {
  why: "only some people may post there",
  help: "Ask whoever looks after the channel to let me post",
};

/** One line: where nothing could be said, why, and what helps. */
export function channelTroubleWords({ channel }: Pick<Team, "channel">, code: string): string {
  const { why, help } = troubles[code] ?? restricted;
  return `I can't post in <#${channel}>: ${why}. ${help}, and the next message comes as usual.`;
}

/** The direct message to a leader of the team. */
export function channelTroubleMessage(team: Pick<Team, "name" | "channel">, code: string): Said {
  return said(
    channelTroubleWords(team, code),
    `It is the channel of ${inert(team.name)}. What can't be said there is not said later, but nothing is lost: an open round stands on everybody's home tab, and so do the words of the last one. *Change this team* on your home tab moves it to another channel, or pauses it.`,
  );
}

/** Each leader is to hear of a trouble with their team's channel: once a week, however much could not be said. */
export async function planTrouble(
  tx: Db,
  { id, workspace, leaders, rhythm }: TeamWithWhen,
  code: string,
  dueAt: Temporal.Instant,
): Promise<void> {
  const week = weekOf(dueAt, rhythm.zone);
  await plan(
    tx,
    leaders.map((leader): Plan => {
      const key = deliveryKey.trouble(id, code, week, leader);
      return { key, kind: "trouble", workspace, team: id, round: null, addressee: leader, dueAt };
    }),
  );
}
