/** Blocks, and where Slack takes them (docs.slack.dev/reference/block-kit/blocks). */
import { z } from "zod";
import { accessory, actionElement, contextElement, inputElement, type Surface } from "./elements.ts";
import { anyText, name, onePicture, pictureFields, plain } from "./texts.ts";

const named = { block_id: name.optional() };

const header = z.strictObject({ type: z.literal("header"), ...named, text: plain(150) });
const divider = z.strictObject({ type: z.literal("divider"), ...named });

const section = z
  .strictObject({
    type: z.literal("section"),
    ...named,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(
    (block) => block.text !== undefined || block.fields !== undefined,
    "must have either a text or fields",
  );

const context = z.strictObject({
  type: z.literal("context"),
  ...named,
  elements: z.array(contextElement).min(1).max(10),
});

const image = z
  .strictObject({ ...pictureFields, ...named, title: plain(2000).optional() })
  .refine(onePicture, "must have either an image_url or a slack_file");

const richText = z.strictObject({
  type: z.literal("rich_text"),
  ...named,
  elements: z
    .array(
      z.looseObject({
        type: z.enum(["rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"]),
        elements: z.array(z.looseObject({ type: z.string() })),
      }),
    )
    .min(1),
});

const cell = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) }),
  z.strictObject({ type: z.literal("raw_number"), value: z.number() }),
  richText,
]);

const table = z.strictObject({
  type: z.literal("table"),
  ...named,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(["left", "center", "right"]).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(20)
    .optional(),
});

const markdown = z.strictObject({
  type: z.literal("markdown"),
  ...named,
  text: z.string().min(1).max(12_000),
});
const alert = z.strictObject({
  type: z.literal("alert"),
  ...named,
  text: anyText(3000),
  level: z.enum(["default", "info", "warning", "error", "success"]).optional(),
});

const actions = (on: Surface) =>
  z.strictObject({
    type: z.literal("actions"),
    ...named,
    elements: z.array(actionElement(on)).min(1).max(25),
  });

const input = (on: Surface) =>
  z.strictObject({
    type: z.literal("input"),
    ...named,
    label: plain(2000),
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: inputElement(on),
  });

const everywhere = [header, divider, section, context, image, richText] as const;

const inMessages = z.discriminatedUnion("type", [
  ...everywhere,
  table,
  markdown,
  actions("message"),
  input("message"),
]);
const inModals = z.discriminatedUnion("type", [...everywhere, alert, actions("modal"), input("modal")]);
const onHome = z.discriminatedUnion("type", [...everywhere, actions("home"), input("home")]);

/** The blocks of a message: at most 50. */
export const messageBlocks = z.array(inMessages).max(50);
/** The blocks of a modal: at most 100. */
export const modalBlocks = z.array(inModals).max(100);
/** The blocks of a home tab: at most 100. */
export const homeBlocks = z.array(onHome).max(100);
