/**
 * One of everything that must not get out is planted, and then things break: each secret that a process may know, each token
 * that it may keep, and what somebody said. Afterwards the log, the counts, the answers at the door, the addresses that were
 * called and a backup are read from end to end. A backup holds what was said; no token stands in it that could be used.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Config, readConfig, secretsIn } from "../../src/config.ts";
import { UserId, WorkspaceId } from "../../src/core/ids.ts";
import { openLog } from "../../src/log.ts";
import { type Metrics, openMetrics } from "../../src/metrics.ts";
import { openTown, type Town } from "../../src/playground/bearings.ts";
import { signature } from "../../src/playground/door.ts";
import { setsUp } from "../../src/playground/scenes/scene.ts";
import { takeBackup } from "../../src/store/backup.ts";
import { installationById, keepInstallation } from "../../src/store/installations.ts";
import { testDatabase, testEngine } from "../support/database.ts";
import { firstMonday } from "../support/town.ts";
import { noticed, smile } from "../support/watched-town.ts";

const channel = "#harbour-support";
const five = ["UBRUNO", "UCHEN", "UDALIA", "UELIF", "UHANA"];
const drawn = () => randomBytes(16).toString("hex");

const settings = {
  SLACK_SIGNING_SECRET: drawn(),
  SLACK_CLIENT_ID: "1111.2222",
  SLACK_CLIENT_SECRET: drawn(),
  TOKEN_KEYS: `canary:${randomBytes(32).toString("base64")}`,
  PUBLIC_URL: "https://bearings.test",
  DATABASE_URL: `postgres://bearings:${drawn()}@127.0.0.1:5432/bearings`,
};
const tokens = {
  installed: `xoxb-${drawn()}`,
  refresh: `xoxe-1-${drawn()}`,
  app: `xapp-1-A1-${drawn()}`,
  answering: `https://hooks.slack.com/commands/T1/${drawn()}`,
};
const [, password = ""] = /:([0-9a-f]{32})@/.exec(settings.DATABASE_URL) ?? [];
const key = settings.TOKEN_KEYS.replace("canary:", "");
const secrets: Readonly<Record<string, string>> = {
  "the signing secret": settings.SLACK_SIGNING_SECRET,
  "the client secret": settings.SLACK_CLIENT_SECRET,
  "the key of tokens": key,
  "the database's password": password,
  "an installed token": tokens.installed,
  "a refresh token": tokens.refresh,
  "an app's token": tokens.app,
  "an address that answers for us": tokens.answering,
};
const said = { text: `Canary ${drawn()} noticed`, ballpark: "73.25" };

let town: Town;
let metrics: Metrics;
let page = "";
let backup = "";
let openedToken: string | undefined;
const lines: string[] = [];
const gaveBack: string[] = [];
const addresses: string[] = [];

beforeAll(async () => {
  await testDatabase();
  const engine = await testEngine();
  const config = configured();
  metrics = openMetrics(engine.db, []);
  const log = openLog("trace", { write: (line) => void lines.push(line) }, secretsIn(config));
  const fetching = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    addresses.push(input instanceof Request ? input.url : String(input));
    const response = await fetching(input, init);
    if (addresses.at(-1)?.endsWith("/slack/events")) gaveBack.push(await response.clone().text());
    return response;
  });
  town = await openTown(engine, log, {
    counts: metrics.counts,
    signingSecret: settings.SLACK_SIGNING_SECRET,
  });
  await town.hand.turnTo(firstMonday);
  await setsUp(town, "UADA", channel, { members: five, leaders: ["UADA"] });
  await installs(config);
  await town.turnTo(Temporal.Instant.from("2026-11-23T09:01:00Z"));
  await answers("UCHEN");
  await backsUp();
  await breaks();
  for (const person of five.filter((one) => one !== "UCHEN")) await answers(person);
  await town.turnTo(Temporal.Instant.from("2026-11-26T16:01:00Z"));
  page = await metrics.registry.metrics();
}, 90_000);

afterAll(async () => {
  vi.restoreAllMocks();
  await town.stop();
});

function configured(): Config & { readonly door: { readonly kind: "oauth" } } {
  const config = readConfig(settings);
  if ("sentence" in config || config.door.kind !== "oauth") throw new Error("These settings are no OAuth.");
  return { ...config, door: config.door };
}

async function installs({ door }: ReturnType<typeof configured>): Promise<void> {
  const { db } = town.world;
  const installedAt = await town.world.now();
  await keepInstallation(db, door.keys, {
    enterprise: null,
    workspace: WorkspaceId.parse("TLOCAL"),
    botUser: UserId.parse("UBEARINGS"),
    botId: "BLOCAL",
    scopes: ["chat:write"],
    installedAt,
    token: tokens.installed,
    rotates: { refreshToken: tokens.refresh, expiresAt: installedAt.add({ hours: 12 }) },
  });
  openedToken = (await installationById(db, door.keys, "TLOCAL"))?.token;
}

async function answers(person: string): Promise<void> {
  const who = town.local.visit(person);
  await who.presses("Give your reading", { in: channel });
  await who.fills({ Customer: "Slipping", [smile]: said.ballpark, [noticed]: said.text });
  await who.submits();
  if ((await who.readsModal()) !== null) throw new Error(`${person} was not heard.`);
}

async function backsUp(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bearings-canaries-"));
  await takeBackup(await testEngine(), join(folder, "bearings.backup"), "canary");
  backup = gunzipSync(readFileSync(join(folder, "bearings.backup"))).toString();
  rmSync(folder, { recursive: true });
}

/** Everything that may carry a secret breaks with all of them in its mouth. */
async function breaks(): Promise<void> {
  const all = Object.values(secrets).join(" ");
  const world = town.world as { slackFor: Town["world"]["slackFor"] };
  const { slackFor } = world;
  world.slackFor = () =>
    Promise.reject(new Error(`while using ${all} of ${said.text}`.replace(said.text, "somebody")));
  await town.local.visit("UDALIA").types("/bearings help", { in: channel });
  await town.tick();
  world.slackFor = slackFor;
  const { db } = town.world;
  await db.execute(sql`alter table readings rename to readings_gone`);
  const elif = town.local.visit("UELIF");
  await elif.presses("Give your reading", { in: channel });
  await elif.fills({ Customer: "Slipping", [smile]: said.ballpark, [noticed]: said.text });
  await elif.submits();
  await db.execute(sql`alter table readings_gone rename to readings`);
  await elif.dismisses();
  town.local.workspace.faults.set("chat.postMessage", { kind: "html", times: 2 });
  await town.turnTo(Temporal.Instant.from("2026-11-25T16:01:00Z"));
  const at = String(Math.floor(Date.now() / 1000));
  for (const body of [
    JSON.stringify({ all, said }),
    all,
    `payload=${encodeURIComponent(JSON.stringify({ all, said }))}`,
  ])
    for (const sign of [
      signature(settings.SLACK_SIGNING_SECRET, at, body),
      `v0=${"0".repeat(64)}`,
      all.slice(0, 200),
    ])
      await fetch(`${town.local.address}slack/events`, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json",
          "x-slack-signature": sign,
          "x-slack-request-timestamp": at,
        },
      });
  town.world.log.error(`told ${all}`, {
    error: new Error(all),
    at: `https://x.test/?state=${encodeURIComponent(all)}`,
  });
}

