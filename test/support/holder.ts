import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const script = fileURLToPath(new URL("./hold-folder.ts", import.meta.url));

/** Another process that holds a folder, once it does. It is ended with the test that starts it, however that one goes. */
export async function holderOf(folder: string, kept?: "kept"): Promise<ChildProcess> {
  const words = kept === undefined ? [folder] : [folder, kept];
  const holder = spawn(process.execPath, ["--import", "tsx", script, ...words], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => kill(holder));
  await Promise.race([
    once(holder.stdout, "data"),
    once(holder, "exit").then(([code]) => {
      throw new Error(`The holder ended with ${code}.`);
    }),
  ]);
  return holder;
}

/** Ends it the hard way, as a crash would. */
export async function kill(holder: ChildProcess): Promise<void> {
  if (holder.exitCode !== null || holder.signalCode !== null) return;
  const gone = once(holder, "exit");
  holder.kill("SIGKILL");
  await gone;
}
