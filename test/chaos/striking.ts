/** Somebody who ends the process again and again, at moments that chance chooses, whatever it is doing. */
import type { Chance } from "../support/chance.ts";
import type { Ground } from "./ground.ts";

export type Striking = { readonly left: () => number; readonly over: Promise<void> };

/** So many times, each within a second and a half of the process being ready. */
export function strikeAtRandom(ground: Ground, times: number, { below }: Chance): Striking {
  let left = times;
  const over = (async () => {
    while (left > 0) {
      await ground.up();
      await new Promise((wait) => setTimeout(wait, below(1_500)));
      if (ground.strike()) left -= 1;
    }
  })();
  return { left: () => left, over };
}
