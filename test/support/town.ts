/** A local workspace with Bearings behind its door, for a journey: told through what people type, press and read. */
import { Temporal } from "temporal-polyfill";
import { openTown, type Town } from "../../src/playground/bearings.ts";
import type { Log } from "../../src/world.ts";
import { testDatabase, testEngine } from "./database.ts";

export type TestTown = Town & {
  /** What went wrong inside: a journey that ends with anything in here has failed, whatever was read. */
  readonly troubles: readonly string[];
};

/** A Monday in winter, 09:00 in Berlin: an hour before a round of Harbour Support opens. */
export const firstMonday = Temporal.Instant.from("2026-11-23T08:00:00Z");

export async function testTown(begins: Temporal.Instant = firstMonday): Promise<TestTown> {
  await testDatabase();
  const troubles: string[] = [];
  const trouble = (what: string, details: Readonly<Record<string, unknown>> = {}) =>
    troubles.push(
      `${what} ${JSON.stringify(details, (_, value) => (value instanceof Error ? value.stack : value))}`,
    );
  const log: Log = { info: () => {}, warn: trouble, error: trouble };
  const town = await openTown(await testEngine(), log);
  await town.hand.turnTo(begins);
  return { ...town, troubles };
}
