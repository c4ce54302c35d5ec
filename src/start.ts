/** Starts the app for a real Slack: where it may speak, the surfaces, the door or the socket, the clock. */
import { setTimeout as sleep } from "node:timers/promises";
import { WebAPIPlatformError } from "@slack/web-api";
import { admission } from "./admission.ts";
import { assemble } from "./app.ts";
import type { Config, Door } from "./config.ts";
import { noDoubt } from "./core/doubt.ts";
import { openDoor, type Readiness, shutDoor } from "./door.ts";
import { startClock } from "./jobs/clock.ts";
import { faces } from "./jobs/faces.ts";
import { sealTokensAnew } from "./jobs/seal-anew.ts";
import { openLeaving } from "./leaving.ts";
import { metricsServer, openMetrics } from "./metrics.ts";
import { listenAsSet } from "./ports.ts";
import { databaseReadiness } from "./readiness.ts";
import { type HttpReceiver, receiveOverHttp } from "./receiving.ts";
import { receiveBySocket, type SocketReceiver } from "./socket.ts";
import { handTurned, now } from "./store/clock.ts";
import type { Database } from "./store/database.ts";
import { OperatorMistake } from "./store/operator-mistake.ts";
import { outside } from "./store/within.ts";
import type { Log, World } from "./world.ts";

export type Running = { readonly stop: () => Promise<void> };

type SlackDoor = Exclude<Door, { readonly kind: "local" }>;

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
  let wake = () => {};
  const metrics = openMetrics(db, Object.keys(faces));
  const { counts } = metrics;
  const { keys, authorize, installs, ...admitted } = await admission(config, { database, log, counts });
  // Tokens are shut to whoever works for one workspace, and a new one may be fetched for several who wait for it.
  const slackFor: World["slackFor"] = (workspace) => outside(() => admitted.slackFor(workspace));
  if (database.isolation === "no role") log.warn(withoutRole);
  const world: World = {
    db,
    counts,
    wake: () => wake(),
    now: () => now(db),
    log,
    keeps: config.keeps,
    slackFor,
    doubt: noDoubt(),
    turn: { after: "" },
    ...(keys && { keys }),
  };

  const leaving = openLeaving();
  const databaseIs = databaseReadiness(db);
  const readiness: Readiness = async () => {
    leaving.asked();
    if (leaving.begun()) return { ready: false, because: "Stopping." };
    const database = await databaseIs();
    if (database.ready && "isConnected" in receiver && !receiver.isConnected())
      return { ready: false, because: "There is no line to Slack: it is called again." };
    return database;
  };
  const receiver = receiverFor(config.door, config.slackApiUrl, world);
  const { listening } = assemble(world, receiver, authorize);
  const takesHttp = "requestListener" in receiver ? receiver.requestListener : null;
  const door = openDoor(takesHttp, readiness, leaving.begun, installs?.(world) ?? null);
  const port = await listenAsSet(door, { setting: "PORT", port: config.port, host: config.host });
  const countsDoor = metricsServer(metrics);
  const metricsPort =
    config.metricsPort === null
      ? null
      : await listenAsSet(countsDoor, {
          setting: "METRICS_PORT",
          port: config.metricsPort,
          host: config.host,
        });
  await receiver.start().catch((error: unknown) => {
    throw error instanceof WebAPIPlatformError
      ? new OperatorMistake(
          `Slack does not take SLACK_APP_TOKEN (${error.data.error}): copy it again from your Slack app's page, and see that Socket Mode is switched on there.`,
        )
      : error;
  });
  const clock = startClock(world, database);
  wake = clock.wake;
  const sealed = sealTokensAnew(world).catch((error: unknown) =>
    log.error("tokens could not be sealed anew", { error }),
  );
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
      await Promise.all([clockStopped, listening.settled(), sealed]);
      await shutDoor(countsDoor);
    },
  };
}

function receiverFor(door: SlackDoor, slackApiUrl: string, world: World): HttpReceiver | SocketReceiver {
  return door.kind === "socket"
    ? receiveBySocket(door.appToken, slackApiUrl, world)
    : receiveOverHttp(door.signingSecret, world);
}

const withoutRole =
  "the database does not keep workspaces apart: its user can't take the role bearings_within (npm run doctor says what to do)";

/** Milliseconds: whoever has waited longer has been told that it did not work. */
const longestAnswer = 3_000;
