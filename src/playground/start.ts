/** Starts the local workspace: a stand-in for Slack, the app behind its door, a clock, and scenes to look at. */
import type { Config } from "../config.ts";
import { shutDoor } from "../door.ts";
import { startClock } from "../jobs/clock.ts";
import { faces } from "../jobs/faces.ts";
import { metricsServer, openMetrics } from "../metrics.ts";
import { cannotListen, listenAsSet } from "../ports.ts";
import { databaseReadiness } from "../readiness.ts";
import { commands } from "../slack/commands/index.ts";
import { nextOnAgenda } from "../store/agenda.ts";
import type { Database } from "../store/database.ts";
import { OperatorMistake } from "../store/operator-mistake.ts";
import { workspaceIds } from "../store/workspaces.ts";
import type { Log } from "../world.ts";
import { agendaWords } from "./agenda-words.ts";
import { openTown, type Town } from "./bearings.ts";
import { openGalleries } from "./scenes/gallery.ts";
import { firstScene, type Scene, scenes } from "./scenes/index.ts";
import { localTeam } from "./state.ts";
import { turnTargets } from "./turning.ts";

/** The clock of a local workspace is turned by hand, and the clock is the database's: of nobody else may it hold anything. */
async function refuseRealOnes({ db }: Database): Promise<void> {
  const real = (await workspaceIds(db)).filter((id) => id !== localTeam.id);
  if (real.length > 0)
    throw new OperatorMistake(
      "This database belongs to a real Slack: set SLACK_BOT_TOKEN and what goes with it to serve that, or another DATA_DIR or DATABASE_URL for the local workspace.",
    );
}

export async function startLocalWorkspace(
  config: Config,
  database: Database,
  log: Log,
): Promise<{ readonly stop: () => Promise<void> }> {
  await refuseRealOnes(database);
  const { host, port, metricsPort, keeps } = config;
  const metrics = openMetrics(database.db, Object.keys(faces));
  const town = await openTown(database, log, {
    host,
    port,
    keeps,
    saved: true,
    counts: metrics.counts,
  }).catch((error: unknown) => {
    throw cannotListen(error, { setting: "PORT", port, host });
  });
  const countsDoor = metricsServer(metrics);
  if (metricsPort !== null)
    await listenAsSet(countsDoor, { setting: "METRICS_PORT", port: metricsPort, host });
  const clock = startClock(town.world, database, town.tick);
  connectScenes(town);
  process.stdout.write(
    `Bearings, local workspace: ${town.local.address.replace("127.0.0.1", "localhost")}\n`,
  );
  // None was ever played to its end: this is the first start, or the first was stopped in the middle of it.
  if (town.local.workspace.state.scene === null)
    await town.local.client.act("UADA", { do: "load-scene", scene: firstScene.key });
  return {
    stop: async () => {
      await clock.stop();
      await town.stop();
      await shutDoor(countsDoor);
    },
  };
}

function connectScenes(town: Town): void {
  const playable = ({ key, name, about, play }: Scene) => ({ key, name, about, play: () => play(town) });
  town.local.connect({
    ...town.behindTheDoor,
    readiness: databaseReadiness(town.world.db),
    scenes: scenes.map(playable),
    words: commands.map(({ word }) => word),
    turnClock: async (to) => turnTargets[to](town),
    next: async () => {
      const item = await nextOnAgenda(town.world.db);
      return item === null ? null : { at: item.at.toString(), what: agendaWords(item) };
    },
    gallery: openGalleries(),
  });
}
