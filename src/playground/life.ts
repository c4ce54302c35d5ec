/**
 * What happens to a workspace besides talk: people come and go, become guests and move; channels are renamed, put away,
 * deleted, made private, shared and given another id; the app is removed.
 */
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
  const type = place.private ? "group_archive" : "channel_archive";
  if (appIsIn(workspace.state, place)) await door.event(type, { channel: place.id, user: by });
}

/** A channel is deleted, with everything in it. */
export async function removes(workspace: Workspace, door: Door, channel: string): Promise<void> {
  const place = channelOf(workspace, channel);
  if (!place) return;
  workspace.state.channels = workspace.state.channels.filter((one) => one !== place);
  workspace.changed();
  const type = place.private ? "group_deleted" : "channel_deleted";
  if (appIsIn(workspace.state, place)) await door.event(type, { channel: place.id });
}

/** A public channel is made private. Slack tells apps nothing of it. */
export function makesPrivate(workspace: Workspace, channel: string): void {
  const place = channelOf(workspace, channel);
  if (place) place.private = true;
  workspace.changed();
}

/** People of another organisation come into a channel, or the last of them leaves. */
export async function sharesBeyond(
  workspace: Workspace,
  door: Door,
  channel: string,
  shared: boolean,
): Promise<void> {
  const place = channelOf(workspace, channel);
  if (!place) return;
  place.shared = shared;
  workspace.changed();
  if (!appIsIn(workspace.state, place)) return;
  if (shared) await door.event("channel_shared", { channel: place.id, connected_team_id: "TBEYOND" });
  else
    await door.event("channel_unshared", {
      channel: place.id,
      previously_connected_team_id: "TBEYOND",
      is_ext_shared: false,
    });
}

/** A private channel is being shared with another organisation: Slack gives it another id. */
export async function changesId(
  workspace: Workspace,
  door: Door,
  channel: string,
  id: string,
): Promise<void> {
  const place = channelOf(workspace, channel);
  if (!place) return;
  place.id = id;
  place.shared = true;
  workspace.state.messages[id] = workspace.state.messages[channel] ?? [];
  workspace.changed();
  await door.event("channel_id_changed", { old_channel_id: channel, new_channel_id: id });
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

/** Somebody's account is made a guest's, or they are somewhere else now. */
export async function changesAccount(
  workspace: Workspace,
  door: Door,
  who: string,
  change: { readonly guest?: boolean; readonly zone?: string },
): Promise<void> {
  const person = workspace.state.people.find((one) => one.id === who);
  if (!person) return;
  Object.assign(person, change);
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
