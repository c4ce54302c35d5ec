/**
 * What a person does, carried out: Slack's part here, the app's part through the door. Nobody can act on what they
 * don't see. What comes back as trouble is what Slack itself would tell the person.
 */
import { commands } from "./acts/commands.ts";
import { dismiss, submit } from "./acts/modals.ts";
import { options, press } from "./acts/presses.ts";
import { shortcut } from "./acts/shortcuts.ts";
import type { Door } from "./door.ts";
import { joins } from "./life.ts";
import { markRead, post } from "./messages.ts";
import { directOf, placesOf } from "./places.ts";
import type { Act, Outcome } from "./protocol.ts";
import { trouble } from "./trouble.ts";
import { asView } from "./web-api/views.ts";
import type { Workspace } from "./workspace.ts";

/** What moves the clock and plays scenes is not the workspace's own: it is handed in elsewhere. */
export type PersonsAct = Exclude<Act, { do: "turn-clock" } | { do: "load-scene" }>;

/** Carries out what a person did. */
export async function carryOut(
  workspace: Workspace,
  door: Door,
  as: string,
  act: PersonsAct,
): Promise<Outcome> {
  const { state } = workspace;
  if (!state.people.some((one) => one.id === as && !one.bot && !one.deactivated))
    return trouble("You are not here.");
  switch (act.do) {
    case "command":
      return commands(workspace, door, as, act);
    case "press":
      return press(workspace, door, as, act);
    case "options":
      return options(workspace, door, as, act);
    case "submit":
      return submit(workspace, door, as, act);
    case "dismiss":
      return dismiss(workspace, door, as, act.view);
    case "shortcut":
      return shortcut(workspace, door, as, act);
    case "say": {
      if (!placesOf(state, as).some((place) => place.id === act.channel))
        return trouble("You are not in there.");
      if (act.text.trim() !== "")
        post(workspace, act.channel, { from: as, text: act.text, thread: act.thread ?? null });
      return { ok: true };
    }
    case "read": {
      markRead(workspace, as, act.channel);
      return { ok: true };
    }
    case "open-home": {
      const home = state.homes[as];
      const view = home ? { view: asView(workspace, home) } : {};
      const channel = directOf(state, as)?.id;
      await door.event("app_home_opened", { user: as, channel, tab: "home", ...view });
      return { ok: true };
    }
    case "invite-app":
      return (await joins(workspace, door, state.app.botUser, act.channel, as))
        ? { ok: true }
        : trouble("There is no such channel to invite it to.");
  }
}
