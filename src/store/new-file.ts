/** A file that is there whole or not at all, and that only its owner can read. */
import { randomUUID } from "node:crypto";
import { type FileHandle, link, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { OperatorMistake } from "./operator-mistake.ts";

/**
 * Writes a new file, compressed, under another name first; it gets its own when everything stands on the disk. One that
 * is there already is never written over. Tells how many bytes it has.
 */
export async function writeNewFile(path: string, content: Readable): Promise<number> {
  const beside = `${path}.${randomUUID().slice(0, 8)}.part`;
  try {
    const file = await open(beside, "wx", 0o600);
    try {
      await pipeline(content, createGzip(), async (packed: AsyncIterable<Buffer>) => {
        for await (const piece of packed) await file.appendFile(piece);
      });
      await file.sync();
    } finally {
      await file.close();
    }
    await giveName(beside, path);
    await syncFolder(dirname(path));
    return (await stat(path)).size;
  } catch (error) {
    throw mistakeIn(error, path) ?? error;
  } finally {
    content.destroy();
    await rm(beside, { force: true });
  }
}

/** Throws where there is a file already: better said before the work than after it. */
export async function refuseExisting(path: string): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there !== null) throw existing(path);
}

function existing(path: string): OperatorMistake {
  return new OperatorMistake(`There is a file ${path} already, and a backup is never written over one.`);
}

/** A link never replaces a file. Where there are no links, as on many memory sticks, we look first. */
async function giveName(beside: string, path: string): Promise<void> {
  try {
    await link(beside, path);
  } catch (error) {
    if (!withoutLinks.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    await refuseExisting(path);
    await rename(beside, path);
  }
}

const withoutLinks: ReadonlySet<string> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

/** The name is as durable as the content only when its folder is. Not every system lets a folder be opened. */
async function syncFolder(folder: string): Promise<void> {
  const opened: FileHandle | null = await open(folder, "r").catch(() => null);
  await opened?.sync().catch(() => {});
  await opened?.close();
}

function mistakeIn(error: unknown, path: string): OperatorMistake | null {
  const sentences: Readonly<Record<string, OperatorMistake>> = {
    EEXIST: existing(path),
    ENOENT: new OperatorMistake(`There is no folder ${dirname(path)} to write a backup to.`),
    ENOTDIR: new OperatorMistake(`There is no folder ${dirname(path)} to write a backup to.`),
    EACCES: new OperatorMistake(`The folder ${dirname(path)} can't be written to.`),
    EROFS: new OperatorMistake(`The folder ${dirname(path)} can't be written to.`),
    ENOSPC: new OperatorMistake(`The disk is full: no backup was written to ${path}.`),
  };
  return sentences[(error as NodeJS.ErrnoException).code ?? ""] ?? null;
}
