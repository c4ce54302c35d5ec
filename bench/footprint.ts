/** What it takes to be there at all: memory and the cold start, against the bare Bolt app. */
import { secret } from "./door/load.ts";
import { keepTeam } from "./door/team.ts";
import type { Engine } from "./engine.ts";
import { type Measured, startProcess } from "./process.ts";
import { type Figure, median, type Section } from "./section.ts";

export const footprint: Section = {
  name: "footprint",
  title: "Memory and the cold start",
  how: "Both started with tsx, as `npm start` does, until they listen; resident memory five seconds later. Five times each, in turns, medians. The embedded engine is PostgreSQL compiled to WebAssembly inside the process: its figures are for scale.",
  measure: async (engines, quick) => {
    const slack = await startProcess("bench/door/slack.ts", []);
    const slackApiUrl = `http://127.0.0.1:${slack.port}/api/`;
    const figures: Figure[] = [];
    try {
      for (const engine of engines) figures.push(...(await measureOn(engine, slackApiUrl, quick ? 1 : 5)));
    } finally {
      await slack.stop();
    }
    return figures;
  },
};

async function measureOn(engine: Engine, slackApiUrl: string, turns: number): Promise<readonly Figure[]> {
  const place = await engine.place();
  await keepTeam(place);
  const ours: Sample[] = [];
  const bare: Sample[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    bare.push(await sampled(startProcess("bench/door/bolt.ts", ["bare", "", slackApiUrl, secret])));
    ours.push(
      await sampled(
        startProcess("src/main.ts", [], {
          SLACK_BOT_TOKEN: "xoxb-bench",
          SLACK_SIGNING_SECRET: secret,
          SLACK_API_URL: slackApiUrl,
          PORT: "0",
          HOST: "127.0.0.1",
          ...("url" in place ? { DATABASE_URL: place.url } : { DATA_DIR: place.folder }),
        }),
      ),
    );
  }
  const goal = engine.name === "PostgreSQL" ? ({ atMost: 2 } as const) : null;
  const of = (samples: readonly Sample[], name: keyof Sample) => median(samples.map((one) => one[name]));
  const figure = (what: string, name: keyof Sample, unit: string): Figure => ({
    engine: engine.name,
    what,
    against: "bare Bolt",
    ratio: of(ours, name) / of(bare, name),
    goal,
    raw: `${Math.round(of(ours, name))} ${unit} by ${Math.round(of(bare, name))} ${unit}`,
  });
  return [figure("memory", "memoryMb", "MB"), figure("cold start", "startedInMs", "ms")];
}

type Sample = { readonly memoryMb: number; readonly startedInMs: number };

async function sampled(starting: Promise<Measured>): Promise<Sample> {
  const process = await starting;
  await new Promise((settled) => setTimeout(settled, 5_000));
  const sample = { memoryMb: process.memoryMb(), startedInMs: process.startedInMs };
  await process.stop();
  return sample;
}
