/** One process of Bearings under test: started, armed, woken, killed. What it prints is kept, whoever it was. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { KillPoint } from "../../src/store/kill-point.ts";
import type { Answered, Told } from "./child.ts";
import { diedAt } from "./last-words.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where to die: at this moment, when it comes for the nth time. */
export type Arm = { readonly point: KillPoint; readonly nth: number };

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The named moment it died at; null where it ended otherwise. */
  readonly at: string | null;
};

export type Process = {
  readonly pid: number;
  /** True once it says that it runs; false where it ended before that. */
  readonly running: Promise<boolean>;
  readonly ended: Promise<Ended>;
  readonly isGone: () => boolean;
  /** How it ended was asked for with `kill` or `stop`. */
  readonly wasAskedToEnd: () => boolean;
  readonly arm: (arm: Arm) => void;
  readonly disarm: () => void;
  readonly tick: () => void;
  /** Asks its embedded database; throws where it ends before it answers. */
  readonly ask: (text: string, params: readonly unknown[]) => Promise<readonly unknown[]>;
  readonly kill: () => Promise<void>;
  /** SIGTERM, as an orderly stop. */
  readonly stop: () => Promise<number | null>;
};

/** The process that was asked is gone: whoever asked may ask the next one. */
export class ItEnded extends Error {}

export type ProcessOptions = {
  readonly bundle: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly arm?: Arm | null;
  readonly words?: readonly string[];
  readonly print: (text: string) => void;
};

export function startProcess({ bundle, settings, arm, words = [], print }: ProcessOptions): Process {
  const { PATH = "", HOME = "", TMPDIR } = process.env;
  const child: ChildProcess = spawn(process.execPath, [bundle, ...words], {
    cwd: root,
    env: {
      PATH,
      HOME,
      ...(TMPDIR === undefined ? {} : { TMPDIR }),
      ...settings,
      ...(arm ? { BEARINGS_CHAOS_KILL: `${arm.point}|${arm.nth}` } : {}),
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("No process could be started.");
  // A child that dies while it is spoken to is what this is about.
  child.on("error", () => {});
  let heard = "";
  let complained = "";
  let questions = 0;
  let asked = false;
  let gone = false;
  const running = new Promise<boolean>((tell) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      print(text);
      heard = `${heard}${text}`.slice(-4_000);
      if (heard.includes('"msg":"Bearings is running"')) tell(true);
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      print(text);
      complained = `${complained}${text}`.slice(-4_000);
    });
    child.once("exit", () => tell(false));
  });
  child.once("exit", () => {
    gone = true;
  });
  // "close" and not "exit": only then have its last words arrived.
  const ended = once(child, "close").then(([code, signal]): Ended => {
    const at = complained.split(diedAt)[1]?.split("\n")[0] ?? null;
    return { code, signal, at };
  });
  const tell = (told: Told) => {
    if (child.connected) child.send(told, () => {});
  };
  const end = async (signal: NodeJS.Signals) => {
    asked = true;
    if (!gone) child.kill(signal);
    return (await ended).code;
  };
  return {
    pid,
    running,
    ended,
    isGone: () => gone,
    wasAskedToEnd: () => asked,
    arm: (next) => tell({ do: "arm", ...next }),
    disarm: () => tell({ do: "disarm" }),
    tick: () => tell({ do: "tick" }),
    ask: (text, params) => {
      questions += 1;
      const number = questions;
      return new Promise((answer, fail) => {
        const listen = (answered: Answered) => {
          if (answered.number !== number) return;
          child.off("message", listen);
          if ("rows" in answered) answer(answered.rows);
          else fail(new Error(answered.trouble));
        };
        child.on("message", listen);
        void ended.then(() => fail(new ItEnded()));
        tell({ do: "ask", number, text, params });
      });
    },
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
  };
}
