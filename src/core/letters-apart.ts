/**
 * How many letters have to be changed, left out, put in or swapped with their neighbour to make one word of the other, as a
 * part of the longer one (Damerau and Levenshtein's distance, no stretch of letters touched twice).
 */
export function lettersApart(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let [before, row]: [number[], number[]] = [[], b.map((_, at) => at)];
  row.push(b.length);
  for (const [i, letter] of a.entries()) {
    const next = [i + 1];
    for (const [j, against] of b.entries()) {
      const changed = (row[j] ?? 0) + (letter === against ? 0 : 1);
      const swapped =
        j > 0 && letter === b[j - 1] && a[i - 1] === against ? (before[j - 1] ?? 0) + 1 : Infinity;
      next.push(Math.min(changed, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return (row[b.length] ?? 0) / Math.max(a.length, b.length, 1);
}
