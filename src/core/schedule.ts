/** What is due: pure questions about a rhythm and a moment. Asking late is normal: a process may have slept. */
import { Temporal } from "temporal-polyfill";
import { nextMoment, type Rhythm, type WeeklyMoment } from "./rhythm.ts";
import type { Round } from "./round.ts";
import { type Week, weekOf, weekStart } from "./week.ts";

/** A round as it will be: frozen with it when it opens. */
export type RoundPlan = {
  readonly week: Week;
  /** When it was due to open, even where it opens late. */
  readonly opensAt: Temporal.Instant;
  readonly closesAt: Temporal.Instant;
  /** Null where nobody is nudged. */
  readonly nudgesAt: Temporal.Instant | null;
};

/** `late`: the round opens after all. */
export type Opening = "not-yet" | "on-time" | "late" | "skip";

/** What to do about a round that is due: open it by a plan, leave it for now, or record it as skipped. */
export type OpeningDecision =
  | { readonly opening: "not-yet" | "skip"; readonly week: Week }
  | { readonly opening: "on-time" | "late"; readonly week: Week; readonly plan: RoundPlan };

/**
 * When a team's next round is due to open, strictly after `after`, in the first week that has no round of the team yet,
 * be it open, closed or skipped: what is announced comes. Beside an open round it waits for that one's close, up to a
 * day as any late one does; where that is too late, it is the week after's. `had` are the open round and those of the
 * weeks from `after` on.
 */
export function nextOpening(
  rhythm: Rhythm,
  after: Temporal.Instant,
  had: readonly HadRound[] = [],
): Temporal.Instant {
  const closes = had.filter(({ state }) => state === "open").map(({ closesAt }) => closesAt);
  let due = nextMoment(rhythm.opens, rhythm.zone, after);
  for (;;) {
    const opensAt = closes.reduce(later, due);
    const { opening, week } = decideOpening(rhythm, due, opensAt);
    const isFree = had.every((round) => round.week !== week) && weekOf(opensAt, rhythm.zone) === week;
    if (isFree && opening !== "skip") return opensAt;
    due = nextMoment(rhythm.opens, rhythm.zone, due);
  }
}

type HadRound = Pick<Round, "week" | "state" | "closesAt">;

/**
 * A round that opens at a given moment: the one its rhythm makes due, or the one a leader opens now. Its week is the
 * week of that moment's local date. It closes at the next closing hour, but is open for an hour at least, and is closed
 * when the round of a later week is due: two rounds of a team are never open together. The nudge is 24 hours before the
 * close; there is none where that isn't after the opening, or where the team has switched it off.
 */
export function planRound(rhythm: Rhythm, opensAt: Temporal.Instant): RoundPlan {
  const week = weekOf(opensAt, rhythm.zone);
  // A closing hour that the clocks push onto the opening itself still closes this round, not next week's.
  const closing = nextMoment(rhythm.closes, rhythm.zone, opensAt.subtract({ nanoseconds: 1 }));
  const anHour = opensAt.add({ hours: 1 });
  const closesAt = earlier(later(closing, anHour), openingOfLaterWeek(rhythm, opensAt, week));
  const nudgesAt = closesAt.subtract({ hours: 24 });
  return { week, opensAt, closesAt, nudgesAt: rhythm.nudge && isBefore(opensAt, nudgesAt) ? nudgesAt : null };
}

/** Whether an opening's moment has come: from then on the clock decides what becomes of it, and nobody else moves it. */
export function isDue(due: Temporal.Instant, now: Temporal.Instant): boolean {
  return !isBefore(now, due);
}

/**
 * Whether a round due at `due` opens: on time within a quarter of an hour, late within 24 hours, and is skipped
 * afterwards: a week's question is not asked in the next week. Ask `decideOpening` for the whole answer.
 */
export function openingAt(due: Temporal.Instant, now: Temporal.Instant): Opening {
  if (isBefore(now, due)) return "not-yet";
  if (!isBefore(due.add({ minutes: 15 }), now)) return "on-time";
  return isBefore(due.add({ hours: 24 }), now) ? "skip" : "late";
}

