/** The one nudge, a day before a round closes: to those who haven't answered, aren't away, and didn't say *Not this week*. */

import type { Temporal } from "temporal-polyfill";
import { deliveryKey } from "../core/delivery-key.ts";
import { dueToNudge } from "../core/schedule.ts";
import type { Db } from "../store/database.ts";
import { plan } from "../store/deliveries.ts";
import { whoHasNotAnswered } from "../store/rosters.ts";
import { type KeptRound, markNudged, roundsDueToNudge } from "../store/rounds.ts";
import { teamById } from "../store/teams.ts";
import type { World } from "../world.ts";
import { oneByOne } from "./one-by-one.ts";

export async function nudgeDue(world: World, now: Temporal.Instant): Promise<void> {
  await oneByOne<KeptRound>(world, {
    next: async (tx, broken) => (await roundsDueToNudge(tx, now, 1, broken))[0],
    act: (tx, round) => nudge(tx, round, now),
    trouble: "nudges could not be planned",
    named: ({ id, team }) => ({ round: id, team }),
  });
}

/** A nudge that comes hours late is left out: a reminder at the wrong hour helps nobody. */
async function nudge(tx: Db, round: KeptRound, now: Temporal.Instant): Promise<void> {
  await markNudged(tx, round.id);
  const team = await teamById(tx, round.team);
  if (team === null || team.paused || !dueToNudge(round, now)) return;
  const day = now.toZonedDateTimeISO(team.rhythm.zone).toPlainDate();
  const people = await whoHasNotAnswered(tx, round.id, day);
  await plan(
    tx,
    people.map((person) => ({
      key: deliveryKey.nudge(round.id, person),
      kind: "nudge",
      workspace: team.workspace,
      team: team.id,
      round: round.id,
      addressee: person,
      dueAt: now,
    })),
  );
}
