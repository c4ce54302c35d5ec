/** What somebody noticed, in words. Shared with their name by default, or without it by their own act. */
import type { UserId } from "./ids.ts";

/** A reflection as it is held while its round is open. */
export type Reflection = { readonly author: UserId; readonly named: boolean; readonly text: string };

/** What a round's reflections become at close. Nothing else of them is shown, and nothing else is kept. */
export type ShownReflections = {
  readonly named: readonly { readonly author: UserId; readonly text: string }[];
  /** In the order of the texts themselves, so that it says nothing of who or when. */
  readonly unnamed: readonly string[];
};
