/** Where Bearings may speak, as it is found out when it starts. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Admission, admission } from "../src/admission.ts";
import { readConfig } from "../src/config.ts";
import type { WorkspaceId } from "../src/core/ids.ts";
import { uncounted } from "../src/counts.ts";
import { type LocalWorkspace, openLocalWorkspace } from "../src/playground/server.ts";
import { now } from "../src/store/clock.ts";
import type { Database } from "../src/store/database.ts";
import { pausedUntil } from "../src/store/paces.ts";
import { testDatabase, testEngine } from "./support/database.ts";

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
let slack: LocalWorkspace;
let database: Database;

beforeEach(async () => {
  await testDatabase();
  database = await testEngine();
  slack = await openLocalWorkspace({ world: { db: null, log: quiet } });
});
afterEach(() => slack.stop());

/** As with one token in the settings. */
function admitted(): Promise<Admission> {
  const config = readConfig({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.slackApiUrl,
  });
  if ("sentence" in config || config.door.kind === "local")
    throw new Error("These settings are for a real Slack.");
  return admission({ ...config, door: config.door }, { database, log: quiet, counts: uncounted });
}

it("a limit that somebody's request meets holds back what is due there, in every process, for as long as Slack says", async () => {
  const workspace = slack.workspace.state.team.id as WorkspaceId;
  const { slackFor } = await admitted();
  slack.workspace.faults.set("chat.postMessage", { kind: "429", retryAfter: 30, times: 1 });
  const before = await now(database.db);
  const [{ id: channel = "" } = {}] = slack.workspace.state.channels;
  await (await slackFor(workspace))?.people.chat.postMessage({ channel, text: "Here." }).catch(() => {});
  const until = () => pausedUntil(database.db, workspace, ["chat.postMessage"]);
  await expect.poll(until).not.toBeNull();
  const seconds = (await until())?.since(before).total("seconds") ?? 0;
  expect(seconds).toBeGreaterThan(29);
  expect(seconds).toBeLessThan(40);
});
