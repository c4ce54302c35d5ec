/** Which named moment is passed in which stage of a week, and who dies where how often. */
import type { KillPoint } from "../../src/store/kill-point.ts";
import type { Chance } from "../support/chance.ts";
import type { Deaths, Stage } from "./week.ts";

const sayings: readonly Stage[] = ["opening", "nudging", "closing", "telling"];
const planning: readonly Stage[] = ["opening", "closing"];

/** Null: not in a team's week at all (a backup). */
export const passedIn: Readonly<Record<KillPoint, readonly Stage[] | null>> = {
  "before the tables are brought up to date": ["start"],
  "after the tables are brought up to date": ["start"],
  "before a round's message is planned": ["opening"],
  "before due work is committed": planning,
  "after due work is committed": planning,
  "before a claim": sayings,
  "after a claim": sayings,
  "before Slack is asked": sayings,
  "after Slack has answered": sayings,
  "after it is kept as said": sayings,
  "before it is taken in hand": ["home"],
  "after it is taken in hand": ["home"],
  "before it counts as heard": ["home"],
  "before an answer is kept": ["answering"],
  "after an answer is kept": ["answering"],
  "before the home tab is drawn": ["home"],
  "after the home tab is drawn": ["home"],
  "before the words are frozen": ["closing"],
  "before the readings are deleted": ["closing"],
  "after the readings are deleted": ["closing"],
  "before the summary is planned": ["closing"],
  "before a backup is written": null,
  "after a backup is written": null,
};

/**
 * Every moment of a week, so many times, dealt out over its stages by chance. Of what is said a claim takes all there is,
 * so a stage has room for one such death, at its end.
 */
export function deal(deaths: Deaths, times: number, chance: Chance): number {
  let dealt = 0;
  for (const [point, stages] of Object.entries(passedIn) as [KillPoint, readonly Stage[] | null][]) {
    if (stages === null) continue;
    for (let time = 0; time < times; time += 1) {
      deaths[chance.one(stages)].push({ point, nth: stages === sayings ? 1 + chance.below(3) : 1 });
      dealt += 1;
    }
  }
  return dealt;
}

/** What of all that is to die in one week: everything planned, and one death of what is said for each stage. */
export function thisWeek(all: Deaths): Deaths {
  const said = (point: KillPoint) => passedIn[point] === sayings;
  const take = (stage: Stage) => {
    const planned = all[stage].filter(({ point }) => !said(point)).slice(0, 5);
    const one = all[stage].filter(({ point }) => said(point)).slice(0, 1);
    const taken = [...planned, ...one];
    all[stage] = all[stage].filter((arm) => !taken.includes(arm));
    return taken;
  };
  return {
    start: take("start"),
    opening: take("opening"),
    home: take("home"),
    answering: take("answering"),
    nudging: take("nudging"),
    closing: take("closing"),
    telling: take("telling"),
  };
}
