/** The three ways to turn the clock. A day or an hour passes as it would: everything due on the way happens. */

import type { Town } from "./bearings.ts";
import type { Act } from "./protocol.ts";

type To = Extract<Act, { do: "turn-clock" }>["to"];

export const turnTargets: Readonly<Record<To, (town: Town) => Promise<void>>> = {
  hour: async (town) => town.turnTo((await town.world.now()).add({ hours: 1 })),
  day: async (town) => town.turnTo((await town.world.now()).add({ hours: 24 })),
  next: (town) => town.turnToNext(),
};
