/** The self-check: what an operator reads when something they lean on isn't well. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Config } from "../src/config.ts";
import { longestRetention } from "../src/core/retention.ts";
import { examine, type Finding } from "../src/doctor.ts";
import { testEngine } from "./support/database.ts";
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
    expect(all.map(({ what }) => what)).toEqual(["settings", "clock", "tables", "time zones", "Slack"]);
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

  it("says that Slack can't be reached", async () => {
    const slack = of(await findings({ slackApiUrl: "http://127.0.0.1:9/" }), "Slack");
    expect(slack?.says).toBe(
      "It can't be reached at http://127.0.0.1:9/: check the network, or SLACK_API_URL.",
    );
  });

  it("asks no Slack for a local workspace", async () => {
    expect(of(await findings({ door: { kind: "local" } }), "Slack")?.well).toBe(true);
  });
});
