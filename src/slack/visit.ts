/** Somebody did something in Slack: who, where, when. And the ways to answer only them. */
import type { ModalView } from "@slack/types";
import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import type { Temporal } from "temporal-polyfill";
import type { ChannelId, UserId, WorkspaceId } from "../core/ids.ts";
import type { Sent } from "../store/heard.ts";
import { type Said, said, words } from "./blocks.ts";

/** Somebody who has just knocked: what we know before the database is asked anything. */
export type Caller = {
  readonly workspace: WorkspaceId;
  readonly person: UserId;
  /** Null on the home tab and in a modal. */
  readonly channel: ChannelId | null;
  /** The modal it came from, if it came from one. */
  readonly view: { readonly id: string; readonly hash: string } | null;
  /** Opens one modal within three seconds (Slack). */
  readonly trigger: string | null;
  readonly slack: WebClient;
};

export type Visit = Caller & { readonly now: Temporal.Instant };

/** A modal was sent off: it is kept once, and only while whoever sent it waits. */
export type Sending = Visit & { readonly sent: Sent };

/**
 * Says something that only this person sees, where they are: in the channel if there is one and Bearings is in it, on
 * top of a modal or the home tab as a small one, and where that can't be done, as a direct message.
 */
export async function tellOnly(visit: Caller, message: Said): Promise<void> {
  if (visit.channel !== null) {
    if (await saidInChannel(visit, visit.channel, message)) return;
  } else if (visit.trigger !== null) {
    if (await shownOnTop(visit, visit.trigger, notice(message))) return;
  }
  await tellDirectly(visit.slack, visit.person, message);
}

export async function tellDirectly(slack: WebClient, person: UserId, message: Said): Promise<void> {
  await slack.chat.postMessage({ channel: person, ...message, unfurl_links: false, unfurl_media: false });
}

/** Slack's codes for "Bearings is not in there": then a direct message carries the answer. */
const notThere: ReadonlySet<string> = new Set([
  "not_in_channel",
  "channel_not_found",
  "is_archived",
  "user_not_in_channel",
]);

async function saidInChannel(visit: Caller, channel: ChannelId, message: Said): Promise<boolean> {
  try {
    await visit.slack.chat.postEphemeral({ channel, user: visit.person, ...message });
    return true;
  } catch (error) {
    if (notThere.has(slackCode(error) ?? "")) return false;
    throw error;
  }
}

/** False where Slack won't: the trigger was used or is older than three seconds, or the modal below was closed meanwhile. */
async function shownOnTop(
  { slack, view: below }: Caller,
  trigger: string,
  view: ModalView,
): Promise<boolean> {
  try {
    await (below
      ? slack.views.push({ trigger_id: trigger, view })
      : slack.views.open({ trigger_id: trigger, view }));
    return true;
  } catch (error) {
    if (slackCode(error) === null) throw error;
    return false;
  }
}

/** Slack's error code, such as `channel_not_found`; null for anything that isn't Slack saying no. */
export function slackCode(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null;
}

/** Opens a modal, over the one it was asked from if there is one; null where there is nothing to open it with. */
export async function onTop(
  { slack, trigger, view: below }: Caller,
  view: ModalView,
): Promise<{ readonly id: string } | null> {
  if (trigger === null) return null;
  const { view: opened } = await (below
    ? slack.views.push({ trigger_id: trigger, view })
    : slack.views.open({ trigger_id: trigger, view }));
  return opened?.id === undefined ? null : { id: opened.id };
}

/** A small modal that says something and can only be closed; Slack shows 24 characters of its title. */
export function notice(message: Said, title = "Bearings"): ModalView {
  return {
    type: "modal",
    title: { type: "plain_text", text: title },
    close: { type: "plain_text", text: "Close" },
    blocks: message.blocks.length > 0 ? [...message.blocks] : [words(message.text)],
  };
}

export function sentence(text: string): Said {
  return said(text);
}
