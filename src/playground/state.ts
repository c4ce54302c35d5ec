/** All that the local workspace remembers, as plain data: it can be written to JSON and read back whole. */
import type { KnownBlock } from "@slack/types";
import type { Fault } from "./faults.ts";
import type { Upload } from "./files.ts";
import { botPerson, demonstrationPeople, type Profile } from "./people.ts";
import { type Channel, demonstrationPlaces } from "./places.ts";
import type { Trigger } from "./triggers.ts";
import type { Home, Modal, Shown } from "./views.ts";

/** What is installed in the workspace, as its manifest would say. */
export type InstalledApp = {
  readonly id: string;
  readonly name: string;
  readonly botUser: string;
  readonly botId: string;
  readonly token: string;
  readonly commands: readonly string[];
  /** Event types it subscribed to: no other is delivered. */
  readonly events: readonly string[];
  /** Null: not checked. */
  readonly scopes: readonly string[] | null;
  readonly shortcuts: readonly {
    readonly callback: string;
    readonly name: string;
    readonly on: "global" | "message";
  }[];
};

/** A message as it was posted. */
export type Posted = {
  readonly ts: string;
  readonly thread: string | null;
  readonly from: string;
  text: string;
  blocks: KnownBlock[];
  /** The one person who sees it, for an ephemeral message. */
  readonly only: string | null;
  edited: boolean;
  metadata: unknown;
};

/** Where an app may answer an interaction later: five times in half an hour. */
export type ResponseUrl = {
  readonly person: string;
  readonly channel: string;
  readonly message: string | null;
  readonly givenAt: number;
  used: number;
};

export type State = {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly app: InstalledApp;
  people: Profile[];
  channels: Channel[];
  messages: Record<string, Posted[]>;
  /** The last ts that was given out: no two messages share one. */
  lastTs: string;
  /** Until which ts a person has read a channel. */
  read: Record<string, Record<string, string>>;
  modals: Record<string, Modal[]>;
  homes: Record<string, Home>;
  /** The last modal of each kind that was drawn, for the gallery. */
  shown: Record<string, Shown>;
  files: Record<string, Upload>;
  triggers: Record<string, Trigger>;
  responseUrls: Record<string, ResponseUrl>;
  faults: Record<string, Fault>;
  scene: string | null;
  /** Counts the ids given out. */
  ids: number;
};

export const localTeam = { id: "TLOCAL", name: "Local workspace", domain: "local-workspace" } as const;

/** A new workspace at this moment: people and channels, and nothing said. */
export function newState(app: InstalledApp, now: Date): State {
  const people = demonstrationPeople();
  const at = now.toISOString();
  return {
    team: { ...localTeam },
    app,
    people: [...people, botPerson(app.botUser, app.name)],
    channels: demonstrationPlaces(
      app.botUser,
      people.map((person) => person.id),
      at,
    ),
    messages: {},
    lastTs: "0.000000",
    read: {},
    modals: {},
    homes: {},
    shown: {},
    files: {},
    triggers: {},
    responseUrls: {},
    faults: {},
    scene: null,
    ids: 0,
  };
}
