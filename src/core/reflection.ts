/** What somebody noticed, in words. Shared with their name by default, or without it by their own act. */
import type { UserId } from "./ids.ts";

/** A reflection as it is held while its round is open. */
export type Reflection = { readonly author: UserId; readonly named: boolean; readonly text: string };

/** What a round's reflections become at close. Nothing else of them is shown, and nothing else is kept. */
export type ShownReflections = {
  readonly named: readonly {
    readonly author: UserId;
    readonly text: string;
    /** Where it stands in Slack, for a message that was kept with its author's yes. */
    readonly link?: string;
  }[];
  /** In the order of the texts themselves, so that it says nothing of who or when. */
  readonly unnamed: readonly string[];
};

/**
 * What is shown at close: everything shared with a name, by name; what was shared without one only if as many people as
 * the floor (team.ts: five) wrote without a name. Fewer, and none of it is shown or kept.
 */
export function whatIsShown(reflections: readonly Reflection[], floor: number): ShownReflections {
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const named = reflections
    .filter((each) => each.named)
    .map(({ author, text }) => ({ author, text }))
    .sort((a, b) => byText(a.author, b.author));
  const withoutName = reflections.filter((each) => !each.named);
  const writers = new Set(withoutName.map((each) => each.author)).size;
  const unnamed = writers < floor ? [] : withoutName.map((each) => each.text).sort(byText);
  return { named, unnamed };
}
