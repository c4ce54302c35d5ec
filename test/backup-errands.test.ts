/** Backup and restore as an operator runs them: what is printed, with which exit code, and what never stands in a file. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type BackupFolder, backupFolder, linesIn } from "./support/backups.ts";
import { holderOf, kill } from "./support/holder.ts";
import { startBearings } from "./support/started.ts";

let folder: BackupFolder;
beforeEach(() => {
  folder = backupFolder();
});
afterEach(() => folder.remove());

/** Settings as a real workspace has them: none of them may come to stand in a backup. */
const secrets = {
  SLACK_BOT_TOKEN: "xoxb-1-canary-of-a-token",
  SLACK_SIGNING_SECRET: "canary-of-a-signing-secret",
};
const errand = (words: readonly string[], data = "data") =>
  startBearings({ DATA_DIR: folder.path(data), LOG_LEVEL: "error", ...secrets }, words).ended;

describe("npm run backup and npm run restore", { timeout: 120_000 }, () => {
  it("take everything from one folder into another, say so, and carry no setting along", async () => {
    await kill(await holderOf(folder.path("data"), "kept"));
    const taken = await errand(["backup", folder.path("monday.backup")]);
    expect(taken).toMatchObject({ code: 0, err: "" });
    expect(taken.out).toMatch(
      /^\S+monday\.backup holds everything as it was at \d{4}-\S+Z: \d+ rows in \d+ bytes\.\nOpen rounds stand in it with names, and answers below the floor with the key that hides whose they are: keep it as safe as the database, and not for ever\.\n$/,
    );
    expect(statSync(folder.path("monday.backup")).mode & 0o777).toBe(0o600);
    const lines = linesIn(folder.path("monday.backup"));
    expect(lines.filter((line) => line.includes("Harbour Support"))).toHaveLength(1);
    expect(lines.filter((line) => /canary|xoxb|secret/.test(line))).toEqual([]);

    const restored = await errand(["restore", folder.path("monday.backup")], "new");
    expect(restored).toMatchObject({ code: 0, err: "" });
    expect(restored.out).toMatch(/^Everything is as it was at \d{4}-\S+Z: \d+ rows\.\n$/);
    await errand(["backup", folder.path("again.backup")], "new");
    expect(linesIn(folder.path("again.backup")).slice(1, -1)).toEqual(lines.slice(1, -1));

    const twice = await errand(["restore", folder.path("monday.backup")], "new");
    expect(twice).toMatchObject({ code: 78, out: "" });
    expect(twice.err).toMatch(/^This database has something in it already .*\n$/);
    expect(readFileSync(join(folder.path("new"), "PG_VERSION"), "utf8").trim()).toBe("18");
  });

  it("of a folder that is in use are refused, and name the process that uses it", async () => {
    const holder = await holderOf(folder.path("."));
    const refused = await errand(["backup", folder.path("monday.backup")], ".");
    expect(refused).toMatchObject({ code: 78, out: "" });
    expect(refused.err).toContain(`is in use by process ${holder.pid}. Stop that one first`);
  });

  it.each([
    [["backup"], "Name one file: npm run backup -- bearings.backup\n"],
    [["restore"], "Name one file: npm run restore -- bearings.backup\n"],
    [["backup", "one", "two"], "Name one file: npm run backup -- bearings.backup\n"],
    [["restore", "/nowhere/monday.backup"], "There is no backup at /nowhere/monday.backup.\n"],
  ])("%j end with 78 and a sentence, and open nothing", async (words, sentence) => {
    expect(await errand(words)).toMatchObject({ code: 78, err: sentence, out: "" });
    expect(() => statSync(folder.path("data"))).toThrow("ENOENT");
  });
});
