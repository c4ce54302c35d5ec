/** Answers that an app gives later, to the address that came with an interaction: five times within half an hour. */
import type { KnownBlock } from "@slack/types";
import { checkMessage } from "./blocks-check.ts";
import { change, messageAt, post, takeAway } from "./messages.ts";
import type { Workspace } from "./workspace.ts";

const MOST_USES = 5;
const GOOD_FOR = 30 * 60_000;

/** What an app says to a command or to a response_url. */
export type Said = {
  readonly text?: string;
  readonly blocks?: readonly KnownBlock[];
  readonly response_type?: string;
  readonly replace_original?: boolean;
  readonly delete_original?: boolean;
  readonly thread_ts?: string;
};

/** Takes an answer; Slack's word for why not, where it doesn't. */
export function respond(
  workspace: Workspace,
  id: string,
  said: Said,
): "ok" | "used_url" | "expired_url" | "invalid_blocks" | "no_text" {
  const urls = workspace.state.responseUrls;
  const url = Object.hasOwn(urls, id) ? urls[id] : undefined;
  if (!url || workspace.now().getTime() - url.givenAt > GOOD_FOR) return "expired_url";
  if (url.used >= MOST_USES) return "used_url";
  if (said.delete_original && url.message) {
    url.used += 1;
    takeAway(workspace, url.channel, url.message);
    return "ok";
  }
  const refused = whyNot(said);
  if (refused) return refused;
  url.used += 1;
  const original = url.message ? messageAt(workspace, url.channel, url.message) : null;
  if (original && said.replace_original)
    change(workspace, original, { text: said.text ?? "", blocks: said.blocks ?? [] });
  else say(workspace, url.channel, url.person, said);
  return "ok";
}

/** Posts an answer: for the one who asked, unless the app says it is for the channel. */
export function say(workspace: Workspace, channel: string, person: string, said: Said): void {
  post(workspace, channel, {
    from: workspace.state.app.botUser,
    text: said.text ?? "",
    blocks: said.blocks ?? [],
    only: said.response_type === "in_channel" ? null : person,
    thread: said.thread_ts ?? null,
  });
}

/** What Slack would refuse about an answer, or null. */
export function whyNot(said: Said): "invalid_blocks" | "no_text" | null {
  if (checkMessage(said.blocks ?? [], "").length > 0) return "invalid_blocks";
  return (said.text ?? "").trim() === "" && (said.blocks ?? []).length === 0 ? "no_text" : null;
}
