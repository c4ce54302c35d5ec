/** PostgreSQL inside this process, in a folder that is this process's own, or in memory for tests. */
import { AsyncLocalStorage } from "node:async_hooks";
import { access, constants, mkdir, readFile, statfs } from "node:fs/promises";
import { join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import type { Database } from "./database.ts";
import { migrationsFolder } from "./migrate.ts";
import { OperatorMistake } from "./operator-mistake.ts";
import { ownFolder } from "./owner-lock.ts";
import * as schema from "./schema.ts";

/** The PostgreSQL version inside the pinned embedded engine. A folder of another one can't be opened by it. */
export const embeddedMajor = "18";

/** A laptop's worth of memory: the default of 128 MB more than doubles what a restart takes. */
const memory = ["-c", "shared_buffers=16MB"];

/** What forgets everything when it is closed needn't wait for its log to be written. */
const forgetful = ["-c", "synchronous_commit=off", "-c", "full_page_writes=off"];

/** Refuses a folder that can't be written, one in use by another process, and one made by another PostgreSQL version. */
export async function openEmbedded(folder: string | null): Promise<Database> {
  const owned = folder === null ? null : await prepare(resolve(folder));
  try {
    const client = new PGlite({
      ...(owned === null ? {} : { dataDir: owned.folder }),
      startParams: [...PGlite.defaultStartParams, ...memory, ...(owned === null ? forgetful : [])],
    });
    await client.waitReady;
    const db = drizzle({ client: refusingTheOuterDb(client), schema, casing: "snake_case" });
    await migrate(db, { migrationsFolder });
    const close = async () => {
      await client.close();
      await owned?.release();
    };
    const rewrite: Database["rewrite"] = async (tables) => {
      for (const table of tables) await db.execute(sql`vacuum full ${table}`);
    };
    return { db, engine: "embedded", isolation: "embedded", rewrite, close };
  } catch (error) {
    await owned?.release();
    if (owned === null || (await roomLeft(owned.folder)) >= leastRoom) throw error;
    throw new OperatorMistake(
      `The disk with the data folder ${owned.folder} is full: free some room, and do this again.`,
      { cause: error },
    );
  }
}

/** Bytes. The engine writes its log in files of 16 MB: with less than two of them it does not open. */
const leastRoom = 32 * 2 ** 20;

async function roomLeft(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function prepare(folder: string): Promise<{ folder: string; release: () => Promise<void> }> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new OperatorMistake(
      `The data folder ${folder} can't be written. Set DATA_DIR to a folder that can, or change its permissions.`,
      { cause: error },
    );
  }
  const release = await ownFolder(folder);
  const major = await versionOf(folder);
  if (major !== null && major !== embeddedMajor) {
    await release();
    throw new OperatorMistake(
      `The data folder ${folder} was made by PostgreSQL ${major}, and this version of Bearings has ${embeddedMajor} inside. ` +
        `Nothing was changed. Make a backup with the version of Bearings that made it, and restore that into a new folder.`,
    );
  }
  return { folder, release };
}

async function versionOf(folder: string): Promise<string | null> {
  return readFile(join(folder, "PG_VERSION"), "utf8").then(
    (text) => text.trim(),
    () => null,
  );
}

/**
 * The engine has one session. Asking the outer database inside a transaction's callback would wait for the
 * transaction, which waits for the callback: for ever. Here it is an error at once.
 */
function refusingTheOuterDb(client: PGlite): PGlite {
  const within = new AsyncLocalStorage<{ open: boolean }>();
  const check = () => {
    if (within.getStore()?.open === true) {
      throw new Error(
        "Inside a transaction, ask only what its callback was handed: the outer database waits for it.",
      );
    }
  };
  return new Proxy(client, {
    get(target, name) {
      if (name === "query") {
        return (...query: Parameters<PGlite["query"]>) => {
          check();
          return target.query(...query);
        };
      }
      if (name === "transaction") {
        return async (callback: Parameters<PGlite["transaction"]>[0]) => {
          check();
          const transaction = { open: true };
          try {
            return await target.transaction((tx) => within.run(transaction, () => callback(tx)));
          } finally {
            transaction.open = false;
          }
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
