/** What happens to a workspace besides talk: people come and go, channels are renamed and put away, the app is removed. */
import type { Door } from "./door.ts";
import { post } from "./messages.ts";
import { appIsIn, type Channel } from "./places.ts";
import { asUser } from "./web-api/users.ts";
import type { Workspace } from "./workspace.ts";

/** Somebody, or the app, joins a channel; false where there is none, or it is put away. */
export async function joins(
  workspace: Workspace,
  door: Door,
  who: string,
  channel: string,
  inviter?: string,
): Promise<boolean> {
  const place = channelOf(workspace, channel);
  if (!place || place.archived) return false;
  if (place.members.includes(who)) return true;
  place.members = [...place.members, who];
  post(workspace, place.id, { from: who, text: `joined #${place.name}` });
  if (appIsIn(workspace.state, place))
    await door.event("member_joined_channel", {
      user: who,
      channel: place.id,
      channel_type: letterOf(place),
      team: workspace.state.team.id,
      ...(inviter ? { inviter } : {}),
    });
  return true;
}

/** Somebody leaves a channel, or is taken out of it. */
export async function leaves(workspace: Workspace, door: Door, who: string, channel: string): Promise<void> {
  const place = channelOf(workspace, channel);
  if (!place?.members.includes(who)) return;
  place.members = place.members.filter((member) => member !== who);
  workspace.changed();
  const isApp = who === workspace.state.app.botUser;
  if (isApp)
    await door.event(place.private ? "group_left" : "channel_left", { channel: place.id, actor_id: "UADA" });
  else if (appIsIn(workspace.state, place))
    await door.event("member_left_channel", {
      user: who,
      channel: place.id,
      channel_type: letterOf(place),
      team: workspace.state.team.id,
    });
}

/** A channel is put away. */
export async function archives(workspace: Workspace, door: Door, channel: string, by: string): Promise<void> {
  const place = channelOf(workspace, channel);
  if (!place) return;
  place.archived = true;
  workspace.changed();
  if (appIsIn(workspace.state, place)) await door.event("channel_archive", { channel: place.id, user: by });
}

/** A channel is given another name. */
export async function renames(
  workspace: Workspace,
  door: Door,
  channel: string,
  name: string,
): Promise<void> {
  const place = channelOf(workspace, channel);
  if (!place) return;
  place.name = name;
  workspace.changed();
  const created = Math.floor(Date.parse(place.createdAt) / 1000);
  if (appIsIn(workspace.state, place))
    await door.event("channel_rename", { channel: { id: place.id, name, created } });
}

/** Somebody's account is switched off. */
export async function deactivates(workspace: Workspace, door: Door, who: string): Promise<void> {
  const person = workspace.state.people.find((one) => one.id === who);
  if (!person) return;
  person.deactivated = true;
  for (const place of workspace.state.channels)
    if (place.kind === "channel") place.members = place.members.filter((member) => member !== who);
  workspace.changed();
  await door.event("user_change", { user: asUser(workspace, person) });
}

/** The app is removed: its token stops working, and the two events come in either order. */
export async function uninstalls(
  workspace: Workspace,
  door: Door,
  first: "app_uninstalled" | "tokens_revoked",
): Promise<void> {
  if (!workspace.grants.revokeAll()) workspace.faults.set("*", { kind: "account_inactive", times: null });
  const { botUser } = workspace.state.app;
  const events = [
    ["app_uninstalled", {}],
    ["tokens_revoked", { tokens: { oauth: [], bot: [botUser] } }],
  ] as const;
  const ordered = first === "app_uninstalled" ? events : [...events].reverse();
  for (const [type, fields] of ordered) await door.event(type, fields);
}

function channelOf(workspace: Workspace, id: string): Channel | null {
  return workspace.state.channels.find((place) => place.id === id && place.kind === "channel") ?? null;
}

function letterOf(place: Channel): "C" | "G" {
  return place.private ? "G" : "C";
}
