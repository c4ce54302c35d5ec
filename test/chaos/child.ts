/**
 * Bearings as main.ts starts it, in a process that dies when it is told to: at a named moment (store/kill-point), counted
 * from when its parent armed it. The parent may also fire the recurring wake-up at once instead of waiting for it.
 * Nothing else differs: the settings, the errands and the program are main.ts's own.
 */
import { subscribe } from "node:diagnostics_channel";
import { getTasks } from "node-cron";
import { type KillPoint, killPointChannel } from "../../src/store/kill-point.ts";

/** What a parent may say. `nth` counts from 1: the third passing of that moment, say. */
export type Told =
  | { readonly do: "arm"; readonly point: KillPoint; readonly nth: number }
  | { readonly do: "tick" };

let armed: { readonly point: string; left: number } | null = null;

function arm(point: string, nth: number): void {
  armed = { point, left: nth };
}

subscribe(killPointChannel, (passed) => {
  if (armed === null || passed !== armed.point) return;
  armed.left -= 1;
  if (armed.left <= 0) process.kill(process.pid, "SIGKILL");
});

/** The wake-up counts seconds; what happens once a night doesn't. */
function fire(): void {
  for (const task of getTasks().values())
    if (task.getPattern().trim().split(/\s+/).length === 6) void task.execute().catch(() => {});
}

process.on("message", (told: Told) => {
  if (told.do === "arm") arm(told.point, told.nth);
  else fire();
});
// Whoever started it is gone: it must not go on alone.
process.on("disconnect", () => process.exit(0));

const [point, nth] = (process.env.BEARINGS_CHAOS_KILL ?? "").split("|");
if (point !== undefined && point !== "") arm(point, Number(nth ?? 1));

await import("../../src/main.ts");
