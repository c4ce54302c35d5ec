/**
 * Bearings as main.ts starts it, in a process that dies when it is told to: at a named moment (store/kill-point), counted
 * from when its parent armed it. The parent may also fire the recurring wake-up at once instead of waiting for it.
 * With the embedded engine only this process can look at its data, so it also answers what its parent asks of them.
 * Nothing else differs: the settings, the errands and the program are main.ts's own.
 */
import { subscribe } from "node:diagnostics_channel";
import { writeSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { getTasks } from "node-cron";
import { type KillPoint, killPointChannel } from "../../src/store/kill-point.ts";
import { publishedLimits } from "../../src/store/limits.ts";
import { diedAt } from "./last-words.ts";

/** What a parent may say. `nth` counts from 1: the third passing of that moment, say. */
export type Told =
  | { readonly do: "arm"; readonly point: KillPoint; readonly nth: number }
  | { readonly do: "disarm" }
  | { readonly do: "tick" }
  | {
      readonly do: "ask";
      readonly number: number;
      readonly text: string;
      readonly params: readonly unknown[];
    };

/** What it says of a question: the rows, or why not. */
export type Answered = { readonly number: number } & (
  | { readonly rows: readonly unknown[] }
  | { readonly trouble: string }
);

let armed: { readonly point: string; left: number } | null = null;

function arm(point: string, nth: number): void {
  armed = { point, left: nth };
}

subscribe(killPointChannel, (passed) => {
  if (armed === null || passed !== armed.point) return;
  armed.left -= 1;
  if (armed.left > 0) return;
  // At once, before anything else can happen: whoever reads it knows where this process died.
  writeSync(process.stderr.fd, `${diedAt}${armed.point}\n`);
  process.kill(process.pid, "SIGKILL");
});

/** The wake-up counts seconds; what happens once a night doesn't. */
function fire(): void {
  for (const task of getTasks().values())
    if (task.getPattern().trim().split(/\s+/).length === 6) void task.execute().catch(() => {});
}

/** The embedded engine that main.ts opened, caught at its first question. */
let engine: PGlite | null = null;
const query = PGlite.prototype.query;
PGlite.prototype.query = function (this: PGlite, ...asked: Parameters<typeof query>) {
  engine ??= this;
  return query.apply(this, asked);
} as typeof query;

async function answer(number: number, text: string, params: readonly unknown[]): Promise<void> {
  const tell = (answered: Answered) => process.send?.(answered, () => {});
  try {
    if (engine === null) throw new Error("There is no embedded engine here yet.");
    const { rows } = await query.call(engine, text, [...params]);
    tell({ number, rows });
  } catch (error) {
    tell({ number, trouble: String(error) });
  }
}

process.on("message", (told: Told) => {
  if (told.do === "arm") arm(told.point, told.nth);
  else if (told.do === "disarm") armed = null;
  else if (told.do === "tick") fire();
  else void answer(told.number, told.text, told.params);
});
// Whoever started it is gone: it must not go on alone. And listening to them must not keep an errand from ending.
process.on("disconnect", () => process.exit(0));
process.channel?.unref();

const [point, nth] = (process.env.BEARINGS_CHAOS_KILL ?? "").split("|");
if (point !== undefined && point !== "") arm(point, Number(nth ?? 1));

// Where thousands of messages are to fail, Slack's five a second for a workspace would take all night.
const pace = process.env.BEARINGS_CHAOS_PACE;
if (pace !== undefined)
  for (const of of ["channel", "workspace", "picture", "person"] as const)
    Object.assign(publishedLimits, { [of]: Number(pace) });

await import("../../src/main.ts");
