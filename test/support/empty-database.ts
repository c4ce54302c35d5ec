import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzleEmbedded } from "drizzle-orm/pglite";
import { migrate as migrateEmbedded } from "drizzle-orm/pglite/migrator";
import pg from "pg";
import type { Db } from "../../src/store/database.ts";
import * as schema from "../../src/store/schema.ts";
import { freshPostgres } from "./fresh-postgres.ts";

export type EmptyDatabase = {
  readonly db: Db;
  readonly migrateFrom: (migrationsFolder: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A database of its own with no tables yet, on the engine that the tests run on. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const server = process.env.BEARINGS_TEST_DATABASE_URL;
  if (server === undefined) {
    const client = new PGlite();
    const db = drizzleEmbedded({ client, schema, casing: "snake_case" });
    return {
      db,
      migrateFrom: (migrationsFolder) => migrateEmbedded(db, { migrationsFolder }),
      close: () => client.close(),
    };
  }
  const pool = new pg.Pool({ connectionString: await freshPostgres(server) });
  const db = drizzlePostgres({ client: pool, schema, casing: "snake_case" });
  return {
    db,
    migrateFrom: (migrationsFolder) => migratePostgres(db, { migrationsFolder }),
    close: () => pool.end(),
  };
}
