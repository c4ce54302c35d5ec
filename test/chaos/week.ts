/** A team's week under faults: it opens, people answer and change their minds, it is nudged, closes, and is told of. */
import type { Temporal } from "temporal-polyfill";
import { nextMoment } from "../../src/core/rhythm.ts";
import { finalAnswer, firstAnswer } from "./answers.ts";
import { type Crew, zone } from "./crew.ts";
import type { Ground } from "./ground.ts";
import { handsIn, openRoundOf, opensHome } from "./people.ts";
import type { Arm } from "./process.ts";
import { settle } from "./settle.ts";

export const stages = ["start", "opening", "home", "answering", "nudging", "closing", "telling"] as const;
export type Stage = (typeof stages)[number];

/** What is still to die, stage by stage. A death that did not come is left in it, for another week. */
export type Deaths = Record<Stage, Arm[]>;

export function noDeaths(): Deaths {
  return { start: [], opening: [], home: [], answering: [], nudging: [], closing: [], telling: [] };
}

/** What happens besides. */
export type Besides = {
  /** Once rounds are due to close, before anything is done about it. */
  readonly atClose?: () => Promise<void>;
};

export async function liveWeek(
  ground: Ground,
  week: number,
  deaths: Deaths = noDeaths(),
  besides: Besides = {},
): Promise<void> {
  const during = async (stage: Stage, what: () => Promise<void>) => {
    ground.toDie.push(...deaths[stage].splice(0));
    const [first] = ground.toDie;
    if (first !== undefined) (await ground.up()).arm(first);
    await what();
    // Next time it dies at the first chance.
    const left = ground.toDie.splice(0);
    if (left.length > 0) (await ground.up()).disarm();
    deaths[stage].push(...left.map(({ point }) => ({ point, nth: 1 })));
  };
  const comes = (weekday: 1 | 3 | 4 | 5, time: string): Promise<void> => {
    const moment: Temporal.Instant = nextMoment({ weekday, time }, zone, ground.now());
    return ground.turnTo(moment);
  };

  if (deaths.start.length > 0) await during("start", () => startsAgain(ground));
  await comes(1, "10:01");
  await during("opening", () => settle(ground));

  const rounds = new Map<number, string>();
  await during("home", async () => {
    await eachCrew(ground, async (crew) => {
      const round = await openRoundOf(ground, crew);
      if (round === null) throw new Error(`Team ${crew.number} has no open round in week ${week}.`);
      rounds.set(crew.number, round);
    });
    for (let turn = 0; ground.toDie.length > 0 && turn < 10; turn += 1)
      await opensHome(ground, ground.crews[turn % ground.crews.length]?.people[1 + (turn % 7)] ?? "");
  });

  const answering = (places: readonly number[]) =>
    eachCrew(ground, async ({ number, people }) => {
      for (const place of places) {
        const person = people[place] ?? "";
        const round = rounds.get(number) ?? "";
        if (place % 2 === 0) await handsIn(ground, round, person, firstAnswer(place, week));
        const kept = await handsIn(ground, round, person, finalAnswer(place, week));
        if (!kept) throw new Error(`Round ${round} is open and refuses ${person}.`);
      }
    });
  await during("answering", () => answering([0, 1, 2, 3, 4, 5]));

  await comes(3, "17:01");
  await during("nudging", () => settle(ground));
  await answering([6, 7]);

  await comes(4, "17:01");
  await besides.atClose?.();
  await during("closing", () => settle(ground));

  await comes(5, "09:01");
  await during("telling", () => settle(ground));
}

/** Teams do things beside each other, a few at a time. */
async function eachCrew(ground: Ground, act: (crew: Crew) => Promise<void>): Promise<void> {
  const left = [...ground.crews];
  const one = async () => {
    for (let crew = left.shift(); crew !== undefined; crew = left.shift()) await act(crew);
  };
  await Promise.all([one(), one(), one(), one()]);
}

async function startsAgain(ground: Ground): Promise<void> {
  await ground.down();
  await ground.up();
}
