/** What comes over a line to Slack: an event has its answer once it is done, because Slack sends again what has none. */
import type { App } from "@slack/bolt";
import { afterEach, beforeEach, expect, it } from "vitest";
import { NotHeard } from "../src/slack/not-heard.ts";
import { receiveBySocket, type SocketReceiver } from "../src/socket.ts";
import { openSocketSlack, type SocketSlack } from "./support/socket-slack.ts";

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
let slack: SocketSlack;
let receiver: SocketReceiver;
let isDone: boolean;

beforeEach(async () => {
  slack = await openSocketSlack("xapp-1-ours", () => "");
  receiver = receiveBySocket("xapp-1-ours", slack.api(), { log: quiet });
  // As Bolt does: an event is acknowledged first of all.
  const processEvent: App["processEvent"] = async ({ ack }) => {
    await ack();
    if (!isDone) throw new NotHeard();
  };
  receiver.init({ processEvent } as App);
  await receiver.start();
});
afterEach(async () => {
  await receiver.stop();
  await slack.stop();
});

async function sent(): Promise<number> {
  const event = { type: "event_callback", event_id: "Ev1", team_id: "T1", event: { type: "channel_shared" } };
  const headers = { "content-type": "application/json" };
  const answer = await fetch(slack.door(), { method: "POST", headers, body: JSON.stringify(event) });
  return answer.status;
}

it("an event that is not done has no answer; done the next time, it has", async () => {
  isDone = false;
  expect(await sent()).toBe(503);
  isDone = true;
  expect(await sent()).toBe(200);
});
