/** Laws about what is said, each looked at in every one of thousands of drawn rounds. */
import { beforeAll, it } from "vitest";
import { anySeed, type Chance, chance } from "./chance.ts";
import { bySize, size } from "./size.ts";
import { type ToldWeek, toldWeeks, type Writing } from "./told-weeks.ts";

/** How many rounds; the same for every commit, nightly others each time. */
export const rounds = bySize({ commit: 1_500, nightly: 20_000, release: 200_000 });
export const seed = size() === "commit" && process.env.BEARINGS_SEED === undefined ? 20_261_122 : anySeed();
export const drawn = `over ${rounds} rounds (BEARINGS_SEED=${seed})`;

/** `others` are teams that somebody may lead besides, as of their latest round. */
export type Look = (week: ToldWeek, draw: Chance, others: readonly ToldWeek[]) => void;

export type Law = { readonly look: Look; readonly holds: () => void };

/** Every round once. */
export function everyRound(writing: (draw: Chance) => Writing, look: Look): void {
  const draw = chance(seed);
  let others: readonly ToldWeek[] = [];
  for (let told = 0; told < rounds; ) {
    const weeks = [...toldWeeks(draw, draw.happens(0.15) ? 50 : 1 + draw.below(25), writing(draw))];
    for (const week of weeks) look(week, draw, others);
    told += weeks.length;
    others = weeks.slice(-1).concat(others).slice(0, 2);
  }
}

/** What people of drawn teams write, where it doesn't matter. */
export const plainWriting = (): Writing => (about) => `⟦${about}⟧`;

export const patience = bySize({ commit: 180_000, nightly: 900_000, release: 9_000_000 });

/** The laws of a file: all of them look at a round before the next is drawn. */
export function lawsOverRounds(laws: Readonly<Record<string, () => Law>>): void {
  const begun = Object.entries(laws).map(([name, begin]) => ({ name, ...begin() }));
  beforeAll(() => {
    everyRound(plainWriting, (week, draw, others) => {
      for (const { look } of begun) look(week, draw, others);
    });
  }, patience);
  for (const { name, holds } of begun) it(name, holds);
}
