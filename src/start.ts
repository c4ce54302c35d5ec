/** Starts the app for a real Slack: who are we there, the surfaces, the door or the socket, the clock. */
import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Authorize } from "@slack/bolt";
import { WebAPIPlatformError } from "@slack/web-api";
import { assemble } from "./app.ts";
import type { Config, Door } from "./config.ts";
import { UserId, WorkspaceId } from "./core/ids.ts";
import { listenOn, openDoor, type Readiness, shutDoor } from "./door.ts";
import { startClock } from "./jobs/clock.ts";
import { openLeaving } from "./leaving.ts";
import { metricsServer, openMetrics } from "./metrics.ts";
import { type HttpReceiver, receiveOverHttp } from "./receiving.ts";
import { onLimit, slackWith } from "./slack/client.ts";
import { receiveBySocket, type SocketReceiver } from "./socket.ts";
import { handTurned, now } from "./store/clock.ts";
import type { Database } from "./store/database.ts";
import { migrationsCurrent } from "./store/migrate.ts";
import { OperatorMistake } from "./store/operator-mistake.ts";
import { everything, liftPause, pause } from "./store/paces.ts";
import { keepWorkspace } from "./store/workspaces.ts";
import type { Log, Slack, World } from "./world.ts";

export type Running = { readonly stop: () => Promise<void> };

type SlackDoor = Exclude<Door, { readonly kind: "local" }>;
type Us = { readonly workspace: WorkspaceId; readonly botUser: UserId; readonly botId: string };

export async function startApp(
  config: Config & { readonly door: SlackDoor },
  database: Database,
  log: Log,
): Promise<Running> {
  const { db } = database;
  if (!(await handTurned(db)).blank) {
    throw new OperatorMistake(
      "This database belongs to a local workspace whose clock has been turned: set DATA_DIR to another folder, or DATABASE_URL, for the real Slack.",
    );
  }
  const slack = slackWith(config.door.botToken, config.slackApiUrl);
  const us = await whoWeAre(slack, config, database, log);
  let wake = () => {};
  const metrics = openMetrics(db);
  const { counts } = metrics;
  const world: World = {
    db,
    counts,
    wake: () => wake(),
    now: () => now(db),
    log,
    keeps: config.keeps,
    slackFor: async (workspace) => (workspace === us.workspace ? slack : null),
  };
  await liftPause(db, us.workspace, everything);
  onLimit(slack, (method, seconds) => {
    counts.limited(method);
    pause(db, us.workspace, method, seconds).catch((error: unknown) =>
      log.warn("a limit could not be kept", { method, error }),
    );
  });

  const leaving = openLeaving();
  const readiness: Readiness = async () => {
    leaving.asked();
    if (leaving.begun()) return { ready: false, because: "Stopping." };
    if (!(await migrationsCurrent(db)))
      return { ready: false, because: "The database's tables are older than this version." };
    if ("isConnected" in receiver && !receiver.isConnected())
      return { ready: false, because: "There is no line to Slack: it is called again." };
    return { ready: true, because: "The database answers and its tables are up to date." };
  };
  const receiver = receiverFor(config.door, config.slackApiUrl, world);
  const { listening } = assemble(world, receiver, authorizeAs(us, config.door.botToken));
  const takesHttp = "requestListener" in receiver ? receiver.requestListener : null;
  const door = openDoor(takesHttp, readiness, leaving.begun);
  const port = await listenAt(door, "PORT", config.port, config.host);
  const countsDoor = metricsServer(metrics);
  const metricsPort =
    config.metricsPort === null
      ? null
      : await listenAt(countsDoor, "METRICS_PORT", config.metricsPort, config.host);
  await receiver.start().catch((error: unknown) => {
    throw error instanceof WebAPIPlatformError
      ? new OperatorMistake(
          `Slack does not take SLACK_APP_TOKEN (${error.data.error}): copy it again from your Slack app's page, and see that Socket Mode is switched on there.`,
        )
      : error;
  });
  const clock = startClock(world, database);
  wake = clock.wake;
  log.info("Bearings is running", { port, metricsPort, by: config.door.kind, database: database.engine });

  return {
    stop: async () => {
      // What is planned from now on is said by another process, or after the next start.
      wake = () => {};
      const clockStopped = clock.stop();
      await leaving.begin();
      // Over a socket, what is under way can't be answered any more once it is gone.
      if ("isConnected" in receiver)
        await Promise.race([listening.settled(), sleep(longestAnswer, undefined, { ref: false })]);
      await receiver.stop();
      await shutDoor(door);
      await Promise.all([clockStopped, listening.settled()]);
      await shutDoor(countsDoor);
    },
  };
}

async function listenAt(server: Server, name: string, port: number, host: string): Promise<number> {
  return listenOn(server, port, host).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EADDRINUSE"
      ? new OperatorMistake(`${name} ${port} is taken by another program: choose another.`)
      : error;
  });
}

function receiverFor(door: SlackDoor, slackApiUrl: string, world: World): HttpReceiver | SocketReceiver {
  return door.kind === "http"
    ? receiveOverHttp(door.signingSecret, world)
    : receiveBySocket(door.appToken, slackApiUrl, world);
}

/** One token, one workspace: whatever comes from another one is not ours to answer. */
function authorizeAs(us: Us, botToken: string): Authorize<boolean> {
  return async ({ teamId }) => {
    if (teamId !== us.workspace)
      throw new Error("A request came from a workspace that this token is not for.");
    return { botToken, botId: us.botId, botUserId: us.botUser, teamId };
  };
}

/** Asks Slack whose token this is, and keeps the workspace. A token that Slack refuses is the operator's to mend. */
async function whoWeAre(slack: Slack, config: Config, { db }: Database, log: Log): Promise<Us> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const test = await slack.people.auth.test();
      const workspace = WorkspaceId.parse(test.team_id);
      const botUser = UserId.parse(test.user_id);
      await keepWorkspace(db, {
        id: workspace,
        name: test.team ?? workspace,
        botUser,
        installedAt: await now(db),
      });
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
      await new Promise((resolve) => setTimeout(resolve, attempt * 1000));
    }
  }
}

const attemptsToReachSlack = 5;

/** Milliseconds: whoever has waited longer has been told that it did not work. */
const longestAnswer = 3_000;
