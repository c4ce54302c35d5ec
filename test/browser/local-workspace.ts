/** The local workspace as `npm start` opens it: a process of its own, on a free port, in a folder that is thrown away. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Sight } from "../../src/playground/protocol.ts";

export type StartedWorkspace = {
  readonly address: string;
  /** Every line of its log from a warning on: a story that ends with anything in here has failed. */
  readonly troubles: readonly string[];
  readonly stop: () => Promise<void>;
};

const root = fileURLToPath(new URL("../..", import.meta.url));
const mostSeconds = 80;

/** Starts it and waits until its demonstration team is there. */
export async function startWorkspace(): Promise<StartedWorkspace> {
  const folder = await mkdtemp(join(tmpdir(), "bearings-browser-"));
  // Nothing of this shell's environment: a Slack setting in it would start another Bearings.
  const env = { PATH: "", PORT: "0", DATA_DIR: join(folder, "data"), LOG_LEVEL: "warn" };
  const child = spawn(process.execPath, ["--import", "tsx", "src/main.ts"], { cwd: root, env });
  const said: string[] = [];
  const troubles: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split("\n").filter(Boolean)) (isTrouble(line) ? troubles : said).push(line);
    });
  const stop = async () => {
    await stopped(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const address = await ready(child, () => /http:\S+/.exec(said.join("\n"))?.[0] ?? null);
    return { address, troubles, stop };
  } catch (error) {
    await stop();
    throw new Error(`The local workspace did not start. It said: ${[...said, ...troubles].join("\n")}`, {
      cause: error,
    });
  }
}

/** Everything but the line it starts with, and what a crowded machine makes of a clock: a tick that came late. */
function isTrouble(line: string): boolean {
  return !line.startsWith("Bearings, local workspace:") && !/NODE-CRON.*missed execution/.test(line);
}

async function ready(child: ChildProcess, addressSaid: () => string | null): Promise<string> {
  const until = Date.now() + mostSeconds * 1000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`It ended with exit code ${child.exitCode}.`);
    const address = addressSaid();
    if (address !== null && (await sceneIn(address)) !== null) return address;
    await pause(250);
  }
  throw new Error(`Its demonstration team was not there after ${mostSeconds} seconds.`);
}

async function sceneIn(address: string): Promise<string | null> {
  const sight = (await (await fetch(`${address}workspace/sight`)).json()) as Sight;
  return sight.busy === null ? sight.scene : null;
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
