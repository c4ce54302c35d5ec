/** A team's week under faults: it opens, people answer and change their minds, it is nudged, closes, and is told of. */
import type { Temporal } from "temporal-polyfill";
import { nextMoment } from "../../src/core/rhythm.ts";
import { finalAnswer, firstAnswer } from "./answers.ts";
import { zone } from "./crew.ts";
import type { Ground } from "./ground.ts";
import { handsIn, openRoundOf, opensHome } from "./people.ts";
import type { Arm } from "./process.ts";
import { settle } from "./settle.ts";

export const stages = ["opening", "answering", "home", "closing"] as const;
export type Stage = (typeof stages)[number];

/** What is to die in which stage of this week. */
export type Deaths = Readonly<Partial<Record<Stage, readonly Arm[]>>>;

export async function liveWeek(ground: Ground, week: number, deaths: Deaths = {}): Promise<void> {
  const arm = async (stage: Stage) => {
    ground.toDie.push(...(deaths[stage] ?? []));
    const [first] = ground.toDie;
    if (first !== undefined && ground.shelf.shared) (await ground.up()).arm(first);
  };

  await ground.turnTo(comes(ground, 1, "10:01"));
  await arm("opening");
  await settle(ground);
  ground.toDie.length = 0;

  const rounds = new Map<number, string>();
  await arm("home");
  for (const crew of ground.crews) {
    const round = await openRoundOf(ground, crew);
    if (round === null) throw new Error(`Team ${crew.number} has no open round in week ${week}.`);
    rounds.set(crew.number, round);
  }
  for (let turn = 0; ground.toDie.length > 0 && turn < 10; turn += 1)
    await opensHome(ground, ground.crews[turn % ground.crews.length]?.people[1 + (turn % 7)] ?? "");
  ground.toDie.length = 0;

  await arm("answering");
  const answering = async (places: readonly number[]) => {
    for (const crew of ground.crews) {
      const round = rounds.get(crew.number) ?? "";
      for (const place of places) {
        const person = crew.people[place] ?? "";
        if (place % 2 === 0) await handsIn(ground, round, person, firstAnswer(place, week));
        const kept = await handsIn(ground, round, person, finalAnswer(place, week));
        if (!kept) throw new Error(`Round ${round} is open and refuses ${person}.`);
      }
    }
  };
  await answering([0, 1, 2, 3, 4, 5]);

  await ground.turnTo(comes(ground, 3, "17:01"));
  await settle(ground);
  await answering([6, 7]);
  ground.toDie.length = 0;

  await ground.turnTo(comes(ground, 4, "17:01"));
  await arm("closing");
  await settle(ground);
  ground.toDie.length = 0;

  await ground.turnTo(comes(ground, 5, "09:01"));
  await settle(ground);
}

function comes(ground: Ground, weekday: 1 | 3 | 4 | 5, time: string): Temporal.Instant {
  return nextMoment({ weekday, time }, zone, ground.now());
}
