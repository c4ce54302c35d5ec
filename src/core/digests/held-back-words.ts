/** What is told instead of words that are held back: why, and nothing of whom the other team is. */

const because =
  "nearly the same people were asked in another team, and two results side by side could tell what one person said";

/** In place of the lines of a round that is held back. `waited`: its block ended with it, and went the same way. */
export function heldBackWords(waited: boolean): { readonly strong: string; readonly tail: string } {
  const earlier = waited ? " What waited from earlier weeks is deleted with them." : "";
  return {
    strong: "This week's words are held back",
    tail: `: ${because}. Your answers are deleted as always.${earlier}`,
  };
}

/** In place of the words of a block. */
export const blockHeldBackWords = `What waited from weeks with too few answers is held back: in one of them ${because}. It has been deleted.`;

/** After the names of teams, or the weeks, and "because". */
export const heldBackOfTeams = `${because}.`;
