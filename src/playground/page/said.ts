import type { Act } from "../protocol.ts";

/** What a line typed into a composer means. */
export type Said = { readonly act: Act } | { readonly trouble: string };

/**
 * Reads a line as Slack does: `/bearings …` is a command, `/invite` brings the app in, any other word after a slash is
 * not known here, and a thread takes no commands at all.
 */
export function meaningOf(line: string, channel: string, thread: string | null): Said {
  const text = line.trim();
  if (!text.startsWith("/")) {
    return { act: { do: "say", channel, text: escaped(text), ...(thread === null ? {} : { thread }) } };
  }
  if (thread !== null) return { trouble: "Commands don't work in threads. Type it in the channel." };
  const [, word = "", words = ""] = /^\/(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  if (word === "bearings") return { act: { do: "command", channel, words: words.trim() } };
  if (word === "invite") return { act: { do: "invite-app", channel } };
  return { trouble: `There is no /${word} here. Try /bearings help.` };
}

/** Slack stores what people type with its three escapes. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
