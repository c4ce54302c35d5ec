/**
 * A real database for tests, on either engine. Every file of a worker shares one (opening one takes half a second
 * and half a gigabyte), so each test starts by asking for it emptied.
 */
import { sql } from "drizzle-orm";
import { type Database, type Db, openDatabase } from "../../src/store/database.ts";
import { freshPostgres } from "./fresh-postgres.ts";

let opened: Promise<Database> | undefined;

/** The worker's database with nothing in it. Call it in `beforeEach`, or in `beforeAll` where tests build on each other. */
export async function testDatabase(): Promise<Db> {
  const { db } = await testEngine();
  await db.execute(sql`delete from workspaces`);
  // Ids of what came in belong to no workspace, and may hold whatever somebody made up.
  await db.execute(sql`delete from heard`);
  await db.execute(sql`delete from installations`);
  await db.execute(sql`delete from install_states`);
  await db.execute(sql`delete from clock_hand`);
  return db;
}

/** The same, with its engine, not emptied. Never close it: others use it after you. */
export function testEngine(): Promise<Database> {
  const server = process.env.BEARINGS_TEST_DATABASE_URL;
  opened ??=
    server === undefined
      ? openDatabase({ memory: true })
      : freshPostgres(server).then((url) => openDatabase({ url }));
  return opened;
}
