/** Who asks for what a team's closed rounds said. */
import type { ChannelId, UserId, WorkspaceId } from "./ids.ts";
import type { Team } from "./team.ts";

/** Whoever reads what is said in a channel, or one person, whichever channel they ask in. */
export type Reader =
  | { readonly workspace: WorkspaceId; readonly everybodyIn: ChannelId }
  | { readonly workspace: WorkspaceId; readonly person: UserId };

/**
 * May this reader see what this team's closed rounds said? Its own channel may, and who belongs to it or leads it today;
 * nobody else, administrators included, and nobody of another workspace. Of a round that is open nobody may.
 */
export function mayRead(
  reader: Reader,
  team: Pick<Team, "workspace" | "channel" | "members" | "leaders">,
): boolean {
  if (reader.workspace !== team.workspace) return false;
  if ("everybodyIn" in reader) return reader.everybodyIn === team.channel;
  return team.members.includes(reader.person) || team.leaders.includes(reader.person);
}
