/** How soon somebody is there again after a process died, by the machine's own clock and with Slack's own limits. */
import { type ExpectStatic, it } from "vitest";
import { nextMoment } from "../../src/core/rhythm.ts";
import { anySeed } from "../support/chance.ts";
import { bySize } from "../support/size.ts";
import { zone } from "./crew.ts";
import { type Ground, openGround } from "./ground.ts";
import { sharedPostgres } from "./server.ts";
import { settle } from "./settle.ts";
import { inFolder, onPostgres, type Shelf } from "./shelf.ts";

const seed = anySeed();
const server = sharedPostgres();

/** It dies with summaries in its hands; milliseconds until the next process has said one of them. */
async function untilSaidAgain(ground: Ground, expect: ExpectStatic): Promise<number> {
  await ground.turnTo(nextMoment({ weekday: 1, time: "10:01" }, zone, ground.now()));
  await settle(ground);
  await ground.turnTo(nextMoment({ weekday: 4, time: "17:01" }, zone, ground.now()));
  ground.toDie.push({ point: "before Slack is asked", nth: 1 });
  const deaths = ground.died.length;
  await ground.tick();
  await expect.poll(() => ground.died.length, { timeout: 60_000, interval: 20 }).toBe(deaths + 1);
  const died = Date.now();
  const taken = ground.log.calls.filter((call) => call.taken && call.key !== null).length;
  // Nobody ticks: whatever happens, happens by itself.
  await expect
    .poll(() => ground.log.calls.filter((call) => call.taken && call.key !== null).length, {
      timeout: 120_000,
      interval: 50,
    })
    .toBeGreaterThan(taken);
  return Date.now() - died;
}

it.concurrent.for([
  ["PostgreSQL", () => onPostgres(server().url)],
  ["the embedded engine", () => inFolder()],
] as readonly (readonly [string, () => Promise<Shelf>])[])(
  "on %s a process that died with work in its hands is missed, and the work goes on, within a minute",
  async ([_, shelf], { expect, onTestFinished }) => {
    const ground = await openGround({ scenario: "work resumes", shelf: await shelf(), teams: 2, seed });
    onTestFinished(() => ground.stop());
    await ground.up();
    for (let time = 0; time < bySize({ commit: 1, nightly: 10, release: 40 }); time += 1) {
      const waited = await untilSaidAgain(ground, expect);
      ground.tally.resumed.push(waited);
      expect(waited).toBeLessThan(60_000);
      await settle(ground);
      expect(await ground.check()).toEqual([]);
    }
  },
);
