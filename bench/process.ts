/** A process that is measured: started with tsx as `npm start` does, and it says in one line of JSON where it is. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

export type Measured = {
  readonly port: number;
  /** From the start until it said that it listens, in milliseconds. */
  readonly startedInMs: number;
  /** Its resident memory now, in MB (Linux). */
  readonly memoryMb: () => number;
  readonly stop: () => Promise<void>;
};

export async function startProcess(
  file: string,
  words: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const { PATH = "", HOME = "" } = process.env;
  const began = performance.now();
  const child = spawn(process.execPath, ["--import", "tsx", file, ...words], {
    cwd: root,
    env: { PATH, HOME, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await portOf(child);
  return {
    port,
    startedInMs: performance.now() - began,
    memoryMb: () => memoryOf(child.pid ?? 0),
    stop: async () => {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

const patience = 60_000;

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((listening, failed) => {
    let said = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const port = /"port":(\d+)/.exec(said)?.[1];
      if (port !== undefined) listening(Number(port));
    });
    setTimeout(() => failed(new Error(`It never said on which port it is: ${said}`)), patience).unref();
    child.once("exit", (code) => failed(new Error(`It ended with ${code}: ${said}`)));
  });
}

function memoryOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}
