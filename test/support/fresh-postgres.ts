/** Databases for tests on a PostgreSQL server: made when asked for, and taken away when the run is over. */
import { randomUUID } from "node:crypto";
import pg from "pg";

/** What the databases of one run are called: no other run's, and nobody's data. */
export function freshPrefix(): string {
  return `bearings_test_${randomUUID().slice(0, 8)}_`;
}

/** Makes a new empty database on a server and tells its address. */
export async function freshPostgres(server: string): Promise<string> {
  const prefix = process.env.BEARINGS_TEST_DATABASE_PREFIX ?? freshPrefix();
  const name = `${prefix}${randomUUID().slice(0, 8)}`;
  await onServer(server, (client) => client.query(`create database "${name}"`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Takes away every database of a run. */
export async function takeAwayDatabases(server: string, prefix: string): Promise<void> {
  await onServer(server, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select datname as name from pg_database where starts_with(datname, $1)",
      [prefix],
    );
    for (const { name } of rows) await client.query(`drop database "${name}" with (force)`);
  });
}

async function onServer(server: string, ask: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await ask(client);
  } finally {
    await client.end();
  }
}
