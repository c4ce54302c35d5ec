/** A leader opens this week's round now: from the home tab, or when `/bearings checkin` finds none open. */
import type { Temporal } from "temporal-polyfill";
import { isRefusal } from "../core/refusal.ts";
import { mayNotOpenNow } from "../core/round.ts";
import { weekOf } from "../core/week.ts";
import type { KeptRound } from "../store/rounds.ts";
import { type TeamWithWhen, teamById } from "../store/teams.ts";
import type { World } from "../world.ts";
import { button } from "./blocks.ts";
import { type TeamCarried, teamCarried } from "./carried.ts";
import { publishHome } from "./home-tab.ts";
import { momentWords } from "./moments.ts";
import { openThisWeek } from "./opening.ts";
import { leadsTeam } from "./permissions.ts";
import { sentenceFor } from "./refusals.ts";
import type { Surface } from "./surface.ts";
import { sentence, tellOnly, type Visit } from "./visit.ts";

export const openNowId = "open_now";

export function openNowButton(team: Pick<TeamWithWhen, "id">) {
  return button(openNowId, "Open this week's round now", teamCarried.write({ team: team.id }));
}

/** Whether this week has no round yet, opened or skipped. */
export function isStillToOpen(
  { rhythm, nextOpensAt, paused }: Pick<TeamWithWhen, "rhythm" | "nextOpensAt" | "paused">,
  latest: Pick<KeptRound, "state" | "week" | "closesAt"> | null,
  now: Temporal.Instant,
): boolean {
  const thisWeek = latest?.week === weekOf(now, rhythm.zone) || latest?.state === "open" ? latest : null;
  return !paused && mayNotOpenNow(thisWeek, now, nextOpensAt) === null;
}

async function open(world: World, visit: Visit, { team }: TeamCarried): Promise<void> {
  const kept = await teamById(world.db, team);
  if (kept === null) return;
  const { zone } = kept.rhythm;
  const opened = await openThisWeek(world.db, kept, visit.now);
  world.wake();
  await tellOnly(
    visit,
    sentence(
      isRefusal(opened)
        ? sentenceFor(opened, zone, visit.now)
        : `This week's round is open until ${momentWords(opened.closesAt, zone, visit.now)}. Its message stands in <#${kept.channel}> in a moment.`,
    ),
  );
  if (visit.channel === null) await publishHome(world, visit.workspace, visit.person);
}

export const openNow: Surface = {
  listen(listening, world) {
    listening.button(openNowId, { carries: teamCarried, may: leadsTeam }, (visit, carried) =>
      open(world, visit, carried),
    );
  },
};
