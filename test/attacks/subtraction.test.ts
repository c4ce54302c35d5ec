/**
 * Somebody holds every word that was ever told and the list of people of each team, and takes results from each other: two
 * teams that differ by one, a team and its two halves, any sum of them. Whatever they try, what is left is about nobody or
 * about as many people as the floor.
 */
import { expect, test } from "vitest";
import { type Asked, apart } from "../../src/core/apart.ts";
import { anySeed, chance } from "../support/chance.ts";
import { likelyVictims, type Outcome, plausible, toldOf, whatIsTold } from "../support/organisations.ts";
import { bySize } from "../support/size.ts";

const organisations = bySize({ commit: 20, nightly: 200, release: 1_000 });
const weeks = 52;
/** Beyond so many results that hang together, combinations of four of them are tried instead of all. */
const tryAll = bySize({ commit: 8, nightly: 9, release: 10 });
const patience = { timeout: 6 * 3_600_000 };

test("no sum or difference of results is about fewer people than the floor", patience, () => {
  const seed = anySeed();
  let tried = 0;
  let told = 0;
  for (let at = 0; at < organisations; at += 1) {
    for (const week of whatIsTold(likelyVictims(chance(seed + at), weeks))) {
      const found = smallestGroup(week);
      tried += found.tried;
      told += toldOf(week).length;
      expect(found.fewer, `seed ${seed + at}`).toEqual([]);
    }
  }
  process.stdout.write(
    `subtraction: ${organisations} organisations, ${told} results, ${tried} sums tried, none about fewer than the floor (seed ${seed})\n`,
  );
  expect(told).toBeGreaterThan(organisations * weeks);
});

test("without the rule the same attacker finds single people", () => {
  const told = whatIsTold(likelyVictims(chance(7), 8), () => true);
  expect(told.flatMap((week) => smallestGroup(week).fewer).some((size) => size === 1)).toBe(true);
});

test("with pairs compared and nothing more, a team and its halves would still give somebody away", () => {
  const onlyPairs = (fresh: Asked, told: readonly Asked[]) =>
    told.every((other) => {
      const people = apart(fresh.people, other.people);
      return people === 0 || people >= Math.max(fresh.floor, other.floor);
    });
  const found = Array.from({ length: 10 }, (_, at) =>
    whatIsTold(likelyVictims(chance(100 + at), 12), onlyPairs).flatMap((week) => smallestGroup(week).fewer),
  );
  expect(found.flat()).not.toEqual([]);
});

test.each([
  ["teams, their leads and projects across", false, 0.05],
  ["the same with teams inside of teams", true, 0.25],
] as const)("in an organisation of %s few results are held back", patience, (kind, nested, most) => {
  const seed = anySeed();
  const all = Array.from({ length: organisations }, (_, at) =>
    whatIsTold(plausible(chance(seed + at), weeks, nested)),
  ).flat(2);
  const heldBack = all.filter((outcome) => outcome.heldBack);
  process.stdout.write(
    `subtraction: ${heldBack.length} of ${all.length} results held back among ${kind} (seed ${seed})\n`,
  );
  expect(heldBack.length).toBeLessThan(all.length * most);
});

/** Every sum of results, each taken once or taken away once, that is about somebody and about fewer than the floor. */
function smallestGroup(week: readonly Outcome[]): {
  readonly fewer: readonly number[];
  readonly tried: number;
} {
  const results = distinct(toldOf(week));
  const fewer: number[] = [];
  let tried = 0;
  const column = new Map(
    [...new Set(results.flatMap(({ people }) => [...people]))].map((one, at) => [one, at]),
  );
  const sums = new Int8Array(column.size);
  const rows = results.map(({ people }) => [...people].map((person) => column.get(person) ?? 0));

  for (const part of hangingTogether(results)) {
    if (part.length <= tryAll) extend(part, 0, [], part.length);
    else extend(part, 0, [], 4);
  }
  return { fewer, tried };

  function extend(part: readonly number[], from: number, used: readonly number[], most: number): void {
    if (used.length > 0) look(used);
    if (used.length === most) return;
    for (let at = from; at < part.length; at += 1) {
      const index = part[at] ?? 0;
      for (const sign of used.length === 0 ? [1] : [1, -1]) {
        add(index, sign);
        extend(part, at + 1, [...used, index], most);
        add(index, -sign);
      }
    }
  }

  function add(index: number, sign: number): void {
    for (const person of rows[index] ?? []) sums[person] = (sums[person] ?? 0) + sign;
  }

  function look(used: readonly number[]): void {
    tried += 1;
    // A week of fewer people than the floor is told only together with other weeks: alone it is no result.
    const small = used.some((index) => (results[index]?.people.size ?? 0) < (results[index]?.floor ?? 0));
    if (small && used.length !== 2) return;
    let left = 0;
    for (const sum of sums) if (sum !== 0) left += 1;
    const floor = Math.max(...used.map((index) => results[index]?.floor ?? 0));
    if (left > 0 && left < floor) fewer.push(left);
  }
}

/** Two results about the very same people are one to an attacker, with the stricter of their floors. */
function distinct(results: readonly Asked[]): readonly Asked[] {
  const found = new Map<string, Asked>();
  for (const one of results) {
    const key = [...one.people].sort().join();
    found.set(key, { people: one.people, floor: Math.max(one.floor, found.get(key)?.floor ?? 0) });
  }
  return [...found.values()];
}

/** Results that share people, or share people with some that do. */
function hangingTogether(results: readonly Asked[]): readonly (readonly number[])[] {
  const parts: number[][] = [];
  const seen = new Set<number>();
  for (const [first] of results.entries()) {
    if (seen.has(first)) continue;
    const part = [first];
    seen.add(first);
    for (const one of part) {
      for (const [other, { people }] of results.entries()) {
        if (seen.has(other) || ![...people].some((person) => results[one]?.people.has(person))) continue;
        seen.add(other);
        part.push(other);
      }
    }
    parts.push(part);
  }
  return parts;
}
