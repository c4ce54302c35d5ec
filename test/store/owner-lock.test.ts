import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { OperatorMistake } from "../../src/store/operator-mistake.ts";
import { ownFolder } from "../../src/store/owner-lock.ts";
import { holderOf, kill } from "../support/holder.ts";

let folder: string;
let holder: ChildProcess;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "bearings-owner-"));
  holder = await holderOf(folder);
});

afterEach(async () => {
  await kill(holder);
  rmSync(folder, { recursive: true });
});

test("a second process is refused with a sentence that names the first's process id", async () => {
  const refusal = ownFolder(folder);
  await expect(refusal).rejects.toThrow(OperatorMistake);
  await expect(refusal).rejects.toThrow(
    `The data folder ${folder} is in use by process ${holder.pid}. Stop that one first, or set DATA_DIR to another folder; for several processes use PostgreSQL and DATABASE_URL.`,
  );
});

test("after kill -9 of the holder the folder is free at once", async () => {
  await kill(holder);
  const release = await ownFolder(folder);
  await release();
});

test("a holder that hangs still holds, and is named", { timeout: 10_000 }, async () => {
  holder.kill("SIGSTOP");
  await expect(ownFolder(folder)).rejects.toThrow(`is in use by process ${holder.pid}.`);
});

test("another folder is nobody's, and is free again once it was released", async () => {
  const other = mkdtempSync(join(tmpdir(), "bearings-owner-"));
  const release = await ownFolder(other);
  await expect(ownFolder(other)).rejects.toThrow(`is in use by process ${process.pid}.`);
  await release();
  await (await ownFolder(other))();
  rmSync(other, { recursive: true });
});
