/** The door under one load generator, against bare Bolt, Bolt with one SELECT, and Bolt with one INSERT. */
import { type Load, load, secret } from "./door/load.ts";
import { commandBody, submissionsTo } from "./door/requests.ts";
import { keepTeam } from "./door/team.ts";
import type { Engine } from "./engine.ts";
import { type Measured, startProcess } from "./process.ts";
import { type Figure, median, type Section } from "./section.ts";

type Kind = "bare" | "select" | "insert";
type Server = { readonly name: Kind | "ours"; readonly process: Measured };
type Runs = { readonly saturated: Load[]; readonly steady: Load[] };
type Taken = ReadonlyMap<Server["name"], Runs>;

const steadyRate = 300;

export const door: Section = {
  name: "door",
  title: "The door",
  how: `Signed requests over 16 connections (autocannon), each with an id of its own, to four processes in turn, three rounds, medians. "Command" is \`/bearings about\`: acknowledged first, then one call to Slack, in ours and in the bases alike; it counts when that call has reached Slack. "Submission" is a check-in: ours checks who it is and keeps it before it answers. p99 is taken at ${steadyRate} requests a second.`,
  measure: async (engines, quick) => {
    const figures: Figure[] = [];
    for (const engine of engines) figures.push(...(await measureOn(engine, quick)));
    return figures;
  },
};

async function measureOn(engine: Engine, quick: boolean): Promise<readonly Figure[]> {
  const slack = await startProcess("bench/door/slack.ts", []);
  const slackApiUrl = `http://127.0.0.1:${slack.port}/api/`;
  const place = await engine.place();
  const round = await keepTeam(place);
  const base = async (name: Kind): Promise<Server> => {
    const there = name === "bare" ? "" : placeWords(await engine.place());
    return { name, process: await startProcess("bench/door/bolt.ts", [name, there, slackApiUrl, secret]) };
  };
  const ours: Server = {
    name: "ours",
    process: await startProcess("src/main.ts", [], {
      SLACK_BOT_TOKEN: "xoxb-bench",
      SLACK_SIGNING_SECRET: secret,
      SLACK_API_URL: slackApiUrl,
      PORT: "0",
      HOST: "127.0.0.1",
      ...("url" in place ? { DATABASE_URL: place.url } : { DATA_DIR: place.folder }),
    }),
  };
  const servers = [await base("bare"), await base("select"), await base("insert"), ours];
  try {
    const posted = async () =>
      ((await (await fetch(`${slackApiUrl}bench.posted`)).json()) as { readonly posted: number }).posted;
    const commands = await takeTurns(servers, commandBody, quick, posted);
    const submissions = await takeTurns(servers, submissionsTo(round), quick);
    return [
      ...figuresOf(engine, "command", commands, "select", 0.7),
      ...figuresOf(engine, "submission", submissions, "insert", 0.8),
    ];
  } finally {
    for (const { process } of servers) await process.stop();
    await slack.stop();
  }
}

function placeWords(place: { readonly url: string } | { readonly folder: string }): string {
  return "url" in place ? place.url : place.folder;
}

/** Everyone in turn, three times over, so that what disturbs one moment disturbs all alike. The first seconds warm up. */
async function takeTurns(
  servers: readonly Server[],
  bodyOf: (n: number) => string,
  quick: boolean,
  posted?: () => Promise<number>,
): Promise<Taken> {
  const seconds = quick ? 2 : 4;
  const taken = new Map<Server["name"], Runs>(
    servers.map(({ name }) => [name, { saturated: [], steady: [] }]),
  );
  for (const { process } of servers) await load(bodyOf, { port: process.port, seconds: 2, posted });
  for (let turn = 0; turn < (quick ? 1 : 3); turn += 1) {
    for (const { name, process } of servers) {
      const runs = taken.get(name);
      runs?.saturated.push(await load(bodyOf, { port: process.port, seconds, posted }));
      runs?.steady.push(await load(bodyOf, { port: process.port, seconds, rate: steadyRate }));
    }
  }
  return taken;
}

function figuresOf(
  engine: Engine,
  what: string,
  taken: Taken,
  base: Kind,
  atLeast: number,
): readonly Figure[] {
  const perSecond = (name: Server["name"]) =>
    median((taken.get(name)?.saturated ?? []).map((run) => run.perSecond));
  const p99 = (name: Server["name"]) => median((taken.get(name)?.steady ?? []).map((run) => run.p99));
  const refused = [...taken.values()]
    .flatMap(({ saturated, steady }) => [...saturated, ...steady])
    .reduce((sum, run) => sum + run.refused, 0);
  const ratioTo = (name: Kind, goal: Figure["goal"]): Figure => ({
    engine: engine.name,
    what: `${what}s a second`,
    against: baseWords[name],
    ratio: perSecond("ours") / perSecond(name),
    goal,
    raw: `${Math.round(perSecond("ours"))} by ${Math.round(perSecond(name))} a second; ${refused} refused`,
  });
  return [
    ratioTo("bare", null),
    ratioTo(base, { atLeast }),
    {
      engine: engine.name,
      what: `p99 of a ${what} at ${steadyRate} a second`,
      against: baseWords[base],
      ratio: p99("ours") / p99(base),
      goal: { atMost: 1.5 },
      raw: `${p99("ours")} ms by ${p99(base)} ms`,
    },
  ];
}

const baseWords: Readonly<Record<Kind, string>> = {
  bare: "bare Bolt",
  select: "Bolt and one SELECT",
  insert: "Bolt and one INSERT",
};
