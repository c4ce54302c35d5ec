/** What Slack is asked first, where it is in doubt whether it answers. */
import type { Temporal } from "temporal-polyfill";
import type { WorkspaceId } from "../core/ids.ts";
import { outcomeOf } from "../slack/outcome.ts";
import { pause, pausedUntil } from "../store/paces.ts";
import type { World } from "../world.ts";

const question = "auth.test";

/** Whether a message may be risked: nothing is in doubt, or Slack answers something harmless. */
export async function mayBeAsked(
  { db, doubt, log, slackFor, stopping }: World,
  workspace: WorkspaceId,
  at: () => Temporal.Instant,
): Promise<boolean> {
  if (!doubt.isOpen(workspace)) return true;
  if (stopping?.aborted === true) return false;
  // A no, or to be asked for patience, is an answer too; and where Slack asked for patience it is not asked this again.
  if ((await pausedUntil(db, workspace, [question])) !== null) return true;
  const slack = await slackFor(workspace);
  const trouble = await slack?.bulk.auth.test().then(() => null, outcomeOf);
  if (trouble?.is === "wait") await pause(db, workspace, question, trouble.seconds);
  const isSilent = trouble?.is === "unknown" || trouble?.is === "not-reached" || trouble?.is === "not-now";
  if (!isSilent) return true;
  log.warn("Slack does not answer a harmless question: what is due waits", { workspace });
  doubt.silent(workspace, at());
  return false;
}
