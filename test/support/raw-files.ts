/** Everything that a database keeps in files, as bytes: for somebody who reads disks and not tables. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { sql } from "drizzle-orm";
import { type Database, type Db, openDatabase } from "../../src/store/database.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { freshPostgres } from "./fresh-postgres.ts";

export type OnDisk = {
  readonly database: Database;
  /** Writes what waits in memory, and tells which files have these bytes. The write-ahead log is not among them: it lags. */
  readonly filesWith: (bytes: Buffer) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

/** A database of its own with files that can be read: a folder, or a real PostgreSQL where the tests run on one. */
export async function openOnDisk(): Promise<OnDisk> {
  const server = process.env.BEARINGS_TEST_DATABASE_URL;
  if (server !== undefined) {
    const database = await openDatabase({ url: await freshPostgres(server) });
    return { database, filesWith: (bytes) => serverFilesWith(database.db, bytes), close: database.close };
  }
  const folder = mkdtempSync(join(tmpdir(), "bearings-on-disk-"));
  const database = await openDatabase({ folder });
  return {
    database,
    async filesWith(bytes) {
      await database.db.execute(sql`checkpoint`);
      return folderFilesWith(folder, bytes);
    },
    async close() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function folderFilesWith(folder: string, bytes: Buffer): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("pg_wal"))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(bytes))
    .map((file) => relative(folder, file));
}

/** The server reads its own files: a table's, its indexes', the catalogue's and the statistics'. */
async function serverFilesWith(db: Db, bytes: Buffer): Promise<readonly string[]> {
  await db.execute(sql`checkpoint`);
  const files = await rowsOf<{ file: string }>(
    db,
    sql`
      with own as (select 'base/' || oid as folder from pg_database where datname = current_database()),
      listed as (
        select folder || '/' || name as file from own, pg_ls_dir(folder) as name
        union all select 'global/' || name from pg_ls_dir('global') as name
        union all select 'pg_stat/' || name from pg_ls_dir('pg_stat') as name
      )
      select file from listed where position(decode(${bytes.toString("hex")}, 'hex') in pg_read_binary_file(file, 0, 200000000, true)) > 0`,
  );
  return files.map(({ file }) => file);
}
