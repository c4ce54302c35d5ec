/** What chat.postMessage, chat.update and chat.postEphemeral have in common: the place, and the words. */
import type { KnownBlock } from "@slack/types";
import { complain } from "../blocks-check/complaints.ts";
import { areTooLong, type Complaint, checkMessage } from "../blocks-check.ts";
import { fileOf, pictureType } from "../files.ts";
import { appIsIn, type Channel, directOf, placeForApp } from "../places.ts";
import type { Posted } from "../state.ts";
import type { Workspace } from "../workspace.ts";
import { type Answer, type Arguments, complained, no, parsed } from "./method.ts";

/** Beyond this, a text is cut. */
const LONGEST_TEXT = 40_000;

/** Where the app may speak: a channel it is in, a direct message, or a person, which means the direct message with them. */
export function placeToSpeak(
  workspace: Workspace,
  id: string | undefined,
): Channel | { readonly refused: Answer } {
  const { state } = workspace;
  const person = state.people.find((one) => one.id === id);
  const place = person ? directOf(state, person.id) : placeForApp(state, id);
  if (!place) return { refused: no("channel_not_found") };
  if (place.archived) return { refused: no("is_archived") };
  return appIsIn(state, place) ? place : { refused: no("not_in_channel") };
}

/** The words of a message, checked as Slack checks them. */
export function wordsIn(
  workspace: Workspace,
  args: Arguments,
): { readonly text: string; readonly blocks: KnownBlock[] } | { readonly refused: Answer } {
  const blocks = parsed(args.blocks);
  const text = (args.text ?? "").slice(0, LONGEST_TEXT);
  if (blocks !== undefined && !Array.isArray(blocks)) return { refused: no("invalid_blocks_format") };
  if (text.trim() === "" && (blocks === undefined || blocks.length === 0)) return { refused: no("no_text") };
  if (areTooLong(blocks)) return { refused: no("msg_blocks_too_long") };
  const complaints = [...checkMessage(blocks ?? [], ""), ...unknownFiles(workspace, blocks ?? [], "/blocks")];
  if (complaints.length > 0) return { refused: complained("invalid_blocks", complaints) };
  return { text, blocks: (blocks ?? []) as KnownBlock[] };
}

/** Pictures that name a file which isn't there, isn't complete, or is no picture. */
export function unknownFiles(workspace: Workspace, inside: unknown, pointer: string): Complaint[] {
  if (typeof inside !== "object" || inside === null) return [];
  return Object.entries(inside).flatMap(([key, value]) => {
    const here = `${pointer}/${key}`;
    if (key !== "slack_file") return unknownFiles(workspace, value, here);
    const file = fileOf(workspace, idOf(workspace, value));
    return file?.complete && pictureType(Buffer.from(file.bytes ?? "", "base64"))
      ? []
      : [complain(here, "invalid slack file", "slack_file", "a picture in this workspace")];
  });
}

/** A message as an answer or an interaction carries it. */
export function asMessage(workspace: Workspace, message: Posted): Record<string, unknown> {
  const { app, team } = workspace.state;
  const byApp = message.from === app.botUser;
  return {
    type: "message",
    user: message.from,
    ...(byApp ? { bot_id: app.botId, app_id: app.id } : {}),
    team: team.id,
    text: message.text,
    ts: message.ts,
    blocks: message.blocks,
    ...(message.thread ? { thread_ts: message.thread } : {}),
    ...(message.edited ? { edited: { user: message.from, ts: message.ts } } : {}),
    ...(message.metadata ? { metadata: message.metadata } : {}),
  };
}

function idOf(workspace: Workspace, file: unknown): string {
  const { id, url } = file as { id?: string; url?: string };
  return id ?? (url ?? "").replace(`${workspace.address}files/`, "").replace(/\.png$/, "");
}
