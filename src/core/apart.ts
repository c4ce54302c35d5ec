/**
 * Which rounds are too like each other to be told side by side. Two teams of nearly the same people: what the one said,
 * taken from what the other said, is what those few said who are in one of them only.
 */

import { floors } from "./team.ts";

/** Who was asked in a round, and from how many people on its words are told. */
export type Asked = { readonly people: ReadonlySet<string>; readonly floor: number };

/** How many people are in one of two lists and not in the other. */
export function apart(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const person of one) if (other.has(person)) shared++;
  return one.size + other.size - 2 * shared;
}

/** Whether two rounds asked the very same people, or lists that differ by as many as the stricter of the two floors. */
export function isFarEnough(one: Asked, other: Asked): boolean {
  const people = apart(one.people, other.people);
  return people === 0 || people >= Math.max(one.floor, other.floor);
}

/** More teams than this, each of nearly nobody but people of the others, are not compared: then nothing more is told. */
export const mostCompared = 16;

/**
 * Whether a round's words may be told beside those of other teams of the same week: however their results are added and
 * taken from each other, what is left is about nobody or about as many people as the strictest floor among them. A round
 * of fewer people than its floor has no word of its own, and is compared with each of the others alone. One with enough
 * people who are in no other takes no part in any sum about few, and is told whatever the others are.
 */
export function mayStandBeside(fresh: Asked, told: readonly Asked[]): boolean {
  const shares = told.filter(({ people }) => [...people].some((person) => fresh.people.has(person)));
  if (!shares.every((other) => isFarEnough(fresh, other))) return false;
  if (shares.length === 0 || fresh.people.size < fresh.floor) return true;
  const lists = hangingTogether(fresh, [fresh, ...told.filter(({ people, floor }) => people.size >= floor)]);
  if (lists.length === 0) return true;
  if (lists.length > mostCompared) return false;
  const { rows, sizes } = asRows(lists);
  return !leavesFew(rows, sizes, Math.max(...lists.map(({ floor }) => floor)) - 1);
}

/** How many of these people are on none of the other lists: they are left over, whatever is added and taken away. */
export function alone(people: ReadonlySet<string>, others: readonly Asked[]): number {
  return [...people].filter((person) => others.every((other) => !other.people.has(person))).length;
}

/** From so many people alone on, a list takes no part in any sum that is about few. */
export function enoughAlone(lists: readonly Asked[]): number {
  return Math.max(...Object.values(floors), ...lists.map(({ floor }) => floor));
}

/**
 * The lists that can take part in a sum with the fresh one: none, where that takes part in none itself. Where one falls
 * out others have more people alone, and may fall out in their turn: so nobody needs to have looked for such lists before.
 */
function hangingTogether(fresh: Asked, lists: readonly Asked[]): readonly Asked[] {
  if (!lists.includes(fresh)) return [];
  const enough = enoughAlone(lists);
  const left = lists.filter((one) => {
    const others = lists.filter((other) => other !== one);
    return alone(one.people, others) < enough;
  });
  if (left.length < lists.length) return hangingTogether(fresh, left);
  const reached = [fresh];
  for (const one of reached) {
    for (const other of lists) {
      if (reached.includes(other) || ![...other.people].some((person) => one.people.has(person))) continue;
      reached.push(other);
    }
  }
  return reached;
}

/** One row a list and one column for all who are on the same lists, the largest such group first. */
function asRows(lists: readonly Asked[]): {
  readonly rows: readonly Row[];
  readonly sizes: readonly number[];
} {
  const groups = new Map<string, number>();
  for (const person of new Set(lists.flatMap(({ people }) => [...people]))) {
    const on = lists.map(({ people }) => (people.has(person) ? "1" : "0")).join("");
    groups.set(on, (groups.get(on) ?? 0) + 1);
  }
  const columns = [...groups].toSorted(([, one], [, other]) => other - one);
  return {
    rows: lists.map((_, list) => columns.map(([on]) => Number(on[list]))),
    sizes: columns.map(([, size]) => size),
  };
}

type Row = readonly number[];

/**
 * Whether any sum of multiples of these rows is about somebody, and about no more people than `most`. Column by column:
 * either these people cancel out, which leaves one row fewer, or they are among the few.
 */
function leavesFew(rows: readonly Row[], sizes: readonly number[], most: number, from = 0): boolean {
  if (rows.length === 0) return false;
  const column = sizes.findIndex((_, at) => at >= from && rows.some((row) => row[at] !== 0));
  if (column === -1) return true;
  const size = sizes[column] ?? 0;
  return (
    leavesFew(cancelled(rows, column), sizes, most, column + 1) ||
    (size <= most && leavesFew(rows, sizes, most - size, column + 1))
  );
}

/** Rows for every sum of these that has nothing in this column. */
function cancelled(rows: readonly Row[], column: number): readonly Row[] {
  const pivot = rows.find((row) => row[column] !== 0);
  if (pivot === undefined) return rows;
  const by = pivot[column] ?? 0;
  const left: Row[] = [];
  for (const row of rows) {
    const times = row[column] ?? 0;
    if (row === pivot) continue;
    if (times === 0) left.push(row);
    else {
      const sum = inSmallNumbers(row.map((each, at) => each * by - (pivot[at] ?? 0) * times));
      if (sum.some((each) => each !== 0)) left.push(sum);
    }
  }
  return left;
}

/** So that whole numbers stay exact. */
function inSmallNumbers(row: Row): Row {
  if (row.every((each) => Math.abs(each) < 2 ** 20)) return row;
  const shared = row.reduce(commonDivisor, 0);
  return row.map((each) => each / shared);
}

function commonDivisor(one: number, other: number): number {
  let [a, b] = [Math.abs(one), Math.abs(other)];
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
