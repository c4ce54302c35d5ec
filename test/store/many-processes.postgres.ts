/** Processes of their own, started as an operator starts them, that share one PostgreSQL. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalWorkspace, openLocalWorkspace } from "../../src/playground/server.ts";
import { openDatabase } from "../../src/store/database.ts";
import { migrationsCurrent, newestMigration } from "../../src/store/migrate.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { anySeed, chance } from "../support/chance.ts";
import { freshPostgres } from "../support/fresh-postgres.ts";
import { bySize } from "../support/size.ts";
import { type Started, startBearings } from "../support/started.ts";

const rounds = bySize({ commit: 1, nightly: 20, release: 100 });
const seed = anySeed();
let slack: LocalWorkspace;

beforeAll(async () => {
  slack = await openLocalWorkspace({
    world: { log: { info: () => {}, warn: () => {}, error: () => {} }, db: null },
  });
});
afterAll(() => slack.stop());

test(`five that start together on an empty database migrate it once, and all become ready (${rounds} times)`, {
  timeout: 90_000 * rounds,
}, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const url = await freshPostgres(server());
    const five = Array.from({ length: 5 }, () => start(url));
    try {
      for (const one of five) expect(await readyz(await portOf(one))).toBe(200);
      await expectMigratedOnce(url);
      for (const one of five) one.process.kill("SIGTERM");
      for (const one of five) expect(await one.ended).toMatchObject({ code: 0, err: "" });
    } finally {
      await Promise.all(five.map((one) => one.kill()));
    }
  }
});

test(`of five that start together one is killed at any moment, and the others become ready (${rounds} times, seed ${seed})`, {
  timeout: 90_000 * rounds,
}, async () => {
  const draw = chance(seed);
  for (let round = 0; round < rounds; round += 1) {
    const url = await freshPostgres(server());
    const [killed, ...others] = Array.from({ length: 5 }, () => start(url));
    try {
      await new Promise((passed) => setTimeout(passed, 500 + draw.below(4_000)));
      await killed?.kill();
      for (const one of others) expect(await readyz(await portOf(one))).toBe(200);
      await expectMigratedOnce(url);
    } finally {
      await Promise.all(others.map((one) => one.kill()));
    }
  }
});

function start(url: string): Started {
  return startBearings({
    DATABASE_URL: url,
    SLACK_API_URL: slack.slackApiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    HOST: "127.0.0.1",
    PORT: "0",
  });
}

/** Where it listens, once it says so. */
async function portOf(one: Started): Promise<number> {
  for (;;) {
    const found = /"port":(\d+).*"Bearings is running"/.exec(one.printed());
    if (found !== null) return Number(found[1]);
    if (one.process.exitCode !== null) throw new Error(`It ended: ${one.printed()}`);
    await new Promise((passed) => setTimeout(passed, 50));
  }
}

async function readyz(port: number): Promise<number> {
  return (await fetch(`http://127.0.0.1:${port}/readyz`)).status;
}

async function expectMigratedOnce(url: string): Promise<void> {
  const opened = await openDatabase({ url });
  const [counted] = await rowsOf<{ all: number; different: number }>(
    opened.db,
    sql`select count(*)::int as all, count(distinct hash)::int as different from drizzle.__drizzle_migrations`,
  );
  expect(counted?.all).toBe(counted?.different);
  expect(await migrationsCurrent(opened.db, newestMigration())).toBe(true);
  await opened.close();
}

function server(): string {
  const url = process.env.BEARINGS_TEST_DATABASE_URL;
  if (url === undefined) throw new Error("Run this with npm run test:postgres.");
  return url;
}
