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

/** How long what Slack said of a person stands, in milliseconds: somebody who types three commands is looked up once. */
const aMinute = 60_000;

/** In one workspace; beyond it the longest known are asked for again. */
const mostKnown = 5_000;

type Known = { readonly until: number; readonly person: Promise<Person> };
const known = new WeakMap<WebClient, Map<string, Known>>();

/**
 * What Slack says of a person, at most a minute ago and by this process: to let somebody in and to answer them. Whoever
 * became a guest a moment ago is still let in for that long; but nobody gets on a list by it (`personOf`).
 */
export async function knownPerson(from: From): Promise<Person> {
  const found = lastKnown(from);
  if (found !== null) return found;
  const people = known.get(from.slack) ?? new Map<string, Known>();
  known.set(from.slack, people);
  const key = keyOf(from);
  const person = personOf(from);
  people.delete(key);
  people.set(key, { until: performance.now() + aMinute, person });
  for (const [longest] of people) {
    if (people.size <= mostKnown) break;
    people.delete(longest);
  }
  person.catch(() => people.delete(key));
  return person;
}

/** The same without asking Slack; null where it would have to be asked. */
export function lastKnown(from: From): Promise<Person> | null {
  const found = known.get(from.slack)?.get(keyOf(from));
  return found !== undefined && found.until > performance.now() ? found.person : null;
}

/** Slack has just told something new of somebody: they are asked for again. */
export function forgetKnown(from: From): void {
  known.get(from.slack)?.delete(keyOf(from));
}

function keyOf({ workspace, person }: From): string {
  return `${workspace} ${person}`;
}

/** Asks Slack (users.info): for whoever is to be kept on a list. A zone that we don't know, or none, counts as UTC. */
export async function personOf({ slack, workspace, person }: From): Promise<Person> {
  const { user } = await slack.users.info({ user: person });
  return personAs(workspace, person, user);
}

/** What Slack says of a person that matters here; what it leaves out doesn't hold. */
export type SlackUser = {
  readonly tz?: string | undefined;
  readonly team_id?: string | undefined;
  readonly is_restricted?: boolean | undefined;
  readonly is_ultra_restricted?: boolean | undefined;
  readonly is_stranger?: boolean | undefined;
  readonly is_bot?: boolean | undefined;
  readonly deleted?: boolean | undefined;
};

export function personAs(workspace: WorkspaceId, person: UserId, user: SlackUser | undefined): Person {
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
