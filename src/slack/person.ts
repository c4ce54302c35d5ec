/** What Slack says of a person, as far as Bearings needs it: may they take part, and in which zone do they live. */
import type { WebClient } from "@slack/web-api";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import { isZone } from "../core/rhythm.ts";

export type Person = {
  readonly id: UserId;
  readonly zone: string;
  /** A single- or multi-channel guest. */
  readonly isGuest: boolean;
  /** Of another workspace, met in a shared channel. */
  readonly isStranger: boolean;
  readonly isBot: boolean;
  readonly isDeactivated: boolean;
};

type From = { readonly slack: WebClient; readonly workspace: WorkspaceId; readonly person: UserId };

/** Asks Slack (users.info). A zone that we don't know, or none, counts as UTC. */
export async function personOf({ slack, workspace, person }: From): Promise<Person> {
  const { user } = await slack.users.info({ user: person });
  return {
    id: person,
    zone: user?.tz && isZone(user.tz) ? user.tz : "UTC",
    isGuest: (user?.is_restricted ?? false) || (user?.is_ultra_restricted ?? false),
    isStranger: (user?.is_stranger ?? false) || (user?.team_id !== undefined && user.team_id !== workspace),
    isBot: (user?.is_bot ?? false) || person === slackbot,
    isDeactivated: user?.deleted ?? false,
  };
}

/** Slack's own helper says of itself that it is no bot. */
const slackbot = "USLACKBOT";

export function mayTakePart(person: Person): boolean {
  return !(person.isGuest || person.isStranger || person.isBot || person.isDeactivated);
}
