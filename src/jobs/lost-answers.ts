/**
 * One lost answer may be the first of many: Slack breaks for an hour now and then. What is asked of it in that hour is
 * uncertain, and most of that is never said again. So once an answer was lost, Slack is first asked something that sets
 * nothing off, and until it answers that, what is due waits.
 */
import type { WebClient } from "@slack/web-api";
import type { WorkspaceId } from "../core/ids.ts";
import { outcomeOf } from "../slack/outcome.ts";
import type { World } from "../world.ts";

/** Nobody knows whether Slack took what was last said in this workspace. */
export function answerLost({ unsure }: Pick<World, "unsure">, workspace: WorkspaceId): void {
  unsure?.add(workspace);
}

/** Whether something may be said there: no answer was lost, or Slack answers again. */
export async function answersAgain(
  { unsure }: Pick<World, "unsure">,
  slack: WebClient,
  workspace: WorkspaceId,
): Promise<boolean> {
  if (!unsure?.has(workspace)) return true;
  const answers = await slack.auth.test().then(
    () => true,
    // A no is an answer too: of a token that is no good it is told by what is said next.
    (error: unknown) => outcomeOf(error).is === "never",
  );
  if (answers) unsure.delete(workspace);
  return answers;
}
