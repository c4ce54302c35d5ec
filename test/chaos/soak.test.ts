/** A year of many teams in fast time: what is kept stays right, and the process grows no memory and no handles. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it, onTestFinished } from "vitest";
import { anySeed } from "../support/chance.ts";
import { bySize } from "../support/size.ts";
import { openGround } from "./ground.ts";
import { sharedPostgres } from "./server.ts";
import { onPostgres } from "./shelf.ts";
import { liveWeek } from "./week.ts";

const seed = anySeed();
const { teams, weeks } = bySize({
  commit: { teams: 4, weeks: 2 },
  nightly: { teams: 200, weeks: 52 },
  release: { teams: 200, weeks: 104 },
});
const server = sharedPostgres();

type Size = { readonly megabytes: number; readonly handles: number };

function sizeOf(pid: number): Size {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
  return { megabytes: kilobytes / 1024, handles: readdirSync(`/proc/${pid}/fd`).length };
}

it(`${teams} teams of eight for ${weeks} weeks`, async () => {
  const ground = await openGround({
    scenario: "soak",
    shelf: await onPostgres(server().url),
    teams,
    seed,
    settings: { BEARINGS_CHAOS_PACE: "0" },
  });
  onTestFinished(() => ground.stop());
  const { pid } = await ground.up();
  const sizes: Size[] = [];
  for (let week = 0; week < weeks; week += 1) {
    await liveWeek(ground, week);
    sizes.push(sizeOf(pid));
    if (week % 13 === 0) expect(await ground.check()).toEqual([]);
  }
  expect(await ground.check()).toEqual([]);
  expect(ground.tally.kills).toBe(0);
  // The first quarter warms up; after it nothing grows but by chance.
  const warm = sizes[Math.floor(weeks / 4)];
  const last = sizes.at(-1);
  if (warm === undefined || last === undefined) throw new Error("No week went by.");
  expect(last.handles - warm.handles).toBeLessThan(20);
  expect(last.megabytes - warm.megabytes).toBeLessThan(64);
});
