/** Bearings as a company runs it, with OAuth installs, beside a stand-in for Slack: and a browser with which somebody installs it. */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Config, OAuthDoor } from "../../src/config.ts";
import { longestRetention } from "../../src/core/retention.ts";
import { installedByManifest } from "../../src/playground/installed.ts";
import { type LocalWorkspace, openLocalWorkspace } from "../../src/playground/server.ts";
import { type Running, startApp } from "../../src/start.ts";
import type { Database } from "../../src/store/database.ts";
import type { TokenKeys } from "../../src/store/token-keys.ts";
import type { Log } from "../../src/world.ts";

export type Company = {
  readonly slack: LocalWorkspace;
  readonly keys: TokenKeys;
  readonly publicUrl: string;
  /** Methods of the Web API that were called and taken, in order. */
  readonly calls: string[];
  readonly troubles: string[];
  readonly config: Config & { readonly door: OAuthDoor };
  /** Starts a process of it on this database. */
  readonly start: (database: Database) => Promise<Running>;
  readonly stop: () => Promise<void>;
};

export function newKey(id: string) {
  return { id, bytes: randomBytes(32) };
}

export async function openCompany(): Promise<Company> {
  const port = await freePort();
  const publicUrl = `http://localhost:${port}`;
  const calls: string[] = [];
  const troubles: string[] = [];
  const trouble = (what: string, details: Readonly<Record<string, unknown>> = {}) =>
    void troubles.push(
      `${what} ${JSON.stringify(details, (_, value) => (value instanceof Error ? value.stack : value))}`,
    );
  const log: Log = { info: () => {}, warn: trouble, error: trouble };
  const slack = await openLocalWorkspace({
    app: installedByManifest,
    world: { db: null, log },
    appAt: () => `${publicUrl}/slack/events`,
    seen: ({ method, taken }) => void (taken && calls.push(method)),
  });
  const { clientId, clientSecret } = slack.workspace.grants;
  const keys: TokenKeys = [newKey("first")];
  const config = {
    door: {
      kind: "oauth" as const,
      signingSecret: slack.signingSecret,
      clientId,
      clientSecret,
      keys,
      publicUrl,
      authorizeUrl: `${slack.address}oauth/v2/authorize`,
    },
    port,
    host: "127.0.0.1",
    metricsPort: null,
    database: { folder: "none" },
    slackApiUrl: slack.slackApiUrl,
    logLevel: "silent" as const,
    keeps: longestRetention,
  };
  return {
    slack,
    keys,
    publicUrl,
    calls,
    troubles,
    config,
    start: (database) => startApp(config, database, log),
    stop: () => slack.stop(),
  };
}

export type Page = { readonly status: number; readonly text: string; readonly headers: Headers };

/** A browser with cookies of its own, which follows no redirect by itself. */
export type Browser = {
  readonly goes: (to: string) => Promise<Page>;
  /** From `/slack/install` to Slack's page: where *Allow* and *Cancel* lead. */
  readonly begins: (at: Company) => Promise<{ readonly allow: string; readonly cancel: string }>;
};

export function openBrowser(): Browser {
  const cookies = new Map<string, string>();
  const goes = async (to: string): Promise<Page> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(to, { redirect: "manual", headers: cookie === "" ? {} : { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (set.split(";")[0] ?? "").split("=");
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  return {
    goes,
    async begins({ publicUrl }) {
      const sent = await goes(`${publicUrl}/slack/install`);
      const page = await goes(sent.headers.get("location") ?? "");
      const link = (id: string) =>
        (new RegExp(`id="${id}" href="([^"]+)"`).exec(page.text)?.[1] ?? "").replaceAll("&amp;", "&");
      return { allow: link("allow"), cancel: link("cancel") };
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
