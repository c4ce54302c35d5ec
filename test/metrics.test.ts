/** What an operator can count: each thing that an alarm stands on has happened here once, and no count points at anybody. */
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WorkspaceId } from "../src/core/ids.ts";
import { listenOn, shutDoor } from "../src/door.ts";
import { faces } from "../src/jobs/faces.ts";
import { type Metrics, metricsServer, openMetrics } from "../src/metrics.ts";
import { openTown, type Town } from "../src/playground/bearings.ts";
import { signature } from "../src/playground/door.ts";
import { commandFields } from "../src/playground/payloads.ts";
import { placesOf } from "../src/playground/places.ts";
import { setsUp } from "../src/playground/scenes/scene.ts";
import type { Db } from "../src/store/database.ts";
import { claim, plan } from "../src/store/deliveries.ts";
import { testDatabase, testEngine } from "./support/database.ts";
import { firstMonday } from "./support/town.ts";

const channel = "#harbour-support";
const silent = { info: () => {}, warn: () => {}, error: () => {} };

let town: Town;
let metrics: Metrics;
let page = "";

beforeAll(async () => {
  await testDatabase();
  const engine = await testEngine();
  metrics = openMetrics(engine.db, Object.keys(faces));
  town = await openTown(engine, silent, { counts: metrics.counts });
  const { faults } = town.local.workspace;
  await town.hand.turnTo(firstMonday);
  await setsUp(town, "UADA", channel, {
    members: ["UBRUNO", "UCHEN", "UDALIA", "UELIF", "UHANA"],
    leaders: ["UADA"],
  });
  await knocksTwice();
  await forges();
  faults.set("chat.postMessage", { kind: "drop-after-accept", times: 1 });
  await town.turnTo(Temporal.Instant.from("2026-11-23T09:00:30Z"));
  const chen = town.local.visit("UCHEN");
  await chen.presses("Give your reading", { in: channel });
  await chen.fills({ Customer: "Holding" });
  await chen.submits();
  await town.turnTo(Temporal.Instant.from("2026-11-26T16:00:30Z"));
  page = await metrics.registry.metrics();
}, 60_000);

afterAll(() => town.stop());

/** What stands behind a name and its labels; undefined where nothing was counted. */
function count(series: string): number | undefined {
  const line = page.split("\n").find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
}

/** A command arrives, and arrives once more: with another signature, as it is another second. */
async function knocksTwice(): Promise<void> {
  const { workspace, door } = town.local;
  const place = placesOf(workspace.state, "UCHEN").find(({ name }) => name === "harbour-support");
  if (place === undefined) throw new Error("There is no #harbour-support.");
  const fields = commandFields(workspace, "UCHEN", place, "/bearings", "help");
  await door.form(fields);
  await town.behindTheDoor.idle?.();
  await door.form(fields);
  await town.behindTheDoor.idle?.();
}

async function forges(): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const headers = (at: number, given?: string) => ({
    "content-type": "application/json",
    "x-slack-request-timestamp": String(at),
    "x-slack-signature": given ?? signature(town.local.signingSecret, String(at), "{}"),
  });
  for (const wrong of [
    { "content-type": "application/json" },
    headers(now, "v0=abc"),
    headers(now - 301),
    headers(now + 330),
    headers(now, signature("another secret", String(now), "{}")),
  ])
    await fetch(`${town.local.address}slack/events`, { method: "POST", body: "{}", headers: wrong });
}

