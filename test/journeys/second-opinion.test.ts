/**
 * The same install against a stand-in for Slack that somebody else wrote (npm's `emulate`): so that ours and Bearings do not
 * agree with each other alone about OAuth, tokens and the shapes of the Web API.
 */
import { eq } from "drizzle-orm";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, it } from "vitest";
import manifest from "../../manifests/distribution.json" with { type: "json" };
import { UserId, WorkspaceId } from "../../src/core/ids.ts";
import { exchangeCode } from "../../src/slack/installing/exchange.ts";
import { openSlacks } from "../../src/slack/installing/slacks.ts";
import { type Running, startApp } from "../../src/start.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { deliveries, installations } from "../../src/store/schema.ts";
import { testDatabase, testEngine } from "../support/database.ts";
import { freePort, newKey, openBrowser } from "../support/installing.ts";

const client = { clientId: "12345.67890", clientSecret: "a-secret-of-the-app" };
const scopes = manifest.oauth_config.scopes.bot;
const keys = [newKey("first")] as const;
const log = { info: () => {}, warn: () => {}, error: () => {} };

let slack: Emulator;
let slackApiUrl: string;
let publicUrl: string;
let running: Running;
let db: Db;

beforeAll(async () => {
  db = await testDatabase();
  const port = await freePort();
  publicUrl = `http://localhost:${port}`;
  slack = await createEmulator({
    service: "slack",
    port: await freePort(),
    seed: {
      slack: {
        team: { name: "My Workspace", domain: "my-workspace" },
        users: [{ name: "ada", real_name: "Ada Obi", email: "ada@example.com" }],
        channels: [{ name: "harbour-support" }],
        strict_scopes: true,
        oauth_apps: [
          {
            client_id: client.clientId,
            client_secret: client.clientSecret,
            app_id: "A000000001",
            name: "Bearings",
            redirect_uris: [`${publicUrl}/slack/oauth_redirect`],
            scopes: [...scopes],
          },
        ],
      },
    },
  });
  slackApiUrl = `${slack.url}/api/`;
  const authorizeUrl = `${slack.url}/oauth/v2/authorize`;
  running = await startApp(
    {
      door: { kind: "oauth", signingSecret: "a-signing-secret", ...client, keys, publicUrl, authorizeUrl },
      port,
      host: "127.0.0.1",
      metricsPort: null,
      database: { folder: "none" },
      slackApiUrl,
      logLevel: "silent",
      keeps: { words: 400, deliveries: 30, away: 30, unfinishedBlocks: 60, uninstalled: 30 },
    },
    await testEngine(),
    log,
  );
});

afterAll(async () => {
  await running.stop();
  await slack.close();
});

/** Somebody picks themselves on its page, and is sent back. */
async function allowed(page: string): Promise<string> {
  const [form = ""] = page.split('class="user-form"').slice(-1);
  const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
    name,
    value.replaceAll("&amp;", "&"),
  ]);
  const answer = await fetch(`${slack.url}/oauth/v2/authorize/callback`, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  return answer.headers.get("location") ?? "";
}

it("somebody installs Bearings there, and is welcomed by direct message", { timeout: 30_000 }, async () => {
  const browser = openBrowser();
  const sent = await browser.goes(`${publicUrl}/slack/install`);
  const page = await browser.goes(sent.headers.get("location") ?? "");
  const back = await browser.goes(await allowed(page.text));
  expect(back).toMatchObject({ status: 200, text: expect.stringContaining("Bearings is in My Workspace") });
  await expect
    .poll(() => db.$count(deliveries, eq(deliveries.state, "said")), { timeout: 15_000, interval: 50 })
    .toBe(1);
  const [welcome] = await db.select().from(deliveries);
  expect(welcome).toMatchObject({ kind: "installed", trouble: null });
  expect(welcome?.ts).toMatch(/^\d+\.\d+$/);
});

it("the token that was kept speaks there, and knows people, with the scopes of our manifest and no others", async () => {
  const [kept] = await db.select().from(installations);
  expect(kept?.scopes.split(",").sort()).toEqual([...scopes].sort());
  const world = { db, now: () => now(db), log };
  const { slackFor } = openSlacks(world, keys, { ...client, slackApiUrl });
  const ours = await slackFor(WorkspaceId.parse(kept?.workspace));
  expect((await ours?.people.auth.test())?.user_id).toBe(kept?.botUser);
  const { channels = [] } = (await ours?.people.conversations.list()) ?? {};
  const channel = channels.find(({ name }) => name === "harbour-support")?.id ?? "";
  const said = await ours?.bulk.chat.postMessage({ channel, text: "Your weekly bearings" });
  expect(said).toMatchObject({ ok: true, message: { text: "Your weekly bearings" } });
  const { members = [] } = (await ours?.people.users.list({})) ?? {};
  const ada = UserId.parse(members.find(({ name }) => name === "ada")?.id);
  expect((await ours?.people.users.info({ user: ada }))?.user?.real_name).toBe("Ada Obi");
});

it("a code that was used, and one for another address, is refused", async () => {
  const from = { ...client, slackApiUrl };
  const at = await now(db);
  await expect(exchangeCode(from, "made-up", `${publicUrl}/slack/oauth_redirect`, at)).rejects.toThrow(
    "invalid_code",
  );
});
