/** Whoever is reminded, or hears a digest, is looked up at that moment: they may have become a guest, or left, unheard of. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import { outcomeOf } from "../slack/outcome.ts";
import { knownPerson, lastKnown, mayTakePart } from "../slack/person.ts";
import { takeOff } from "../slack/team-events.ts";
import { lookingUp, publishedLimits } from "../store/limits.ts";
import { pause, pausedUntil, takeTurn } from "../store/paces.ts";
import type { World } from "../world.ts";

/** Milliseconds, as for a message's turn (jobs/saying). Enough for the reminders of a small team. */
const patience = 5_000;

/**
 * False for somebody who can't take part any more; they are taken off their teams, as if Slack had told of it. Where Slack
 * can't say, or has no room to be asked, the lists stand as they are: it tells of every change, and tries again when it
 * wasn't heard.
 */
export async function stillTakesPart(
  world: World,
  workspace: WorkspaceId,
  person: UserId,
  now: Temporal.Instant,
): Promise<boolean> {
  const slack = await world.slackFor(workspace);
  if (slack === null) return true;
  const from = { slack: slack.bulk, workspace, person };
  if (lastKnown(from) === null && !(await hasRoom(world, workspace))) return true;
  try {
    if (mayTakePart(await knownPerson(from))) return true;
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome.is === "wait") await pause(world.db, workspace, lookingUp, outcome.seconds);
    return true;
  }
  await takeOff(world, { workspace }, person, now);
  return false;
}

/**
 * Waits for a turn to look somebody up: those who open their home tab or type a command are looked up by the same method,
 * and must find room in it. False where the turn would come too late, Slack has asked for patience, or this process is to stop.
 */
async function hasRoom(world: World, workspace: WorkspaceId): Promise<boolean> {
  const { db, stopping } = world;
  const every = (world.limits ?? publishedLimits).person;
  if (every > 0) {
    const turn = await takeTurn(db, workspace, [{ of: lookingUp, every }], patience);
    if ("notBefore" in turn) return false;
    const waited = sleep(Math.ceil(Math.max(0, turn.in)), true, { signal: stopping });
    if (!(await waited.catch(() => false))) return false;
  }
  // While this one waited, Slack may have asked somebody else to stop asking.
  return (await pausedUntil(db, workspace, [lookingUp])) === null;
}
