/**
 * A data folder belongs to one process at a time. Two on one folder corrupt it without any error, so the second is
 * refused, and told who has it. A lock file can be taken over by two at once; what the kernel itself frees with the
 * process can't (docs/decisions/012).
 */
import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OperatorMistake } from "./operator-mistake.ts";

/**
 * Makes the folder this process's own until it is released or the process ends, however it ends. Throws an
 * OperatorMistake that names the process id of the holder. Holds within one machine and network namespace: two
 * containers that share a volume do not see each other.
 */
export async function ownFolder(folder: string): Promise<() => Promise<void>> {
  const { dev, ino } = statSync(folder, { bigint: true });
  const name = `bearings-${createHash("sha256").update(`${dev}:${ino}`).digest("hex").slice(0, 32)}`;
  if (process.platform === "linux") return listenOn(`\0${name}`, folder);
  if (process.platform === "win32") return listenOn(`\\\\.\\pipe\\${name}`, folder);
  return lockFile(join(tmpdir(), `${name}.lock`), folder);
}

async function listenOn(name: string, folder: string): Promise<() => Promise<void>> {
  const server = createServer((asking) => {
    asking.on("error", () => {});
    asking.end(String(process.pid));
  });
  try {
    await new Promise<void>((listening, refused) => {
      server.once("error", refused);
      server.listen(name, listening);
    });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    throw inUse(folder, (await holderOf(name)) ?? noted(name));
  }
  server.unref();
  note(name);
  return async () => {
    rmSync(noteOf(name), { force: true });
    await new Promise<void>((released) => server.close(() => released()));
  };
}

/** A holder notes who it is, for when it is too busy to be asked. The note alone holds nothing: a dead one's lies there still. */
function note(name: string): void {
  try {
    writeFileSync(noteOf(name), String(process.pid), { mode: 0o600 });
  } catch {
    // Nothing but a name in a sentence depends on it.
  }
}

/** Only one that still runs. */
function noted(name: string): string | null {
  try {
    const pid = readFileSync(noteOf(name), "utf8");
    return /^\d+$/.test(pid) && process.kill(Number(pid), 0) ? pid : null;
  } catch {
    return null;
  }
}

function noteOf(name: string): string {
  return join(tmpdir(), `${name.replace(/[^\w-]/g, "")}.pid`);
}

/** A holder that is too busy to answer still holds. */
function holderOf(name: string): Promise<string | null> {
  return new Promise((answered) => {
    let pid = "";
    const asking = connect(name);
    asking.setTimeout(2_000, () => asking.destroy());
    asking.setEncoding("utf8");
    asking.on("data", (text) => {
      pid += text;
    });
    asking.on("error", () => {});
    asking.on("close", () => answered(/^\d+$/.test(pid) ? pid : null));
  });
}

/** macOS and the BSDs have neither abstract sockets nor pipes by name, but open(2) with a lock that dies with the process. */
const O_EXLOCK = 0x20;

function lockFile(path: string, folder: string): () => Promise<void> {
  let file: number;
  try {
    file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | O_EXLOCK, 0o600);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
    const pid = readFileSync(path, "utf8").trim();
    throw inUse(folder, /^\d+$/.test(pid) ? pid : null);
  }
  ftruncateSync(file);
  writeSync(file, String(process.pid));
  return async () => closeSync(file);
}

function inUse(folder: string, pid: string | null): OperatorMistake {
  const holder = pid === null ? "another process" : `process ${pid}`;
  return new OperatorMistake(
    `The data folder ${folder} is in use by ${holder}. Stop that one first, or set DATA_DIR to another folder; ` +
      `for several processes use PostgreSQL and DATABASE_URL.`,
  );
}
