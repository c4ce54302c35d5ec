/** At the foot of changing a team: letting it rest, moving it, deleting it. */
import type { TeamWithWhen } from "../store/teams.ts";
import { button, buttons } from "./blocks.ts";
import { teamCarried } from "./carried.ts";

export const pauseTeamId = "pause_team";
export const resumeTeamId = "resume_team";
export const moveTeamId = "move_team";
export const deleteTeamId = "delete_team";

/** Each asks before it does anything; what was changed above them and not kept yet is left. */
export function teamLifeButtons({ id, paused }: Pick<TeamWithWhen, "id" | "paused">) {
  const carried = teamCarried.write({ team: id });
  return buttons(
    "team-life",
    paused ? button(resumeTeamId, "Resume it", carried) : button(pauseTeamId, "Pause it", carried),
    button(moveTeamId, "Move it to another channel", carried),
    button(deleteTeamId, "Delete it", carried),
  );
}
