/**
 * A sentence about a result, in parts: what it is about, the word that carries it, and what follows. Plain text, so that
 * the words stand in one place and a surface only adds weight and escapes.
 */
export type Phrase = {
  readonly lead: string;
  readonly strong: string;
  /** Begins with its own punctuation or space and ends the sentence. */
  readonly tail: string;
};

/** The whole sentence without any weight, for notifications, alt texts and exports. */
export function phraseText({ lead, strong, tail }: Phrase): string {
  return `${lead}: ${strong}${tail}`;
}
