/**
 * Bearings by Socket Mode, as an operator runs it: a process of its own that nobody can reach from outside. The line
 * breaks in every way that Slack's own pages name, and nothing is lost and nothing applied twice.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installedByManifest } from "../../src/playground/installed.ts";
import { type LocalWorkspace, openLocalWorkspace } from "../../src/playground/server.ts";
import type { Visitor } from "../../src/playground/visitor.ts";
import { openSocketSlack, type SocketSlack } from "../support/socket-slack.ts";
import { type Started, startBearings } from "../support/started.ts";

const channel = "#harbour-support";
const appToken = "xapp-1-A0LOCAL-1234567890-abcdef";
const people = ["UCHEN", "UDALIA", "UELIF", "UHANA", "UIVAN"];

let folder: string;
let workspace: LocalWorkspace;
let slack: SocketSlack;
let app: Started;
let ports = { app: 0, metrics: 0 };

const as = (name: string): Visitor => workspace.visit(`U${name.toUpperCase()}`);
const until = (look: () => unknown) => expect.poll(look, { timeout: 45_000, interval: 25 });
const modalOf = async (who: Visitor) => (await who.readsModal()) ?? "";
const last = async (name: string) => (await as(name).reads(channel)).at(-1) ?? "";
const isReady = async () => (await fetch(`http://127.0.0.1:${ports.app}/readyz`)).status === 200;

const settings = (token: string, data: string) => ({
  SLACK_BOT_TOKEN: workspace.botToken,
  SLACK_APP_TOKEN: token,
  SLACK_API_URL: slack.api(),
  DATA_DIR: join(folder, data),
  PORT: "0",
  METRICS_PORT: "0",
  HOST: "127.0.0.1",
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bearings-socket-"));
  slack = await openSocketSlack(appToken, () => workspace.slackApiUrl);
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  workspace = await openLocalWorkspace({
    app: installedByManifest,
    world: { db: null, log: silent },
    appAt: slack.door,
  });
});

afterAll(async () => {
  await app.kill();
  await workspace.stop();
  await slack.stop();
  rmSync(folder, { recursive: true });
});

/** What stands behind a name and its labels on the page of counts. */
async function count(series: string): Promise<number> {
  const page = await (await fetch(`http://127.0.0.1:${ports.metrics}/metrics`)).text();
  const line = page.split("\n").find((one) => one.startsWith(`${series} `));
  return line === undefined ? 0 : Number(line.slice(series.length));
}

/** Once it is there again, a line is used; so ask for it before anybody does something. */
async function comesBack(before: number): Promise<void> {
  await until(() => slack.calls()).toBeGreaterThan(before);
  await until(isReady).toBe(true);
}

async function answers(name: string, direction: string): Promise<void> {
  const who = as(name);
  await who.presses("Give your reading", { in: channel });
  await until(() => modalOf(who)).toContain("Your bearings");
  await who.fills({ Customer: direction });
  await who.submits();
  expect(await who.readsModal()).toBeNull();
}

