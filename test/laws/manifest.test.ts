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
import { manifestShape } from "../support/manifest-shape.ts";
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

/** Everything that runs for a real Slack: all but the local workspace. */
const sources = sourcesUnder(fileURLToPath(new URL("../../src", import.meta.url)));

/** Every Web API method that is called, as the SDK names it. */
const called = [
  ...new Set(
    sources.flatMap((text) =>
      [
        ...text.matchAll(
          /\.((?:apps|auth|bots|chat|conversations|files|oauth\.v2|team|users|views)\.[a-zA-Z]+)\((?!-)/g,
        ),
      ].map(([, method = ""]) => method),
    ),
  ),
].sort();

function sourcesUnder(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes("/src/playground/"))
    .map((file) => readFileSync(file, "utf8"));
}

/**
 * What each method needs of a bot (docs.slack.dev/reference/methods). Teams live in public and in private channels, and
 * Bearings asks about nothing else, so of a conversation's four scopes it needs two.
 */
const channels = ["channels:read", "groups:read"];
const ofMethods: Readonly<Record<string, readonly string[]>> = {
  "auth.test": [],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "conversations.info": channels,
  "conversations.members": channels,
  "files.completeUploadExternal": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  "oauth.v2.access": [],
  "users.info": ["users:read"],
  "views.open": [],
  "views.publish": [],
  "views.push": [],
  "views.update": [],
};
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
  it("is one that Slack's schema takes", () => {
    expect(manifestShape.safeParse(manifest).error?.issues ?? []).toEqual([]);
  });

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
    const needed = new Set([
      "commands",
      ...called.flatMap((method) => ofMethods[method] ?? [`nobody says what ${method} needs`]),
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

describe("the methods that are called", () => {
  it("are those of the list above, so that a new one says what it needs", () => {
    expect(called).toEqual(Object.keys(ofMethods).sort());
  });

  it("are called by their names: none is hidden in a text, or behind a helper that calls several", () => {
    const hidden = /\.apiCall\(|filesUploadV2\(|files\.upload\(|\.chatStream\(|respond\(\{|response_url/;
    expect(sources.filter((text) => hidden.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")))).toEqual([]);
  });

  it.each(Object.entries(ofMethods))("%s asks for the same in the local workspace", (method, scopes) => {
    const pretended = methodNamed(method)?.scopes ?? ["not pretended"];
    expect(scopes.filter((scope) => !pretended.includes(scope))).toEqual([]);
    if (scopes.length === 0) expect(pretended).toEqual([]);
  });
});

describe("the local workspace", () => {
  it("pretends every method that is called", () => {
    expect(called.filter((method) => methodNamed(method) === null)).toEqual([]);
    expect(called.length).toBeGreaterThan(8);
  });
});
