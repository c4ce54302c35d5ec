/** Brings the tables up to date, once, whoever else is starting at the same time. */
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import type { Db } from "./database.ts";
import { OperatorMistake } from "./operator-mistake.ts";
import { rowsOf } from "./rows.ts";
import { readyRole } from "./within-role.ts";

export const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));

const oldestPostgres = 14;

/**
 * Runs the pending migrations on a connection of its own that holds a session lock: without it, processes that
 * start together crash each other. It may take as long as it takes, but waits for a table's lock only for a while,
 * because everybody else would queue up behind it. Tells whether there is a role that sees one workspace at a time.
 */
export async function migrateUnderLock(url: string): Promise<{ readonly hasRole: boolean }> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "bearings migrate",
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    await refuseOldServer(client);
    await client.query("select pg_advisory_lock(hashtext('bearings migrate'))");
    await client.query("set lock_timeout = '5s'");
    await migrate(drizzle({ client, casing: "snake_case" }), { migrationsFolder });
    return { hasRole: await readyRole((statement) => client.query(statement)) };
  } finally {
    // The session ends, and the lock with it.
    await client.end();
  }
}

/** The last migration this code knows, by its hash. Ask at the start: newer code may be unpacked over what still runs. */
export function newestMigration(): string | null {
  return readMigrationFiles({ migrationsFolder }).at(-1)?.hash ?? null;
}

/**
 * Whether this database has every migration up to this one: part of being ready to serve. It may have newer ones: while
 * processes are replaced one by one, those that are still to be go on.
 */
export async function migrationsCurrent(db: Db, newest: string | null): Promise<boolean> {
  const [applied] = await rowsOf<{ hash: string }>(
    db,
    sql`select hash from drizzle.__drizzle_migrations where hash = ${newest}`,
  );
  return applied !== undefined;
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ major: number; text: string }>(
    "select current_setting('server_version_num')::int / 10000 as major, current_setting('server_version') as text",
  );
  const server = rows[0];
  if (server !== undefined && server.major < oldestPostgres) {
    throw new OperatorMistake(
      `The server in DATABASE_URL is PostgreSQL ${server.text}; Bearings needs ${oldestPostgres} or newer.`,
    );
  }
}
