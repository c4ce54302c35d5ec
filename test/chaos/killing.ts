/** The process is killed at every named moment, and at none in particular: nothing is lost, nothing doubled. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, it, onTestFinished } from "vitest";
import { type KillPoint, killPoints } from "../../src/store/kill-point.ts";
import { anySeed, chance } from "../support/chance.ts";
import { bySize } from "../support/size.ts";
import { deal, passedIn, thisWeek } from "./deaths.ts";
import { type Ground, openGround } from "./ground.ts";
import { startProcess } from "./process.ts";
import type { Shelf } from "./shelf.ts";
import { strikeAtRandom } from "./striking.ts";
import { liveWeek, noDeaths, stages } from "./week.ts";

const seed = anySeed();

/** The same on either engine: every named moment so many times, then any moment, then while a backup is written. */
export function killed(times: number, shelf: () => Promise<Shelf>): void {
  it(`at every named moment of a week, ${times} times each: what was acknowledged is there, what is due is said once`, async () => {
    const ground = await groundOn("killed at named moments", shelf());
    const all = noDeaths();
    const dealt = deal(all, times, chance(seed));
    let week = 0;
    for (; ground.died.length < dealt; week += 1) {
      if (week > dealt) throw new Error(`These never die: ${JSON.stringify(all)}`);
      const some = thisWeek(all);
      await liveWeek(ground, week, some);
      for (const stage of stages) all[stage].push(...some[stage]);
      expect(await ground.check()).toEqual([]);
    }
    const killed = (point: KillPoint) => ground.died.filter((arm) => arm.point === point).length;
    const inAWeek = killPoints.filter((point) => passedIn[point] !== null);
    expect(inAWeek.map((point) => [point, killed(point)])).toEqual(inAWeek.map((point) => [point, times]));
  });

  it("at any moment, while it goes on", async () => {
    const strikes = bySize({ commit: 8, nightly: 250, release: 500 });
    const ground = await groundOn("killed at random", shelf());
    const striking = strikeAtRandom(ground, strikes, chance(seed));
    for (let week = 0; striking.left() > 0; week += 1) {
      await liveWeek(ground, week);
      expect(await ground.check()).toEqual([]);
    }
    await striking.over;
    expect(ground.tally.kills).toBe(strikes);
  });

  it("while a backup is written: the next one is written as if nothing had happened", async () => {
    const place = await shelf();
    const folder = mkdtempSync(join(tmpdir(), "bearings-backups-"));
    onTestFinished(async () => {
      rmSync(folder, { recursive: true, force: true });
      await place.close();
    });
    const backup = async (point: KillPoint | null, file: string) => {
      const settings = { ...place.settings, LOG_LEVEL: "silent" };
      const arm = point === null ? null : { point, nth: 1 };
      const words = ["backup", join(folder, file)];
      const child = startProcess({ bundle: inject("bundle"), settings, arm, words, print: () => {} });
      return child.ended;
    };
    expect(await backup("before a backup is written", "one")).toMatchObject({ signal: "SIGKILL" });
    expect(await backup("after a backup is written", "two")).toMatchObject({ signal: "SIGKILL" });
    expect(await backup(null, "one")).toMatchObject({ code: 0 });
    // A backup is never written over.
    expect(await backup(null, "two")).toMatchObject({ code: 78 });
  });
}

async function groundOn(scenario: string, shelf: Promise<Shelf>, teams = 4): Promise<Ground> {
  const ground = await openGround({ scenario, shelf: await shelf, teams, seed });
  onTestFinished(() => ground.stop());
  await ground.up();
  return ground;
}
