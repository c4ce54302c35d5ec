/**
 * Everything that happens by itself, on one page. node-cron is only the wake-up, on every instance; what is due is a
 * question put to the database, so a process that slept catches up, and ten processes do it once.
 */
import { setMaxListeners } from "node:events";
import cron from "node-cron";
import type { Temporal } from "temporal-polyfill";
import { type Database, tidy } from "../store/database.ts";
import { outside } from "../store/within.ts";
import type { World } from "../world.ts";
import { closeDueRounds } from "./close-round.ts";
import { nudgeDue } from "./nudge.ts";
import { openDueRounds } from "./open-round.ts";
import { speak, takeUp } from "./outbox.ts";
import { forgetIfLeft, forgetOld } from "./retention.ts";
import { sealTokensAnew } from "./seal-anew.ts";
import { planDigests } from "./weekly-digest.ts";

/** One thing that happens by itself. */
export type Job = {
  readonly name: string;
  readonly run: (world: World, now: Temporal.Instant) => Promise<void>;
};

/** In this order: last week's round closes before this week's opens, and what they cause is said in the same tick. */
const recurring: readonly Job[] = [
  { name: "close rounds", run: closeDueRounds },
  { name: "open rounds", run: openDueRounds },
  { name: "nudge", run: nudgeDue },
  { name: "plan digests", run: planDigests },
  { name: "speak", run: async (world, now) => speak(world, now) },
];

/** What happens once a night, by the process that is awake: twice does no harm. */
const nightly: readonly Job[] = [
  { name: "forget what is old", run: forgetOld },
  { name: "seal tokens anew", run: sealTokensAnew },
];

/** What is done in the day, where nobody was awake in the night. */
const leftByNight: readonly Job[] = [{ name: "forget what is old, by day", run: forgetIfLeft }];

/**
 * Does whatever is due now. One job that breaks holds up no other, and is tried again at the next tick. None is begun when
 * this process is to stop.
 */
export async function tick(world: World, jobs: readonly Job[] = recurring): Promise<void> {
  for (const { name, run } of jobs) {
    if (world.stopping?.aborted === true) break;
    try {
      await run(world, await world.now());
    } catch (error) {
      world.log.error("job broke", { job: name, error });
    }
  }
  world.counts?.ticked();
}

export type Clock = {
  /** Ticks as soon as what is under way is done; waking it twice meanwhile is waking it once. */
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
};

/**
 * Wakes every fifteen seconds and once a night, and looks at the start and each hour whether the night's deleting was
 * done; `stop` waits for what is under way, which then begins nothing new. On an engine that is this process's own, what
 * the one before it left half said is taken up first.
 */
export function startClock(world: World, database: Database, ticks?: () => Promise<void>): Clock {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const stoppable = { ...world, stopping: stopping.signal };
  const ticked = ticks ?? (() => tick(stoppable));
  let underWay: Promise<void> = Promise.resolve();
  const after = (work: () => Promise<void>) => {
    underWay = underWay
      .then(work)
      .catch((error: unknown) => world.log.error("the clock stumbled", { error }));
    return underWay;
  };
  const quietly = throughLog(world.log);
  const ticking = cron.schedule("*/15 * * * * *", () => after(ticked), { noOverlap: true, ...quietly });
  const overnight = async () => {
    await tick(stoppable, nightly);
    if (!stopping.signal.aborted) await tidy(database);
  };
  const tidying = cron.schedule("17 3 * * *", () => after(overnight), quietly);
  const byDay = () => tick(stoppable, leftByNight);
  const catchingUp = cron.schedule("47 * * * *", () => after(byDay), quietly);
  let woken = false;
  const wake = () => {
    if (woken) return;
    woken = true;
    const once = () => {
      woken = false;
      return ticked();
    };
    // Whoever wakes it works for one workspace; the clock works for all.
    void outside(() => after(once));
  };
  if (database.engine === "embedded") void after(async () => takeUp(world, await world.now()));
  wake();
  void after(byDay);
  return {
    wake,
    stop: async () => {
      stopping.abort();
      await Promise.all([ticking.stop(), tidying.stop(), catchingUp.stop()]);
      await underWay;
    },
  };
}

/** node-cron speaks through our log, and not of a wake-up it missed: the next one asks the database the same question. */
function throughLog(log: World["log"]) {
  const logger = {
    info: () => {},
    debug: () => {},
    warn: (message: string) => log.warn("from node-cron", { message }),
    error: (message: string | Error) => log.error("from node-cron", { error: message }),
  };
  return { logger, suppressMissedWarning: true };
}
