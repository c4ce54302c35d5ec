/** What Slack is asked first, where it is in doubt whether it answers. */
import type { Temporal } from "temporal-polyfill";
import type { WorkspaceId } from "../core/ids.ts";
import { outcomeOf } from "../slack/outcome.ts";
import type { World } from "../world.ts";

/** Whether a message may be risked: nothing is in doubt, or Slack answers something harmless. */
export async function mayBeAsked(
  { doubt, slackFor, stopping }: World,
  workspace: WorkspaceId,
  at: () => Temporal.Instant,
): Promise<boolean> {
  if (!doubt.isOpen()) return true;
  if (stopping?.aborted === true) return false;
  const slack = await slackFor(workspace);
  const trouble = await slack?.bulk.auth.test().then(
    () => null,
    (error: unknown) => outcomeOf(error).is,
  );
  // A no, or to be asked for patience, is an answer too.
  const isSilent = trouble === "unknown" || trouble === "not-reached" || trouble === "not-now";
  if (isSilent) doubt.silent(at());
  return !isSilent;
}
