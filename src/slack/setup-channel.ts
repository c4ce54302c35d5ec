/** Looking at a channel before a team is set up in it: its name, and who in it may take part. */
import type { WebClient } from "@slack/web-api";
import type { ChannelId, UserId, WorkspaceId } from "../core/ids.ts";
import { type Team, teamSizes } from "../core/team.ts";
import type { Db } from "../store/database.ts";
import { teamInChannel } from "../store/teams.ts";
import { type Channel, channelOf, whoIsIn } from "./channel.ts";
import { peopleOf } from "./people.ts";
import { mayTakePart } from "./person.ts";

/** Beyond this many, who of them is the team can't be guessed, and asking Slack about each takes too long. */
const mostLookedAt = 40;

export type SeenForSetup =
  | { readonly seen: "hidden" }
  | { readonly seen: "taken"; readonly team: Team }
  | {
      readonly seen: "free";
      readonly channel: Channel;
      /** Those who may take part; empty where they are more than a team can have, or Bearings can't see who is in. */
      readonly members: readonly UserId[];
      readonly hasGuests: boolean;
    };

type From = { readonly db: Db; readonly slack: WebClient; readonly workspace: WorkspaceId };

export async function seeForSetup(from: From, id: ChannelId): Promise<SeenForSetup> {
  const team = await teamInChannel(from.db, from.workspace, id);
  if (team !== null) return { seen: "taken", team };
  const channel = await channelOf(from.slack, id);
  if (channel === null) return { seen: "hidden" };
  const people = await peopleOf(from, (await whoIsIn(from.slack, id, mostLookedAt)) ?? []);
  const able = people.filter(mayTakePart).map((person) => person.id);
  const members = able.length > teamSizes.most ? [] : able;
  return { seen: "free", channel, members, hasGuests: people.some((person) => person.isGuest) };
}

/** Why no team can be set up in this channel now, or null. Plain text: it stands under a field. */
export function notHere(seen: Channel | null, isTaken: boolean): string | null {
  if (isTaken)
    return "This channel has a team already. Its leaders can change it with /bearings setup in that channel.";
  if (seen === null || !seen.hasUs)
    return "I'm not in this channel, so I couldn't post there. Type /invite @Bearings in it, then press the button again.";
  return seen.isShared
    ? "People of another workspace read this channel, and they would read your team's words. Choose a channel of your own."
    : null;
}
