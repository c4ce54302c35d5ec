/** The small things that blocks are made of, with Slack's lengths (docs.slack.dev/reference/block-kit/composition-objects). */
import { z } from "zod";

/** Plain text of at most so many characters. */
export const plain = (max: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

/** mrkdwn of at most so many characters. */
export const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });

/** Either kind of text. */
export const anyText = (max: number) => z.discriminatedUnion("type", [plain(max), mrkdwn(max)]);

/** A name for a block or an element: 255 characters. */
export const name = z.string().min(1).max(255);

/** An option. Its value stays at 75 characters: Slack's types say 75, its pages now say 150. */
export const option = z.strictObject({
  text: plain(75),
  value: z.string().min(1).max(75),
  description: plain(75).optional(),
});

/** An option of checkboxes and radio buttons, which may be mrkdwn. */
export const richOption = z.strictObject({
  text: anyText(75),
  value: z.string().min(1).max(75),
  description: anyText(75).optional(),
});

/** An option behind the three dots, which may lead somewhere. */
export const overflowOption = option.extend({ url: z.string().max(3000).optional() });

export const optionGroup = z.strictObject({ label: plain(75), options: z.array(option).min(1).max(100) });

export const confirm = z.strictObject({
  title: plain(100),
  text: anyText(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(["primary", "danger"]).optional(),
});

const slackFile = z
  .strictObject({ id: z.string().min(1).optional(), url: z.string().min(1).optional() })
  .refine((file) => (file.id === undefined) !== (file.url === undefined), "must have either an id or a url");

/** What a picture is taken from: a web address or a file in Slack, never both. */
export const pictureFields = {
  type: z.literal("image"),
  image_url: z
    .string()
    .max(3000)
    .regex(/^https?:\/\//, "must be a web address")
    .optional(),
  slack_file: slackFile.optional(),
  alt_text: z.string().min(1).max(2000),
};

/** The rule that goes with `pictureFields`. */
export const onePicture = (image: { image_url?: unknown; slack_file?: unknown }) =>
  (image.image_url === undefined) !== (image.slack_file === undefined);
