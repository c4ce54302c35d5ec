/**
 * The counts as Prometheus reads them, on a port of their own. What stands in the outbox is asked of the database at every
 * reading, and so is the same from every process; everything else is this process's own since its start.
 */
import { createServer, type Server } from "node:http";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type Counts, reasonsForNoWord, reasonsToTurnAway, waysToCome } from "./counts.ts";
import type { Db } from "./store/database.ts";
import { type OutboxNow, outboxNow } from "./store/outbox-depth.ts";

export type Metrics = { readonly counts: Counts; readonly registry: Registry };

/** Seconds: half a second is where somebody begins to wait, three is where Slack gives up. */
const waits = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 2.5, 3, 5];

/** No label holds an id, a name or anybody's words (see counts.ts). `kinds`: of messages that may be said. */
export function openMetrics(db: Db, kinds: readonly string[]): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const answered = new Histogram({
    name: "bearings_answer_seconds",
    help: "From Slack's request to our answer.",
    labelNames: ["knock"],
    buckets: waits,
    registers,
  });
  const turnedAway = new Counter({
    name: "bearings_turned_away_total",
    help: "Requests at the door that were not signed by Slack within five minutes.",
    labelNames: ["why"],
    registers,
  });
  const cameAgain = new Counter({
    name: "bearings_came_again_total",
    help: "What Slack sent a second time, and what was left alone because of it.",
    labelNames: ["knock"],
    registers,
  });
  const limited = new Counter({
    name: "bearings_slack_limited_total",
    help: "Times that Slack asked us to wait (HTTP 429).",
    labelNames: ["method"],
    registers,
  });
  const uncertain = new Counter({
    name: "bearings_uncertain_total",
    help: "Messages of which nobody knows whether they were said.",
    labelNames: ["kind"],
    registers,
  });
  const failed = new Counter({
    name: "bearings_failed_total",
    help: "Messages that were given up, as Slack would not take them.",
    labelNames: ["kind"],
    registers,
  });
  const rounds = new Counter({
    name: "bearings_rounds_total",
    help: "Rounds whose hour had come: opened on time, opened late, skipped.",
    labelNames: ["came"],
    registers,
  });
  const ticked = new Gauge({
    name: "bearings_last_tick_timestamp_seconds",
    help: "When this process last did whatever was due, or began, by its machine's clock.",
    registers,
  });
  const notRenewed = new Counter({
    name: "bearings_token_not_renewed_total",
    help: "Times that Slack would not give a new token for one that ran out.",
    registers,
  });
  const suppressed = new Counter({
    name: "bearings_suppressed_total",
    help: "Subjects of closed rounds that got no word: too few answered, or words together would have told too much.",
    labelNames: ["why"],
    registers,
  });
  // Only where there is a line: over HTTP a 0 would look like trouble.
  let connected: Gauge | null = null;
  const line = () => {
    connected ??= new Gauge({
      name: "bearings_socket_connected",
      help: "Socket Mode: 1 while Slack is on the line.",
      registers,
    });
    return connected;
  };
  // An alarm looks for the first of each, and from 0 on: what is not there yet can't rise.
  for (const came of waysToCome) rounds.inc({ came }, 0);
  for (const kind of kinds) for (const each of [uncertain, failed]) each.inc({ kind }, 0);
  for (const why of reasonsForNoWord) suppressed.inc({ why }, 0);
  for (const why of reasonsToTurnAway) turnedAway.inc({ why }, 0);
  ticked.setToCurrentTime();
  // Gauges are asked at the same time: one question to the database answers them all.
  let asked: Promise<OutboxNow> | null = null;
  const outbox = () => {
    asked ??= outboxNow(db)
      // A database that doesn't answer must not take the other counts with it.
      .catch(() => ({ due: Number.NaN, sending: Number.NaN, oldest: Number.NaN }))
      .finally(() => {
        asked = null;
      });
    return asked;
  };
  new Gauge({
    name: "bearings_outbox",
    help: "Messages that are due now, and that are being said. The same from every process.",
    labelNames: ["state"],
    registers,
    async collect() {
      const { due, sending } = await outbox();
      this.set({ state: "due" }, due);
      this.set({ state: "sending" }, sending);
    },
  });
  new Gauge({
    name: "bearings_outbox_oldest_due_seconds",
    help: "For how long the oldest message that is due has waited; 0 when none is. The same from every process.",
    registers,
    async collect() {
      this.set((await outbox()).oldest);
    },
  });

  const counts: Counts = {
    answered: (knock, seconds) => answered.observe({ knock }, seconds),
    turnedAway: (why) => turnedAway.inc({ why }),
    cameAgain: (knock) => cameAgain.inc({ knock }),
    limited: (method) => limited.inc({ method }),
    uncertain: (kind) => uncertain.inc({ kind }),
    failed: (kind) => failed.inc({ kind }),
    round: (came) => rounds.inc({ came }),
    ticked: () => ticked.setToCurrentTime(),
    tokenNotRenewed: () => notRenewed.inc(),
    suppressed: (why, subjects) => suppressed.inc({ why }, subjects),
    connected: (is) => line().set(is ? 1 : 0),
  };
  return { counts, registry };
}

/** Answers `GET /metrics`, and nothing else. */
export function metricsServer({ registry }: Metrics): Server {
  return createServer((request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (page) => response.writeHead(200, { "content-type": registry.contentType }).end(page),
      () => response.writeHead(500).end(),
    );
  });
}
