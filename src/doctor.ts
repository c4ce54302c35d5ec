/** The self-check: each thing that Bearings leans on, looked at once, with a sentence about what to do where it fails. */
import { Temporal } from "temporal-polyfill";
import manifest from "../manifests/production.json" with { type: "json" };
import type { Config, OAuthDoor } from "./config.ts";
import { slackWith } from "./slack/client.ts";
import { slackCode } from "./slack/visit.ts";
import { handTurned, now } from "./store/clock.ts";
import type { Database } from "./store/database.ts";
import { scopesGranted, sealedWith } from "./store/installations.ts";
import { migrationsCurrent, newestMigration } from "./store/migrate.ts";

type SocketDoor = Extract<Config["door"], { readonly kind: "socket" }>;

export type Finding = { readonly what: string; readonly well: boolean; readonly says: string };

/** Beyond this a person sees wrong hours (pg-boss warns at the same figure). */
const mostSkewSeconds = 60;

/** Looks at everything and hides nothing: one finding that isn't well doesn't keep the others from being made. */
export async function examine(config: Config, database: Database): Promise<readonly Finding[]> {
  return [
    settings(config),
    await clocks(database),
    await migrations(database),
    isolation(database),
    zones(),
    await slackClock(config),
    await slack(config, database),
    ...(config.door.kind === "socket" ? [await line(config.door, config)] : []),
    await keys(config, database),
  ];
}

function settings(config: Config): Finding {
  const where =
    "url" in config.database
      ? "PostgreSQL"
      : `the embedded database in ${config.database.folder}, which is ours alone and can be written`;
  const ways = {
    local: "the local workspace",
    http: "HTTP with one bot token",
    socket: "Socket Mode with one bot token",
    oauth: "OAuth installs over HTTP",
  };
  return { what: "settings", well: true, says: `They lead to ${ways[config.door.kind]}, with ${where}.` };
}

async function clocks({ db }: Database): Promise<Finding> {
  const turned = await handTurned(db);
  const skew = Temporal.Now.instant()
    .until((await now(db)).subtract(turned))
    .abs()
    .total("seconds");
  const well = skew < mostSkewSeconds;
  const says = well
    ? "This machine and the database agree on the time."
    : `This machine and the database differ by ${Math.round(skew)} seconds: the database's clock counts, so set both by a time server.`;
  return { what: "clock", well, says };
}

async function migrations({ db }: Database): Promise<Finding> {
  const well = await migrationsCurrent(db, newestMigration());
  return {
    what: "tables",
    well,
    says: well ? "They are up to date." : "They are older than this version: run npm run db:migrate.",
  };
}

function isolation({ isolation }: Database): Finding {
  const says = {
    "by role": "The database itself keeps them apart.",
    "no role":
      "The database does not keep them apart, Bearings alone does: as an administrator of the server run create role bearings_within nologin; grant bearings_within to the user in DATABASE_URL, and start again.",
    embedded: "Not kept apart by the embedded database, which is for one of them.",
  };
  return { what: "workspaces", well: isolation !== "no role", says: says[isolation] };
}

function zones(): Finding {
  return {
    what: "time zones",
    well: true,
    says: `Data of version ${process.versions.tz ?? "unknown"} comes with this Node.`,
  };
}

async function slack(config: Config, { db }: Database): Promise<Finding> {
  const what = "Slack";
  const { door } = config;
  if (door.kind === "local") return { what, well: true, says: "Not asked: the local workspace needs none." };
  if (door.kind === "oauth") return granted(await scopesGranted(db), door);
  try {
    const test = await slackWith(door.botToken, config.slackApiUrl).people.auth.test();
    const missing = missingIn(test.response_metadata?.scopes ?? []);
    return missing.length === 0
      ? {
          what,
          well: true,
          says: `It knows us in ${test.team ?? "the workspace"}, with every scope we need.`,
        }
      : {
          what,
          well: false,
          says: `The token lacks ${missing.join(", ")}: add the scopes on your Slack app's page and install it again.`,
        };
  } catch (error) {
    const code = slackCode(error);
    const says =
      code === null
        ? `It can't be reached at ${config.slackApiUrl}: check the network, or SLACK_API_URL.`
        : `It doesn't take SLACK_BOT_TOKEN (${code}): copy it again from your Slack app's page.`;
    return { what, well: false, says };
  }
}

