/** The PostgreSQL that the scenarios of a file share: it forgets nothing that it committed, and is thrown away after them. */
import { afterAll, beforeAll } from "vitest";
import { type Server, startPostgres } from "../support/throw-away-postgres.ts";

/** To be asked inside a test: before the file's tests begin there is no server yet. */
export function sharedPostgres(): () => Server {
  let server: Server | null = null;
  beforeAll(async () => {
    server = await startPostgres({ keepsCommits: true });
    if (server === null) throw new Error("There is no PostgreSQL on this machine: install it first.");
  });
  afterAll(() => server?.stop());
  return () => {
    if (server === null)
      throw new Error("The PostgreSQL of this file starts before its tests: ask inside one.");
    return server;
  };
}
