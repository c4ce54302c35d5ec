/** Guards of the start, the door and the log. */
import type { Guard } from "./guard.ts";

export const ofTheStart: readonly Guard[] = [
  {
    keeps: "no token reaches the log",
    file: "src/log.ts",
    text: 'line.replace(secrets, "[secret]")',
    off: "line",
    caughtBy: ["test/log.test.ts"],
  },
  {
    keeps: "no answer reaches the log through a refused statement",
    file: "src/log.ts",
    text: 'const statement = "query" in error || "params" in error;',
    off: "const statement = false;",
    caughtBy: ["test/log.test.ts"],
  },
  {
    keeps: "an empty signing secret ends the start",
    file: "src/config.ts",
    text: 'env.SLACK_SIGNING_SECRET.trim() === ""',
    off: "env.SLACK_SIGNING_SECRET === 'never'",
    caughtBy: ["test/laws/settings.test.ts"],
  },
  {
    keeps: "whoever asks whether a process is ready hears that it leaves, before it does",
    file: "src/leaving.ts",
    text: "if (performance.now() - askedAt > stillAsks) return;",
    off: "if (stillAsks > 0) return;",
    caughtBy: ["test/leaving.test.ts"],
  },
  {
    keeps: "nobody is left with a connection to a process that leaves",
    file: "src/door.ts",
    text: 'if (isLeaving()) response.setHeader("connection", "close");',
    off: "",
    caughtBy: ["test/leaving.test.ts"],
  },
  {
    keeps: "nothing is kept for longer than was promised",
    file: "src/config.ts",
    text: "(given) => given <= most",
    off: "(given) => given <= most || most > 0",
    caughtBy: ["test/laws/settings.test.ts"],
  },
];
