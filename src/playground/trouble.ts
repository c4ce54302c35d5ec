/** What Slack itself tells a person when something went wrong between it and the app. */
import type { Heard } from "./door.ts";
import type { Outcome } from "./protocol.ts";
import type { Workspace } from "./workspace.ts";

/** Something that Slack tells the person. */
export function trouble(words: string): Outcome {
  return { ok: false, trouble: words };
}

/** What Slack says when an app doesn't answer a press or a submission properly; null where it did. */
export function appTrouble(workspace: Workspace, heard: Heard): Outcome | null {
  if (heard.was === "answered" && heard.status < 300) return null;
  const { name } = workspace.state.app;
  return heard.was === "late"
    ? trouble(`${name} didn't answer in time. Give it a moment, then try again.`)
    : trouble(`${name} isn't responding right now. Give it a moment, then try again.`);
}
