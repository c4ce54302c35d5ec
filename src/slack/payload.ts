/** What Slack sends, as far as everything behind the door leans on its shape: what is not so is answered with 400. */
import { z } from "zod";
import type { Knock } from "../counts.ts";

const someone = z.looseObject({ id: z.string() });
const view = z.looseObject({
  id: z.string(),
  hash: z.string().optional(),
  type: z.string().optional(),
  callback_id: z.string().optional(),
  private_metadata: z.string().optional(),
});
const sentOff = view.extend({
  callback_id: z.string(),
  private_metadata: z.string(),
  blocks: z.array(z.looseObject({ type: z.string() })),
  state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), z.looseObject({}))) }),
});
const interaction = z.looseObject({
  user: someone,
  team: someone.nullish(),
  channel: someone.optional(),
  trigger_id: z.string().optional(),
});

/** Bolt looks for these in this order, so we do. */
const shapes: readonly (readonly [knock: Knock, isMeant: (body: Payload) => boolean, shape: z.ZodType])[] = [
  [
    "event",
    (body) => body.event !== undefined,
    z.looseObject({
      type: z.literal("event_callback"),
      event_id: z.string(),
      team_id: z.string().nullish(),
      event: z.looseObject({ type: z.string(), item: z.looseObject({}).optional() }),
    }),
  ],
  [
    "command",
    (body) => body.command !== undefined,
    z.looseObject({
      command: z.string(),
      text: z.string().optional(),
      team_id: z.string(),
      user_id: z.string(),
      channel_id: z.string(),
      trigger_id: z.string(),
    }),
  ],
  [
    "options",
    ({ type }) => type === "block_suggestion",
    interaction.extend({ action_id: z.string(), block_id: z.string(), value: z.string().optional() }),
  ],
  [
    "press",
    ({ type }) => type === "block_actions",
    interaction.extend({
      actions: z.array(z.looseObject({ action_id: z.string(), block_id: z.string() })).min(1),
      view: view.optional(),
    }),
  ],
  [
    "shortcut",
    ({ type }) => type === "shortcut" || type === "message_action",
    interaction.extend({ callback_id: z.string() }),
  ],
  ["submission", ({ type }) => type === "view_submission", interaction.extend({ view: sentOff })],
  ["other", ({ type }) => type === "view_closed", interaction.extend({ view })],
];

export type Payload = Readonly<Record<string, unknown>>;

/** Whether it is an object at all, and not a list, a word or nothing. */
export function isPayload(body: unknown): body is Payload {
  return typeof body === "object" && body !== null && !Array.isArray(body);
}

/** What kind of thing this is; null where it is nothing that Slack sends, or not in the shape in which Slack sends it. */
export function knockOf(body: Payload): Knock | null {
  const [knock, , shape] = shapes.find(([, isMeant]) => isMeant(body)) ?? [null, null, z.never()];
  return shape.safeParse(body).success ? knock : null;
}
