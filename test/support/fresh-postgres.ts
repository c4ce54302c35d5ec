import { randomUUID } from "node:crypto";
import pg from "pg";

/** What the databases that tests make are called, so that whoever started them can take them away again. */
export const testDatabasePrefix = "bearings_test_";

/** Makes a new empty database on a server and tells its address. */
export async function freshPostgres(server: string): Promise<string> {
  const name = `${testDatabasePrefix}${randomUUID().replaceAll("-", "")}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
