import type { TextObject } from "@slack/types";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Act, Outcome, Person, Place } from "../protocol.ts";

/** Something to be sure about before it is done. */
export type Question = {
  readonly title: string;
  readonly text: string | TextObject;
  readonly yes: string;
  readonly no: string;
  readonly grave: boolean;
};

/** What everything on the page may know and do: who and what is around, the moment, and the way to the workspace. */
export type Desk = {
  readonly people: readonly Person[];
  readonly places: readonly Place[];
  readonly now: string;
  readonly zone: string;
  /** The conversation that is open, if one is. */
  readonly here: string | null;
  readonly act: (act: Act) => Promise<Outcome>;
  readonly ask: (question: Question) => Promise<boolean>;
  readonly go: (place: string) => void;
  /** The address of a picture that the app uploaded, by its file's id. */
  readonly pictureAt: (file: string) => string;
};

/** Where the workspace shows a picture that was uploaded to it. */
export function uploaded(file: string): string {
  return `/files/${encodeURIComponent(file)}.png`;
}

export const DeskContext = createContext<Desk | null>(null);

/** The desk that a component stands at. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("Nothing on the page is drawn away from a desk.");
  return desk;
}
