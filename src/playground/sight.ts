/** What one person sees of the workspace, and nothing else. */
import { messagesSeenBy, postedAt, unreadBy } from "./messages.ts";
import type { Profile } from "./people.ts";
import { appIsIn, placesOf } from "./places.ts";
import type { Message, Person, Place, Sight } from "./protocol.ts";
import type { Posted } from "./state.ts";
import { modalsOf } from "./views.ts";
import type { Workspace } from "./workspace.ts";

/** What is handed in from outside the workspace: scenes, what its clock will do next, and words to complete. */
export type Around = Pick<Sight, "scenes" | "busy" | "next" | "words">;

const NOTHING_AROUND: Around = { scenes: [], busy: null, next: null };

/** What this person sees; null for somebody who isn't here. */
export function sightOf(workspace: Workspace, as: string, around: Around = NOTHING_AROUND): Sight | null {
  const { state } = workspace;
  const people = state.people.filter((person) => !person.bot && !person.deactivated);
  const me = people.find((person) => person.id === as);
  if (!me) return null;
  const places = placesOf(state, as);
  return {
    now: workspace.now().toISOString(),
    me: asPerson(me),
    people: people.map(asPerson),
    places: places.map(
      (place): Place => ({
        id: place.id,
        name: place.kind === "direct" ? state.app.name : place.name,
        kind: place.kind,
        private: place.private,
        appIsIn: appIsIn(state, place),
        unread: unreadBy(workspace, as, place.id),
      }),
    ),
    messages: Object.fromEntries(
      places.map((place) => [
        place.id,
        messagesSeenBy(workspace, as, place.id).map((message) => asSeen(workspace, message)),
      ]),
    ),
    views: modalsOf(workspace, as).map(({ id, view, errors }) => ({ id, view, errors })),
    home: state.homes[as]?.view ?? null,
    scene: state.scene,
    shortcuts: state.app.shortcuts,
    ...around,
  };
}

function asPerson(person: Profile): Person {
  const { id, name, guest, zone } = person;
  return {
    id,
    name,
    guest: guest !== false,
    zone,
    title: person.status ? `${person.title}, ${person.status.toLowerCase()}` : person.title,
  };
}

function asSeen({ state }: Workspace, message: Posted): Message {
  const from = state.people.find((person) => person.id === message.from);
  return {
    ts: message.ts,
    thread: message.thread,
    from: { id: message.from, name: from?.name ?? message.from, app: from?.bot === true },
    at: postedAt(message.ts).toISOString(),
    text: message.text,
    blocks: message.blocks,
    onlyYou: message.only !== null,
    edited: message.edited,
  };
}