describe("an operator counts", () => {
  it("how long Slack waited for an answer, by what it was", () => {
    expect(count('bearings_answer_seconds_count{knock="submission"}')).toBeGreaterThanOrEqual(1);
    expect(count('bearings_answer_seconds_count{knock="command"}')).toBeGreaterThanOrEqual(2);
    expect(count('bearings_answer_seconds_bucket{le="3",knock="press"}')).toBeGreaterThanOrEqual(1);
  });

  it.each(["unsigned", "malformed", "stale", "early", "mismatch"])("requests turned away: %s", (why) => {
    expect(count(`bearings_turned_away_total{why="${why}"}`)).toBe(1);
  });

  it("what came a second time", () => {
    expect(count('bearings_came_again_total{knock="command"}')).toBe(1);
  });

  it("messages of which nobody knows whether they were said", () => {
    expect(count('bearings_uncertain_total{kind="round"}')).toBe(1);
  });

  it("rounds by how they came", () => {
    expect(count('bearings_rounds_total{came="on-time"}')).toBe(1);
  });

  it("words that were not said, because too few answered", () => {
    expect(count('bearings_suppressed_total{why="too-few"}')).toBeGreaterThanOrEqual(5);
  });

  it("when it last did what was due, and how its event loop lags", () => {
    expect(Math.abs((count("bearings_last_tick_timestamp_seconds") ?? 0) - Date.now() / 1000)).toBeLessThan(
      60,
    );
    expect(count("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThanOrEqual(0);
  });
});

describe("the outbox", () => {
  it("is counted as it stands, with the age of what has waited longest", async () => {
    const { db } = town.world;
    const now = await town.world.now();
    expect(count('bearings_outbox{state="due"}')).toBe(0);
    expect(count("bearings_outbox_oldest_due_seconds")).toBe(0);
    await plan(
      db,
      [-90, -30, 3_600].map((seconds) => ({
        key: `told in ${seconds} seconds`,
        kind: "welcome",
        workspace: WorkspaceId.parse("TLOCAL"),
        team: null,
        round: null,
        addressee: "UCHEN",
        dueAt: now.add({ seconds }),
      })),
    );
    const [one] = await claim(db, now, 1, 40);
    page = await metrics.registry.metrics();
    expect(count('bearings_outbox{state="due"}')).toBe(1);
    expect(count('bearings_outbox{state="sending"}')).toBe(1);
    const waited = one?.key === "told in -90 seconds" ? 30 : 90;
    expect(count("bearings_outbox_oldest_due_seconds")).toBeGreaterThanOrEqual(waited);
    expect(count("bearings_outbox_oldest_due_seconds")).toBeLessThan(waited + 20);
  });

  it("that can't be asked for hides no other count", async () => {
    const gone = openMetrics({ execute: () => Promise.reject(new Error("gone")) } as unknown as Db, []);
    gone.counts.ticked();
    page = await gone.registry.metrics();
    expect(count('bearings_outbox{state="due"}')).toBeNaN();
    expect(count("bearings_last_tick_timestamp_seconds")).toBeGreaterThan(0);
  });
});

describe("the page of counts", () => {
  it("begins at nothing for whatever an alarm waits for, and at now for its clock; without a line there is none", async () => {
    const fresh = openMetrics((await testEngine()).db, ["round"]);
    page = await fresh.registry.metrics();
    for (const series of [
      'rounds_total{came="skip"}',
      'uncertain_total{kind="round"}',
      'failed_total{kind="round"}',
    ])
      expect(count(`bearings_${series}`)).toBe(0);
    expect(count("bearings_last_tick_timestamp_seconds")).toBeGreaterThan(Date.now() / 1000 - 60);
    expect(page).not.toContain("socket_connected");
    fresh.counts.connected(false);
    expect(await fresh.registry.metrics()).toContain("bearings_socket_connected 0");
  });

  it("has no label but these, and no value that could be somebody's", async () => {
    page = await metrics.registry.metrics();
    const labels = [...page.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => ({
      name,
      value,
    }));
    const known = ["came", "kind", "knock", "le", "method", "state", "why"];
    const ofNode = ["major", "minor", "patch", "quantile", "space", "type", "version"];
    expect(labels.filter(({ name }) => !known.includes(name) && !ofNode.includes(name))).toEqual([]);
    expect(labels.length).toBeGreaterThan(50);
    const ours = labels.filter(({ name }) => known.includes(name) && name !== "le");
    expect(ours.filter(({ value }) => !/^[a-z][a-z_-]*(\.[a-zA-Z]+)*$/.test(value))).toEqual([]);
    expect(page).not.toMatch(/\b[UCTWDGB][A-Z0-9]{4,}\b|[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(page).not.toMatch(/harbour/i);
  });

  it("is one page and nothing else", async () => {
    const server = metricsServer(metrics);
    const port = await listenOn(server, 0, "127.0.0.1");
    const at = (path: string, method = "GET") => fetch(`http://127.0.0.1:${port}${path}`, { method });
    expect(await (await at("/metrics")).text()).toContain("bearings_outbox");
    expect((await at("/")).status).toBe(404);
    expect((await at("/metrics", "POST")).status).toBe(404);
    await shutDoor(server);
  });
});
