/**
 * I5: once Slack said how long to wait, the outbox asks nothing by that method before then, from whichever process.
 * Measured by the stand-in's clock, which is the app's. Slack doesn't say which of its limits was met, so the whole method
 * waits. What was under way already when Slack said so may still arrive: two seconds by the machine's clock.
 * What people wait for (a modal, an answer only they see) has limits of its own, and is left aside.
 */
import type { CallLog } from "./call-log.ts";

const underWayMs = 2_000;

export function tooSoon({ calls }: CallLog): string[] {
  const told = new Map<string, { readonly freeAt: number; readonly since: number }>();
  const found: string[] = [];
  for (const { method, key, at, arrived, waitSeconds } of calls) {
    if (method === "chat.postMessage" ? key === null : !method.startsWith("files.")) continue;
    const { freeAt, since } = told.get(method) ?? { freeAt: 0, since: 0 };
    if (at < freeAt && arrived > since + underWayMs)
      found.push(
        `${key ?? method} came ${freeAt - at} ms before Slack's Retry-After had passed, ${arrived - since} ms after it said so`,
      );
    if (waitSeconds !== null)
      told.set(method, { freeAt: Math.max(freeAt, at + waitSeconds * 1000), since: arrived });
  }
  return found;
}
