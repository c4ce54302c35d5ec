/**
 * Where the data of a scenario lies: a database of its own on a real PostgreSQL, or a folder for the embedded engine. And
 * its clock. A process that serves Slack refuses a database whose hand was turned, and rightly; so here the database's
 * clock itself is wrong: `bearings_now()`, which is the one source of now, is given another body, as if the server's
 * clock had been set. Every process follows at once, and the code under test is what runs in production.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { type Database, type Db, openDatabase } from "../../src/store/database.ts";
import { freshPostgres } from "../support/fresh-postgres.ts";

export type Shelf = {
  readonly engine: "postgres" | "embedded";
  /** DATABASE_URL or DATA_DIR, as a process is told. */
  readonly settings: Readonly<Record<string, string>>;
  /** Many may have it in hand at once, or only one process. */
  readonly shared: boolean;
  /** Works on the data beside the app; on the embedded engine no process may have the folder. */
  readonly use: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** An empty database on this server. `through` is how the app reaches it, where something stands in between. */
export async function onPostgres(server: string, through?: (url: string) => string): Promise<Shelf> {
  const url = await freshPostgres(server);
  let opened: Promise<Database> | null = null;
  return {
    engine: "postgres",
    settings: { DATABASE_URL: through === undefined ? url : through(url) },
    shared: true,
    use: async (work) => {
      opened ??= openDatabase({ url });
      const { db } = await opened;
      return onceItAnswers(() => work(db));
    },
    close: async () => (await opened)?.close(),
  };
}

/** Whoever looks is thrown out with everybody else when the server is, and asks again. */
async function onceItAnswers<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 60 || !isCutOff(error)) throw error;
      await new Promise((wait) => setTimeout(wait, 250));
    }
  }
}

function isCutOff(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { readonly code?: string } | null)?.code ?? "";
  return /^(ECONN|08|57P)/.test(code) || String(cause).includes("onnection terminated");
}

export async function inFolder(): Promise<Shelf> {
  const folder = mkdtempSync(join(tmpdir(), "bearings-chaos-"));
  const place = join(folder, "data");
  return {
    engine: "embedded",
    settings: { DATA_DIR: place },
    shared: false,
    use: async (work) => {
      const database = await openDatabase({ folder: place });
      try {
        return await work(database.db);
      } finally {
        await database.close();
      }
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Sets the clock of a database so many milliseconds before or after the machine's. */
export async function setClock(db: Db, aheadMs: number): Promise<void> {
  await db.execute(
    sql.raw(`create or replace function bearings_now() returns timestamptz language sql volatile as
      $$ select clock_timestamp() + ${Math.round(aheadMs)} * interval '1 millisecond' $$`),
  );
}
