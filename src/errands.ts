/** The short errands beside running: migrate, rehearse, doctor, backup, restore, framework. Each prints its answer and ends. */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { Temporal } from "temporal-polyfill";
import ourPackage from "../package.json" with { type: "json" };
import type { Config } from "./config.ts";
import { noDoubt } from "./core/doubt.ts";
import { readFrameworkFile, writeFrameworkFile } from "./core/framework-file.ts";
import { isRefusal } from "./core/refusal.ts";
import { examine } from "./doctor.ts";
import { rehearse } from "./jobs/rehearse.ts";
import { takeBackup } from "./store/backup.ts";
import { inspectBackup } from "./store/backup-file.ts";
import { now } from "./store/clock.ts";
import { type Database, openDatabase } from "./store/database.ts";
import { changeMeasures, measuresKept } from "./store/frameworks.ts";
import { refuseExisting } from "./store/new-file.ts";
import { OperatorMistake } from "./store/operator-mistake.ts";
import { restoreBackup } from "./store/restore.ts";
import { type TeamWithWhen, teamsOfWorkspace } from "./store/teams.ts";
import { workspaceIds } from "./store/workspaces.ts";
import type { Log } from "./world.ts";

type Print = (line: string) => void;
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
  backup: async (config, args, _log, print) => {
    const file = fileMeant(args, "backup");
    await refuseExisting(file);
    return withDatabase(config, async (database) => {
      const { takenAt, rows, bytes } = await takeBackup(database, file, ourPackage.version);
      print(`${file} holds everything as it was at ${takenAt}: ${rows} rows in ${bytes} bytes.`);
      print(
        "Open rounds stand in it with names, and answers below the floor with the key that hides whose they are: keep it as safe as the database, and not for ever.",
      );
      return true;
    });
  },
  restore: async (config, args, _log, print) => {
    const file = fileMeant(args, "restore");
    await inspectBackup(file);
    return withDatabase(config, async (database) => {
      const { takenAt, rows, leftUnsaid } = await restoreBackup(
        database,
        file,
        config.door.kind === "local" ? "local" : "real",
      );
      print(`Everything is as it was at ${takenAt}: ${rows} rows.`);
      if (leftUnsaid > 0)
        print(
          `Left unsaid, because it may have been said since: ${leftUnsaid} (docs/operating.md says more).`,
        );
      return true;
    });
  },
  framework: (config, args, _log, print) =>
    withDatabase(config, async (database) => {
      const said = optionsIn(args);
      await carryFramework(database, await teamMeant(database.db, said.team), said, print);
      return true;
    }),
  rehearse: (config, args, log, print) =>
    withDatabase(config, async ({ db }) => {
      const said = optionsIn(args);
      const team = await teamMeant(db, said.team);
      const at = instantMeant(said.at);
      const { keeps } = config;
      const world = {
        db,
        now: () => now(db),
        log,
        keeps,
        slackFor: async () => null,
        doubt: noDoubt(),
        turn: { after: "" },
        wake: () => {},
      };
      const heard = await rehearse(world, team, at);
      if (heard.length === 0) print(`At ${at} nothing would be said to ${team.name}.`);
      for (const { to, text } of heard)
        print(`to ${to === team.channel ? "the team's channel" : to}: ${text}`);
      return true;
    }),
};

/** A team's framework out of a file, or into a new one. What is already there is never written over. */
async function carryFramework(
  { db }: Database,
  team: TeamWithWhen,
  { in: from, out }: { readonly in?: unknown; readonly out?: unknown },
  print: Print,
): Promise<void> {
  if (typeof out === "string" && from === undefined) {
    await refuseExisting(out);
    await writeFile(out, writeFrameworkFile(await measuresKept(db, team.id)), { flag: "wx" });
    return print(`${out} holds the measures of ${team.name}.`);
  }
  if (typeof from !== "string" || out !== undefined)
    throw new OperatorMistake("Name one file: --in framework.json, or --out framework.json.");
  const text = await readFile(from, "utf8").catch(() => {
    throw new OperatorMistake(`There is no file ${from} that can be read.`);
  });
  const troubles: string[] = [];
  const changed = await changeMeasures(
    db,
    team.id,
    (kept) => {
      const read = readFrameworkFile(text, kept);
      if ("measures" in read) return read.measures;
      troubles.push(...read.troubles);
      return kept;
    },
    await now(db),
  );
  if (troubles.length > 0 || isRefusal(changed))
    throw new OperatorMistake(`Nothing of ${from} was taken over. ${troubles.join(". ")}`);
  print(`${team.name} goes by ${from} from its next round on.`);
}

/** The one word after the errand's name. */
function fileMeant(args: readonly string[], errand: "backup" | "restore"): string {
  const [file, ...more] = args;
  if (file !== undefined && file !== "" && more.length === 0) return file;
  throw new OperatorMistake(`Name one file: npm run ${errand} -- bearings.backup`);
}

async function withDatabase(config: Config, run: (database: Database) => Promise<boolean>): Promise<boolean> {
  const database = await openDatabase(config.database);
  try {
    return await run(database);
  } finally {
    await database.close();
  }
}

/** By its id or its name, as somebody running Bearings knows it; else every team there is, to choose from. */
async function teamMeant(db: Database["db"], said: unknown): Promise<TeamWithWhen> {
  const workspaces = await workspaceIds(db);
  const teams = (await Promise.all(workspaces.map((workspace) => teamsOfWorkspace(db, workspace)))).flat();
  const meant = teams.filter(({ id, name }) => id === said || name === said);
  const [team] = meant;
  if (team !== undefined && meant.length === 1) return team;
  const known = teams.map(({ id, name }) => `${name} (${id})`).join(", ");
  throw new OperatorMistake(
    teams.length === 0
      ? "There is no team in this database yet."
      : `Name one team by its id: --team, and one of ${known}.`,
  );
}

function instantMeant(said: unknown): Temporal.Instant {
  try {
    return Temporal.Instant.from(String(said));
  } catch {
    throw new OperatorMistake(
      "Name an instant: --at 2026-11-23T09:00:00Z, or with an offset such as +01:00.",
    );
  }
}

function optionsIn(
  args: readonly string[],
): Readonly<Partial<Record<"team" | "at" | "in" | "out", unknown>>> {
  const one = { type: "string" } as const;
  const options = { team: one, at: one, in: one, out: one } as const;
  return parseArgs({ args: [...args], options, strict: false }).values;
}
