/**
 * `npm run test:image`: what the Dockerfile makes, made without a container. Its own COPY and RUN lines are followed in a
 * scratch folder, which then may not be written to, and its own CMD is started there, where this machine allows it as
 * nobody in particular. It ends with 0 when the local workspace answers and the process leaves as it is told.
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { readDockerfile } from "./dockerfile.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { copies, installs, command } = readDockerfile(readFileSync(join(root, "Dockerfile"), "utf8"));
const scratch = mkdtempSync(join(tmpdir(), "bearings-image-"));
const [app, data] = [join(scratch, "app"), join(scratch, "data")];
const say = (line: string) => void process.stdout.write(`${line}\n`);
/** The container's user has this number; only root may become somebody else, where they may run Node at all. */
const nobody = process.getuid?.() === 0 && mayRun(1000) ? 1000 : undefined;

try {
  mkdirSync(app);
  mkdirSync(data, { mode: 0o700 });
  for (const path of copies) cpSync(join(root, path), join(app, path), { recursive: true });
  execFileSync("sh", ["-c", installs], { cwd: app, stdio: ["ignore", "ignore", "inherit"] });
  say(`${readdirSync(join(app, "node_modules")).length} folders of packages, by: ${installs}`);
  execFileSync("chmod", ["-R", "a+rX,a-w", app]);
  execFileSync("chmod", ["a+rx", scratch]);
  if (nobody !== undefined) chownSync(data, nobody, nobody);
  process.exitCode = (await startsAndLeaves()) ? 0 : 1;
} finally {
  execFileSync("chmod", ["-R", "u+w", app]);
  rmSync(scratch, { recursive: true, force: true });
}

async function startsAndLeaves(): Promise<boolean> {
  const [program = "node", ...words] = command;
  const child = spawn(program === "node" ? process.execPath : program, words, {
    cwd: app,
    env: {
      PATH: process.env.PATH ?? "",
      NODE_ENV: "production",
      DATA_DIR: data,
      PORT: "0",
      HOST: "127.0.0.1",
      HOME: data,
    },
    stdio: ["ignore", "pipe", "pipe"],
    ...(nobody === undefined ? {} : { uid: nobody, gid: nobody }),
  });
  let printed = "";
  const hear = (text: Buffer) => {
    printed += text.toString();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = once(child, "close");
  const address = await Promise.race([addressIn(() => printed), ended.then(() => null)]);
  const isWell = address !== null && (await fetch(`${address}healthz`)).ok;
  if (address !== null) await furnished(address);
  child.kill("SIGTERM");
  const [code] = (await ended) as [number | null];
  if (!isWell || code !== 0) say(printed);
  say(isWell ? `It answered, read-only, and left with ${code}.` : "It did not start.");
  return isWell && code === 0;
}

/**
 * The demonstration team's weeks are played at the first start; what is told to leave before simply ends. They have been
 * played once nothing is under way and something stands on the agenda.
 */
async function furnished(address: string): Promise<void> {
  for (let waited = 0; waited < 90_000; waited += 500) {
    const { busy, next } = (await (await fetch(`${address}workspace/sight`)).json()) as {
      readonly busy?: string | null;
      readonly next?: object | null;
    };
    if (busy === null && next !== null) return;
    await sleep(500);
  }
}

/** Whether somebody else finds this machine's Node and the scratch folder: either may lie where only root looks. */
function mayRun(uid: number): boolean {
  execFileSync("chmod", ["a+rx", scratch]);
  const tried = spawnSync(process.execPath, ["-e", "process.cwd()"], { uid, gid: uid, cwd: scratch });
  if (tried.status !== 0) process.stdout.write("Nobody in particular can't run Node here: root does.\n");
  return tried.status === 0;
}

/** Null after a minute and a half without one. */
async function addressIn(printed: () => string): Promise<string | null> {
  for (let waited = 0; waited < 90_000; waited += 200) {
    const [address] = /http:\/\/(?:localhost|127\.0\.0\.1):\d+\/?/.exec(printed()) ?? [];
    if (address !== undefined) return address.endsWith("/") ? address : `${address}/`;
    await sleep(200);
  }
  return null;
}
