/** People who answer together. A team belongs to one Slack channel; it has members and leaders. */
import type { ChannelId, TeamId, UserId, WorkspaceId } from "./ids.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import type { Rhythm } from "./rhythm.ts";
import { takeText } from "./text.ts";

/**
 * `confidential`: answers become words, five people at least. `open`: for small teams that agreed to it, answers
 * carry names inside the team, four at least; outside the team only labels.
 */
export const modes = ["confidential", "open"] as const;
export type Mode = (typeof modes)[number];

/** The smallest number of distinct people a label may be made from. Five is usual where colleagues are asked. */
export const floors: Readonly<Record<Mode, number>> = { confidential: 5, open: 4 };

/** Writers without a name needed before any unnamed reflection is shown. */
export const unnamedWritersFloor = 5;

/** People needed before a ballpark median is kept. */
export const ballparkFloor = 5;

export type Team = {
  readonly id: TeamId;
  readonly workspace: WorkspaceId;
  readonly channel: ChannelId;
  readonly name: string;
  readonly mode: Mode;
  readonly rhythm: Rhythm;
  readonly members: readonly UserId[];
  readonly leaders: readonly UserId[];
};

/** Bearings is for teams of 3 to 30 people. */
export const teamSizes = { fewest: 3, most: 30 } as const;

/** What somebody hands in when they set a team up or change it. */
export type TeamDraft = Pick<Team, "name" | "mode" | "members" | "leaders">;

/**
 * A team as it may be kept: a name, 3 to 30 members each counted once, a leader at least, and as many members as the
 * floor where it is confidential, because fewer would never get a word. A leader needn't be a member.
 */
export function takeTeam(draft: TeamDraft): TeamDraft | Refusal {
  const name = takeText(draft.name, "team-name");
  if (isRefusal(name)) return name;
  const members = [...new Set(draft.members)];
  const leaders = [...new Set(draft.leaders)];
  if (members.length < teamSizes.fewest) return { no: "team-too-small", fewest: teamSizes.fewest };
  if (members.length > teamSizes.most) return { no: "team-too-big", most: teamSizes.most };
  if (draft.mode === "confidential" && members.length < floors.confidential) {
    return { no: "too-few-for-confidential", floor: floors.confidential };
  }
  if (leaders.length === 0) return { no: "leader-missing" };
  return { name: name.text, mode: draft.mode, members, leaders };
}

/** Whether a team has people enough for a week to get words at all. An open team of three has not: it talks in person. */
export function canHaveWords({ mode, members }: Pick<Team, "mode" | "members">): boolean {
  return members.length >= floors[mode];
}

/** Refused to anybody but the team's own leaders, an administrator included. */
export function leadersOnly(team: Pick<Team, "leaders">, person: UserId): Refusal | null {
  return team.leaders.includes(person) ? null : { no: "not-a-leader", leaders: team.leaders };
}
