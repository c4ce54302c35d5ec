/** How long things are kept that outlive their round. Whoever runs Bearings may shorten it, never lengthen it. */

/** In days. What closing a round deletes stands in none of these: nothing may keep readings longer. */
export type Retention = {
  /** Closed rounds with their words and named reflections, tries that ended, noted values, focus reports. */
  readonly words: number;
  /** That something was said, and to whom. */
  readonly deliveries: number;
  /** Days away, after the last of them. */
  readonly away: number;
  /** What waits below the floor, after its team's last round: a block that nobody goes on with never ends. */
  readonly unfinishedBlocks: number;
  /** Everything of a workspace, after Bearings was uninstalled there: whoever comes back sooner finds their teams again. */
  readonly uninstalled: number;
};

/** What members are promised: it holds where nothing is set, and nothing that is set may go beyond it. */
export const longestRetention: Retention = {
  words: 400,
  deliveries: 30,
  away: 30,
  unfinishedBlocks: 60,
  uninstalled: 30,
};

/**
 * As short as it works: a month of words, so that a round finds the one before it; a week of what was said; a day
 * after the last day away, which is still that day somewhere; two weeks for a block, so that one left-out round does not
 * end it; a day after an uninstall, so that one by mistake can be taken back.
 */
export const shortestRetention: Retention = {
  words: 30,
  deliveries: 7,
  away: 1,
  unfinishedBlocks: 14,
  uninstalled: 1,
};
