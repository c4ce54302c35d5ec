/** What an app receives when somebody does something (docs.slack.dev/reference/interaction-payloads). */
import type { Channel } from "./places.ts";
import type { FormValues } from "./protocol.ts";
import type { Posted } from "./state.ts";
import { giveTrigger } from "./triggers.ts";
import { type Home, type Modal, modalsOf } from "./views.ts";
import { asMessage } from "./web-api/message-parts.ts";
import { asView } from "./web-api/views.ts";
import type { Workspace } from "./workspace.ts";

type Payload = Readonly<Record<string, unknown>>;

/** A slash command, as the fields of a form. */
export function commandFields(
  workspace: Workspace,
  person: string,
  place: Channel,
  command: string,
  text: string,
): Record<string, string> {
  const { team, app } = workspace.state;
  const { organisation } = workspace.grants;
  return {
    token: "legacy",
    team_id: team.id,
    team_domain: team.domain,
    channel_id: place.id,
    channel_name: spokenName(place),
    user_id: person,
    user_name: userOf(workspace, person).username,
    command,
    text,
    api_app_id: app.id,
    is_enterprise_install: String(organisation !== null),
    ...(organisation && { enterprise_id: organisation.id, enterprise_name: organisation.name }),
    response_url: giveResponseUrl(workspace, person, place.id, null),
    trigger_id: giveTrigger(workspace, person),
  };
}

/** Something pressed or chosen in a message. The message itself is left out where it is ephemeral, as Slack does. */
export function pressedInMessage(
  workspace: Workspace,
  person: string,
  place: Channel,
  message: Posted,
  action: Payload,
  values: FormValues,
): Payload {
  const ephemeral = message.only !== null;
  return {
    type: "block_actions",
    ...common(workspace, person),
    trigger_id: giveTrigger(workspace, person),
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: place.id,
      is_ephemeral: ephemeral,
    },
    channel: { id: place.id, name: spokenName(place) },
    ...(ephemeral ? {} : { message: asMessage(workspace, message) }),
    state: { values },
    response_url: giveResponseUrl(workspace, person, place.id, message.ts),
    actions: [action],
  };
}

/** Something pressed or chosen in a modal or on the home tab. */
export function pressedInView(
  workspace: Workspace,
  person: string,
  shown: Modal | Home,
  action: Payload,
  values: FormValues,
): Payload {
  return {
    type: "block_actions",
    ...common(workspace, person),
    trigger_id: giveTrigger(workspace, person),
    container: { type: "view", view_id: shown.id },
    view: asView(workspace, shown, values, modalsOf(workspace, person)),
    actions: [action],
  };
}

/** A modal that was sent off. */
export function submitted(workspace: Workspace, person: string, modal: Modal, values: FormValues): Payload {
  return {
    type: "view_submission",
    ...common(workspace, person),
    trigger_id: giveTrigger(workspace, person),
    view: asView(workspace, modal, values, modalsOf(workspace, person)),
    response_urls: [],
  };
}

/** A modal that was closed without sending it off. */
export function closed(workspace: Workspace, person: string, modal: Modal, cleared: boolean): Payload {
  const view = asView(workspace, modal, {}, modalsOf(workspace, person));
  return { type: "view_closed", ...common(workspace, person), view, is_cleared: cleared };
}

/** Somebody types in a menu whose options the app supplies. */
export function suggestion(
  workspace: Workspace,
  person: string,
  asked: { readonly block: string; readonly action: string; readonly typed: string },
  where: Payload,
): Payload {
  return {
    type: "block_suggestion",
    ...common(workspace, person),
    ...where,
    block_id: asked.block,
    action_id: asked.action,
    value: asked.typed,
  };
}

/** A shortcut that belongs to no place. */
export function globalShortcut(workspace: Workspace, person: string, callback: string): Payload {
  return {
    type: "shortcut",
    ...common(workspace, person),
    callback_id: callback,
    trigger_id: giveTrigger(workspace, person),
    action_ts: actionTs(workspace),
  };
}

/** A shortcut used on a message. */
export function messageShortcut(
  workspace: Workspace,
  person: string,
  callback: string,
  place: Channel,
  message: Posted,
): Payload {
  return {
    type: "message_action",
    ...common(workspace, person),
    callback_id: callback,
    trigger_id: giveTrigger(workspace, person),
    action_ts: actionTs(workspace),
    message_ts: message.ts,
    channel: { id: place.id, name: spokenName(place) },
    message: asMessage(workspace, message),
    response_url: giveResponseUrl(workspace, person, place.id, message.ts),
  };
}

/** When something was done, as Slack stamps an action. */
export function actionTs(workspace: Workspace): string {
  return (workspace.now().getTime() / 1000).toFixed(6);
}

function common(workspace: Workspace, person: string): Payload {
  const { team, app } = workspace.state;
  const { organisation } = workspace.grants;
  return {
    user: userOf(workspace, person),
    team: { id: team.id, domain: team.domain },
    enterprise: organisation,
    is_enterprise_install: organisation !== null,
    api_app_id: app.id,
    token: "legacy",
  };
}

function userOf(workspace: Workspace, person: string): { id: string; username: string } & Payload {
  const { team, people } = workspace.state;
  const handle = people.find((one) => one.id === person)?.handle ?? "";
  return { id: person, username: handle, name: handle, team_id: team.id };
}

function spokenName(place: Channel): string {
  if (place.kind === "direct") return "directmessage";
  return place.private ? "privategroup" : place.name;
}

function giveResponseUrl(
  workspace: Workspace,
  person: string,
  channel: string,
  message: string | null,
): string {
  const id = workspace.id("R");
  const givenAt = workspace.now().getTime();
  workspace.state.responseUrls[id] = { person, channel, message, givenAt, used: 0 };
  return `${workspace.address}response/${id}`;
}
