/**
 * The two doors of an OAuth install. `/slack/install` sends the installer to Slack with a state of their own; they come
 * back to `/slack/oauth_redirect`, and go on only with that state, once, in the same browser. Whatever comes without a
 * state, as from an organisation's admin pages, is never accepted by itself: the page offers a proper start.
 */

import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { WebAPIPlatformError } from "@slack/web-api";
import type { Temporal } from "temporal-polyfill";
import { deliveryKey } from "../../core/delivery-key.ts";
import { UserId, WorkspaceId } from "../../core/ids.ts";
import type { Db } from "../../store/database.ts";
import { type Plan, plan } from "../../store/deliveries.ts";
import { beginInstall, minutesToInstall, returnFromSlack } from "../../store/install-states.ts";
import { arrive } from "../../store/presence.ts";
import type { TokenKeys } from "../../store/token-keys.ts";
import type { World } from "../../world.ts";
import { type Exchanged, exchangeCode, type OAuthClient } from "./exchange.ts";
import { installationStore } from "./installation-store.ts";
import { type Ending, pageFor } from "./pages.ts";

export type Installer = OAuthClient & {
  readonly authorizeUrl: string;
  /** Where people reach Bearings, without a slash at its end. */
  readonly publicUrl: string;
  readonly scopes: readonly string[];
  readonly keys: TokenKeys;
};

/** Takes the GET requests of both doors; any other method is refused. Never throws: trouble is a page, and a line in the log. */
export function installDoors(world: World, installer: Installer): RequestListener {
  return (request, response) => {
    if (request.method !== "GET") return void response.writeHead(405, { allow: "GET" }).end();
    const asked = new URL(request.url ?? "/", "http://door");
    const answered =
      asked.pathname === "/slack/install"
        ? begin(world, installer, response)
        : comeBack(world, installer, request, asked.searchParams).then((ending) =>
            show(response, installer, ending),
          );
    answered.catch((error: unknown) => {
      world.log.error("an install could not go on", { error });
      show(response, installer, { is: "trouble" });
    });
  };
}

async function begin(world: World, installer: Installer, response: ServerResponse): Promise<void> {
  const begun = await beginInstall(world.db, await world.now());
  if (begun === null) return show(response, installer, { is: "trouble" });
  const { state, browser } = begun;
  const to = new URL(installer.authorizeUrl);
  to.searchParams.set("client_id", installer.clientId);
  to.searchParams.set("scope", installer.scopes.join(","));
  to.searchParams.set("redirect_uri", redirectUri(installer));
  to.searchParams.set("state", state);
  response.writeHead(302, {
    location: to.href,
    "set-cookie": cookie(installer, browser, minutesToInstall * 60),
    ...everyPage,
  });
  response.end();
}

async function comeBack(
  world: World,
  installer: Installer,
  request: IncomingMessage,
  came: URLSearchParams,
): Promise<Ending> {
  const [state, code] = [came.get("state"), came.get("code")];
  if (state === null || state === "")
    return came.has("error") ? notInstalled(came) : { is: "not-begun-here" };
  const now = await world.now();
  const returned = await returnFromSlack(world.db, state, browserIn(installer, request), now);
  if (returned === "other-browser") return { is: "other-browser" };
  if (returned !== "welcome") return { is: "over" };
  if (code === null || code === "") return notInstalled(came);
  let exchanged: Exchanged;
  try {
    exchanged = await exchangeCode(installer, code, redirectUri(installer), now);
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError)) throw error;
    world.log.warn("Slack did not take the code of an install", { code: error.data.error });
    return { is: "refused-by-slack" };
  }
  return keep(world, installer, exchanged);
}

function notInstalled(came: URLSearchParams): Ending {
  return { is: came.get("error") === "access_denied" ? "declined" : "refused-by-slack" };
}

/** The workspace, its installation and, where Bearings has not been before, a welcome: all of it or nothing. */
async function keep(world: World, { keys }: Installer, exchanged: Exchanged): Promise<Ending> {
  const { installation, name, app } = exchanged;
  const { team, enterprise, bot } = installation;
  const now = await world.now();
  const store = (db: Db) =>
    installationStore(db, keys, async () => now).storeInstallation(installation as never);
  if (team === undefined) {
    await store(world.db);
    world.log.info("installed for an organisation");
    return { is: "installed-for-organisation", name };
  }
  const workspace = WorkspaceId.parse(team.id);
  const came = await world.db.transaction(async (tx) => {
    const botUser = UserId.parse(bot?.userId);
    const there = { id: workspace, name, botUser, installedAt: now, enterprise: enterprise?.id ?? null };
    const came = await arrive(tx, there);
    await store(tx);
    if (came === "new") await plan(tx, welcomes(workspace, exchanged.installer, now));
    return came;
  });
  world.wake();
  world.log.info("installed", { came });
  return { is: "installed", name, open: backToSlack(app, workspace) };
}

/** One direct message, once: whoever installs it anew knows already. */
function welcomes(workspace: WorkspaceId, to: string, dueAt: Temporal.Instant): readonly Plan[] {
  const key = deliveryKey.installed(workspace);
  if (to === "") return [];
  return [{ key, kind: "installed", workspace, team: null, round: null, addressee: to, dueAt }];
}

function backToSlack(app: string, workspace: string): string {
  return `https://slack.com/app_redirect?${new URLSearchParams({ app, team: workspace })}`;
}

function redirectUri({ publicUrl }: Installer): string {
  return `${publicUrl}/slack/oauth_redirect`;
}

function show(response: ServerResponse, installer: Installer, ending: Ending): void {
  if (response.headersSent) return void response.destroy();
  const { status, html } = pageFor(ending);
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "set-cookie": cookie(installer, "", 0),
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ...everyPage,
  });
  response.end(html);
}

const everyPage = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

/** By https it is nobody's but this host's (`__Host-`); on a plain localhost browsers would drop it if it said so. */
function cookie(installer: Installer, value: string, seconds: number): string {
  const secure = isSecure(installer) ? "; Secure" : "";
  return `${cookieName(installer)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

function browserIn(installer: Installer, { headers }: IncomingMessage): string | null {
  const pairs = (headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([name]) => name === cookieName(installer))?.[1] ?? null;
}

function cookieName(installer: Installer): string {
  return isSecure(installer) ? "__Host-bearings-install" : "bearings-install";
}

function isSecure({ publicUrl }: Installer): boolean {
  return publicUrl.startsWith("https:");
}
