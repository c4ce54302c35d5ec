/**
 * The ground a scenario stands on: a stand-in for Slack, a database with a clock that can be set, Bearings as a process of
 * its own, and somebody who starts it again whenever it dies.
 */

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { Temporal } from "temporal-polyfill";
import { inject } from "vitest";
import { installedByManifest } from "../../src/playground/installed.ts";
import { type LocalWorkspace, openLocalWorkspace } from "../../src/playground/server.ts";
import type { Db } from "../../src/store/database.ts";
import { type Call, type CallLog, openCallLog } from "./call-log.ts";
import { type Breach, breaches, type Memory, newMemory } from "./checker.ts";
import { type Crew, crewsOf, enrol, populate } from "./crew.ts";
import { dbThrough } from "./db-through.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { type Arm, ItEnded, type Process, startProcess } from "./process.ts";
import { type Shelf, setClock } from "./shelf.ts";
import { hand, newTally, type Tally } from "./tally.ts";

export type Ground = {
  readonly slack: LocalWorkspace;
  readonly crews: readonly Crew[];
  readonly log: CallLog;
  readonly ledger: Ledger;
  readonly shelf: Shelf;
  /** Where Slack knocks. */
  readonly door: string;
  readonly tally: Tally;
  readonly now: () => Temporal.Instant;
  /** Deaths still to die: the next process, or the one that runs, dies the first of them. */
  readonly toDie: Arm[];
  /** The last words of processes that ended by themselves, once they ran: nothing that happens is a reason for that. */
  readonly fell: string[];
  /** Deaths that were died, in order. */
  readonly died: Arm[];
  readonly printed: () => string;
  /** Bearings is up; started where it isn't. */
  readonly up: () => Promise<Process>;
  /** Kills it where it stands, without a word to whoever starts it again. False where there is nothing to kill. */
  readonly strike: () => boolean;
  /** No process has the data; they are started again by `up`. */
  readonly down: () => Promise<void>;
  /** Sets the clock, for the app and for the stand-in. */
  readonly turnTo: (moment: Temporal.Instant) => Promise<void>;
  readonly ask: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  readonly tick: () => Promise<void>;
  /** Called with each call that was carried out, before it is answered. */
  onTaken: ((call: Call) => void) | null;
  readonly check: () => Promise<readonly Breach[]>;
  readonly stop: () => Promise<void>;
};

export type GroundOptions = {
  readonly scenario: string;
  readonly shelf: Shelf;
  readonly teams: number;
  readonly seed: number;
  /** How the app reaches the stand-in, where something stands in between. */
  readonly through?: (slackApiUrl: string) => Promise<string>;
  readonly begins?: Temporal.Instant;
  readonly settings?: Readonly<Record<string, string>>;
};

/** A Monday in winter, 09:00 in Berlin: an hour before rounds open. */
const monday = Temporal.Instant.from("2026-11-23T08:00:00Z");

