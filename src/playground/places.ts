/** Channels and direct messages: who is in them, and who may see them. */
import type { State } from "./state.ts";

export type Channel = {
  id: string;
  name: string;
  readonly kind: "channel" | "direct";
  private: boolean;
  archived: boolean;
  /** People of another organisation are in it (Slack Connect). */
  shared?: boolean;
  /** Everybody in it, the app's bot user too where the app is in. */
  members: string[];
  readonly createdAt: string;
};

/** The channels that a new local workspace has: two with the app, one without, a private one, and one put away. */
export function demonstrationPlaces(bot: string, people: readonly string[], at: string): Channel[] {
  const staff = people.filter((id) => id !== "UGUS");
  const night = ["UADA", "UBRUNO", "UCHEN", "UFARAH", "UHANA", "UJUNE", "UKOFI"];
  return [
    channel("CGENERAL", "general", staff, at),
    channel("CHARBOUR", "harbour-support", [...people, bot], at),
    channel("CNIGHT", "night-desk", [...night, bot], at),
    channel("CLEADS", "leads", ["UADA", "UBRUNO"], at, { private: true }),
    channel("COLDDESK", "old-desk", [...night, bot], at, { archived: true }),
    ...people.map((id) => directWith(id, bot, at)),
  ];
}

/** The direct message between a person and the app. */
export function directWith(person: string, bot: string, at: string): Channel {
  return {
    id: `D${person.slice(1)}`,
    name: "direct",
    kind: "direct",
    private: true,
    archived: false,
    members: [person, bot],
    createdAt: at,
  };
}

/** What a person has in their sidebar: what they are in, and what isn't put away. */
export function placesOf(state: State, person: string): readonly Channel[] {
  return state.channels.filter((place) => !place.archived && place.members.includes(person));
}

/** What the app can know of: every public channel, and the private ones and direct messages it is in. */
export function placeForApp(state: State, id: string | undefined): Channel | null {
  const place = state.channels.find((one) => one.id === id);
  return place && (!place.private || appIsIn(state, place)) ? place : null;
}

/** Whether the app's bot user is a member. */
export function appIsIn(state: State, place: Channel): boolean {
  return place.members.includes(state.app.botUser);
}

/** The direct message between the app and this person; null for somebody who isn't here. */
export function directOf(state: State, person: string): Channel | null {
  return state.channels.find((place) => place.kind === "direct" && place.members.includes(person)) ?? null;
}

function channel(
  id: string,
  name: string,
  members: string[],
  createdAt: string,
  special: { readonly private?: boolean; readonly archived?: boolean } = {},
): Channel {
  return {
    id,
    name,
    kind: "channel",
    private: special.private ?? false,
    archived: special.archived ?? false,
    members,
    createdAt,
  };
}
