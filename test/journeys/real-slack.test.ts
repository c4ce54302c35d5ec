/**
 * A short week of the app as an operator runs it for a real Slack: a process of its own that knows an address, a token
 * and a signing secret, and a folder. It is killed and started again in between, as happens to processes.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installedByManifest } from "../../src/playground/installed.ts";
import { type LocalWorkspace, openLocalWorkspace } from "../../src/playground/server.ts";
import type { Visitor } from "../../src/playground/visitor.ts";
import { type Started, startBearings } from "../support/started.ts";

const channel = "#harbour-support";
const five = ["ada", "chen", "dalia", "elif", "hana"];
const zone = "Europe/Berlin";

let folder: string;
let slack: LocalWorkspace;
let app: Started;
let port = 0;
const troubles: string[] = [];

const at = (path: string) => `http://127.0.0.1:${port}${path}`;
const as = (name: string): Visitor => slack.visit(`U${name.toUpperCase()}`);
const until = (look: () => Promise<unknown>) => expect.poll(look, { timeout: 45_000, interval: 50 });
const modalOf = async (who: Visitor) => (await who.readsModal()) ?? "";
const last = async (name: string) => (await as(name).reads(channel)).at(-1) ?? "";
const saying = async (words: string) =>
  (await as("chen").reads(channel)).filter((message) => message.includes(words));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bearings-real-"));
});

beforeAll(async () => {
  const trouble = (what: string) => void troubles.push(what);
  slack = await openLocalWorkspace({
    app: installedByManifest,
    world: { db: null, log: { info: () => {}, warn: trouble, error: trouble } },
    appAt: () => at("/slack/events"),
  });
});

afterAll(async () => {
  await app.kill();
  await slack.stop();
  rmSync(folder, { recursive: true });
  expect(troubles).toEqual([]);
});

/** Starts it on the same folder, and waits until it says on which port it is. */
async function start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  app = startBearings({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.slackApiUrl,
    DATA_DIR: join(folder, "data"),
    PORT: "0",
    HOST: "127.0.0.1",
    ...settings,
  });
  const running = /"port":(\d+).*"msg":"Bearings is running"/;
  await until(async () => app.printed()).toMatch(running);
  port = Number(running.exec(app.printed())?.[1]);
}

/** What an operator's tools are told: the status, and whether it is ready where it says so. */
async function asked(path: string): Promise<{ readonly status: number; readonly ready?: boolean }> {
  const response = await fetch(at(path));
  const { ready } = (await response.json()) as { readonly ready?: boolean };
  return { status: response.status, ...(ready === undefined ? {} : { ready }) };
}

/** A request as no client of ours would make it; the status, or what happened instead. */
function strange(method: string, path: string): Promise<number | string> {
  return new Promise((answered) => {
    const asking = request({ host: "127.0.0.1", port, method, path }, (response) => {
      response.resume();
      answered(response.statusCode ?? 0);
    });
    asking.on("error", (error) => answered(error.message));
    asking.end();
  });
}

/** The day of the week so many days from now: the rhythm keeps its hands off this test, whenever it runs. */
function dayIn(days: number): string {
  const day = Temporal.Now.plainDateISO(zone).add({ days });
  return day.toLocaleString("en", { weekday: "long" });
}

async function opens(name: string): Promise<Visitor> {
  const who = as(name);
  await who.presses("Give your reading", { in: channel });
  await until(() => modalOf(who)).toContain("Your bearings");
  return who;
}

