/**
 * Installs that are under way. Two secrets of 32 random bytes belong to each: one travels through Slack, one stays in the
 * browser that began it, and only who brings both goes on, once, within ten minutes. Kept are their hashes.
 */
import { createHash, randomBytes } from "node:crypto";
import { eq, lt } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Db } from "./database.ts";
import { installStates } from "./schema.ts";

/** Minutes: long enough to ask an administrator, too short to be found in a history. */
export const minutesToInstall = 10;

/** What becomes of somebody who comes back from Slack. */
export type Returned = "welcome" | "unknown" | "late" | "other-browser";

/** Whoever asks may begin, and nobody is known yet: so this many at once, and no row more. */
const mostAtOnce = 10_000;

/** Begins one; null while too many are under way. What has run out makes room first. */
export async function beginInstall(
  db: Db,
  now: Temporal.Instant,
  most = mostAtOnce,
): Promise<{ readonly state: string; readonly browser: string } | null> {
  await db.delete(installStates).where(lt(installStates.expiresAt, now));
  if ((await db.$count(installStates)) >= most) return null;
  const [state, browser] = [secret(), secret()];
  const expiresAt = now.add({ minutes: minutesToInstall });
  await db.insert(installStates).values({ state: hashed(state), browser: hashed(browser), expiresAt });
  return { state, browser };
}

/** Uses up a state, whatever comes of it: nobody tries the same twice, nor from another browser first. */
export async function returnFromSlack(
  db: Db,
  state: string,
  browser: string | null,
  now: Temporal.Instant,
): Promise<Returned> {
  const [begun] = await db
    .delete(installStates)
    .where(eq(installStates.state, hashed(state)))
    .returning();
  if (begun === undefined) return "unknown";
  if (Temporal.Instant.compare(now, begun.expiresAt) > 0) return "late";
  return browser !== null && hashed(browser) === begun.browser ? "welcome" : "other-browser";
}

function secret(): string {
  return randomBytes(32).toString("base64url");
}

function hashed(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
