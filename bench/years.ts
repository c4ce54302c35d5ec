/** Five years of rounds in the embedded engine: how long one statement holds up everything else, and what the years weigh. */
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { longestRetention } from "../src/core/retention.ts";
import { forgetOld } from "../src/jobs/retention.ts";
import { openTown, type Town } from "../src/playground/bearings.ts";
import { harbour, nightDesk, setsUp } from "../src/playground/scenes/scene.ts";
import { now } from "../src/store/clock.ts";
import { type Db, openDatabase, tidy } from "../src/store/database.ts";
import { rowsOf } from "../src/store/rows.ts";
import { watchStatements } from "../test/support/statements.ts";
import type { Engine } from "./engine.ts";
import { keepHistory, keepManyTeams } from "./many-teams.ts";
import type { Figure, Section } from "./section.ts";

const weeks = 260;
const teams = 20;
/** Milliseconds. */
const longestHold = 200;
const channel = "#harbour-support";

export const years: Section = {
  name: "years",
  title: "Five years",
  how: `The embedded engine works in the app's own process: while a statement runs, nobody is answered. Two teams of the local workspace and ${teams} others have ${weeks} closed rounds each; every statement is timed while people use each command, answer, and a round is closed and told of. Then what a team's week weighs, with its indexes, and what the nightly deleting of old words leaves of ${weeks} weeks.`,
  measure: async (engines) => {
    const figures: Figure[] = [];
    for (const engine of engines) {
      if (engine.name === "embedded") figures.push(await holds(engine));
      figures.push(...(await growth(engine)));
    }
    return figures;
  },
};

async function holds(engine: Engine): Promise<Figure> {
  const database = await openDatabase(await engine.place());
  const quiet = { info: () => {}, warn: () => {}, error: () => {} };
  const town = await openTown(database, quiet);
  try {
    await town.hand.turnTo(Temporal.Instant.from("2026-11-23T08:00:00Z"));
    await setsUp(town, "UADA", channel, { members: harbour, leaders: ["UADA"] });
    await setsUp(town, "UBRUNO", "#night-desk", { members: nightDesk, leaders: ["UBRUNO"] });
    await keepManyTeams(database.db, { workspaces: 1, teamsEach: teams, due: 0, at: await now(database.db) });
    await keepHistory(database.db, weeks, await now(database.db));
    const timed = timeStatements(database.db);
    await liveOn(town);
    const { statement, took, count } = timed.longest();
    return {
      engine: engine.name,
      what: `the longest of ${count} statements among ${weeks} weeks`,
      against: `the ${longestHold} ms that may pass`,
      ratio: took / longestHold,
      goal: { atMost: 1 },
      raw: `${took.toFixed(1)} ms: \`${statement.slice(0, 60)}…\``,
    };
  } finally {
    await town.stop();
    await database.close();
  }
}

/** Everything that people do in a week, and the clock. */
async function liveOn(town: Town): Promise<void> {
  await town.turnTo(Temporal.Instant.from("2026-11-23T09:01:00Z"));
  const ada = town.local.visit("UADA");
  for (const words of [
    "help",
    "trends",
    "trends customer",
    "metric time to smile",
    "focus",
    "try",
    "digest",
    "mydata",
  ])
    await ada.types(`/bearings ${words}`, { in: channel });
  await ada.opensHome();
  for (const name of ["UADA", "UCHEN", "UDALIA", "UELIF", "UHANA", "UIVAN"]) {
    const who = town.local.visit(name);
    await who.types("/bearings checkin", { in: channel });
    await who.fills({ Customer: "Slipping", Business: "Holding" });
    await who.submits();
  }
  for (const moment of ["2026-11-25T16:01:00Z", "2026-11-26T16:01:00Z", "2026-11-27T08:01:00Z"])
    await town.turnTo(Temporal.Instant.from(moment));
}

type Embedded = {
  readonly $client: { execProtocolRaw: (...args: unknown[]) => Promise<unknown> };
};

/** Times the engine itself: one statement at a time, so nothing of the wait for another is in it. */
function timeStatements(db: Db) {
  const { $client: client } = db as unknown as Embedded;
  let [statement, took, count, asked] = ["", 0, 0, ""];
  watchStatements(db, "all", ({ sql }) => {
    asked = sql.replace(/\s+/g, " ").trim();
  });
  const { execProtocolRaw } = client;
  client.execProtocolRaw = async (...args) => {
    const began = performance.now();
    try {
      return await execProtocolRaw(...args);
    } finally {
      const passed = performance.now() - began;
      count += 1;
      if (passed > took) [statement, took] = [asked, passed];
    }
  };
  return { longest: () => ({ statement, took, count }) };
}

async function growth(engine: Engine): Promise<readonly Figure[]> {
  const database = await openDatabase(await engine.place());
  const { db } = database;
  try {
    const at = await now(db);
    await keepManyTeams(db, { workspaces: 1, teamsEach: teams, due: 0, at });
    const empty = await size(db);
    await keepHistory(db, weeks, at);
    const full = await size(db);
    await forgetOld({ db, keeps: longestRetention }, at);
    await tidy(database);
    await db.execute(sql`vacuum full`);
    const left = await size(db);
    const each = (bytes: number, of: number) => bytes / (teams * of);
    const kept = Math.ceil(longestRetention.words / 7);
    return [
      {
        engine: engine.name,
        what: `${weeks} weeks after the night that forgets what is older than ${longestRetention.words} days`,
        against: `${kept} weeks' share of the ${weeks}`,
        ratio: (left - empty) / ((full - empty) * (kept / weeks)),
        goal: { atMost: 1.2 },
        raw: `${kilobytes(each(full - empty, weeks))} a team and week; ${kilobytes(left - empty)} of ${kilobytes(full - empty)} left for ${teams} teams`,
      },
    ];
  } finally {
    await database.close();
  }
}

async function size(db: Db): Promise<number> {
  const [{ bytes } = { bytes: 0 }] = await rowsOf<{ bytes: number }>(
    db,
    sql`select sum(pg_total_relation_size(c.oid))::float8 as bytes from pg_class c
      join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`,
  );
  return bytes;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} kB`;
}
