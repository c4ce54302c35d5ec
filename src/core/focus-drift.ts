/**
 * Where reported and suggested time have drifted so far apart that a leader may want to think about it. A thought and a
 * question: nothing here says that somebody kept to the shares or did not, and nothing says why.
 */
import { subjectName } from "./catalogue/index.ts";
import { shareWords } from "./focus.ts";
import { type CategoryKey, categoryKeys, type FocusShares } from "./framework.ts";
import { ordinalWord } from "./number-words.ts";

/** A week, or some weeks together: shares in percent. */
export type TimeBeside = { readonly suggested: FocusShares; readonly reported: FocusShares };

export type DriftRule = {
  readonly drift: "took-much" | "had-little";
  /** As it follows "A category is named where". */
  readonly where: string;
  /** How far apart the two are, in points; the one furthest off is named. */
  readonly distance: (reported: number, suggested: number) => number;
  readonly stands: (reported: number, suggested: number) => boolean;
};

/**
 * One category is named for each rule at most, furthest off first, the framework's order deciding between equals. The
 * limits are ours: a rough word up or down moves a share by ten points or more, so less than that says nothing.
 */
export const driftRules: readonly DriftRule[] = [
  {
    drift: "took-much",
    where: "it took far more than suggested",
    distance: (reported, suggested) => reported - suggested,
    stands: (reported, suggested) => reported - suggested >= 15,
  },
  {
    drift: "had-little",
    where: "it had half of that, or less",
    distance: (reported, suggested) => suggested - reported,
    stands: (reported, suggested) => suggested - reported >= 10 && reported * 2 <= suggested,
  },
];

export type Drift = {
  readonly rule: DriftRule;
  readonly category: CategoryKey;
  readonly suggested: number;
  readonly reported: number;
  /** For how many weeks in a row it has stood out. */
  readonly running: number;
};

/** Asked only where something stands out. */
export const driftQuestion = "Is that what this month needs?";

/** What stands out in the latest of these weeks in a row, newest first, by each rule. */
export function driftsIn(weeks: readonly TimeBeside[]): readonly Drift[] {
  return driftRules.flatMap((rule) => furthest(rule, weeks) ?? []);
}

/** What stands out, in one sentence; null where nothing does. A run that both share is told once. */
export function driftWords(drifts: readonly Drift[]): string | null {
  const [first] = drifts;
  const said = drifts.map(({ rule, category, suggested, reported, running }, place) => {
    const run = place > 0 && running === first?.running ? "" : forWeeks(running);
    const name = subjectName(category);
    return rule.drift === "took-much"
      ? `${name} took ${shareWords(reported)}${run}`
      : `${name} had ${shareWords(reported)}${run} (${suggested} % suggested)`;
  });
  return said.length === 0 ? null : `${said.join("; ")}.`;
}

function furthest(rule: DriftRule, weeks: readonly TimeBeside[]): Drift | null {
  const [latest] = weeks;
  if (latest === undefined) return null;
  const stands = ({ reported, suggested }: TimeBeside, key: CategoryKey) =>
    rule.stands(reported[key], suggested[key]);
  const distance = (key: CategoryKey) => rule.distance(latest.reported[key], latest.suggested[key]);
  const [category] = categoryKeys
    .filter((key) => stands(latest, key))
    .toSorted((a, b) => distance(b) - distance(a));
  if (category === undefined) return null;
  const ended = weeks.findIndex((week) => !stands(week, category));
  const running = ended < 0 ? weeks.length : ended;
  return {
    rule,
    category,
    suggested: latest.suggested[category],
    reported: latest.reported[category],
    running,
  };
}

function forWeeks(running: number): string {
  return running < 2 ? "" : ` for the ${ordinalWord(running)} week`;
}
