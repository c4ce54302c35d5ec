/** A small thing a team will try, with the day it will be asked about. It ends as learned or dropped, or is still going. */
import type { Temporal } from "temporal-polyfill";
import type { CategoryKey } from "./framework.ts";
import type { TeamId, TryId, UserId } from "./ids.ts";

export const tryStates = ["going", "learned", "dropped"] as const;
export type TryState = (typeof tryStates)[number];

export type Try = {
  readonly id: TryId;
  readonly team: TeamId;
  readonly category: CategoryKey;
  readonly what: string;
  /** Whoever keeps an eye on it, by their own offer; null when nobody in particular. */
  readonly ledBy: UserId | null;
  /** A local day of the team. */
  readonly askOn: Temporal.PlainDate;
  readonly state: TryState;
  /** What was learned, once it ended as learned. */
  readonly learned: string | null;
};

/** What somebody hands in for a new try. */
export type NewTry = {
  readonly category: CategoryKey;
  readonly what: string;
  readonly ledBy: UserId | null;
  readonly askOn: Temporal.PlainDate;
};

/** What a team says when asked how a try went. */
export type TryAnswer =
  | { readonly how: "learned"; readonly learned: string }
  | { readonly how: "still-going"; readonly askOn: Temporal.PlainDate }
  | { readonly how: "dropped" };
