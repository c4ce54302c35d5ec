/** Killed, on PostgreSQL. */
import { afterAll, beforeAll, describe } from "vitest";
import { bySize } from "../support/size.ts";
import { type Server, startPostgres } from "../support/throw-away-postgres.ts";
import { killed } from "./killing.ts";
import { onPostgres } from "./shelf.ts";

let server: Server;

beforeAll(async () => {
  const started = await startPostgres({ keepsCommits: true });
  if (started === null) throw new Error("There is no PostgreSQL on this machine: install it first.");
  server = started;
});
afterAll(() => server.stop());

describe("killed, on PostgreSQL", () => {
  killed(bySize({ commit: 2, nightly: 25, release: 90 }), () => onPostgres(server.url));
});
