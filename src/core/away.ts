/** Days when somebody is away: not asked, not counted, never named for it. */
import { Temporal } from "temporal-polyfill";
import type { UserId } from "./ids.ts";

/** Both days included. */
export type Away = {
  readonly person: UserId;
  readonly firstDay: Temporal.PlainDate;
  readonly lastDay: Temporal.PlainDate;
};

/** Whether somebody is away on a day: then no nudge goes to them. */
export function isAway(person: UserId, day: Temporal.PlainDate, away: readonly Away[]): boolean {
  return away.some(
    (each) =>
      each.person === person &&
      Temporal.PlainDate.compare(each.firstDay, day) <= 0 &&
      Temporal.PlainDate.compare(day, each.lastDay) <= 0,
  );
}

/**
 * Who is on a round's list: the members, without those who are away on every one of its days. Somebody who is back before
 * it closes can still answer.
 */
export function listOf(
  members: readonly UserId[],
  opensOn: Temporal.PlainDate,
  closesOn: Temporal.PlainDate,
  away: readonly Away[],
): readonly UserId[] {
  const length = opensOn.until(closesOn, { largestUnit: "days" }).days;
  const days = Array.from({ length: length + 1 }, (_, n) => opensOn.add({ days: n }));
  return members.filter((member) => !days.every((day) => isAway(member, day, away)));
}
