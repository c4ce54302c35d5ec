/** How a focus digest opens when there is little to tell: said plainly, so that a leader can look away. */
import { countWord } from "../number-words.ts";

/** How many categories, over all teams told of. Never how many people. */
export type QuietFacts = {
  readonly asked: number;
  readonly tooEarly: number;
  readonly goodEnough: number;
  readonly worthATalk: number;
  /** How many teams have no words this week, though their round closed. */
  readonly heldBack: number;
};

/** One sentence or two; null where something is worth a talk and the parts speak for themselves. */
export function openingWords({
  asked,
  tooEarly,
  goodEnough,
  worthATalk,
  heldBack,
}: QuietFacts): string | null {
  if (worthATalk > 0) return null;
  if (asked === 0 && heldBack > 0) return "There are no words to tell of your teams this week.";
  if (asked === 0) return "No round of your teams closed this week, so there is nothing to tell of them.";
  if (tooEarly === asked)
    return "Too few answered this week to say anything, and guessing would not be fair to anybody.";
  const enough = goodEnough === 0 ? "" : `, ${categoriesWords(goodEnough)} good enough`;
  if (heldBack > 0) return `A quiet week, as far as there are words: nothing needs you${enough}.`;
  return `A quiet week: nothing needs you${enough}. Enjoy the time back.`;
}

function categoriesWords(count: number): string {
  return count === 1 ? "one category is" : `${countWord(count)} categories are`;
}
