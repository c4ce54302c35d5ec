/** When a team's week happens: weekday, hour, zone, how long a round stays open, what it asks. */
import type { CategoryKey } from "./framework.ts";

/** ISO weekday: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A local moment of the week, such as Monday 10:00. `time` is HH:MM, 24 hours. */
export type WeeklyMoment = { readonly weekday: Weekday; readonly time: string };

export type Rhythm = {
  /** A zone name of the tz database, such as Europe/Berlin; never an offset. */
  readonly zone: string;
  readonly opens: WeeklyMoment;
  /** The first such local moment after it opened: at most a week later. */
  readonly closes: WeeklyMoment;
  readonly nudge: boolean;
  readonly categories: readonly CategoryKey[];
};
