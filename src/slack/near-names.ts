/** What somebody meant by what they typed: forgiving of typing, of case and of half a name. */
import Fuse from "fuse.js";

export type Near<T> = {
  /** What they most likely meant; null when nothing is near. */
  readonly meant: T | null;
  /** They typed it exactly, so nobody needs to be told how it was taken. */
  readonly exact: boolean;
  /** What else it could have been, nearest first, three at most. */
  readonly others: readonly T[];
};

/** Looks `typed` up among things with one or more names each. Distance 0 is the same, 1 has nothing in common. */
export function nearest<T>(
  typed: string,
  things: readonly T[],
  namesOf: (thing: T) => readonly string[],
  furthest = 0.5,
): Near<T> {
  const wanted = plain(typed);
  if (wanted === "") return { meant: null, exact: false, others: [] };
  const named = things.map((thing) => ({ thing, names: namesOf(thing).map(plain) }));
  const same = named.find(({ names }) => names.includes(wanted));
  const fuse = new Fuse(named, {
    keys: ["names"],
    threshold: furthest,
    ignoreLocation: true,
    includeScore: true,
  });
  const found = fuse.search(wanted, { limit: 4 }).map(({ item }) => item.thing);
  const meant = same?.thing ?? found[0] ?? null;
  return { meant, exact: same !== undefined, others: found.filter((thing) => thing !== meant).slice(0, 3) };
}

function plain(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
