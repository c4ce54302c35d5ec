/**
 * `npm run test:postgres`: the store's contract on a real PostgreSQL, with what only many connections can show.
 * It uses the server in DATABASE_URL (in databases of its own, which it takes away again), or else starts one from
 * PostgreSQL binaries on this machine and throws it away afterwards.
 */
import pg from "pg";
import { freshPrefix, takeAwayDatabases } from "./fresh-postgres.ts";
import { startPostgres } from "./throw-away-postgres.ts";

const given = process.env.DATABASE_URL;
const server =
  given === undefined || given === "" ? await startPostgres() : { url: given, stop: async () => {} };

if (server === null) {
  process.stderr.write(
    "No PostgreSQL to test on: DATABASE_URL is not set, and neither PATH nor /usr/lib/postgresql has initdb.\n" +
      "Set DATABASE_URL to a server where databases may be created, or install PostgreSQL 14 or newer.\n",
  );
  process.exit(1);
}

const trouble = await whyNot(server.url);
if (trouble !== null) {
  process.stderr.write(`No PostgreSQL to test on: what DATABASE_URL names can't be used (${trouble}).\n`);
  process.exit(1);
}

process.env.BEARINGS_TEST_DATABASE_URL = server.url;
process.env.BEARINGS_TEST_DATABASE_PREFIX = freshPrefix();
try {
  const { parseCLI, startVitest } = await import("vitest/node");
  const { filter, options } = parseCLI(["vitest", ...process.argv.slice(2)]);
  const vitest = await startVitest("test", filter, {
    ...options,
    run: true,
    watch: false,
    include: [
      "test/store/**/*.test.ts",
      "test/store/**/*.postgres.ts",
      "test/laws/migrations.test.ts",
      "test/jobs/**/*.test.ts",
      "test/journeys/first-week.test.ts",
      "test/journeys/applied-once.test.ts",
      "test/journeys/install.test.ts",
      "test/journeys/**/*.postgres.ts",
      "test/attacks/row-linkage*.test.ts",
    ],
  });
  await vitest.close();
} finally {
  await takeAwayDatabases(server.url, process.env.BEARINGS_TEST_DATABASE_PREFIX);
  await server.stop();
}

async function whyNot(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  return client.connect().then(
    async () => {
      await client.end();
      return null;
    },
    (error: Error) => error.message,
  );
}
