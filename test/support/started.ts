/** Bearings started as an operator starts it: a process of its own, told everything by its environment. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
};

export type Started = {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it printed so far, of both kinds. */
  readonly printed: () => string;
  /** Ends it the hard way, if it still runs, and waits until it is gone. */
  readonly kill: () => Promise<void>;
};

/**
 * Starts it with these settings and no others: what stands in the environment of the tests is none of its business. The
 * local workspace builds its page from its sources, and so is started from them, and so is what is asked which of them it
 * loads; everything else is built once for all.
 */
export function startBearings(
  settings: Readonly<Record<string, string>>,
  words: readonly string[] = [],
): Started {
  const { PATH = "", HOME = "", TMPDIR } = process.env;
  const isLocal = words.length === 0 && !Object.keys(settings).some((name) => name.startsWith("SLACK_"));
  const start =
    isLocal || "NODE_V8_COVERAGE" in settings ? ["--import", "tsx", "src/main.ts"] : [inject("built")];
  const child = spawn(process.execPath, [...start, ...words], {
    cwd: root,
    env: { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }), ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  // "close" and not "exit": only then has everything that it printed arrived.
  const ended = once(child, "close").then(([code, signal]): Ended => ({ code, signal, out, err }));
  return {
    process: child,
    ended,
    printed: () => `${out}${err}`,
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
