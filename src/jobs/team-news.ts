/** What became of a team itself, told to its channel or its leaders; or nothing, where it has been overtaken. */

import type { Temporal } from "temporal-polyfill";
import { topicOfNews } from "../core/delivery-key.ts";
import { UserId } from "../core/ids.ts";
import type { Said } from "../slack/blocks.ts";
import { whoIsIn } from "../slack/channel.ts";
import {
  deletedMessage,
  isTeamNews,
  leaderlessMessage,
  ledAgainMessage,
  leftChannelMessage,
  movedAwayMessage,
  movedMessage,
  pausedMessage,
  resumedMessage,
  type TeamNews,
  takenOffMessage,
  teamNews,
} from "../slack/team-news.ts";
import type { Delivery } from "../store/deliveries.ts";
import { openRoundOfTeam } from "../store/rounds.ts";
import { type TeamWithWhen, teamById } from "../store/teams.ts";
import type { World } from "../world.ts";

/** Beyond this many in a channel nobody is missed. */
const mostLookedThrough = 1000;

/** The key names the topic. What is for leaders is for who leads the team now. */
export async function teamNewsMessage(
  world: World,
  { key, team: id, addressee }: Delivery,
  now: Temporal.Instant,
): Promise<Said | null> {
  const topic = topicOfNews(key);
  if (!isTeamNews(topic)) return null;
  if (topic === "deleted") return deletedMessage;
  const team = id === null ? null : await teamById(world.db, id);
  if (team === null) return null;
  if (teamNews[topic] === "leaders" && !team.leaders.includes(UserId.parse(addressee))) return null;
  return messages[topic](world, team, now);
}

type Message = (world: World, team: TeamWithWhen, now: Temporal.Instant) => Promise<Said | null>;

const messages: Readonly<Record<Exclude<TeamNews, "deleted">, Message>> = {
  "taken-off": async (_world, team) => takenOffMessage(team),
  "left-channel": async (world, team) => {
    const gone = await notInChannel(world, team);
    return gone.length === 0 ? null : leftChannelMessage(team, gone);
  },
  leaderless: async (_world, team) => (team.leaders.length > 0 ? null : leaderlessMessage(team)),
  "led-again": async (_world, team) => (team.leaders.length === 0 ? null : ledAgainMessage(team)),
  paused: async ({ db }, team) =>
    team.paused ? pausedMessage(team, await openRoundOfTeam(db, team.id)) : null,
  resumed: async (_world, team, now) => (team.paused ? null : resumedMessage(team, now)),
  moved: async ({ db }, team, now) => movedMessage(team, await openRoundOfTeam(db, team.id), now),
  "moved-away": async (_world, team) => movedAwayMessage(team),
};

/** Asked when it is told: who came back meanwhile isn't missed. */
async function notInChannel({ slackFor }: World, team: TeamWithWhen): Promise<readonly UserId[]> {
  const slack = await slackFor(team.workspace);
  const there = slack && (await whoIsIn(slack.bulk, team.channel, mostLookedThrough));
  return there ? team.members.filter((member) => !there.includes(member)) : [];
}
