/** What no sentence of ours may say to people: grades, colours, ranks, targets, blame, cheering. */
export const forbiddenWords =
  /!|\b(anonym\w*|average\w*|benchmark\w*|best|blame\w*|comply|compliance|compliant|dashboard\w*|fail\w*|goals?|grad(e|es|ed)|great|green|kpis?|leaderboard\w*|overachiev\w*|percentile\w*|perform(ance|er|ers)|rank\w*|red|amber|yellow|score\w*|success rate|targets?|top|worst|underperform\w*|you should)\b/i;

/** The forbidden word in a text, or null. */
export function forbiddenIn(text: string): string | null {
  return forbiddenWords.exec(text)?.[0] ?? null;
}
