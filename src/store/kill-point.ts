/**
 * Named moments at which a process may die without harm. Each stands in the code where it is, once; the fault programme
 * (test/chaos) kills a process there and looks at what is left. In production nobody listens, and passing one does
 * nothing: there is no setting, no switch and nothing in this program that could arm it.
 */
import { channel } from "node:diagnostics_channel";

/** All of them, in the order in which a week passes them. */
export const killPoints = [
  "before the tables are brought up to date",
  "after the tables are brought up to date",
  "before a round's message is planned",
  "before due work is committed",
  "after due work is committed",
  "before a claim",
  "after a claim",
  "before Slack is asked",
  "after Slack has answered",
  "after it is kept as said",
  "before it is taken in hand",
  "after it is taken in hand",
  "before it counts as heard",
  "before an answer is kept",
  "after an answer is kept",
  "before the home tab is drawn",
  "after the home tab is drawn",
  "before the words are frozen",
  "before the readings are deleted",
  "after the readings are deleted",
  "before the summary is planned",
  "before a backup is written",
  "after a backup is written",
] as const;

export type KillPoint = (typeof killPoints)[number];

/** Where a test's own process may listen (node:diagnostics_channel). */
export const killPointChannel = "bearings:kill-point";

const moments = channel(killPointChannel);

/** Says that this moment has come, to nobody unless a test listens. */
export function killPoint(point: KillPoint): void {
  if (moments.hasSubscribers) moments.publish(point);
}
