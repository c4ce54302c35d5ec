/** Slack for a while: it is away, limits us, or can only be reached badly. */
import { describe, expect, it, onTestFinished } from "vitest";
import { anySeed, chance } from "../support/chance.ts";
import { bySize } from "../support/size.ts";
import { openGround } from "./ground.ts";
import { openProxy, weathers } from "./proxy.ts";
import { sharedPostgres } from "./server.ts";
import { quiet, settle } from "./settle.ts";
import { onPostgres } from "./shelf.ts";
import { liveWeek } from "./week.ts";

const seed = anySeed();
const server = sharedPostgres();

const unlimited = { BEARINGS_CHAOS_PACE: "0" };

describe("Slack is away", () => {
  const limited = ["limits every call for ten minutes", { kind: "429", retryAfter: 30 }, 10] as const;
  const outages = [
    ["answers 503 to everything for half an hour", { kind: "503" }, 30],
    ["hangs up on everything for half an hour", { kind: "reset" }, 30],
  ] as const;
  const all = [limited, ...outages];

  it.each(bySize({ commit: [limited], nightly: all, release: all }))(
    "%s: afterwards every summary is said",
    async (_, fault, minutes) => {
      const ground = await openGround({
        scenario: `Slack away: ${fault.kind}`,
        shelf: await onPostgres(server().url),
        teams: 4,
        seed,
        settings: unlimited,
      });
      onTestFinished(() => ground.stop());
      await ground.up();
      await liveWeek(ground, 0, undefined, {
        atClose: async () => {
          ground.slack.workspace.faults.set("*", { ...fault, times: null });
          for (let minute = 0; minute < minutes; minute += 1) {
            await ground.tick();
            await quiet(ground);
            await ground.turnTo(ground.now().add({ minutes: 1 }));
          }
          ground.slack.workspace.faults.clear();
        },
      });
      expect(await ground.check()).toEqual([]);
      const said = [...ground.log.takenByKey().keys()].filter((key) => key.startsWith("summary:"));
      expect(said).toHaveLength(ground.crews.length);
    },
  );
});

describe("the network to Slack", () => {
  it.each(weathers)(
    "is %s for a while: nothing is said twice that mustn't be, and it goes on",
    async (weather) => {
      const opened: { stop: () => Promise<void>; turn: (next: typeof weather | "clear") => Promise<void> }[] =
        [];
      const ground = await openGround({
        scenario: `Slack ${weather}`,
        shelf: await onPostgres(server().url),
        teams: 2,
        seed,
        through: async (address) => {
          const url = new URL(address);
          const proxy = await openProxy({ host: url.hostname, port: Number(url.port) });
          opened.push(proxy);
          url.port = String(proxy.port);
          return url.href;
        },
      });
      onTestFinished(async () => {
        await ground.stop();
        for (const proxy of opened) await proxy.stop();
      });
      await ground.up();
      const { below } = chance(seed);
      for (let time = 0; time < bySize({ commit: 1, nightly: 20, release: 100 }); time += 1) {
        const passing = (async () => {
          for (const proxy of opened) {
            await new Promise((wait) => setTimeout(wait, below(2_000)));
            await proxy.turn(weather);
            await new Promise((wait) => setTimeout(wait, 2_000 + below(2_000)));
            await proxy.turn("clear");
          }
        })();
        await liveWeek(ground, time);
        await passing;
        await settle(ground);
        expect(await ground.check()).toEqual([]);
        expect(ground.fell).toEqual([]);
      }
    },
  );
});
