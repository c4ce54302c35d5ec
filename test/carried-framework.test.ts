/** A framework that an operator hands to a team as a file: taken whole, or not at all and it is said where. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Config } from "../src/config.ts";
import { longestRetention } from "../src/core/retention.ts";
import { errands } from "../src/errands.ts";
import { openDatabase } from "../src/store/database.ts";
import { frameworkOf } from "../src/store/frameworks.ts";
import { teamsOfWorkspace } from "../src/store/teams.ts";
import { workspaceIds } from "../src/store/workspaces.ts";
import type { Log } from "../src/world.ts";
import { keptTeam } from "./support/kept-teams.ts";

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
let folder: string;
let config: Config;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bearings-framework-"));
  config = {
    ...{ door: { kind: "local" }, port: 3000, metricsPort: null, host: "127.0.0.1" },
    ...{ slackApiUrl: "https://slack.com/api/", logLevel: "silent", keeps: longestRetention },
    database: { folder: join(folder, "data") },
  };
  const database = await openDatabase(config.database);
  await keptTeam(database.db, {});
  await database.close();
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: readonly string[]): Promise<readonly string[]> {
  const printed: string[] = [];
  await errands.framework?.(config, args, silent, (line) => printed.push(line));
  return printed;
}

async function names(): Promise<readonly string[]> {
  const database = await openDatabase(config.database);
  const [workspace] = await workspaceIds(database.db);
  const [team] = workspace === undefined ? [] : await teamsOfWorkspace(database.db, workspace);
  const measures = team === undefined ? [] : (await frameworkOf(database.db, team.id)).measures;
  await database.close();
  return measures.map(({ name }) => name);
}

it("goes out into a new file, and in again with what was changed", async () => {
  const [out, changed] = [join(folder, "out.json"), join(folder, "changed.json")];
  await run("--team", "Harbour Support", "--out", out);
  await expect(run("--team", "Harbour Support", "--out", out)).rejects.toThrow(/already/);
  const file = JSON.parse(await readFile(out, "utf8"));
  file.measures = file.measures.filter(({ key }: { key: string }) => key !== "time-to-smile");
  await writeFile(changed, JSON.stringify(file));
  expect(await run("--team", "Harbour Support", "--in", changed)).toEqual([
    `Harbour Support goes by ${changed} from its next round on.`,
  ]);
  expect(await names()).not.toContain("Time to Smile");
});

it("is not taken over where it can't be read, and says where", async () => {
  const before = await names();
  const broken = join(folder, "broken.json");
  await writeFile(broken, JSON.stringify({ format: "bearings-framework/1" }));
  const taken = run("--team", "Harbour Support", "--in", broken);
  await expect(taken).rejects.toThrow(/Nothing of .* was taken over\. .*attribution/);
  await expect(run("--team", "Harbour Support")).rejects.toThrow(/Name one file/);
  await expect(run("--team", "Harbour Support", "--in", join(folder, "none"))).rejects.toThrow(/no file/);
  expect(await names()).toEqual(before);
});
