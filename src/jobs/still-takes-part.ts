/** Whoever is reminded, or hears a digest, is looked up at that moment: they may have become a guest, or left, unheard of. */
import type { Temporal } from "temporal-polyfill";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import { outcomeOf } from "../slack/outcome.ts";
import { knownPerson, mayTakePart } from "../slack/person.ts";
import { takeOff } from "../slack/team-events.ts";
import { pause, pausedUntil } from "../store/paces.ts";
import type { World } from "../world.ts";

const method = "users.info";

/**
 * False for somebody who can't take part any more; they are taken off their teams, as if Slack had told of it. Where Slack
 * can't say, the lists stand as they are: it tells of every change, and tries again when it wasn't heard.
 */
export async function stillTakesPart(
  world: World,
  workspace: WorkspaceId,
  person: UserId,
  now: Temporal.Instant,
): Promise<boolean> {
  const slack = await world.slackFor(workspace);
  if (slack === null || (await pausedUntil(world.db, workspace, [method])) !== null) return true;
  try {
    if (mayTakePart(await knownPerson({ slack: slack.bulk, workspace, person }))) return true;
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome.is === "wait") await pause(world.db, workspace, method, outcome.seconds);
    return true;
  }
  await takeOff(world, { workspace }, person, now);
  return false;
}
