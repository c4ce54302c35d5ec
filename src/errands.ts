/** The short errands beside running: migrate, rehearse, doctor. Each prints its answer and ends. */
import { parseArgs } from "node:util";
import { Temporal } from "temporal-polyfill";
import type { Config } from "./config.ts";
import { TeamId } from "./core/ids.ts";
import { examine } from "./doctor.ts";
import { rehearse } from "./jobs/rehearse.ts";
import { now } from "./store/clock.ts";
import { type Database, openDatabase } from "./store/database.ts";
import { OperatorMistake } from "./store/operator-mistake.ts";
import { teamById } from "./store/teams.ts";
import type { Log } from "./world.ts";

export type Print = (line: string) => void;
type Errand = (config: Config, args: readonly string[], log: Log, print: Print) => Promise<boolean>;

/** By name, as package.json's scripts call them. True when all is well. */
export const errands: Readonly<Record<string, Errand>> = {
  migrate: (config, _args, _log, print) =>
    withDatabase(config, async () => {
      print("The tables are up to date.");
      return true;
    }),
  doctor: (config, _args, _log, print) =>
    withDatabase(config, async (database) => {
      const findings = await examine(config, database);
      for (const { what, well, says } of findings) print(`${well ? "fine" : "look"}  ${what}: ${says}`);
      return findings.every(({ well }) => well);
    }),
  rehearse: (config, args, log, print) =>
    withDatabase(config, async ({ db }) => {
      const { team, at } = asked(args);
      const kept = await teamById(db, team);
      if (kept === null) throw new OperatorMistake(`There is no team ${team} in this database.`);
      const world = { db, now: () => now(db), log, slackFor: async () => null, wake: () => {} };
      const heard = await rehearse(world, kept, at);
      if (heard.length === 0) print(`At ${at} nothing would be said to ${kept.name}.`);
      for (const { to, text } of heard) print(`to ${to}: ${text}`);
      return true;
    }),
};

async function withDatabase(config: Config, run: (database: Database) => Promise<boolean>): Promise<boolean> {
  const database = await openDatabase(config.database);
  try {
    return await run(database);
  } finally {
    await database.close();
  }
}

function asked(args: readonly string[]): { readonly team: TeamId; readonly at: Temporal.Instant } {
  const { values } = parseArgs({
    args: [...args],
    options: { team: { type: "string" }, at: { type: "string" } },
    strict: false,
  });
  const team = TeamId.safeParse(values.team);
  const usage = "Say it like this: npm run rehearse -- --team <the team's id> --at 2026-11-23T09:00:00Z";
  if (!team.success || typeof values.at !== "string") throw new OperatorMistake(usage);
  try {
    return { team: team.data, at: Temporal.Instant.from(values.at) };
  } catch {
    throw new OperatorMistake(usage);
  }
}
