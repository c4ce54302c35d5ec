/** The message that a shortcut was used on: what Slack's payload carries is all there is, and no history is read. */
import { z } from "zod";
import { UserId } from "../core/ids.ts";
import { isRefusal } from "../core/refusal.ts";
import { takeText, textLimits } from "../core/text.ts";
import { clip } from "./blocks.ts";
import { plainText } from "./message-text.ts";

export type ChosenMessage = {
  /** Null for an app's message, and for one of Slack's own. */
  readonly author: UserId | null;
  /** Plain, and as long as a reflection may be; null where nothing of it can be kept. */
  readonly text: string | null;
  readonly link: string;
};

const payload = z.object({
  team: z.object({ domain: z.string().regex(/^[a-z0-9-]+$/i) }),
  channel: z.object({ id: z.string().regex(/^[A-Z0-9]+$/) }),
  message: z.object({
    ts: z.string().regex(/^\d+\.\d+$/),
    text: z.string().default(""),
    user: z.string().optional(),
    bot_id: z.string().optional(),
    subtype: z.string().optional(),
  }),
});

/** A message that is to be kept word for word has no subtype: those are Slack's own, such as "has joined". */
export function readMessage(body: unknown): ChosenMessage | null {
  const read = payload.safeParse(body);
  if (!read.success) return null;
  const { team, channel, message } = read.data;
  const isPersons = message.bot_id === undefined && message.subtype === undefined;
  const author = isPersons ? (UserId.safeParse(message.user).data ?? null) : null;
  const taken = takeText(clip(plainText(message.text), textLimits.reflection), "reflection");
  return {
    author,
    text: isRefusal(taken) ? null : taken.text,
    link: `https://${team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace(".", "")}`,
  };
}
