/** What the page may ask for, parsed: a wrong act is refused in words and goes no further. */
import { z } from "zod";
import type { Act } from "../protocol.ts";

const value = z.looseObject({ type: z.string() });
const values = z.record(z.string(), z.record(z.string(), value));
const spot = z.discriminatedUnion("in", [
  z.object({ in: z.literal("message"), channel: z.string(), ts: z.string() }),
  z.object({ in: z.literal("view"), view: z.string() }),
  z.object({ in: z.literal("home") }),
]);
/** Slack's own longest message. */
const line = z.string().max(40_000);

const act = z.discriminatedUnion("do", [
  z.object({ do: z.literal("command"), channel: z.string(), words: line }),
  z.object({ do: z.literal("say"), channel: z.string(), text: line, thread: z.string().optional() }),
  z.object({
    do: z.literal("press"),
    spot,
    block: z.string(),
    element: z.looseObject({ type: z.string(), action_id: z.string() }),
    values: values.optional(),
  }),
  z.object({ do: z.literal("submit"), view: z.string(), values }),
  z.object({ do: z.literal("dismiss"), view: z.string() }),
  z.object({ do: z.literal("options"), spot, block: z.string(), action: z.string(), typed: line }),
  z.object({
    do: z.literal("shortcut"),
    callback: z.string(),
    message: z.object({ channel: z.string(), ts: z.string() }).optional(),
  }),
  z.object({ do: z.literal("open-home") }),
  z.object({ do: z.literal("read"), channel: z.string() }),
  z.object({ do: z.literal("invite-app"), channel: z.string() }),
  z.object({ do: z.literal("turn-clock"), to: z.enum(["hour", "day", "next"]) }),
  z.object({ do: z.literal("load-scene"), scene: z.string() }),
]);

const asked = z.object({ as: z.string(), act });

/** Who does what, or null where it makes no sense. */
export function askedIn(body: string): { readonly as: string; readonly act: Act } | null {
  try {
    const found = asked.safeParse(JSON.parse(body));
    return found.success ? (found.data as { as: string; act: Act }) : null;
  } catch {
    return null;
  }
}
