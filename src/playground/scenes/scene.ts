/** A named state of the local workspace, and the verbs that scenes are told in. */
import { Temporal } from "temporal-polyfill";
import { weekOf, weekStart } from "../../core/week.ts";
import type { Town } from "../bearings.ts";
import type { Choice, Visitor } from "../visitor.ts";

export type Scene = {
  readonly key: string;
  readonly name: string;
  /** One line for the list of scenes. */
  readonly about: string;
  /** Starts over and plays it; afterwards the workspace is ready to be used. */
  readonly play: (town: Town) => Promise<void>;
};

/** The zone in which scenes tell the time. */
export const zone = "Europe/Berlin";

/** Harbour Support: Ada leads it and is in it. */
export const harbour = [
  "UADA",
  "UCHEN",
  "UDALIA",
  "UELIF",
  "UFARAH",
  "UHANA",
  "UIVAN",
  "UJUNE",
  "ULENA",
] as const;

/** Night Desk: Bruno leads it and is in it; Ada leads it with him. */
export const nightDesk = ["UBRUNO", "UCHEN", "UHANA", "UJUNE", "UKOFI", "UFARAH"] as const;

/** Monday 09:00, so many weeks before the week in which somebody is looking. */
export function mondayMorning(weeksAgo: number): Temporal.Instant {
  const monday = weekStart(weekOf(Temporal.Now.instant(), zone)).subtract({ weeks: weeksAgo });
  return at(monday, "09:00");
}

/** The first day again, at a moment before everything that will happen. */
export async function beginAt(town: Town, moment: Temporal.Instant): Promise<void> {
  await town.hand.turnTo(moment);
  await town.startOver();
}

/** Somebody sets a channel's team up with what the modal offers, but for its people. */
export async function setsUp(
  town: Town,
  leader: string,
  channel: string,
  { members, leaders }: { readonly members: readonly string[]; readonly leaders: readonly string[] },
): Promise<void> {
  const who = town.local.visit(leader);
  await who.types("/bearings setup", { in: channel });
  await who.fills({ "Who takes part?": [...members], "Who leads it?": [...leaders] });
  await who.submits();
  await who.dismisses();
}

/** Time goes on until Monday afternoon: every team's round of the week is open. */
export async function comesMonday(town: Town): Promise<void> {
  await town.turnTo(await next(town, 1, "15:00"));
}

/** Time goes on until Friday afternoon: the rounds have closed, and every leader has had the digest. */
export async function comesFriday(town: Town): Promise<void> {
  await town.turnTo(await next(town, 5, "16:00"));
}

export type Said = Readonly<Record<string, Choice>>;

/** Somebody answers this week's round from the message in the channel. */
export async function answers(who: Visitor, channel: string, said: Said): Promise<void> {
  await who.presses("Give your reading", { in: channel });
  await who.fills(said);
  await who.submits();
}

/** The team talked about its words; somebody presses the button that says so. */
export async function talked(who: Visitor, channel: string): Promise<void> {
  await who.presses("We talked about it", { in: channel });
}

async function next(town: Town, weekday: number, time: string): Promise<Temporal.Instant> {
  const now = (await town.world.now()).toZonedDateTimeISO(zone);
  const days = Array.from({ length: 8 }, (_, n) => now.toPlainDate().add({ days: n }));
  const moments = days.filter((day) => day.dayOfWeek === weekday).map((day) => at(day, time));
  const first = moments.find((moment) => Temporal.Instant.compare(moment, now.toInstant()) > 0);
  if (first === undefined) throw new Error("A week has every weekday.");
  return first;
}

function at(day: Temporal.PlainDate, time: string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
}
