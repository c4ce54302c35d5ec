/**
 * `npm run test:attacks -- --size commit|nightly|release`: everything in test/attacks in that size, and then what reads
 * raw tables and files once more on a real PostgreSQL: the server in DATABASE_URL, or one started from this machine's
 * binaries.
 */
import { parseArgs } from "node:util";
import { parseCLI, startVitest } from "vitest/node";
import { freshPrefix, takeAwayDatabases } from "./fresh-postgres.ts";
import { sizes } from "./size.ts";
import { startPostgres } from "./throw-away-postgres.ts";

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  options: { size: { type: "string", default: "commit" } },
  allowPositionals: true,
});
if (!sizes.some((each) => each === values.size)) {
  process.stderr.write(`There is no size ${values.size}: use --size ${sizes.join(", ")}.\n`);
  process.exit(1);
}
process.env.BEARINGS_SIZE = values.size;

const hour = 3_600_000;
async function attack(include: readonly string[]): Promise<void> {
  const { filter, options } = parseCLI(["vitest", ...positionals]);
  const patience = values.size === "commit" ? {} : { testTimeout: 6 * hour, hookTimeout: hour };
  const vitest = await startVitest("test", filter, {
    ...options,
    ...patience,
    run: true,
    watch: false,
    passWithNoTests: true,
    include: [...include],
  });
  await vitest.close();
}

await attack(["test/attacks/**/*.test.ts"]);

const given = process.env.DATABASE_URL;
const server =
  given === undefined || given === "" ? await startPostgres() : { url: given, stop: async () => {} };
if (server === null) {
  process.stdout.write(
    "There is no PostgreSQL on this machine: the tables were read in the embedded engine only.\n",
  );
} else {
  process.env.BEARINGS_TEST_DATABASE_URL = server.url;
  process.env.BEARINGS_TEST_DATABASE_PREFIX = freshPrefix();
  try {
    await attack(["test/attacks/row-linkage*.test.ts"]);
  } finally {
    await takeAwayDatabases(server.url, process.env.BEARINGS_TEST_DATABASE_PREFIX);
    await server.stop();
  }
}
