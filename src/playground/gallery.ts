/** Every surface that the app has drawn so far, side by side. */
import { pictureType } from "./files.ts";
import type { Gallery } from "./protocol.ts";
import type { Workspace } from "./workspace.ts";

/** The app's messages, the last modal of each kind, and the home tabs, as the workspace stands now. */
export function galleryOf(workspace: Workspace): Gallery {
  const { state } = workspace;
  const nameOf = (id: string | null) => state.people.find((person) => person.id === id)?.name ?? "";
  const messages = state.channels.flatMap((place) =>
    (state.messages[place.id] ?? [])
      .filter((message) => message.from === state.app.botUser && message.blocks.length > 0)
      .map((message) => ({
        name: message.text.split("\n", 1)[0] ?? "",
        seenBy: message.only
          ? nameOf(message.only)
          : place.kind === "direct"
            ? nameOf(place.members[0] ?? null)
            : `#${place.name}`,
        kind: "message" as const,
        text: message.text,
        blocks: message.blocks,
        view: null,
      })),
  );
  const modals = Object.values(state.shown).map(({ view, seenBy }) => ({
    name: view.title.text,
    seenBy: nameOf(seenBy),
    kind: "modal" as const,
    text: view.title.text,
    blocks: [],
    view,
  }));
  const homes = Object.entries(state.homes).map(([person, { view }]) => ({
    name: "Home tab",
    seenBy: nameOf(person),
    kind: "home" as const,
    text: "Home tab",
    blocks: [],
    view,
  }));
  const pictures = Object.fromEntries(
    Object.values(state.files).flatMap(({ id, bytes }) => {
      const type = bytes && pictureType(Buffer.from(bytes, "base64"));
      return type ? [[id, `data:${type};base64,${bytes}`] as const] : [];
    }),
  );
  return { scene: state.scene ?? "", surfaces: [...messages, ...modals, ...homes], pictures };
}
