/** People who answer together. A team belongs to one Slack channel; it has members and leaders. */
import type { ChannelId, TeamId, UserId, WorkspaceId } from "./ids.ts";
import type { Rhythm } from "./rhythm.ts";

/**
 * `confidential`: answers become words, five people at least. `open`: for small teams that agreed to it, answers
 * carry names inside the team, four at least; outside the team only labels.
 */
export const modes = ["confidential", "open"] as const;
export type Mode = (typeof modes)[number];

/** The smallest number of distinct people a label may be made from (facts: the industry's number is five). */
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