/**
 * What to do at `now` about a round due at `due`. A round that would open after its own close is skipped too. Opened
 * late, it closes when it would have, and its nudge is dropped where that hour has passed.
 */
export function decideOpening(rhythm: Rhythm, due: Temporal.Instant, now: Temporal.Instant): OpeningDecision {
  const plan = planRound(rhythm, due);
  const opening = openingAt(due, now);
  if (opening === "not-yet" || opening === "skip") return { opening, week: plan.week };
  if (dueToClose(plan, now)) return { opening: "skip", week: plan.week };
  const nudgesAt = plan.nudgesAt !== null && isBefore(now, plan.nudgesAt) ? plan.nudgesAt : null;
  return { opening, week: plan.week, plan: { ...plan, nudgesAt } };
}

/**
 * Whether the one nudge of an open round is to be sent now. More than two hours late, or once the round is to close,
 * it is never sent: a reminder that comes at the wrong hour helps nobody.
 */
export function dueToNudge(
  round: Pick<RoundPlan, "nudgesAt" | "closesAt"> & { readonly nudged: boolean },
  now: Temporal.Instant,
): boolean {
  const { nudgesAt } = round;
  if (round.nudged || nudgesAt === null || dueToClose(round, now)) return false;
  return !isBefore(now, nudgesAt) && !isBefore(nudgesAt.add({ hours: 2 }), now);
}

/** Whether an open round is to be closed: from its closing moment on, however late. */
export function dueToClose(round: Pick<RoundPlan, "closesAt">, now: Temporal.Instant): boolean {
  return !isBefore(now, round.closesAt);
}

/** When a leader's next weekly digest is due, in the leader's own zone, strictly after `after`. */
export function nextDigest(
  wish: WeeklyMoment & { readonly zone: string },
  after: Temporal.Instant,
): Temporal.Instant {
  return nextMoment(wish, wish.zone, after);
}

/** When a leader's digest of a week is due, where they hear it at this hour. */
export function digestOf(wish: WeeklyMoment & { readonly zone: string }, week: Week): Temporal.Instant {
  const begins = weekStart(week).toZonedDateTime(wish.zone).toInstant();
  return nextDigest(wish, begins.subtract({ nanoseconds: 1 }));
}

/**
 * Whether a weekly digest due at `due` is told now: up to 24 hours late it is; later it is left out for good, as it was of
 * a week gone by. What the teams said stands in their channels, and the next digest looks back as far (`digestSince`).
 */
export function digestAt(due: Temporal.Instant, now: Temporal.Instant): "not-yet" | "tell" | "skip" {
  if (isBefore(now, due)) return "not-yet";
  return isBefore(due.add({ hours: 24 }), now) ? "skip" : "tell";
}

/**
 * From when on a digest tells: from seven days before it; where the last one was heard earlier, because its day was moved or
 * it was paused, from then, yet never from more than fourteen days before. So a round between two digests isn't lost.
 */
export function digestSince(now: Temporal.Instant, lastHeard: Temporal.Instant | null): Temporal.Instant {
  const week = now.subtract({ hours: 7 * 24 });
  return lastHeard === null ? week : later(earlier(week, lastHeard), now.subtract({ hours: 14 * 24 }));
}

/** Whether a summary is still told: for a week after its round was to close. Later it would be an old week's, and one of several. */
export function mayBeSummed(round: Pick<RoundPlan, "closesAt">, now: Temporal.Instant): boolean {
  return isBefore(now, round.closesAt.add({ hours: 7 * 24 }));
}

function openingOfLaterWeek(rhythm: Rhythm, opensAt: Temporal.Instant, week: Week): Temporal.Instant {
  let due = nextMoment(rhythm.opens, rhythm.zone, opensAt);
  while (weekOf(due, rhythm.zone) === week) due = nextMoment(rhythm.opens, rhythm.zone, due);
  return due;
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return isBefore(b, a) ? b : a;
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return isBefore(a, b) ? b : a;
}
