/** A channel that does not take what is said there: somebody who can mend it is told, once. */

import type { Temporal } from "temporal-polyfill";
import { planTrouble } from "../slack/channel-trouble.ts";
import { type Claim, failed } from "../store/deliveries.ts";
import { holdTeam } from "../store/team-setup.ts";
import type { World } from "../world.ts";

export type Refused = { readonly code: string; readonly lies: "channel" | "elsewhere" };

/**
 * Nothing more is tried. Where the trouble lies with a team's channel, each of its leaders is told by direct message:
 * once for a trouble and a week, however much could not be said. Of a person who can't be reached nobody is told.
 */
export async function refusedIn(
  { db }: Pick<World, "db">,
  one: Claim,
  { code, lies }: Refused,
  now: Temporal.Instant,
): Promise<void> {
  await db.transaction(async (tx) => {
    // The team first, as whoever moves it does: else each could wait for what the other has in hand.
    const team = lies === "channel" && one.team !== null ? await holdTeam(tx, one.team) : null;
    if (!(await failed(tx, one, code)) || team === null || team.channel !== one.addressee) return;
    await planTrouble(tx, team, code, now);
  });
}
