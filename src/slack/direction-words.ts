/** The four directions as people read them, in the order in which they are offered. */
import type { Direction } from "../core/reading.ts";

export const directionWords: ReadonlyMap<Direction, string> = new Map([
  ["improving", "Improving"],
  ["holding", "Holding"],
  ["slipping", "Slipping"],
  ["cant-tell", "Can't tell"],
]);
