/** Interactive elements and where Slack takes them (docs.slack.dev/reference/block-kit/block-elements, blocks.json). */
import { z } from "zod";
import {
  confirm,
  mrkdwn,
  name,
  onePicture,
  option,
  optionGroup,
  overflowOption,
  pictureFields,
  plain,
  richOption,
} from "./texts.ts";

export type Surface = "message" | "modal" | "home";

const acting = { action_id: name.optional() };
const confirming = { confirm: confirm.optional() };
const focusing = { focus_on_load: z.boolean().optional() };
const holding = { placeholder: plain(150).optional() };
const dispatching = {
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(["on_enter_pressed", "on_character_entered"])) })
    .optional(),
};
const choosing = { ...acting, ...confirming, ...focusing, ...holding };
const several = { max_selected_items: z.int().min(1).optional() };
const someone = z.string().min(1);

const button = z.strictObject({
  type: z.literal("button"),
  ...acting,
  ...confirming,
  text: plain(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: z.string().max(75).optional(),
});

const overflow = z.strictObject({
  type: z.literal("overflow"),
  ...acting,
  ...confirming,
  options: z.array(overflowOption).min(1).max(5),
});

const checkboxes = z
  .strictObject({
    type: z.literal("checkboxes"),
    ...acting,
    ...confirming,
    ...focusing,
    options: z.array(richOption).min(1).max(10),
    initial_options: z.array(richOption).min(1).optional(),
  })
  .refine(offersInitial, { path: ["initial_options"], error: "must be among the options" });

const radioButtons = z
  .strictObject({
    type: z.literal("radio_buttons"),
    ...acting,
    ...confirming,
    ...focusing,
    options: z.array(richOption).min(1).max(10),
    initial_option: richOption.optional(),
  })
  .refine(offersInitial, { path: ["initial_option"], error: "must be among the options" });

const listed = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
const oneList = (select: { options?: unknown; option_groups?: unknown }) =>
  (select.options === undefined) !== (select.option_groups === undefined);

const staticSelect = z
  .strictObject({
    type: z.literal("static_select"),
    ...choosing,
    ...listed,
    initial_option: option.optional(),
  })
  .refine(oneList, "must have either options or option_groups")
  .refine(offersInitial, { path: ["initial_option"], error: "must be among the options" });

const multiStaticSelect = z
  .strictObject({
    type: z.literal("multi_static_select"),
    ...choosing,
    ...several,
    ...listed,
    initial_options: z.array(option).min(1).optional(),
  })
  .refine(oneList, "must have either options or option_groups")
  .refine(offersInitial, { path: ["initial_options"], error: "must be among the options" });

const externalSelect = z.strictObject({
  type: z.literal("external_select"),
  ...choosing,
  initial_option: option.optional(),
  min_query_length: z.int().min(0).optional(),
});

const conversationFilter = {
  default_to_current_conversation: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(["im", "mpim", "private", "public"]))
        .min(1)
        .optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
};
const answering = { response_url_enabled: z.boolean().optional() };

const peopleAndPlaces = [
  z.strictObject({ type: z.literal("users_select"), ...choosing, initial_user: someone.optional() }),
  z.strictObject({
    type: z.literal("multi_users_select"),
    ...choosing,
    ...several,
    initial_users: z.array(someone).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal("conversations_select"),
    ...choosing,
    ...answering,
    ...conversationFilter,
    initial_conversation: someone.optional(),
  }),
  z.strictObject({
    type: z.literal("multi_conversations_select"),
    ...choosing,
    ...several,
    ...conversationFilter,
    initial_conversations: z.array(someone).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal("channels_select"),
    ...choosing,
    ...answering,
    initial_channel: someone.optional(),
  }),
  z.strictObject({
    type: z.literal("multi_channels_select"),
    ...choosing,
    ...several,
    initial_channels: z.array(someone).min(1).optional(),
  }),
] as const;

const datepicker = z.strictObject({
  type: z.literal("datepicker"),
  ...choosing,
  initial_date: z.iso.date().optional(),
});

const timepicker = z.strictObject({
  type: z.literal("timepicker"),
  ...choosing,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 09:30")
    .optional(),
  timezone: z.string().optional(),
});

const datetimepicker = z.strictObject({
  type: z.literal("datetimepicker"),
  ...acting,
  ...confirming,
  ...focusing,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
});

const typed = { ...acting, ...focusing, ...holding, ...dispatching };

const plainTextInput = z.strictObject({
  type: z.literal("plain_text_input"),
  ...typed,
  multiline: z.boolean().optional(),
  initial_value: z.string().max(3000).optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
});

const numeric = z.string().regex(/^-?\d+(\.\d+)?$/, "must be a number, as text");
const numberInput = z.strictObject({
  type: z.literal("number_input"),
  ...typed,
  is_decimal_allowed: z.boolean(),
  initial_value: numeric.optional(),
  min_value: numeric.optional(),
  max_value: numeric.optional(),
});

const emailInput = z.strictObject({
  type: z.literal("email_text_input"),
  ...typed,
  initial_value: z.string().optional(),
});
const urlInput = z.strictObject({
  type: z.literal("url_text_input"),
  ...typed,
  initial_value: z.string().optional(),
});

const image = z
  .strictObject(pictureFields)
  .refine(onePicture, "must have either an image_url or a slack_file");

const chosen = [
  checkboxes,
  radioButtons,
  staticSelect,
  multiStaticSelect,
  externalSelect,
  datepicker,
] as const;

/** What may stand in an actions block. */
export const actionElement = (on: Surface) =>
  on === "home"
    ? z.discriminatedUnion("type", [button, overflow, timepicker, ...chosen, ...peopleAndPlaces])
    : z.discriminatedUnion("type", [
        button,
        overflow,
        timepicker,
        datetimepicker,
        ...chosen,
        ...peopleAndPlaces,
      ]);

/** What may stand beside the text of a section. */
export const accessory = z.discriminatedUnion("type", [
  button,
  overflow,
  image,
  timepicker,
  ...chosen,
  ...peopleAndPlaces,
]);

/** What may stand in an input block: numbers only in modals. */
export const inputElement = (on: Surface) =>
  on === "modal"
    ? z.discriminatedUnion("type", [
        plainTextInput,
        numberInput,
        emailInput,
        urlInput,
        timepicker,
        datetimepicker,
        ...chosen,
        ...peopleAndPlaces,
      ])
    : z.discriminatedUnion("type", [plainTextInput, timepicker, ...chosen, ...peopleAndPlaces]);

/** What may stand in a context block. */
export const contextElement = z.discriminatedUnion("type", [image, plain(2000), mrkdwn(2000)]);

/** Whether what is chosen at first is, to the letter, among what can be chosen: Slack refuses it otherwise. */
function offersInitial(element: {
  readonly options?: readonly unknown[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly unknown[] }[] | undefined;
  readonly initial_option?: unknown;
  readonly initial_options?: readonly unknown[] | undefined;
}): boolean {
  const offered = [
    ...(element.options ?? []),
    ...(element.option_groups ?? []).flatMap((group) => group.options),
  ].map((one) => JSON.stringify(one));
  const initial = element.initial_options ?? (element.initial_option ? [element.initial_option] : []);
  return initial.every((one) => offered.includes(JSON.stringify(one)));
}
