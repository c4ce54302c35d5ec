/** Monday morning: rounds of very many teams are due in the same minute. */
import { now } from "../src/store/clock.ts";
import { openDatabase } from "../src/store/database.ts";
import { publishedLimits } from "../src/store/limits.ts";
import type { Engine } from "./engine.ts";
import { keepManyTeams } from "./many-teams.ts";
import { startProcess } from "./process.ts";
import type { Figure, Section } from "./section.ts";
import { drain } from "./storm/drain.ts";

/** What Slack usually takes to answer, in milliseconds. */
const slackTakes = 150;

export const storm: Section = {
  name: "storm",
  title: "Monday's storm",
  how: `Rounds are due, all at the same moment: opened, planned, claimed and said to a Slack that takes ${slackTakes} ms to answer. "One workspace" is held by what a workspace allows (a message every ${publishedLimits.workspace} ms, in all processes together): the ratio is the time that this alone takes by the time it took. "Many workspaces" is held by nothing but us, so it shows what a second process adds.`,
  measure: async (engines, quick) => {
    const slack = await startProcess("bench/door/slack.ts", [String(slackTakes)]);
    const slackApiUrl = `http://127.0.0.1:${slack.port}/api/`;
    const figures: Figure[] = [];
    try {
      for (const engine of engines) figures.push(...(await measureOn(engine, slackApiUrl, quick)));
    } finally {
      await slack.stop();
    }
    return figures;
  },
};

async function measureOn(engine: Engine, slackApiUrl: string, quick: boolean): Promise<readonly Figure[]> {
  const ofOne = quick ? 50 : 300;
  const one = await stormed(engine, slackApiUrl, { workspaces: 1, teams: ofOne, processes: 1 });
  const allowed = (ofOne - 1) * publishedLimits.workspace + slackTakes;
  const figures: Figure[] = [
    {
      engine: engine.name,
      what: `${ofOne} teams of one workspace, opened and told`,
      against: "what Slack allows a workspace",
      ratio: allowed / one.tookMs,
      goal: { atLeast: 0.95 },
      raw: `${seconds(allowed)} by ${seconds(one.tookMs)}`,
    },
  ];
  const many = quick ? 300 : 10_000;
  const alone = await stormed(engine, slackApiUrl, { workspaces: many / 10, teams: 10, processes: 1 });
  figures.push({
    engine: engine.name,
    what: `${many.toLocaleString("en")} teams of ${(many / 10).toLocaleString("en")} workspaces, opened and told`,
    against: "nothing",
    ratio: null,
    goal: null,
    raw: `${seconds(alone.tookMs)}, ${Math.round((many / alone.tookMs) * 1000)} a second; the event loop was held ${Math.round(alone.heldMs)} ms at the longest`,
  });
  if (engine.name === "PostgreSQL") {
    const two = await stormed(engine, slackApiUrl, { workspaces: many / 10, teams: 10, processes: 2 });
    figures.push({
      engine: engine.name,
      what: "the same by two processes",
      against: "by one",
      ratio: alone.tookMs / two.tookMs,
      goal: { atLeast: 1.7 },
      raw: `${seconds(two.tookMs)} by ${seconds(alone.tookMs)}`,
    });
  }
  return figures;
}

type Storm = { readonly workspaces: number; readonly teams: number; readonly processes: number };

async function stormed(engine: Engine, slackApiUrl: string, { workspaces, teams, processes }: Storm) {
  const place = await engine.place();
  const database = await openDatabase(place);
  const at = await now(database.db);
  await keepManyTeams(database.db, { workspaces, teamsEach: teams, due: workspaces * teams, at });
  await database.close();
  return drain("url" in place ? place.url : place.folder, slackApiUrl, processes);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
