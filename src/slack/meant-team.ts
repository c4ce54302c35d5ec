/** Which team somebody means who didn't say: the one whose channel they are in, else their own. */
import { isRefusal, type Refusal } from "../core/refusal.ts";
import type { Db } from "../store/database.ts";
import { type TeamWithWhen, teamInChannel, teamsLedBy, teamsOfMember } from "../store/teams.ts";
import type { Caller } from "./visit.ts";

/**
 * The channel's team where it has one, and then only for its own people; elsewhere every team that somebody answers in or
 * leads, in the order of their names.
 */
export async function teamsMeant(db: Db, visit: Caller): Promise<readonly TeamWithWhen[] | Refusal> {
  const here = visit.channel === null ? null : await teamInChannel(db, visit.workspace, visit.channel);
  if (here !== null) return isOf(here, visit) ? [here] : { no: "not-of-team" };
  const answering = await teamsOfMember(db, visit.workspace, visit.person);
  const leading = await teamsLedBy(db, visit.workspace, visit.person);
  const own = [...answering, ...leading.filter(({ id }) => answering.every((team) => team.id !== id))];
  if (own.length === 0) return { no: "no-team-of-yours" };
  return own.toSorted((one, other) => one.name.localeCompare(other.name, "en"));
}

/** The one team meant, or null where there are several to choose from, or none that this person may hear of. */
export async function oneTeamMeant(db: Db, visit: Caller): Promise<TeamWithWhen | null> {
  const meant = await teamsMeant(db, visit);
  return isRefusal(meant) || meant.length !== 1 ? null : (meant[0] ?? null);
}

function isOf({ members, leaders }: TeamWithWhen, { person }: Caller): boolean {
  return members.includes(person) || leaders.includes(person);
}
