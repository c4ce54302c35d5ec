/** Who takes part: teams of eight in one workspace, no two of which share a person, and what the stand-in knows of them. */
import type { Temporal } from "temporal-polyfill";
import type { ChannelId, TeamId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import { defaultRhythm } from "../../src/core/rhythm.ts";
import { directWith } from "../../src/playground/places.ts";
import type { Workspace } from "../../src/playground/workspace.ts";
import { keepNewTeam } from "../../src/slack/setting-up.ts";
import type { Db } from "../../src/store/database.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";

export const zone = "Europe/Berlin";
export const workspaceId = "TLOCAL" as WorkspaceId;
export const teamSize = 8;

export type Crew = {
  readonly number: number;
  readonly channel: ChannelId;
  readonly people: readonly UserId[];
  readonly leader: UserId;
};

export function crewsOf(count: number): readonly Crew[] {
  return Array.from({ length: count }, (_, number) => {
    const people = Array.from({ length: teamSize }, (_, place) => `U${pad(number)}P${place}` as UserId);
    return { number, channel: `C${pad(number)}` as ChannelId, people, leader: `U${pad(number)}P0` as UserId };
  });
}

/** Gives the stand-in these people and channels, and no others of its own but the app. */
export function populate(workspace: Workspace, crews: readonly Crew[]): void {
  const { state } = workspace;
  const at = workspace.now().toISOString();
  const { botUser } = state.app;
  for (const { number, channel, people } of crews) {
    for (const id of people) {
      state.people.push({
        id,
        handle: id.toLowerCase(),
        name: `Person ${id}`,
        title: "Support engineer",
        status: "",
        zone,
        guest: false,
        bot: false,
        deactivated: false,
      });
      state.channels.push(directWith(id, botUser, at));
    }
    state.channels.push({
      id: channel,
      name: `team-${number}`,
      kind: "channel",
      private: false,
      archived: false,
      members: [...people, botUser],
      createdAt: at,
    });
  }
}

/** Sets the teams up as the modal does, with the usual week: Monday 10:00 to Thursday 17:00, the digest on Friday 09:00. */
export async function enrol(
  db: Db,
  crews: readonly Crew[],
  now: Temporal.Instant,
): Promise<readonly TeamId[]> {
  await keepWorkspace(db, {
    id: workspaceId,
    name: "Local workspace",
    botUser: "UBEARINGS" as UserId,
    installedAt: now,
  });
  const ids: TeamId[] = [];
  for (const { number, channel, people, leader } of crews) {
    const { categories: _, ...rhythm } = defaultRhythm(zone);
    const setup = {
      name: `Team ${number}`,
      mode: "confidential",
      members: people,
      leaders: [leader],
      rhythm,
    } as const;
    const leaders = [{ ...fullMember, id: leader }];
    const kept = await keepNewTeam(db, { workspace: workspaceId, channel }, setup, leaders, now);
    if (kept === null) throw new Error("The channel has a team already.");
    ids.push(kept.id);
  }
  return ids;
}

const fullMember = { zone, isGuest: false, isStranger: false, isBot: false, isDeactivated: false };

function pad(number: number): string {
  return String(number).padStart(5, "0");
}
