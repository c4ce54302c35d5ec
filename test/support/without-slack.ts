/** A process without any Slack: for what is kept, whatever is said of it. */
import { noDoubt } from "../../src/core/doubt.ts";
import { longestRetention } from "../../src/core/retention.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import type { World } from "../../src/world.ts";

/** `troubled` hears of whatever the log would warn of. */
export function withoutSlack(db: Db, troubled: (trouble: string) => void): World {
  const trouble = (what: string, details: unknown) => troubled(`${what} ${JSON.stringify(details)}`);
  return {
    db,
    now: () => now(db),
    log: { info: () => {}, warn: trouble, error: trouble },
    keeps: longestRetention,
    slackFor: async () => null,
    doubt: noDoubt(),
    turn: { after: "" },
    wake: () => {},
  };
}