/** Slack tells where to call, and nobody calls: a line of its own would take what is meant for the process that serves. */
async function line({ appToken }: SocketDoor, { slackApiUrl }: Config): Promise<Finding> {
  const what = "Socket Mode";
  try {
    await slackWith(appToken, slackApiUrl).people.apps.connections.open();
    return { what, well: true, says: "Slack takes SLACK_APP_TOKEN, and lets us call." };
  } catch (error) {
    const code = slackCode(error);
    const says =
      code === null
        ? `Slack can't be reached at ${slackApiUrl}: check the network, or SLACK_API_URL.`
        : `Slack doesn't take SLACK_APP_TOKEN (${code}): on your Slack app's page switch Socket Mode on, and copy an app-level token with the scope connections:write.`;
    return { what, well: false, says };
  }
}

/** What each installation was granted stands beside its tokens: no token is opened for this, and Slack isn't asked. */
function granted(all: readonly (readonly string[])[], { publicUrl }: OAuthDoor): Finding {
  const what = "Slack";
  if (all.length === 0)
    return { what, well: true, says: `Installed nowhere so far: open ${publicUrl}/slack/install.` };
  const lacking = all.map(missingIn).filter((missing) => missing.length > 0);
  const scopes = [...new Set(lacking.flat())].sort().join(", ");
  return lacking.length === 0
    ? { what, well: true, says: `Installed ${times(all.length)}, each with every scope we need.` }
    : {
        what,
        well: false,
        says: `Of the installations ${lacking.length === 1 ? "one lacks" : `${lacking.length} lack`} scopes (${scopes}): Bearings has to be installed there again.`,
      };
}

function missingIn(granted: readonly string[]): readonly string[] {
  return manifest.oauth_config.scopes.bot.filter((scope) => !granted.includes(scope));
}

/** Slack refuses nothing by our clock, but we refuse what is not within five minutes of it. */
async function slackClock({ door, slackApiUrl }: Config): Promise<Finding> {
  const what = "Slack's clock";
  if (door.kind === "local") return { what, well: true, says: "Not asked." };
  const answer = await fetch(new URL("api.test", slackApiUrl), {
    method: "POST",
    signal: AbortSignal.timeout(longestWait),
  }).catch(() => null);
  const theirs = Date.parse(answer?.headers.get("date") ?? "");
  if (answer === null || Number.isNaN(theirs))
    return {
      what,
      well: false,
      says: `Nothing answers at ${slackApiUrl}: check the network, or SLACK_API_URL.`,
    };
  const skew = Math.abs(Temporal.Now.instant().epochMilliseconds - theirs) / 1000;
  return skew < mostSkewSeconds
    ? { what, well: true, says: "It and this machine agree on the time." }
    : {
        what,
        well: false,
        says: `It and this machine differ by ${Math.round(skew)} seconds: beyond five minutes every request of Slack's is turned away, so set this machine by a time server.`,
      };
}

/** Each key with how much it still seals: one that seals nothing may be taken off the list. */
async function keys({ door }: Config, { db }: Database): Promise<Finding> {
  const what = "token keys";
  if (door.kind !== "oauth") return { what, well: true, says: "None are needed: no token is kept." };
  const sealed = await sealedWith(db);
  const listed = door.keys.map(({ id }) => id);
  const lost = [...sealed.keys()].filter((id) => !listed.includes(id));
  if (lost.length > 0)
    return {
      what,
      well: false,
      says: `TOKEN_KEYS does not list ${lost.join(", ")}, which still seals installations: list it again.`,
    };
  const counts = listed.map(
    (id, place) => `${id}${place === 0 ? " (newest)" : ""} seals ${sealed.get(id) ?? 0}`,
  );
  return { what, well: true, says: `${counts.join(", ")}. One that seals 0 and isn't the newest may go.` };
}

/** Milliseconds. */
const longestWait = 10_000;

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
