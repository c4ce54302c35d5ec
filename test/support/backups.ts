/** Backups for tests: a folder of their own, and ways to change what stands in one. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { type BackupPart, readParts, writtenParts } from "../../src/store/backup-file.ts";
import type { Db } from "../../src/store/database.ts";
import { rowsOf } from "../../src/store/rows.ts";

export type BackupFolder = { readonly path: (name: string) => string; readonly remove: () => void };

export function backupFolder(): BackupFolder {
  const folder = mkdtempSync(join(tmpdir(), "bearings-backup-"));
  return { path: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true }) };
}

export function linesIn(path: string): readonly string[] {
  return gunzipSync(readFileSync(path)).toString("utf8").split("\n").slice(0, -1);
}

/** Other lines, with an end that no longer fits them unless they are the same. */
export function writeLines(path: string, lines: readonly string[]): void {
  writeFileSync(path, gzipSync(lines.map((line) => `${line}\n`).join("")));
}

/** The same backup with some parts changed, and an end that fits: as if it had been taken so. */
export async function rewritten(
  from: string,
  to: string,
  change: (part: BackupPart, table: string) => BackupPart,
): Promise<void> {
  const changed = async function* () {
    let table = "";
    for await (const part of readParts(from)) {
      if ("table" in part) table = part.table;
      yield change(part, table);
    }
  };
  const pieces: Buffer[] = [];
  for await (const piece of Readable.from(writtenParts(changed()))) pieces.push(piece);
  writeFileSync(to, gzipSync(Buffer.concat(pieces)));
}

/** Leaves nothing in any table, and every counter at its beginning. */
export async function wipe(db: Db): Promise<void> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`select format('%I', table_name) as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  await db.execute(sql.raw(`truncate ${tables.map(({ name }) => name).join(", ")} restart identity cascade`));
}
