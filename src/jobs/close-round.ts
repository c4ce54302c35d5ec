/** Closes the rounds whose time is up: the words are frozen, the readings deleted, the summary planned, all at once. */
import type { Temporal } from "temporal-polyfill";
import { closeNow } from "../slack/closing.ts";
import { type KeptRound, roundsDueToClose } from "../store/rounds.ts";
import type { World } from "../world.ts";
import { oneByOne } from "./one-by-one.ts";

export async function closeDueRounds(world: World, now: Temporal.Instant): Promise<void> {
  await oneByOne<KeptRound>(world, {
    next: async (tx, broken) => (await roundsDueToClose(tx, now, 1, broken))[0],
    act: async (tx, round) => void (await closeNow(tx, round, now, world.counts)),
    trouble: "round could not be closed",
    named: ({ id, team }) => ({ round: id, team }),
  });
}
