/** What Slack says of a channel, as far as a team needs it. */
import type { WebClient } from "@slack/web-api";
import { type ChannelId, UserId } from "../core/ids.ts";
import { slackCode } from "./visit.ts";

export type Channel = {
  readonly id: ChannelId;
  readonly name: string;
  /** Bearings is in it, so it can post there. */
  readonly hasUs: boolean;
  /** People of another workspace read it too (Slack Connect). */
  readonly isShared: boolean;
};

/** Asks Slack (conversations.info). Null for a direct message, and for a private channel that Bearings isn't in. */
export async function channelOf(slack: WebClient, id: ChannelId): Promise<Channel | null> {
  if (id.startsWith("D")) return null;
  try {
    const { channel } = await slack.conversations.info({ channel: id });
    if (channel === undefined || channel.is_im || channel.is_mpim) return null;
    return {
      id,
      name: channel.name ?? "",
      hasUs: channel.is_member ?? false,
      isShared: (channel.is_ext_shared ?? false) || (channel.is_pending_ext_shared ?? false),
    };
  } catch (error) {
    if (slackCode(error) === "channel_not_found") return null;
    throw error;
  }
}

/** Everybody in a channel, bots included; null when they are more than `most`. A page may be short: only an empty cursor ends. */
export async function whoIsIn(
  slack: WebClient,
  channel: ChannelId,
  most: number,
): Promise<readonly UserId[] | null> {
  const people: UserId[] = [];
  let cursor: string | undefined;
  do {
    const page = await slack.conversations.members({ channel, limit: 200, ...(cursor ? { cursor } : {}) });
    people.push(...(page.members ?? []).map((id) => UserId.parse(id)));
    if (people.length > most) return null;
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return people;
}

/** "harbour-support" as a team would call itself: "Harbour Support". */
export function humanised(channelName: string): string {
  return channelName
    .split(/[-_.\s]+/)
    .filter((word) => word !== "")
    .map((word) => `${word.charAt(0).toLocaleUpperCase("en")}${word.slice(1)}`)
    .join(" ");
}
