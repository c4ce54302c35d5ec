/** Slack has a bad day: it limits us, fails, hangs up, or takes what we say and doesn't tell. */
import { sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { rowsOf } from "../../src/store/rows.ts";
import { anySeed, chance } from "../support/chance.ts";
import { bySize, size } from "../support/size.ts";
import { badDay } from "./bad-day.ts";
import { type Ground, openGround } from "./ground.ts";
import { sharedPostgres } from "./server.ts";
import { onPostgres } from "./shelf.ts";
import { liveWeek } from "./week.ts";

const seed = anySeed();
const server = sharedPostgres();

const unlimited = { BEARINGS_CHAOS_PACE: "0" };

/** Each of Slack's pauses holds a whole workspace, so a large storm goes over several at a time, each with its own app. */
const { workspaces, teams, weeks } = bySize({
  commit: { workspaces: 1, teams: 60, weeks: 1 },
  nightly: { workspaces: 4, teams: 84, weeks: 5 },
  release: { workspaces: 4, teams: 210, weeks: 10 },
});

describe("a storm in Slack", () => {
  it(`fails in every way there is, over ${workspaces * teams * weeks * 6} messages: nothing is said twice that mustn't be, no wait is cut short`, async () => {
    await Promise.all(Array.from({ length: workspaces }, (_, number) => storm(seed + number)));
  });
});

/** The weeks of one workspace, all of them a bad day in Slack. */
async function storm(itsSeed: number): Promise<void> {
  const ground = await openGround({
    scenario: "Slack storm",
    shelf: await onPostgres(server().url),
    teams,
    seed: itsSeed,
    settings: unlimited,
  });
  onTestFinished(() => ground.stop());
  await ground.up();
  ground.slack.workspace.faults.mix(badDay(chance(itsSeed), size() === "commit"));
  for (let week = 0; week < weeks; week += 1) {
    await liveWeek(ground, week);
    expect(await ground.check()).toEqual([]);
  }
  expect(ground.log.calls.filter(({ fault }) => fault !== null).length).toBeGreaterThan(teams * weeks);
  expect(await unsettled(ground)).toBe(0);
  expect(ground.fell).toEqual([]);
}

/** How many deliveries are in no final state. */
async function unsettled(ground: Ground): Promise<number> {
  const [row] = await ground.ask((db) =>
    rowsOf<{ n: number }>(
      db,
      sql`select count(*)::int as n from deliveries where state in ('due', 'sending')`,
    ),
  );
  return row?.n ?? -1;
}
