/** The self-check: what an operator reads when something they lean on isn't well. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import manifest from "../manifests/production.json" with { type: "json" };
import type { Config } from "../src/config.ts";
import { UserId, WorkspaceId } from "../src/core/ids.ts";
import { longestRetention } from "../src/core/retention.ts";
import { examine, type Finding } from "../src/doctor.ts";
import { now } from "../src/store/clock.ts";
import { keepInstallation } from "../src/store/installations.ts";
import type { TokenKeys } from "../src/store/token-keys.ts";
import { keepWorkspace } from "../src/store/workspaces.ts";
import { testEngine } from "./support/database.ts";
import { newKey } from "./support/installing.ts";
import { openSocketSlack } from "./support/socket-slack.ts";
import { type TestTown, testTown } from "./support/town.ts";

let town: TestTown;
beforeAll(async () => {
  town = await testTown();
});
afterAll(() => town.stop());

const config = (change: Partial<Config> = {}): Config => ({
  door: { kind: "http", botToken: town.local.botToken, signingSecret: "a-signing-secret" },
  port: 3000,
  metricsPort: null,
  host: "127.0.0.1",
  database: { folder: ".data" },
  slackApiUrl: town.local.slackApiUrl,
  logLevel: "silent",
  keeps: longestRetention,
  ...change,
});
const findings = async (change: Partial<Config> = {}) => examine(config(change), await testEngine());
const of = (all: readonly Finding[], what: string) => all.find((finding) => finding.what === what);

describe("the doctor", () => {
  it("finds everything well, and names what it looked at", async () => {
    const all = await findings();
    expect(all.filter(({ well }) => !well)).toEqual([]);
    expect(all.map(({ what }) => what)).toEqual([
      "settings",
      "clock",
      "tables",
      "workspaces",
      "time zones",
      "Slack's clock",
      "Slack",
      "token keys",
    ]);
  });

  it("does not take the turned hand of a local workspace for a wrong clock", async () => {
    expect(of(await findings(), "clock")?.says).toBe("This machine and the database agree on the time.");
  });

  it("names the scopes that the token lacks, and where to add them", async () => {
    const granted = town.local.workspace.state.app.scopes;
    (town.local.workspace.state.app as { scopes: readonly string[] }).scopes = ["chat:write", "commands"];
    const slack = of(await findings(), "Slack");
    (town.local.workspace.state.app as { scopes: readonly string[] | null }).scopes = granted;
    expect(slack?.says).toBe(
      "The token lacks channels:read, files:write, groups:read, users:read: add the scopes on your Slack app's page and install it again.",
    );
  });

  it("says that a token is not taken", async () => {
    const door = {
      kind: "http",
      botToken: "xoxb-of-somebody-else",
      signingSecret: "a-signing-secret",
    } as const;
    expect(of(await findings({ door }), "Slack")?.says).toContain(
      "It doesn't take SLACK_BOT_TOKEN (invalid_auth)",
    );
  });

  it("asks Slack whether it would take a call in Socket Mode, and does not call", async () => {
    const slack = await openSocketSlack("xapp-1-ours", () => town.local.slackApiUrl);
    onTestFinished(() => slack.stop());
    const line = async (appToken: string) => {
      const door = { kind: "socket", botToken: town.local.botToken, appToken } as const;
      return of(await findings({ door, slackApiUrl: slack.api() }), "Socket Mode");
    };
    expect(await line("xapp-1-ours")).toMatchObject({ well: true });
    expect(await line("xapp-1-another")).toMatchObject({
      well: false,
      says: expect.stringContaining("Slack doesn't take SLACK_APP_TOKEN (invalid_auth)"),
    });
    expect(slack.calls()).toBe(0);
  });

  it("says that Slack can't be reached", async () => {
    const slack = of(await findings({ slackApiUrl: "http://127.0.0.1:9/" }), "Slack");
    expect(slack?.says).toBe(
      "It can't be reached at http://127.0.0.1:9/: check the network, or SLACK_API_URL.",
    );
  });

  it("says that nobody answers where Slack's clock should be", async () => {
    const clock = of(await findings({ slackApiUrl: "http://127.0.0.1:9/" }), "Slack's clock");
    expect(clock).toMatchObject({ well: false, says: expect.stringContaining("Nothing answers at") });
  });

  it("says by how much Slack's clock differs", async () => {
    const ahead = createServer((_, answer) => {
      answer.setHeader("date", new Date(Date.now() + 400_000).toUTCString());
      answer.end("{}");
    });
    await new Promise<void>((listening) => ahead.listen(0, "127.0.0.1", listening));
    const { port } = ahead.address() as AddressInfo;
    const clock = of(await findings({ slackApiUrl: `http://127.0.0.1:${port}/api/` }), "Slack's clock");
    ahead.close();
    expect(clock?.says).toMatch(/differ by (399|400|401) seconds/);
  });

  it("counts what each key seals, and which installations lack scopes", async () => {
    const { db } = await testEngine();
    const [older, newest] = [newKey("2025"), newKey("2026")];
    const keep = async (id: string, scopes: readonly string[]) => {
      const workspace = WorkspaceId.parse(id);
      const botUser = UserId.parse("UBOT");
      const installedAt = await now(db);
      await keepWorkspace(db, { id: workspace, name: id, botUser, installedAt });
      const rest = { enterprise: null, botId: "B", installedAt, token: "xoxb-1", rotates: null };
      await keepInstallation(db, [older], { workspace, botUser, scopes, ...rest });
    };
    const door = (keys: TokenKeys): Config["door"] => ({
      kind: "oauth",
      signingSecret: "a-signing-secret",
      clientId: "1.2",
      clientSecret: "3",
      publicUrl: "https://bearings.example.com",
      authorizeUrl: "https://slack.example.com/",
      keys,
    });
    expect(of(await findings({ door: door([newest]) }), "Slack")).toMatchObject({
      well: true,
      says: "Installed nowhere so far: open https://bearings.example.com/slack/install.",
    });
    await keep("TONE", manifest.oauth_config.scopes.bot);
    await keep("TTWO", ["chat:write"]);
    const all = await findings({ door: door([newest, older]) });
    expect(of(all, "token keys")?.says).toBe(
      "2026 (newest) seals 0, 2025 seals 2. One that seals 0 and isn't the newest may go.",
    );
    expect(of(all, "Slack")).toMatchObject({
      well: false,
      says: "Of the installations one lacks scopes (channels:read, commands, files:write, groups:read, users:read): Bearings has to be installed there again.",
    });
    expect(of(await findings({ door: door([newest]) }), "token keys")).toMatchObject({
      well: false,
      says: "TOKEN_KEYS does not list 2025, which still seals installations: list it again.",
    });
  });

  it("asks no Slack for a local workspace", async () => {
    expect(of(await findings({ door: { kind: "local" } }), "Slack")?.well).toBe(true);
  });
});
