/** Slack has a bad day: it limits us, fails, hangs up, or takes what we say and doesn't tell. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { rowsOf } from "../../src/store/rows.ts";
import { anySeed, chance } from "../support/chance.ts";
import { bySize, size } from "../support/size.ts";
import { type Server, startPostgres } from "../support/throw-away-postgres.ts";
import { badDay } from "./bad-day.ts";
import { type Ground, openGround } from "./ground.ts";
import { onPostgres } from "./shelf.ts";
import { liveWeek } from "./week.ts";

const seed = anySeed();
let server: Server;

beforeAll(async () => {
  const started = await startPostgres({ keepsCommits: true });
  if (started === null) throw new Error("There is no PostgreSQL on this machine: install it first.");
  server = started;
});
afterAll(() => server.stop());

const unlimited = { BEARINGS_CHAOS_PACE: "0" };

describe("a storm in Slack", () => {
  const { teams, weeks } = bySize({
    commit: { teams: 84, weeks: 1 },
    nightly: { teams: 340, weeks: 5 },
    release: { teams: 850, weeks: 10 },
  });

  it(`fails in every way there is, over ${teams * weeks * 6} messages: nothing is said twice that mustn't be, no wait is cut short`, async () => {
    const ground = await openGround({
      scenario: "Slack storm",
      shelf: await onPostgres(server.url),
      teams,
      seed,
      settings: unlimited,
    });
    onTestFinished(() => ground.stop());
    await ground.up();
    ground.slack.workspace.faults.mix(badDay(chance(seed), size() === "commit"));
    for (let week = 0; week < weeks; week += 1) {
      await liveWeek(ground, week);
      expect(await ground.check()).toEqual([]);
    }
    expect(ground.log.calls.filter(({ fault }) => fault !== null).length).toBeGreaterThan(teams * weeks);
    expect(await unsettled(ground)).toBe(0);
    expect(ground.fell).toEqual([]);
  });
});

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
