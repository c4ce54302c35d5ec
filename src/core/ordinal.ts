const words = [
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
  return words[n - 1] ?? `${n}${ending}`;
}
