/** A leader's rhythm that two change at the same moment: only a server with many connections can show it. */
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import {
  changeDigestRhythm,
  type DigestRhythm,
  digestRhythmOf,
  moveDigestTo,
} from "../../src/store/digest-rhythms.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { testDatabase } from "../support/database.ts";
import { harbour, keptTeam, person } from "../support/kept-teams.ts";

test("a pause and another day, kept just as their leader is heard to have moved, both stand", async () => {
  const db = await testDatabase();
  await keptTeam(db);
  const lea = { workspace: harbour, person: person("lea") };
  const nextAt = await now(db);
  const kept = {
    ...lea,
    zone: "Europe/Berlin",
    told: { weekday: 5, time: "09:00" } as const,
    nextAt,
    paused: false,
  };
  await changeDigestRhythm(db, kept);
  const wish = { ...kept, told: { weekday: 1, time: "08:00" } as const, paused: true };
  const asked: DigestRhythm[] = [];
  const moved = await db.transaction(async (tx) => {
    await changeDigestRhythm(tx, wish);
    const moving = moveDigestTo(db, { ...lea, zone: "Asia/Tokyo" }, (rhythm) => {
      asked.push(rhythm);
      return nextAt.add({ hours: 1 });
    });
    await expect.poll(() => waiting(db)).toBe(1);
    return { moving };
  });
  await moved.moving;
  expect(asked).toEqual([wish]);
  expect(await digestRhythmOf(db, harbour, person("lea"))).toEqual({
    ...wish,
    zone: "Asia/Tokyo",
    nextAt: nextAt.add({ hours: 1 }),
  });
});

/** How many wait for what others hold, in this database. */
async function waiting(db: Db): Promise<number | undefined> {
  const [row] = await rowsOf<{ count: number }>(
    db,
    sql`select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return row?.count;
}
