/** A team's learning log: what it tried and learned, to be found again by category and by words. */
import { subjectName } from "./catalogue/index.ts";
import type { CategoryKey } from "./framework.ts";
import type { Try } from "./try.ts";

/** Null: any category. Empty words: whatever they are. */
export type LogSearch = { readonly category: CategoryKey | null; readonly words: string };

/**
 * The tries that a search finds, in the order they come in. Every word that was typed has to begin a word of what was tried,
 * of what was learned, or of its category's name; case, accents and punctuation don't count.
 */
export function searchLog<T extends Pick<Try, "category" | "what" | "learned">>(
  tries: readonly T[],
  { category, words }: LogSearch,
): readonly T[] {
  const wanted = wordsIn(words);
  return tries.filter((tried) => {
    if (category !== null && tried.category !== category) return false;
    const there = wordsIn(`${tried.what} ${tried.learned ?? ""} ${subjectName(tried.category)}`);
    return wanted.every((word) => there.some((one) => one.startsWith(word)));
  });
}

function wordsIn(text: string): readonly string[] {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
