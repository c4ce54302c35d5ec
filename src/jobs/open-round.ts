/** Opens the rounds that are due. Up to a day late opens late; later the week is recorded as skipped, and nobody is asked. */
import type { Temporal } from "temporal-polyfill";
import { isOpen } from "../core/round.ts";
import { decideOpening, nextOpening, planRound } from "../core/schedule.ts";
import { floors } from "../core/team.ts";
import { openPlanned } from "../slack/opening.ts";
import type { Db } from "../store/database.ts";
import { sharesInForce } from "../store/focus-shares.ts";
import { skipRound } from "../store/round-opening.ts";
import { roundsFromWeek } from "../store/rounds.ts";
import { advanceNextOpening, teamsDueToOpen } from "../store/team-setup.ts";
import type { TeamWithWhen } from "../store/teams.ts";
import type { World } from "../world.ts";
import { oneByOne } from "./one-by-one.ts";

export async function openDueRounds(world: World, now: Temporal.Instant): Promise<void> {
  await oneByOne<TeamWithWhen>(world, {
    next: async (tx, broken) => (await teamsDueToOpen(tx, now, 1, broken))[0],
    act: (tx, team) => openOrSkip(tx, team, now, world),
    trouble: "round could not be opened",
    named: ({ id }) => ({ team: id }),
  });
}

async function openOrSkip(
  tx: Db,
  team: TeamWithWhen,
  now: Temporal.Instant,
  { log, counts }: Pick<World, "log" | "counts">,
): Promise<void> {
  const due = team.nextOpensAt;
  const decision = decideOpening(team.rhythm, due, now);
  const had = () => roundsFromWeek(tx, team.id, decision.week);
  if ("plan" in decision && (await had()).some((round) => isOpen(round, now))) {
    // Two rounds are never open together: this one waits for the other's close.
    const afresh = due.subtract({ nanoseconds: 1 });
    return advanceNextOpening(tx, team.id, nextOpening(team.rhythm, afresh, await had()));
  }
  if ("plan" in decision) await openPlanned(tx, team, decision.plan, now);
  else if (decision.opening === "skip") await skip(tx, team, due);
  await advanceNextOpening(tx, team.id, nextOpening(team.rhythm, due, await had()));
  if (decision.opening !== "not-yet") counts?.round(decision.opening);
  log.info("round due", { week: decision.week, opening: decision.opening });
}

async function skip(tx: Db, team: TeamWithWhen, due: Temporal.Instant): Promise<void> {
  const { week, opensAt, closesAt } = planRound(team.rhythm, due);
  await skipRound(tx, {
    team: team.id,
    week,
    opensAt,
    closesAt,
    floor: floors[team.mode],
    mode: team.mode,
    questions: { categories: team.rhythm.categories, closerLook: null },
    focus: await sharesInForce(tx, team.id),
  });
}
