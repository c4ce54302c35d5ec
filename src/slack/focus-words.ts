/** The rough words for time, as people read them, from none to most. */
import type { FocusWord } from "../core/focus.ts";

export const focusWordNames: ReadonlyMap<FocusWord, string> = new Map([
  ["none", "None"],
  ["a-little", "A little"],
  ["some", "Some"],
  ["a-lot", "A lot"],
  ["most", "Most"],
]);
