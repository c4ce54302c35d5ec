/** What people of a drawn team answer in a round, and what is counted of it. */
import { measureByKey } from "../../src/core/catalogue/index.ts";
import type { SubjectKey } from "../../src/core/framework.ts";
import type { UserId } from "../../src/core/ids.ts";
import { type Direction, directions, type Questions, type Tally } from "../../src/core/reading.ts";
import type { Chance } from "./chance.ts";

export type Said = { readonly direction: Direction | null; readonly goodEnough: boolean };
export type Answers = ReadonlyMap<
  UserId,
  ReadonlyMap<SubjectKey, Said & { readonly ballpark: number | null }>
>;

/** How likely each direction is; it stays for some weeks, so that runs come about. */
export type Mood = { readonly chances: readonly number[]; readonly enough: number; readonly level: number };

const moodsDrawn: readonly Mood["chances"][] = [
  [0.85, 0.1, 0.03, 0.02],
  [0.03, 0.1, 0.85, 0.02],
  [0.05, 0.85, 0.05, 0.05],
  [0.45, 0.1, 0.45, 0],
  [0.25, 0.25, 0.25, 0.25],
  [0.1, 0.1, 0.1, 0.7],
  [1, 0, 0, 0],
  [0, 0, 1, 0],
  [0, 1, 0, 0],
];

/** A subject's mood, drawn anew; what its numbers are about stays mostly as it was. */
export function drawnMood(draw: Chance, before: Mood | null = null): Mood {
  const level = before !== null && draw.happens(0.9) ? before.level : draw.one([2, 2, 8, 20]);
  return { chances: draw.one(moodsDrawn), enough: draw.one([0, 0.3, 0.9]), level };
}

/** Not everybody answers everything; now and then somebody is far off. */
export function drawnAnswers(
  draw: Chance,
  people: readonly UserId[],
  questions: Questions,
  moods: Map<SubjectKey, Mood>,
  /** The steps in which their numbers come, and how much larger they have become. */
  { grain, shift }: { readonly grain: number; readonly shift: number },
): Answers {
  const subjects = asked(questions);
  for (const subject of subjects) {
    if (!moods.has(subject)) moods.set(subject, drawnMood(draw));
  }
  return new Map(
    people.map((person) => [
      person,
      new Map(
        subjects.flatMap((subject) => {
          const mood = moods.get(subject);
          if (!mood || draw.happens(0.1)) return [];
          const measure = measureByKey(subject);
          const direction = draw.happens(0.05) ? null : directionBy(draw, mood);
          const goodEnough = measure === null && draw.happens(mood.enough);
          const wild = draw.happens(0.03) ? 10 : 1;
          const ballpark =
            measure?.unit && draw.happens(0.9)
              ? Math.round(((mood.level + shift + draw.below(9)) * wild) / grain) * grain
              : null;
          return [[subject, { direction, goodEnough, ballpark }] as const];
        }),
      ),
    ]),
  );
}

function directionBy(draw: Chance, { chances }: Mood): Direction {
  const drawn = draw.next();
  const upTo = chances.map((_, at) => chances.slice(0, at + 1).reduce((sum, chance) => sum + chance, 0));
  return directions.find((_, at) => drawn < (upTo[at] ?? 0)) ?? "holding";
}

/** What a round counts of a subject. */
export function tallyOf(subject: SubjectKey, answers: Answers): Tally {
  const said = [...answers.values()].flatMap((one) => one.get(subject) ?? []);
  return {
    ...counted(subject, said),
    ballparks: said.flatMap(({ ballpark }) => ballpark ?? []).sort((one, other) => one - other),
  };
}

/** The same of what waited, where no number does. */
export function counted(subject: SubjectKey, said: readonly Said[]): Tally {
  const saying = (direction: Direction) => said.filter((one) => one.direction === direction).length;
  return {
    subject,
    improving: saying("improving"),
    holding: saying("holding"),
    slipping: saying("slipping"),
    cantTell: saying("cant-tell"),
    goodEnough: said.filter(({ goodEnough }) => goodEnough).length,
    answered: said.length,
    ballparks: [],
  };
}

/** Every subject that a round asks, in its order. */
export function asked({ categories, closerLook }: Questions): readonly SubjectKey[] {
  return [...categories, ...(closerLook?.measures ?? [])];
}