describe("a short week in a real Slack", { timeout: 90_000 }, () => {
  it("begins: the process is healthy and ready", async () => {
    await start();
    expect(await asked("/healthz")).toEqual({ status: 200 });
    expect(await asked("/readyz")).toEqual({ status: 200, ready: true });
  });

  it("is not ended by whoever knocks in the wrong way", async () => {
    expect(await strange("GET", "/slack/events")).toBe(404);
    expect(await strange("DELETE", "/slack/events")).toBe(404);
    expect(await strange("GET", "//")).toBe(404);
    expect(await strange("POST", "/healthz")).toBe(404);
    expect(await strange("GET", "/nothing")).toBe(404);
    expect(await strange("POST", "/slack/events")).toBe(401);
    expect(await asked("/healthz")).toEqual({ status: 200 });
  });

  it("Ada sets the team up", async () => {
    const ada = as("ada");
    await ada.types("/bearings setup", { in: channel });
    await until(() => modalOf(ada)).toContain("Who takes part?");
    await ada.fills({
      "Who takes part?": [...five, "ivan"].map((name) => `U${name.toUpperCase()}`),
      "Who leads it?": ["UADA"],
      "A round opens on": dayIn(3),
      "It closes on the next": dayIn(5),
    });
    await ada.submits();
    expect(await ada.readsModal()).toContain("the first round opens on");
    await ada.dismisses();
    await until(() => last("chen")).toContain("This team is set up: Harbour Support, 6 people.");
  });

  it("and doesn't wait for its day: she opens this week's round now", async () => {
    await as("ada").types("/bearings checkin", { in: channel });
    await until(() => last("ada")).toContain("[Open this week's round now]");
    await as("ada").presses("Open this week's round now", { in: channel });
    await until(() => saying("Your weekly bearings, Harbour Support")).toHaveLength(1);
  });

  it("five people answer", async () => {
    for (const name of five) {
      const who = await opens(name);
      await who.fills({ Customer: "Holding", Employee: name === "ada" ? "Improving" : "Slipping" });
      await who.submits();
      expect(await who.readsModal()).toBeNull();
    }
  });

  it("the process is killed, and started again: what was kept is there", async () => {
    await app.kill();
    await start();
    const chen = await opens("chen");
    expect(await chen.readsModal()).toContain("This is what you said on");
    expect(await chen.readsModal()).toMatch(/Employee: Slipping/);
    await chen.dismisses();
  });

  it("Ada closes the round, and the channel reads words", async () => {
    const ada = as("ada");
    await ada.types("/bearings close", { in: channel });
    await until(() => modalOf(ada)).toContain("Close this round?");
    await ada.submits();
    expect(await ada.readsModal()).toContain(
      "Closed. What came of it follows in #harbour-support, as soon as Slack takes it.",
    );

    await until(() => saying("What Harbour Support said this week")).toHaveLength(1);
    const [summary] = await saying("What Harbour Support said this week");
    expect(summary).toMatch(/Customer: leaning holding/);
    expect(summary).toMatch(/Employee: leaning slipping/);
    expect(summary).toContain("Business: too few to say");
    expect(summary).toContain("[picture: ");
  });

  it("the process is told to stop, and stops: not ready, nothing new, no trouble, 0", async () => {
    const before = Date.now();
    app.process.kill("SIGTERM");
    await until(() =>
      asked("/readyz").then(
        ({ ready }) => ready,
        () => "closed",
      ),
    ).not.toBe(true);
    expect(await app.ended).toMatchObject({ code: 0, signal: null, err: "" });
    expect(Date.now() - before).toBeLessThan(25_000);
  });

  it("wrote one line of JSON for each thing an operator may want to know, and no secret and nothing that was said", () => {
    const lines = app.printed().trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(
      expect.arrayContaining(["Bearings is running", "stopping"]),
    );
    expect(app.printed()).not.toContain(slack.botToken);
    expect(app.printed()).not.toContain(slack.signingSecret);
    expect(app.printed()).not.toMatch(/slipping|UCHEN/);
  });

  it("starts a third time and says nothing twice", async () => {
    const told = await as("chen").reads(channel);
    await start({ NODE_V8_COVERAGE: join(folder, "loaded") });
    // It stops only after its first look at what is due.
    app.process.kill("SIGTERM");
    expect(await app.ended).toMatchObject({ code: 0, err: "" });
    expect(await as("chen").reads(channel)).toEqual(told);
    expect(await saying("Your weekly bearings")).toHaveLength(1);
    expect(await saying("This team is set up")).toHaveLength(1);
  });

  it("never loaded the local workspace: the app for a real Slack doesn't know it", () => {
    const loaded = readdirSync(join(folder, "loaded")).flatMap((file) => {
      const { result } = JSON.parse(readFileSync(join(folder, "loaded", file), "utf8")) as {
        readonly result: readonly { readonly url: string }[];
      };
      return result.map(({ url }) => url);
    });
    expect(loaded.filter((url) => url.endsWith("/src/start.ts"))).toHaveLength(1);
    expect(loaded.filter((url) => url.includes("/src/playground/"))).toEqual([]);
  });
});
