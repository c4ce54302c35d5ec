/**
 * The words that may stand in a picture. They are ours or the framework's: what people wrote stays out, for the font
 * knows few scripts, and because a picture can't be edited or taken back as a message can.
 */
import type { Category, Measure } from "../../core/framework.ts";

declare const ourWord: unique symbol;
/** A name that the framework gave, fit for a picture. Only `pictureName` makes one. */
export type OurWord = string & { readonly [ourWord]: true };

/** The name a picture shows for a category or measure. A measure that a team wrote itself is named in the message beside the picture. */
export function pictureName(
  subject: Pick<Category | Measure, "name"> & Partial<Pick<Measure, "origin">>,
): OurWord {
  return (subject.origin === "team" ? "The team's own measure" : subject.name) as OurWord;
}

/** "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** Words in lines of at most so many characters, broken between words; a word longer than a line keeps its own. */
export function folded(words: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
