/** The self-check: each thing that Bearings leans on, looked at once, with a sentence about what to do where it fails. */
import { Temporal } from "temporal-polyfill";
import manifest from "../manifests/production.json" with { type: "json" };
import type { Config } from "./config.ts";
import { slackWith } from "./slack/client.ts";
import { slackCode } from "./slack/visit.ts";
import { handTurned, now } from "./store/clock.ts";
import type { Database } from "./store/database.ts";
import { migrationsCurrent } from "./store/migrate.ts";

export type Finding = { readonly what: string; readonly well: boolean; readonly says: string };

/** Beyond this a person sees wrong hours (pg-boss warns at the same figure). */
const mostSkewSeconds = 60;

/** Looks at everything and hides nothing: one finding that isn't well doesn't keep the others from being made. */
export async function examine(config: Config, database: Database): Promise<readonly Finding[]> {
  return [settings(config), await clocks(database), await migrations(database), zones(), await slack(config)];
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
  const well = await migrationsCurrent(db);
  return {
    what: "tables",
    well,
    says: well ? "They are up to date." : "They are older than this version: run npm run db:migrate.",
  };
}

function zones(): Finding {
  return {
    what: "time zones",
    well: true,
    says: `Data of version ${process.versions.tz ?? "unknown"} comes with this Node.`,
  };
}

async function slack(config: Config): Promise<Finding> {
  const what = "Slack";
  if (config.door.kind === "local")
    return { what, well: true, says: "Not asked: the local workspace needs none." };
  try {
    const test = await slackWith(config.door.botToken, config.slackApiUrl).people.auth.test();
    const granted = new Set(test.response_metadata?.scopes ?? []);
    const missing = manifest.oauth_config.scopes.bot.filter((scope) => !granted.has(scope));
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
    return code === null
      ? {
          what,
          well: false,
          says: `It can't be reached at ${config.slackApiUrl}: check the network, or SLACK_API_URL.`,
        }
      : {
          what,
          well: false,
          says: `It doesn't take SLACK_BOT_TOKEN (${code}): copy it again from your Slack app's page.`,
        };
  }
}
