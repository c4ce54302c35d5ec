/** The closer look: whose turn it is this week, and why. */
import { type CategoryKey, categoryKeys, type FocusShares } from "./framework.ts";

/**
 * Why it is this category's turn. `furthest-behind`: it lagged most behind its share. `longest-not-seen`: another lagged
 * as much, but was seen more lately. `order`: they were even in that too, and the framework names it first.
 * `would-be-late`: another lagged more and can wait; this one cannot.
 */
export type TurnReason = "furthest-behind" | "longest-not-seen" | "order" | "would-be-late";

export type CloserLook = {
  readonly category: CategoryKey;
  readonly why: {
    /** Its share of leadership time in percent, as handed in. */
    readonly share: number;
    /** How many closer looks ago it was last seen: 1 is the last one; null when it never was. */
    readonly weeksSince: number | null;
    readonly reason: TurnReason;
  };
};

/** The closer looks of a team so far, oldest first, those until its focus shares were last changed apart. */
export type Looks = { readonly before: readonly CategoryKey[]; readonly since: readonly CategoryKey[] };

/**
 * Each week it is the turn of the category that lags furthest behind its share (ties: the one longest not seen, then the
 * framework's order), never the same twice running while another has a share. A category without a share has no turn,
 * unless none has one: then all have the same.
 *
 * After n weeks every category has had its turn within one of n × its share, as long as no share is above half. The
 * furthest behind alone does not keep that (shares of 46, 46, 6, 1 and 1 make a small one late in week 46), so a turn
 * that would make somebody late passes to the next furthest behind. With the framework's own shares that never happens.
 * Whole numbers throughout: the same on every machine.
 *
 * `shares` are whole percents; where they don't make 100 (some categories not asked) each counts as its part of their
 * sum. `seen` is the closer looks since these shares came into force, oldest first; weeks without one are left out. A
 * change of shares begins the counting anew, so nobody catches up with what others were meant to have. `before` are the
 * looks until then: they tell only who was seen last, and how long ago.
 */
export function closerLook(
  shares: FocusShares,
  seen: readonly CategoryKey[],
  before: readonly CategoryKey[] = [],
): CloserLook {
  const turns = turnsOf(shares, seen, before);
  const queue = turns.filter((turn) => turn.since !== 1 || turns.length === 1).sort(byTurn);
  const first = queue[0];
  if (first === undefined) throw new RangeError("A closer look needs a category.");

  const next = queue.find((turn) => nobodyIsLate(turns, turn, seen.length + 1)) ?? first;
  return {
    category: next.category,
    why: { share: shares[next.category], weeksSince: next.since, reason: reasonOf(next, queue) },
  };
}

type Turn = {
  readonly category: CategoryKey;
  readonly share: number;
  /** The sum of all shares: what a whole turn is counted in. */
  readonly whole: number;
  readonly had: number;
  readonly since: number | null;
  /** How far it lags behind its share if another gets this week, in parts of `whole`. */
  readonly lag: number;
};

function turnsOf(
  shares: FocusShares,
  seen: readonly CategoryKey[],
  before: readonly CategoryKey[],
): readonly Turn[] {
  const all = [...before, ...seen];
  const anyShare = categoryKeys.some((category) => shares[category] > 0);
  const shareOf = (category: CategoryKey) => (anyShare ? shares[category] : 1);
  const whole = categoryKeys.reduce((sum, category) => sum + shareOf(category), 0);
  return categoryKeys
    .filter((category) => shareOf(category) > 0)
    .map((category) => {
      const had = seen.filter((one) => one === category).length;
      const last = all.lastIndexOf(category);
      return {
        category,
        share: shareOf(category),
        whole,
        had,
        since: last < 0 ? null : all.length - last,
        lag: (seen.length + 1) * shareOf(category) - had * whole,
      };
    });
}

/** The sort is stable, so the framework's order decides what is even in both. */
function byTurn(a: Turn, b: Turn): number {
  return b.lag - a.lag || notSeenFor(b) - notSeenFor(a);
}

/** Never seen is longer than any number of weeks. */
function notSeenFor(turn: Turn): number {
  return turn.since ?? Number.MAX_SAFE_INTEGER;
}

/** Whether after this week's turn there are still weeks enough, up to any later one, for the turns owed by then. */
function nobodyIsLate(turns: readonly Turn[], next: Turn, week: number): boolean {
  for (let later = week + 1; later <= week + next.whole; later++) {
    let owed = 0;
    for (const turn of turns) {
      const had = turn.had + (turn === next ? 1 : 0);
      owed += Math.max(0, Math.ceil((later * turn.share) / turn.whole) - 1 - had);
    }
    if (owed > later - week) return false;
  }
  return true;
}

function reasonOf(next: Turn, queue: readonly Turn[]): TurnReason {
  if (queue.some((turn) => turn.lag > next.lag)) return "would-be-late";
  const even = queue.filter((turn) => turn !== next && turn.lag === next.lag);
  if (even.length === 0) return "furthest-behind";
  return even.every((turn) => notSeenFor(turn) < notSeenFor(next)) ? "longest-not-seen" : "order";
}
