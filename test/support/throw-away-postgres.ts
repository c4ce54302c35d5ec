/** A PostgreSQL server from this machine's own binaries, for one run of tests. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, chownSync, constants, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import pg from "pg";

export type Server = {
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** Crashes it as `pg_ctl stop -m immediate` does, and starts it again after so many milliseconds. */
  readonly crash: (downMs?: number) => Promise<void>;
};

const forgetful = ["fsync=off", "full_page_writes=off", "max_connections=200"];

/**
 * Starts a server on a free port of this machine, or null where there are no binaries. It forgets, rather than waits for
 * disks. With `keepsCommits` it forgets nothing that it said was committed when it crashes (the machine mustn't).
 */
export async function startPostgres({ keepsCommits = false } = {}): Promise<Server | null> {
  const bin = binaries();
  if (bin === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "bearings-postgres-"));
  const owner = serverOwner();
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const there = { ...owner, cwd: folder };
  execFileSync(
    join(bin, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"],
    { ...there, stdio: ["ignore", "ignore", "inherit"] },
  );

  const port = await freePort();
  const settings = [...forgetful, `synchronous_commit=${keepsCommits ? "on" : "off"}`];
  const words = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", ""];
  const given = settings.flatMap((setting) => ["-c", setting]);
  const launch = () => spawn(join(bin, "postgres"), [...words, ...given], { ...there, stdio: "ignore" });
  let server = launch();
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, "exit");
    server.kill(signal);
    await exited;
  };
  const stop = async () => {
    await end("SIGINT");
    rmSync(folder, { recursive: true, force: true });
  };
  // Whatever ends this run ends its server too.
  process.once("exit", () => server.kill("SIGQUIT"));
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const crash = async (downMs = 0) => {
    await end("SIGQUIT");
    await new Promise((wait) => setTimeout(wait, downMs));
    server = launch();
    await answering(url);
  };
  try {
    await answering(url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop, crash };
}

/** The newest of this machine's PostgreSQL installations. */
function binaries(): string | null {
  const installed = "/usr/lib/postgresql";
  const versions = readable(installed) ? readdirSync(installed) : [];
  const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
  const inPath = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = [...newestFirst.map((version) => join(installed, version, "bin")), ...inPath];
  return (
    candidates.find((folder) => readable(join(folder, "initdb")) && readable(join(folder, "postgres"))) ??
    null
  );
}

/** PostgreSQL refuses to run as root: then it runs as the user its package made, or as nobody. */
function serverOwner(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ["postgres", "nobody"]) {
    try {
      const idOf = (flag: string) =>
        Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
      return { uid: idOf("-u"), gid: idOf("-g") };
    } catch {
      // No such user here: the next.
    }
  }
  throw new Error("PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as.");
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No port.");
  return address.port;
}

async function answering(url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (attempt === 100) throw error;
      await new Promise((wait) => setTimeout(wait, 100));
    }
  }
}

function readable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
