/** Messages: posting, changing, taking away, and who may see which. */
import type { KnownBlock } from "@slack/types";
import { withIds } from "./named-blocks.ts";
import type { Posted } from "./state.ts";
import type { Workspace } from "./workspace.ts";

export type NewMessage = {
  readonly from: string;
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
  readonly thread?: string | null;
  readonly only?: string | null;
  readonly metadata?: unknown;
};

/** Posts in a place and tells everybody who looks. */
export function post(workspace: Workspace, channel: string, message: NewMessage): Posted {
  const { state } = workspace;
  const posted: Posted = {
    ts: nextTs(workspace),
    thread: message.thread ?? null,
    from: message.from,
    text: message.text,
    blocks: withIds(workspace, message.blocks ?? []),
    only: message.only ?? null,
    edited: false,
    metadata: message.metadata ?? null,
  };
  state.messages[channel] = [...(state.messages[channel] ?? []), posted];
  workspace.changed();
  return posted;
}

/** New words for a message that is there. */
export function change(
  workspace: Workspace,
  message: Posted,
  words: { readonly text: string; readonly blocks: readonly KnownBlock[]; readonly metadata?: unknown },
): void {
  message.text = words.text;
  message.blocks = withIds(workspace, words.blocks);
  if (words.metadata !== undefined) message.metadata = words.metadata;
  message.edited = true;
  workspace.changed();
}

/** Takes a message away. */
export function takeAway(workspace: Workspace, channel: string, ts: string): void {
  const { messages } = workspace.state;
  messages[channel] = (messages[channel] ?? []).filter((message) => message.ts !== ts);
  workspace.changed();
}

/** The message with this ts in this place, whoever may see it. */
export function messageAt(workspace: Workspace, channel: string, ts: string | undefined): Posted | null {
  return workspace.state.messages[channel]?.find((message) => message.ts === ts) ?? null;
}

/** What one person sees in a place: everything but what is for somebody else only. */
export function messagesSeenBy(workspace: Workspace, person: string, channel: string): readonly Posted[] {
  return (workspace.state.messages[channel] ?? []).filter(
    (message) => message.only === null || message.only === person,
  );
}

/** Marks everything in a place as read by this person. */
export function markRead(workspace: Workspace, person: string, channel: string): void {
  const last = messagesSeenBy(workspace, person, channel).at(-1)?.ts;
  const { read } = workspace.state;
  if (!last || read[person]?.[channel] === last) return;
  read[person] = { ...read[person], [channel]: last };
  workspace.changed();
}

/** How many messages of others this person hasn't read in a place. */
export function unreadBy(workspace: Workspace, person: string, channel: string): number {
  const until = workspace.state.read[person]?.[channel] ?? "0.000000";
  return messagesSeenBy(workspace, person, channel).filter(
    (message) => message.from !== person && later(message.ts, until),
  ).length;
}

/** When a message was posted, read from its ts. */
export function postedAt(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

/** Seconds of the workspace's clock with six decimals; always later than the one before. */
function nextTs(workspace: Workspace): string {
  const micros = BigInt(workspace.now().getTime()) * 1000n;
  const last = BigInt(workspace.state.lastTs.replace(".", ""));
  const next = (micros > last ? micros : last + 1n).toString().padStart(7, "0");
  workspace.state.lastTs = `${next.slice(0, -6)}.${next.slice(-6)}`;
  return workspace.state.lastTs;
}

function later(one: string, other: string): boolean {
  return Number(one) > Number(other);
}
