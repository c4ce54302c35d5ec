/** Shortcuts: the app's entries in Slack's own menus. */

import type { Door } from "../door.ts";
import { messagesSeenBy } from "../messages.ts";
import { globalShortcut, messageShortcut } from "../payloads.ts";
import { placesOf } from "../places.ts";
import type { Act, Outcome } from "../protocol.ts";
import { appTrouble, trouble } from "../trouble.ts";
import type { Workspace } from "../workspace.ts";

/** Tells the app which shortcut was used, and on which message. */
export async function shortcut(
  workspace: Workspace,
  door: Door,
  as: string,
  act: Extract<Act, { do: "shortcut" }>,
): Promise<Outcome> {
  const on = act.message ? "message" : "global";
  const known = workspace.state.app.shortcuts.some((one) => one.callback === act.callback && one.on === on);
  if (!known) return trouble("There is no such shortcut.");
  const payload = act.message
    ? onMessage(workspace, as, act.callback, act.message)
    : globalShortcut(workspace, as, act.callback);
  if (!payload) return trouble("This is no longer there.");
  return appTrouble(workspace, await door.form({ payload: JSON.stringify(payload) })) ?? { ok: true };
}

function onMessage(
  workspace: Workspace,
  as: string,
  callback: string,
  at: { readonly channel: string; readonly ts: string },
) {
  const place = placesOf(workspace.state, as).find((one) => one.id === at.channel);
  const message = place && messagesSeenBy(workspace, as, place.id).find((one) => one.ts === at.ts);
  return message && place ? messageShortcut(workspace, as, callback, place, message) : null;
}
