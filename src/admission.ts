/** Where Bearings may speak: in the one workspace of the token in the settings, or wherever it was installed by OAuth. */
import type { RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Authorize } from "@slack/bolt";
import { WebAPIPlatformError } from "@slack/web-api";
import manifest from "../manifests/production.json" with { type: "json" };
import type { Config, Door, OAuthDoor } from "./config.ts";
import { UserId, WorkspaceId } from "./core/ids.ts";
import type { Counts } from "./counts.ts";
import { onLimit, slackWith } from "./slack/client.ts";
import { installationStore } from "./slack/installing/installation-store.ts";
import { installDoors } from "./slack/installing/installer.ts";
import { openSlacks } from "./slack/installing/slacks.ts";
import { now } from "./store/clock.ts";
import type { Database, Db } from "./store/database.ts";
import { oneSealedWith, sealedWith } from "./store/installations.ts";
import { OperatorMistake } from "./store/operator-mistake.ts";
import { everything, liftPause, pause } from "./store/paces.ts";
import { arrive } from "./store/presence.ts";
import type { TokenKeys } from "./store/token-keys.ts";
import { workspaceById } from "./store/workspaces.ts";
import type { Log, Slack, World } from "./world.ts";

export type Admission = Pick<World, "slackFor" | "keys"> & {
  /** Tells Bolt whose bot it is in a workspace, and throws where Bearings isn't. */
  readonly authorize: Authorize<boolean>;
  /** The doors of an install; none where the one token stands in the settings. */
  readonly installs: ((world: World) => RequestListener) | null;
};

type SlackDoor = Exclude<Door, { readonly kind: "local" }>;
type OneToken = Exclude<SlackDoor, OAuthDoor>;
type Around = { readonly database: Database; readonly log: Log; readonly counts: Counts };

/** Asks Slack whose the token is, or looks whether the keys open what is kept: what only the operator can mend ends the start. */
export async function admission(
  config: Config & { readonly door: SlackDoor },
  around: Around,
): Promise<Admission> {
  const { door } = config;
  return door.kind === "oauth" ? byInstalls(config, door, around) : byOneToken(config, door, around);
}

async function byOneToken(config: Config, { botToken }: OneToken, around: Around): Promise<Admission> {
  const { database, log } = around;
  const slack = slackWith(botToken, config.slackApiUrl);
  const us = await whoWeAre(slack, config, database, log);
  await liftPause(database.db, us.workspace, everything);
  heedLimits(us.workspace, slack, around);
  return {
    slackFor: async (workspace) => (workspace === us.workspace ? slack : null),
    // Whatever comes from another workspace is not ours to answer.
    authorize: async ({ teamId }) => {
      if (teamId !== us.workspace)
        throw new Error("A request came from a workspace that this token is not for.");
      return { botToken, botId: us.botId, botUserId: us.botUser, teamId };
    },
    installs: null,
  };
}

async function byInstalls(config: Config, door: OAuthDoor, around: Around): Promise<Admission> {
  const { log, counts } = around;
  const { db } = around.database;
  const { keys, clientId, clientSecret } = door;
  await tryKeys(db, keys);
  const client = { clientId, clientSecret, slackApiUrl: config.slackApiUrl };
  const { slackFor } = openSlacks({ db, now: () => now(db), log, counts }, keys, client, (workspace, slack) =>
    heedLimits(workspace, slack, around),
  );
  const { fetchInstallation } = installationStore(db, keys, () => now(db));
  return {
    slackFor,
    keys,
    authorize: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const found = await fetchInstallation({ teamId, enterpriseId, isEnterpriseInstall });
      const { id: botId = "", userId: botUserId = "" } = found.bot ?? {};
      if (found.isEnterpriseInstall && teamId !== undefined)
        await meet(db, teamId, enterpriseId ?? found.enterprise?.id ?? null, botUserId);
      // No token: what Bearings says goes through slackFor, and Bolt needs none to know its own messages.
      return { botId, botUserId, ...(teamId && { teamId }), ...(enterpriseId && { enterpriseId }) };
    },
    installs: (world) => {
      const { publicUrl, authorizeUrl } = door;
      const scopes = manifest.oauth_config.scopes.bot;
      return installDoors(world, { ...client, keys, publicUrl, authorizeUrl, scopes });
    },
  };
}

/** An organisation's installation says nothing of its workspaces: each is met when somebody in it first asks for something. */
async function meet(db: Db, teamId: string, enterprise: string | null, botUserId: string): Promise<void> {
  const id = WorkspaceId.parse(teamId);
  const known = await workspaceById(db, id);
  if (known !== null && known.uninstalledAt === null) return;
  const botUser = UserId.parse(botUserId);
  await arrive(db, { id, name: known?.name ?? id, botUser, installedAt: await now(db), enterprise });
}

/** Every installation must open with a listed key; one of each is tried. */
async function tryKeys(db: Db, keys: TokenKeys): Promise<void> {
  for (const [key, rows] of await sealedWith(db)) {
    const installations = rows === 1 ? "one installation is" : `${rows} installations are`;
    if (keys.every(({ id }) => id !== key))
      throw new OperatorMistake(
        `TOKEN_KEYS no longer lists the key ${key}, with which ${installations} sealed: list it again, after the newer ones, until npm run doctor counts none.`,
      );
    const one = await oneSealedWith(db, key);
    try {
      one?.open(keys);
    } catch (cause) {
      throw new OperatorMistake(
        `TOKEN_KEYS has another key ${key} than the one with which ${installations} sealed: put the right one back, and give a new key an id of its own.`,
        { cause },
      );
    }
  }
}

function heedLimits(workspace: WorkspaceId, slack: Slack, { database, log, counts }: Around): void {
  onLimit(slack, (method, seconds) => {
    counts.limited(method);
    pause(database.db, workspace, method, seconds).catch((error: unknown) =>
      log.warn("a limit could not be kept", { method, error }),
    );
  });
}

type Us = { readonly workspace: WorkspaceId; readonly botUser: UserId; readonly botId: string };

/** Asks Slack whose token this is, and keeps the workspace. A token that Slack refuses is the operator's to mend. */
async function whoWeAre(slack: Slack, config: Config, { db }: Database, log: Log): Promise<Us> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const test = await slack.people.auth.test();
      const workspace = WorkspaceId.parse(test.team_id);
      const botUser = UserId.parse(test.user_id);
      const installedAt = await now(db);
      await arrive(db, { id: workspace, name: test.team ?? workspace, botUser, installedAt });
      return { workspace, botUser, botId: test.bot_id ?? botUser };
    } catch (error) {
      if (error instanceof WebAPIPlatformError) {
        throw new OperatorMistake(
          `Slack does not take SLACK_BOT_TOKEN (${error.data.error}): copy it again from your Slack app's page.`,
        );
      }
      if (attempt === attemptsToReachSlack) {
        throw new OperatorMistake(
          `Slack can't be reached at ${config.slackApiUrl}: check the network, or SLACK_API_URL.`,
        );
      }
      log.warn("Slack can't be reached yet", { attempt, error });
      await sleep(attempt * 1000);
    }
  }
}

const attemptsToReachSlack = 5;
