/** What the manifests ask Slack for is exactly what the code needs: nothing missing, nothing extra. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import development from "../../manifests/development.json" with { type: "json" };
import distribution from "../../manifests/distribution.json" with { type: "json" };
import production from "../../manifests/production.json" with { type: "json" };
import { methodNamed } from "../../src/playground/web-api/index.ts";
import type { Listener } from "../../src/slack/listening.ts";
import { type TestTown, testTown } from "../support/town.ts";

let town: TestTown;
let listeners: readonly Listener[];

beforeAll(async () => {
  town = await testTown();
  listeners = town.listening.listeners;
});
afterAll(() => town.stop());

const heard = (on: Listener["on"]) =>
  [...new Set(listeners.filter((one) => one.on === on).map(({ id }) => id))].sort();

/** Every Web API method that surfaces and jobs call, as the SDK names it. */
const called = [
  ...new Set(
    ["slack", "jobs", "start.ts"]
      .flatMap((room) => textsOf(room))
      .flatMap((text) =>
        [...text.matchAll(/\.(auth|chat|conversations|files|users|views|team|bots)\.([a-zA-Z]+)\(/g)].map(
          ([, family, method]) => `${family}.${method}`,
        ),
      ),
  ),
].sort();

function textsOf(room: string): string[] {
  const root = fileURLToPath(new URL(`../../src/${room}`, import.meta.url));
  if (room.endsWith(".ts")) return [readFileSync(root, "utf8")];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

/** Teams may live in public and in private channels. */
const both: Readonly<Record<string, readonly string[]>> = { conversations: ["channels:read", "groups:read"] };
/** What subscribing to an event needs (docs.slack.dev/reference/events). */
const ofEvents: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_uninstalled: [],
  tokens_revoked: [],
  ...of(["user_change"], ["users:read"]),
  ...of(["member_joined_channel", "member_left_channel"], ["channels:read", "groups:read"]),
  ...of(["channel_archive", "channel_deleted", "channel_left", "channel_id_changed"], ["channels:read"]),
  ...of(["group_archive", "group_deleted", "group_left"], ["groups:read"]),
  ...of(["channel_shared", "channel_unshared"], ["channels:read", "groups:read"]),
};

function of(events: readonly string[], scopes: readonly string[]) {
  return Object.fromEntries(events.map((event) => [event, scopes]));
}

describe.each([
  ["production", production],
  ["distribution", distribution],
  ["development", development],
] as const)("the %s manifest", (name, manifest) => {
  it("has the one command", () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(heard("command"));
  });

  it("has the shortcuts that are listened to", () => {
    expect(manifest.features.shortcuts.map(({ callback_id }) => callback_id).sort()).toEqual(
      heard("shortcut"),
    );
  });

  it("subscribes to the events that are listened to", () => {
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual(heard("event"));
  });

  it("asks for exactly the scopes that its methods, events and command need", () => {
    const ofMethods = called.flatMap(
      (method) => both[method.split(".")[0] ?? ""] ?? methodNamed(method)?.scopes ?? [],
    );
    const needed = new Set([
      "commands",
      ...ofMethods,
      ...heard("event").flatMap((event) => ofEvents[event] ?? ["unknown event"]),
    ]);
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
  });

  it("never asks to read what people write, nor for their addresses, nor to act as somebody", () => {
    expect(JSON.stringify(manifest.oauth_config)).not.toMatch(/history|email|app_mentions|"user"/);
  });

  it(`${name === "production" ? "speaks HTTP" : "speaks by Socket Mode"}`, () => {
    expect(manifest.settings.socket_mode_enabled).toBe(name === "development");
  });
});

describe("the local workspace", () => {
  it("pretends every method that is called", () => {
    expect(called.filter((method) => methodNamed(method) === null)).toEqual([]);
    expect(called.length).toBeGreaterThan(8);
  });
});
