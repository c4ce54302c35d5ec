/**
 * What an app manifest may hold, in our words: the parts of Slack's schema v2 that ours use, with their limits. A part that
 * isn't named here is refused, so that whoever adds one looks it up (github.com/slackapi/manifest-schema).
 */
import { z } from "zod";

const text = (most: number, fewest = 1) => z.string().min(fewest).max(most);
const address = (most: number) => text(most).regex(/^https?:\/\//);

export const manifestShape = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.number().int().optional() }),
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    long_description: text(4_000, 175),
    background_color: z.string().regex(/^#(?:[0-9a-fA-F]{3}){1,2}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: text(80), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: text(32, 2).regex(/^\//),
          url: address(3_000).optional(),
          description: text(2_000),
          usage_hint: text(1_000),
          should_escape: z.boolean(),
        }),
      )
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          name: text(24),
          type: z.enum(["global", "message"]),
          callback_id: text(255),
          description: text(150),
        }),
      )
      .max(10),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(address(3_500)).max(1_000).optional(),
    scopes: z.strictObject({ bot: z.array(text(100)).max(255) }),
  }),
  settings: z.strictObject({
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
    interactivity: z.strictObject({
      is_enabled: z.boolean(),
      request_url: address(3_500).optional(),
      message_menu_options_url: address(3_500).optional(),
    }),
    event_subscriptions: z.strictObject({
      request_url: address(3_500).optional(),
      bot_events: z.array(text(50)).max(100),
    }),
  }),
});
