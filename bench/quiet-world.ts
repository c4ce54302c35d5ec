/** A world for measuring: the real database and its clock, and a Slack of our own choosing. */
import { noDoubt } from "../src/core/doubt.ts";
import { longestRetention } from "../src/core/retention.ts";
import { slackWith } from "../src/slack/client.ts";
import { now } from "../src/store/clock.ts";
import type { Db } from "../src/store/database.ts";
import type { World } from "../src/world.ts";

const silent = () => {};

export function quietWorld(db: Db, slackApiUrl: string): World {
  const slack = slackWith("xoxb-bench", slackApiUrl);
  return {
    db,
    now: () => now(db),
    log: {
      info: silent,
      warn: silent,
      error: (what, details) => process.stderr.write(`${what} ${String(details?.error)}\n`),
    },
    keeps: longestRetention,
    slackFor: async () => slack,
    doubt: noDoubt(),
    turn: { after: "" },
    wake: silent,
  };
}
