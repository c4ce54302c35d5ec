/** Numbers as people say them. */
const ordinals = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
  "eleventh",
  "twelfth",
] as const;

/** Which one in a row, as a word: "third". Past the twelfth, where a word would be slow to read, "13th". */
export function ordinalWord(n: number): string {
  const ending = n % 100 >= 11 && n % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return ordinals[n - 1] ?? `${n}${ending}`;
}

const counts = [
  "none",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
] as const;

/** How many, as a word: "five". Past ten a number is quicker to read. */
export function countWord(n: number): string {
  return counts[n] ?? String(n);
}