export async function openGround(options: GroundOptions): Promise<Ground> {
  const { shelf } = options;
  const began = Date.now();
  const log = openCallLog();
  const ledger = openLedger();
  const memory: Memory = newMemory();
  const tally = newTally(options.scenario, shelf.engine, options.seed);
  const crews = crewsOf(options.teams);
  let ahead = (options.begins ?? monday).epochMilliseconds - Date.now();
  let printed = "";
  let onTaken: ((call: Call) => void) | null = null;
  const port = await freePort();

  const slack = await openLocalWorkspace({
    app: { ...installedByManifest, token: `xoxb-${randomBytes(12).toString("hex")}` },
    now: () => new Date(Date.now() + ahead),
    pageSize: 200,
    world: { db: null, log: { info: () => {}, warn: () => {}, error: () => {} } },
    appAt: () => `http://127.0.0.1:${port}/slack/events`,
    seen: (seen) => {
      const call = log.add(seen);
      if (call.taken) onTaken?.(call);
    },
  });
  populate(slack.workspace, crews);
  const now = () => Temporal.Instant.fromEpochMilliseconds(Date.now() + ahead);
  await shelf.use(async (db) => {
    await setClock(db, ahead);
    await enrol(db, crews, now());
  });

  const settings = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: (await options.through?.(slack.slackApiUrl)) ?? slack.slackApiUrl,
    PORT: String(port),
    HOST: "127.0.0.1",
    ...shelf.settings,
    ...options.settings,
  };
  const toDie: Arm[] = [];
  const died: Arm[] = [];
  const fell: string[] = [];
  const hasRun = new Set<Process>();
  let current: Process | null = null;
  let struck: Process | null = null;
  let wanted = false;
  let starting: Promise<Process> | null = null;

  /** Starts one after the other until one runs; each that dies on the way had its reason. */
  async function start(since: number | null): Promise<Process> {
    for (let attempt = 1; ; attempt += 1) {
      const arm = toDie[0] ?? null;
      const child = startProcess({
        bundle: inject("bundle"),
        settings,
        arm,
        print: (text) => {
          printed += text;
        },
      });
      current = child;
      void child.ended.then(({ signal, code, at }) => {
        const [death] = toDie;
        if (at !== null && death?.point === at) died.push(...toDie.splice(0, 1));
        if (child.wasAskedToEnd()) return;
        if (signal === "SIGKILL") tally.kills += 1;
        else if (code === 0 && !wanted) return;
        else if (hasRun.has(child)) fell.push(`${code} ${signal}: ${printed.slice(-1_500)}`);
        const moment = Date.now();
        if (current === child) current = null;
        if (wanted && starting === null) begin(moment);
      });
      if ((await child.running) && (await ready(port, child))) {
        hasRun.add(child);
        if (since !== null) tally.recoveries.push(Date.now() - since);
        return child;
      }
      await child.ended;
      if (attempt === 40) throw new Error(`Bearings doesn't start:\n${printed.slice(-2_000)}`);
    }
  }

  function begin(since: number | null): Promise<Process> {
    starting ??= start(since).finally(() => {
      starting = null;
    });
    starting.catch(() => {});
    return starting;
  }

  const up = async (): Promise<Process> => {
    wanted = true;
    for (;;) {
      if (starting !== null) await starting;
      if (current !== null && !current.isGone()) return current;
      await begin(null);
    }
  };
  const down = async () => {
    wanted = false;
    await starting?.catch(() => {});
    const running = current;
    current = null;
    await running?.kill();
  };
  const ask = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
    while (!shelf.shared && wanted) {
      const child = await up();
      try {
        return await work(dbThrough(child));
      } catch (error) {
        if (!(error instanceof ItEnded)) throw error;
      }
    }
    return shelf.use(work);
  };
  const ground: Ground = {
    slack,
    crews,
    log,
    ledger,
    shelf,
    door: `http://127.0.0.1:${port}/slack/events`,
    tally,
    now,
    toDie,
    died,
    fell,
    printed: () => printed,
    up,
    strike: () => {
      if (current === null || current.isGone() || current === struck) return false;
      struck = current;
      process.kill(current.pid, "SIGKILL");
      return true;
    },
    down,
    ask,
    turnTo: async (moment) => {
      ahead = moment.epochMilliseconds - Date.now();
      await ask((db) => setClock(db, ahead));
    },
    tick: async () => {
      const child = await up();
      const [arm] = toDie;
      if (arm !== undefined) child.arm(arm);
      child.tick();
    },
    get onTaken() {
      return onTaken;
    },
    set onTaken(listener) {
      onTaken = listener;
    },
    check: async () => {
      const secrets = [slack.botToken, slack.signingSecret];
      const found = await ask((db) => breaches({ db, log, ledger, memory, printed, secrets }));
      tally.breaches += found.length;
      tally.lost += found.filter(({ promise }) => promise === "I6").length;
      return found;
    },
    stop: async () => {
      await down();
      await slack.stop();
      await shelf.close();
      const taken = [...log.takenByKey().values()];
      tally.deliveries = taken.reduce((sum, calls) => sum + calls.length, 0);
      tally.resends = taken.flatMap((calls) =>
        calls.slice(1).filter(({ args }) => args.text?.startsWith("Sent again")),
      ).length;
      tally.duplicates = tally.deliveries - taken.length - tally.resends;
      tally.acknowledged = ledger.acknowledged();
      tally.seconds = Math.round((Date.now() - began) / 1000);
      hand(tally);
    },
  };
  return ground;
}

async function ready(port: number, child: Process): Promise<boolean> {
  while (!child.isGone()) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    await answer?.text().catch(() => "");
    if (answer?.status === 200) return true;
    await new Promise((wait) => setTimeout(wait, 20));
  }
  return false;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No port.");
  return address.port;
}
