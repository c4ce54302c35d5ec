/** What somebody meant by what they typed: forgiving of typing, of case, of half a name, and of initials. */
import { lettersApart } from "../core/letters-apart.ts";

export type Near<T> = {
  /** What they most likely meant; null when nothing is near. */
  readonly meant: T | null;
  /** They typed it exactly, so nobody needs to be told how it was taken. */
  readonly exact: boolean;
  /** What else it could have been, nearest first, three at most. */
  readonly others: readonly T[];
};

/** What is offered beside may lie this much further off. */
const leeway = 0.15;

/**
 * Looks `typed` up among things with one or more names each, word by word and whichever way the words are ordered.
 * Distance 0 is the same, 1 has nothing in common; about one letter in three may be wrong.
 */
export function nearest<T>(
  typed: string,
  things: readonly T[],
  namesOf: (thing: T) => readonly string[],
  furthest = 0.36,
): Near<T> {
  const wanted = plain(typed);
  if (wanted === "") return { meant: null, exact: false, others: [] };
  const far = things
    .map((thing) => ({
      thing,
      distance: Math.min(...namesOf(thing).map((name) => distanceOf(wanted, plain(name)))),
    }))
    .toSorted((one, other) => one.distance - other.distance);
  const first = far[0];
  if (first === undefined || first.distance > furthest) return { meant: null, exact: false, others: [] };
  const others = far
    .slice(1)
    .filter(({ distance }) => distance <= furthest + leeway)
    .slice(0, 3);
  return { meant: first.thing, exact: first.distance === 0, others: others.map(({ thing }) => thing) };
}

function distanceOf(typed: string, name: string): number {
  if (typed === name) return 0;
  const whole = lettersApart(typed.replaceAll(" ", ""), name.replaceAll(" ", ""));
  return Math.min(whole, wordsApart(typed, name), initialsApart(typed, name));
}

/** Each typed word beside the nearest word of the name; longer words weigh more, and what was left out a little. */
function wordsApart(typed: string, name: string): number {
  const [said, named] = [typed.split(" "), name.split(" ")];
  const letters = said.reduce((sum, word) => sum + word.length, 0);
  const apart = said.reduce(
    (sum, word) => sum + word.length * Math.min(...named.map((one) => wordApart(word, one))),
    0,
  );
  return apart / letters + 0.01 * (1 + Math.max(0, named.length - said.length));
}

/** In a word of three letters or fewer, one wrong letter makes too many other words. */
function wordApart(typed: string, word: string): number {
  if (typed === word) return 0;
  if (typed.length >= 3 && word.startsWith(typed)) return 0.02;
  return typed.length <= 3 ? 1 : lettersApart(typed, word);
}

/** "tts" for Time to Smile. */
function initialsApart(typed: string, name: string): number {
  const initials = name.split(" ").reduce((all, word) => all + word.charAt(0), "");
  if (typed.length < 3 || !initials.includes(typed)) return 1;
  return initials === typed ? 0.01 : 0.02 + 0.01 * (initials.length - typed.length);
}

function plain(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
