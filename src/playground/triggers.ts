/** Trigger ids: what an app must hold to open a modal. Good for three seconds, and once. */
import { randomBytes } from "node:crypto";
import type { Workspace } from "./workspace.ts";

export type Trigger = { readonly person: string; readonly givenAt: number; spent: boolean };

const GOOD_FOR = 3_000;
const FORGOTTEN_AFTER = 600_000;

/** A new trigger id for something this person just did. Like Slack's it never comes again, not even after starting over. */
export function giveTrigger(workspace: Workspace, person: string): string {
  const { state } = workspace;
  const at = workspace.now().getTime();
  for (const [id, trigger] of Object.entries(state.triggers))
    if (at - trigger.givenAt > FORGOTTEN_AFTER) delete state.triggers[id];
  const id = `${at}.${state.team.id}.${randomBytes(16).toString("hex")}`;
  state.triggers[id] = { person, givenAt: at, spent: false };
  return id;
}

export type TriggerRefusal = "invalid_trigger_id" | "expired_trigger_id" | "exchanged_trigger_id";

/** Whose trigger it is; spends it, even where what it opens is refused afterwards. */
export function spendTrigger(
  workspace: Workspace,
  id: string | undefined,
): { readonly person: string } | { readonly refused: TriggerRefusal } {
  const triggers = workspace.state.triggers;
  const trigger = id !== undefined && Object.hasOwn(triggers, id) ? triggers[id] : undefined;
  if (!trigger) return { refused: "invalid_trigger_id" };
  if (trigger.spent) return { refused: "exchanged_trigger_id" };
  if (workspace.now().getTime() - trigger.givenAt > GOOD_FOR) return { refused: "expired_trigger_id" };
  trigger.spent = true;
  return { person: trigger.person };
}
