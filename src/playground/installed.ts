/** The app as its manifest installs it in a workspace: the same names, events and scopes as in a real Slack. */
import manifest from "../../manifests/development.json" with { type: "json" };
import type { InstalledApp } from "./state.ts";

export const installedByManifest: Pick<
  InstalledApp,
  "name" | "commands" | "events" | "scopes" | "shortcuts"
> = {
  name: manifest.display_information.name,
  commands: manifest.features.slash_commands.map(({ command }) => command),
  events: manifest.settings.event_subscriptions.bot_events,
  scopes: manifest.oauth_config.scopes.bot,
  shortcuts: manifest.features.shortcuts.map(({ callback_id, name, type }) => ({
    callback: callback_id,
    name,
    on: type === "global" ? "global" : "message",
  })),
};