describe("a team by Socket Mode", { timeout: 60_000 }, () => {
  it("calls Slack, and is ready once Slack has greeted", async () => {
    app = startBearings(settings(appToken, "data"));
    const running = /"port":(\d+),"metricsPort":(\d+).*"msg":"Bearings is running"/;
    await until(() => app.printed()).toMatch(running);
    const [, port, metrics] = running.exec(app.printed()) ?? [];
    ports = { app: Number(port), metrics: Number(metrics) };
    expect(await isReady()).toBe(true);
  });

  it("is set up and opens its round, all over one line", async () => {
    const ada = as("ada");
    await ada.types("/bearings setup", { in: channel });
    await until(() => modalOf(ada)).toContain("Who takes part?");
    await ada.fills({ "Who takes part?": people, "Who leads it?": ["UADA"] });
    await ada.submits();
    expect(await ada.readsModal()).toContain("is set up");
    await ada.dismisses();
    await ada.types("/bearings checkin", { in: channel });
    await until(() => last("ada")).toContain("[Open this week's round now]");
    await ada.presses("Open this week's round now", { in: channel });
    await until(async () => (await as("chen").reads(channel)).join()).toContain("[Give your reading]");
    expect(slack.calls()).toBe(1);
    expect(await count("bearings_socket_connected")).toBe(1);
  });

  it("hands in a check-in; the same sent once more is not applied twice", async () => {
    await answers("chen", "Slipping");
    expect(await slack.repeats()).toBe("");
    await as("chen").presses("Give your reading", { in: channel });
    await until(() => modalOf(as("chen"))).toContain("Customer: Slipping");
    await as("chen").dismisses();
    const told = (await as("chen").reads(channel)).length;
    await as("chen").types("/bearings help", { in: channel });
    await until(async () => (await as("chen").reads(channel)).length).toBe(told + 1);
    await slack.repeats();
    await until(() => count('bearings_came_again_total{knock="command"}')).toBe(1);
    expect(await as("chen").reads(channel)).toHaveLength(told + 1);
  });

  it.each(["warning", "refresh_requested", "link_disabled"] as const)(
    "comes back when Slack hangs up with %s",
    async (reason) => {
      const before = slack.calls();
      slack.disconnects(reason);
      await comesBack(before);
      expect(slack.calls()).toBe(before + 1);
      expect(slack.lines()).toBe(1);
    },
  );

  it("and what people do then arrives as before", () => answers("dalia", "Holding"));

  it("comes back when the line is cut, though Slack refuses its first calls, for whatever reason", async () => {
    const before = slack.calls();
    slack.refuses("internal_error", "invalid_auth");
    slack.cuts();
    await until(isReady).toBe(false);
    expect(await count("bearings_socket_connected")).toBe(0);
    await comesBack(before);
    await answers("elif", "Slipping");
  });

  it("cut in the middle of a check-in: whoever sent it is not told that it was kept, and the next press keeps it", async () => {
    const hana = as("hana");
    await hana.presses("Give your reading", { in: channel });
    await until(() => modalOf(hana)).toContain("Your bearings");
    await hana.fills({ Customer: "Improving" });
    const before = slack.calls();
    slack.cutsAtTheNext();
    await hana.submits();
    expect(await hana.readsModal()).toContain("Your bearings");
    await comesBack(before);
    await hana.submits();
    expect(await hana.readsModal()).toBeNull();
  });

  it("cut in the middle of an event: Slack sends it again, and it is heard", async () => {
    const before = slack.calls();
    slack.cutsAtTheNext();
    await as("ivan").opensHome();
    await comesBack(before);
    await workspace.door.retryNow();
    await until(() => as("ivan").readsHome()).toContain("Harbour Support");
  });

  it("is not ended by frames that are none, and says that it could not read them", async () => {
    const before = slack.calls();
    for (const frame of [
      "null",
      "7",
      "[]",
      "{",
      "{}",
      '{"type":"events_api"}',
      '{"type":"events_api","envelope_id":"E1","payload":{"event":null}}',
      '{"type":"interactive","envelope_id":"E2"}',
      '{"type":"interactive","envelope_id":"E3","payload":{"type":"view_submission","view":null}}',
      '{"type":"slash_commands","envelope_id":"E4","payload":"/bearings"}',
      '{"type":"error","envelope_id":"E5","payload":{}}',
      `{"type":"events_api","payload":${"[".repeat(50_000)}`,
      Buffer.from([0, 255, 254]),
    ])
      slack.says(frame);
    const told = (await as("ivan").reads(channel)).length;
    await as("ivan").types("/bearings help", { in: channel });
    await until(async () => (await as("ivan").reads(channel)).length).toBe(told + 1);
    expect(slack.calls()).toBe(before);
    await until(() => app.printed()).toContain("a frame could not be read");
    expect(app.printed()).toContain("a request could not be read");
    expect(app.printed()).not.toContain("unhandled rejection");
  });

  it("counts what Slack asks it to wait for, and how long Slack waited for it", async () => {
    workspace.workspace.faults.set("views.open", { kind: "429", retryAfter: 1, times: 1 });
    await as("ivan").presses("Give your reading", { in: channel });
    await until(() => count('bearings_slack_limited_total{method="views.open"}')).toBe(1);
    expect(await count('bearings_answer_seconds_count{knock="submission"}')).toBeGreaterThanOrEqual(4);
  });

  it("hangs up when it is told to stop, and ends with 0", async () => {
    app.process.kill("SIGTERM");
    // Whoever asked whether it is ready goes on asking, and so is told soon.
    await until(() => isReady().catch(() => "gone")).toBe("gone");
    expect(await app.ended).toMatchObject({ code: 0, signal: null, err: "" });
    expect(slack.lines()).toBe(0);
    expect(app.printed()).not.toContain(appToken);
  });

  it("with a token that Slack doesn't take, the start ends with 78 and one sentence", async () => {
    const other = startBearings(settings("xapp-1-somebody-elses", "other"));
    expect(await other.ended).toMatchObject({
      code: 78,
      err: "Slack does not take SLACK_APP_TOKEN (invalid_auth): copy it again from your Slack app's page, and see that Socket Mode is switched on there.\n",
    });
  });
});
