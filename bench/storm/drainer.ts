/**
 * One process of a storm: opens the place it is told, and does everything that is due until nothing is left. It says when
 * it is ready, begins when it is told to (a line on its input), and at the end how long it took and how long its event
 * loop was ever held.
 */
import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { sql } from "drizzle-orm";
import { tick } from "../../src/jobs/clock.ts";
import { openDatabase } from "../../src/store/database.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { quietWorld } from "../quiet-world.ts";

const [place = "", slackApiUrl = ""] = process.argv.slice(2);
const database = await openDatabase(place.startsWith("postgres") ? { url: place } : { folder: place });
const world = quietWorld(database.db, slackApiUrl);
const left = async () => {
  const [row] = await rowsOf<{ left: number }>(
    database.db,
    sql`select (select count(*) from deliveries where state in ('due', 'sending'))::int
      + (select count(*) from teams where next_opens_at <= bearings_now())::int as left`,
  );
  return row?.left ?? 0;
};

process.stdout.write('{"port":0}\n');
await once(process.stdin, "data");
const held = monitorEventLoopDelay({ resolution: 5 });
held.enable();
const began = performance.now();
do await tick(world);
while ((await left()) > 0);
const tookMs = performance.now() - began;
held.disable();
process.stdout.write(`${JSON.stringify({ tookMs, heldMs: held.max / 1e6 })}\n`);
await database.close();
process.exit(0);
