/**
 * What a backup looks like (docs/decisions/020): lines of JSON, compressed with gzip. First what it is, then for each
 * table a line with its columns and a line for each row, last how many rows there were and the SHA-256 of every line
 * before. Values are text, as PostgreSQL writes and reads them, so that nothing is rounded on the way.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { OperatorMistake } from "./operator-mistake.ts";

export type BackupHeader = {
  readonly bearings: "backup";
  readonly format: typeof format;
  /** The version of Bearings that made it. */
  readonly version: string;
  readonly engine: "postgres" | "embedded";
  /** The SHA-256 of the newest migration it stands at. */
  readonly migration: string;
  /** By the clock of the database it was taken from. */
  readonly takenAt: string;
  /** How far each counted column had counted, such as `noted_values.note`. */
  readonly counters: Readonly<Record<string, string>>;
};

export type BackupPart =
  | { readonly header: BackupHeader }
  | { readonly table: string; readonly columns: readonly string[] }
  /** Rows of the table named last: JSON, one array of texts and nulls for each. */
  | { readonly rows: readonly string[] };

export const format = 1;

/** Rows that are held in memory at a time, on either way. */
export const rowsAtOnce = 1_000;

/** Makes the lines of a backup, in pieces fit for writing. */
export async function* writtenParts(parts: AsyncIterable<BackupPart>): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let rows = 0;
  for await (const part of parts) {
    const lines = "rows" in part ? part.rows : [JSON.stringify("header" in part ? part.header : part)];
    if ("rows" in part) rows += part.rows.length;
    const piece = Buffer.from(lines.map((line) => `${line}\n`).join(""));
    hash.update(piece);
    yield piece;
  }
  yield Buffer.from(`${JSON.stringify({ end: { rows, sha256: hash.digest("hex") } })}\n`);
}

/**
 * Reads a backup, piece by piece. Whoever came to its end has read a whole one: a file that was cut short or changed
 * ends in an OperatorMistake instead. So do nothing with its rows that can't be undone before.
 */
export async function* readParts(path: string): AsyncGenerator<BackupPart> {
  const damaged = () =>
    new OperatorMistake(`The backup ${path} is damaged, or was cut short. Nothing was restored.`);
  const hash = createHash("sha256");
  let rows: string[] = [];
  let counted = 0;
  let state: "nothing" | "begun" | "ended" = "nothing";
  for await (const line of linesOf(path, damaged)) {
    if (state === "ended") throw damaged();
    const text = line.toString("utf8");
    if (text.startsWith("[") && state === "begun") {
      hash.update(line);
      counted += 1;
      rows.push(text.trimEnd());
      if (rows.length === rowsAtOnce) yield { rows: rows.splice(0) };
      continue;
    }
    if (rows.length > 0) yield { rows };
    rows = [];
    const said = objectIn(text);
    if (state === "nothing") {
      yield { header: headerIn(said, path) };
      state = "begun";
    } else if (isTable(said)) {
      yield said;
    } else {
      const end = said?.end as { rows?: unknown; sha256?: unknown } | undefined;
      if (end?.rows !== counted || end.sha256 !== hash.digest("hex")) throw damaged();
      state = "ended";
      continue;
    }
    hash.update(line);
  }
  if (state !== "ended") throw damaged();
}

/** Reads a backup to its end and tells what it is. Throws an OperatorMistake where it is none, or not a whole one. */
export async function inspectBackup(path: string): Promise<BackupHeader> {
  let header: BackupHeader | null = null;
  for await (const part of readParts(path)) if ("header" in part) header = part.header;
  if (header === null) throw new Error("A whole backup has a header.");
  return header;
}

/** Lines with their ends, cut at nothing but a line feed: a text may hold any other kind of line end. */
async function* linesOf(path: string, damaged: () => OperatorMistake): AsyncGenerator<Buffer> {
  const packed = createReadStream(path);
  const unpacked = packed.on("error", (error) => unpacked.destroy(error)).pipe(createGunzip());
  let rest: Buffer[] = [];
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, end + 1)]);
        rest = [];
        from = end + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
    }
  } catch (error) {
    throw readingTrouble(error, path, damaged);
  } finally {
    packed.destroy();
  }
  if (rest.length > 0) throw damaged();
}

function readingTrouble(error: unknown, path: string, damaged: () => OperatorMistake): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new OperatorMistake(`There is no backup at ${path}.`);
  if (code === "EACCES" || code === "EISDIR") return new OperatorMistake(`The backup ${path} can't be read.`);
  if (code?.startsWith("Z_") !== true) return error;
  return message === "incorrect header check" ? new OperatorMistake(noBackup(path)) : damaged();
}

function headerIn(said: Readonly<Record<string, unknown>> | null, path: string): BackupHeader {
  if (said?.bearings !== "backup") throw new OperatorMistake(noBackup(path));
  if (said.format !== format) {
    throw new OperatorMistake(
      `The backup ${path} is written in a form that this version of Bearings can't read: restore it with version ${said.version}.`,
    );
  }
  return said as unknown as BackupHeader;
}

function noBackup(path: string): string {
  return `The file ${path} is no backup of Bearings.`;
}

function isTable(
  said: Readonly<Record<string, unknown>> | null,
): said is { table: string; columns: string[] } {
  return typeof said?.table === "string" && Array.isArray(said.columns);
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
