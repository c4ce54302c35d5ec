/** A small app of its own behind the door: the stand-in is proved against Slack's own packages, not against Bearings. */
import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { WebClient } from "@slack/web-api";
import { watch } from "../../src/playground/at-work.ts";
import { type LocalWorkspace, openLocalWorkspace } from "../../src/playground/server.ts";
import type { WorkspaceOptions } from "../../src/playground/workspace.ts";

/** A log that keeps what was said, so that a test can read it. */
export function keptLog() {
  const said: string[] = [];
  const keep = (what: string) => {
    said.push(what);
  };
  return { said, info: keep, warn: keep, error: keep };
}

/** A client as the app has it, but one that never tries twice. */
export function clientFor(local: LocalWorkspace, token = local.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: local.slackApiUrl,
    retryConfig: { retries: 0 },
    timeout: 1_000,
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    logger: silent,
  });
}

export type Options = WorkspaceOptions & { readonly patience?: number; readonly secretOfApp?: string };

/** A workspace with a small app behind its door; `stop` it when done. */
export async function openWithApp(options: Options = {}, listen: (app: App) => void = () => {}) {
  const log = keptLog();
  const local = await openLocalWorkspace({ ...options, world: { db: null, log } });
  const receiver = new HTTPReceiver({
    signingSecret: options.secretOfApp ?? local.signingSecret,
    logger: silent,
    unhandledRequestTimeoutMillis: 400,
  });
  const app = new App({
    token: local.botToken,
    botId: local.workspace.state.app.botId,
    botUserId: local.workspace.state.app.botUser,
    tokenVerificationEnabled: false,
    receiver,
    clientOptions: { slackApiUrl: local.slackApiUrl, retryConfig: { retries: 0 } },
    convoStore: false,
    logger: silent,
  });
  listen(app);
  const behindTheDoor = { requestListener: receiver.requestListener, idle: watch(app) };
  local.connect(behindTheDoor);
  return { ...local, log, slack: clientFor(local), behindTheDoor };
}

/** A modal with one needed field, one select, and what a test wants besides. */
export function orderModal(more: Partial<ModalView> = {}): ModalView {
  return {
    type: "modal",
    callback_id: "order",
    title: { type: "plain_text", text: "Your order" },
    submit: { type: "plain_text", text: "Send" },
    blocks: [
      {
        type: "input",
        block_id: "dish",
        label: { type: "plain_text", text: "Dish" },
        element: { type: "plain_text_input", action_id: "name" },
      },
      {
        type: "input",
        block_id: "size",
        optional: true,
        label: { type: "plain_text", text: "Size" },
        element: {
          type: "static_select",
          action_id: "pick",
          options: ["Small", "Large"].map((text) => ({
            text: { type: "plain_text", text },
            value: text.toLowerCase(),
          })),
        },
      },
    ],
    ...more,
  };
}

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
