/** Opens the rounds that are due. Up to a day late opens late; later the week is recorded as skipped, and nobody is asked. */
import type { Temporal } from "temporal-polyfill";
import { focusShares } from "../core/catalogue/index.ts";
import { decideOpening, nextOpening, planRound } from "../core/schedule.ts";
import { floors } from "../core/team.ts";
import { openPlanned } from "../slack/opening.ts";
import type { Db } from "../store/database.ts";
import { skipRound } from "../store/round-opening.ts";
import { advanceNextOpening, teamsDueToOpen } from "../store/team-setup.ts";
import type { TeamWithWhen } from "../store/teams.ts";
import type { World } from "../world.ts";

/** One team at a time, each in a transaction of its own that holds it, until none is due: that is also the catch-up. */
export async function openDueRounds({ db, log }: World, now: Temporal.Instant): Promise<void> {
  while (await db.transaction((tx) => openOne(tx, now, log))) {}
}

async function openOne(tx: Db, now: Temporal.Instant, log: World["log"]): Promise<boolean> {
  const [team] = await teamsDueToOpen(tx, now, 1);
  if (team === undefined) return false;
  const due = team.nextOpensAt;
  const decision = decideOpening(team.rhythm, due, now);
  if ("plan" in decision) await openPlanned(tx, team, decision.plan, now);
  else if (decision.opening === "skip") await skip(tx, team, due);
  await advanceNextOpening(tx, team.id, nextOpening(team.rhythm, due));
  log.info("round due", { week: decision.week, opening: decision.opening });
  return true;
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
    focus: focusShares(),
  });
}
