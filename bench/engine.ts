/** The two engines that everything is measured on, each on a database of its own that is thrown away afterwards. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Place } from "../src/store/database.ts";
import { freshPostgres } from "../test/support/fresh-postgres.ts";
import { type Server, startPostgres } from "../test/support/throw-away-postgres.ts";

export type Engine = {
  readonly name: "PostgreSQL" | "embedded";
  /** A new, empty place for data. */
  readonly place: () => Promise<Exclude<Place, { readonly memory: true }>>;
};

export type Engines = { readonly all: readonly Engine[]; readonly stop: () => Promise<void> };

/** PostgreSQL with its commits on disk, as an operator runs it; left out, and said so, where there are no binaries. */
export async function openEngines(): Promise<Engines> {
  const folders: string[] = [];
  const server: Server | null = await startPostgres({ keepsCommits: true });
  const embedded: Engine = {
    name: "embedded",
    place: async () => {
      const folder = mkdtempSync(join(tmpdir(), "bearings-bench-"));
      folders.push(folder);
      return { folder };
    },
  };
  const all = server === null ? [embedded] : [postgres(server), embedded];
  const stop = async () => {
    await server?.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  };
  return { all, stop };
}

function postgres({ url }: Server): Engine {
  return { name: "PostgreSQL", place: async () => ({ url: await freshPostgres(url) }) };
}
