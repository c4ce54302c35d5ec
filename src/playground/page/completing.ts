/** What a command that is being typed may become. */
export type Completion = {
  /** The line once it is completed, ready for what follows. */
  readonly line: string;
  /** The words that fit so far, in the order of help; none while the command itself is being typed. */
  readonly words: readonly string[];
};

/** Null where there is nothing to complete: no command, a word that is whole, or one that doesn't begin like any. */
export function completionOf(text: string, words: readonly string[]): Completion | null {
  if (/^\/\w*$/.test(text) && "/bearings".startsWith(text)) return { line: "/bearings ", words: [] };
  const [, begun = null] = /^\/bearings +(\w*)$/.exec(text) ?? [];
  if (begun === null || words.includes(begun)) return null;
  const fitting = words.filter((word) => word.startsWith(begun.toLowerCase()));
  return fitting[0] === undefined ? null : { line: `/bearings ${fitting[0]} `, words: fitting };
}
