/** Lets so many processes loose on one place at the same moment, and tells how long the last of them took. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export type Drained = { readonly tookMs: number; readonly heldMs: number };

const root = fileURLToPath(new URL("../..", import.meta.url));

export async function drain(place: string, slackApiUrl: string, processes: number): Promise<Drained> {
  const all = Array.from({ length: processes }, () => startDrainer(place, slackApiUrl));
  for (const { ready } of all) await ready;
  for (const { begin } of all) begin();
  const done = await Promise.all(all.map(({ done }) => done));
  return {
    tookMs: Math.max(...done.map(({ tookMs }) => tookMs)),
    heldMs: Math.max(...done.map(({ heldMs }) => heldMs)),
  };
}

function startDrainer(place: string, slackApiUrl: string) {
  const child = spawn(process.execPath, ["--import", "tsx", "bench/storm/drainer.ts", place, slackApiUrl], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ready = once(child.stdout, "data");
  const done = once(child, "exit").then(() => {
    const last = said.trim().split("\n").at(-1) ?? "";
    if (!last.includes("tookMs")) throw new Error(`A process of the storm did not finish: ${said}`);
    return JSON.parse(last) as Drained;
  });
  return { ready, done, begin: () => void child.stdin.write("go\n") };
}
