/**
 * Bearings behind the door of a local workspace: the same app as for a real Slack, told of nothing but an address, a
 * token and a signing secret. Tests and the local workspace both begin here.
 */
import { Temporal } from "temporal-polyfill";
import { assemble } from "../app.ts";
import { noDoubt } from "../core/doubt.ts";
import { UserId, WorkspaceId } from "../core/ids.ts";
import { longestRetention, type Retention } from "../core/retention.ts";
import type { Counts } from "../counts.ts";
import { tick } from "../jobs/clock.ts";
import { receiveOverHttp } from "../receiving.ts";
import { slackWith } from "../slack/client.ts";
import type { Listening } from "../slack/listening.ts";
import { nextOnAgenda } from "../store/agenda.ts";
import { now } from "../store/clock.ts";
import type { Database } from "../store/database.ts";
import { noLimits } from "../store/limits.ts";
import { forgetWorkspace, keepWorkspace } from "../store/workspaces.ts";
import type { Log, World } from "../world.ts";
import { watch } from "./at-work.ts";
import { type Hand, takeHand } from "./hand.ts";
import { installedByManifest } from "./installed.ts";
import {
  type AppSide,
  type LocalWorkspace,
  type LocalWorkspaceOptions,
  openLocalWorkspace,
} from "./server.ts";

export type Town = {
  readonly world: World;
  readonly local: LocalWorkspace;
  readonly hand: Hand;
  readonly listening: Listening;
  /** What `local.connect` takes at the least; a fuller side of the app may be connected over it. */
  readonly behindTheDoor: Pick<AppSide, "requestListener" | "idle">;
  /** Does whatever is due now, one call after another, and waits until the app has nothing in hand. */
  readonly tick: () => Promise<void>;
  /** Turns the clock on to a moment, stopping at everything that is due on the way, as time itself would. */
  readonly turnTo: (moment: Temporal.Instant) => Promise<void>;
  /** Turns the clock to whatever happens next by itself, and lets it happen. */
  readonly turnToNext: () => Promise<void>;
  /** Forgets every team and every message: the first day again. */
  readonly startOver: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function openTown(
  database: Database,
  log: Log,
  options: Omit<LocalWorkspaceOptions, "world" | "now"> & {
    readonly saved?: boolean;
    readonly keeps?: Retention;
    readonly counts?: Counts;
  } = {},
): Promise<Town> {
  const { db } = database;
  const hand = await takeHand(db);
  const local = await openLocalWorkspace({
    ...options,
    app: installedByManifest,
    world: { log, db: options.saved ? db : null },
    now: hand.now,
  });
  const { team, app: us } = local.workspace.state;

  let underWay: Promise<void> = Promise.resolve();
  const oneByOne = (work: () => Promise<void>) => {
    const done = underWay.then(work);
    underWay = done.catch(() => {});
    return done;
  };
  const slack = slackWith(local.botToken, local.slackApiUrl);
  const world: World = {
    db,
    now: () => now(db),
    log,
    keeps: options.keeps ?? longestRetention,
    slackFor: async (workspace) => (workspace === team.id ? slack : null),
    doubt: noDoubt(),
    turn: { after: "" },
    wake: () => void oneByOne(settle),
    // The hand turns past weeks in seconds: there only what the stand-in itself asks for is waited for.
    ...(options.limitRates ? {} : { limits: noLimits }),
    ...(options.counts ? { counts: options.counts } : {}),
  };

  const receiver = receiveOverHttp(local.signingSecret, world);
  const { app, listening } = assemble(world, receiver, async () => ({
    botToken: local.botToken,
    botId: us.botId,
    botUserId: us.botUser,
    teamId: team.id,
  }));
  const idle = watch(app);

  const settle = async () => {
    await tick(world);
    await idle();
  };
  const arrive = async (moment: Temporal.Instant) => {
    let before: string | null = null;
    for (;;) {
      const item = await nextOnAgenda(db);
      const here = await world.now();
      if (item === null || Temporal.Instant.compare(item.at, moment) > 0) break;
      const seen = `${item.what} ${item.team} ${item.at}`;
      const isPast = Temporal.Instant.compare(item.at, here) <= 0;
      // What stays due although its time has come waits for something else, such as a Slack that fails.
      if (isPast && seen === before) break;
      before = seen;
      if (!isPast) await hand.turnTo(item.at);
      await settle();
    }
    if (Temporal.Instant.compare(moment, await world.now()) > 0) await hand.turnTo(moment);
    await settle();
  };
  const introduce = async () =>
    keepWorkspace(db, {
      id: WorkspaceId.parse(team.id),
      name: team.name,
      botUser: UserId.parse(us.botUser),
      installedAt: await world.now(),
    });

  await introduce();
  const allQuiet = async () => {
    await idle();
    await underWay;
  };
  const behindTheDoor = { requestListener: receiver.requestListener, idle: allQuiet };
  local.connect(behindTheDoor);
  return {
    world,
    local,
    hand,
    listening,
    behindTheDoor,
    tick: () => oneByOne(settle),
    turnTo: (moment) => oneByOne(() => arrive(moment)),
    turnToNext: () => oneByOne(async () => arrive((await nextOnAgenda(db))?.at ?? (await world.now()))),
    startOver: () =>
      oneByOne(async () => {
        await forgetWorkspace(db, WorkspaceId.parse(team.id));
        local.workspace.startOver();
        await introduce();
      }),
    stop: async () => {
      await underWay;
      await local.stop();
    },
  };
}