/** The names of what stands in a text, plain or as in an address. */
function standingIn(text: string, of: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(of)
    .filter(([, one]) => text.includes(one) || text.includes(encodeURIComponent(one)))
    .map(([name]) => name);
}

describe("after a week in which everything broke,", () => {
  const ofPeople = { "what somebody noticed": said.text, "somebody's number": said.ballpark };

  test("there is something to read: it broke, and the operator was told", () => {
    expect(lines.join()).toContain("listener broke");
    expect(lines.join()).toContain("submission broke");
    expect(lines.join()).toContain("a request was turned away");
    expect(lines.join()).toContain("[secret]");
    expect(page).toContain('bearings_turned_away_total{why="mismatch"}');
    expect(gaveBack.length).toBeGreaterThan(10);
    expect(addresses.filter((address) => address.includes("/api/")).length).toBeGreaterThan(10);
    expect(openedToken).toBe(tokens.installed);
  });

  test("no secret stands in the log, and nothing that was said", () => {
    expect(standingIn(lines.join("\n"), { ...secrets, ...ofPeople })).toEqual([]);
    expect(lines.filter((line) => /\b(improving|slipping|holding)\b/i.test(line))).toEqual([]);
  });

  test("none stands in what is counted", () => {
    expect(standingIn(page, { ...secrets, ...ofPeople })).toEqual([]);
    expect(page).not.toMatch(/\bU(?:CHEN|DALIA|ELIF|ADA)\b|TLOCAL/);
  });

  test("none stands in what the door gave back", () => {
    expect(standingIn(gaveBack.join("\n"), secrets)).toEqual([]);
  });

  test("none stands in an address that was called: those end up in other people's logs", () => {
    expect(standingIn(addresses.join("\n"), { ...secrets, ...ofPeople })).toEqual([]);
    expect(addresses.filter((address) => address.includes("token="))).toEqual([]);
  });

  test("a backup holds what was said and no token that could be used, nor a key to open one", () => {
    expect(standingIn(backup, ofPeople)).toEqual(Object.keys(ofPeople));
    expect(standingIn(backup, secrets)).toEqual([]);
    expect(backup).toContain("canary");
    expect(backup).not.toMatch(/xox[a-z]-|xapp-/);
  });
});
