/** On a leader's home tab: that the team's channel did not take what was to be said there last, while that lasts. */
import type { KnownBlock } from "@slack/types";
import type { Db } from "../store/database.ts";
import { channelTrouble } from "../store/deliveries.ts";
import type { TeamWithWhen } from "../store/teams.ts";
import { words } from "./blocks.ts";
import { channelTroubleWords, sharedBeyond } from "./channel-trouble.ts";
import { isChannelTrouble } from "./outcome.ts";

/** Slack's code for the trouble, or null: only leaders are told, who can mend it. */
export async function troubleOf(db: Db, team: TeamWithWhen, leads: boolean): Promise<string | null> {
  if (leads && team.sharedBeyond) return sharedBeyond;
  const code = leads ? await channelTrouble(db, team) : null;
  return code !== null && isChannelTrouble(code) ? code : null;
}

export function troubleBlocks(team: Pick<TeamWithWhen, "channel">, code: string | null = null): KnownBlock[] {
  return code === null ? [] : [words(channelTroubleWords(team, code))];
}
