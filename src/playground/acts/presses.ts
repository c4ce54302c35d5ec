/** Pressing buttons and choosing in menus: in messages, modals and on the home tab. */

import type { Door } from "../door.ts";
import { messagesSeenBy } from "../messages.ts";
import { wires } from "../named-blocks.ts";
import { actionKey, elementsOf, isOption, optionsOf, settled, type Wire } from "../page/form.ts";
import { actionTs, pressedInMessage, pressedInView, suggestion } from "../payloads.ts";
import { type Channel, placesOf } from "../places.ts";
import type { Act, FormValues, Outcome, Spot } from "../protocol.ts";
import type { Posted } from "../state.ts";
import { appTrouble, trouble } from "../trouble.ts";
import { type Home, type Modal, modalsOf, topModal } from "../views.ts";
import { asView } from "../web-api/views.ts";
import type { Workspace } from "../workspace.ts";

/** Where a pressed thing stands, as far as this person sees it. */
type Stand =
  | { readonly message: Posted; readonly place: Channel; readonly blocks: readonly Wire[] }
  | { readonly shown: Modal | Home; readonly blocks: readonly Wire[] };

const GONE = "This is no longer there.";

/** Tells the app what was pressed or chosen. */
export async function press(
  workspace: Workspace,
  door: Door,
  as: string,
  act: Extract<Act, { do: "press" }>,
): Promise<Outcome> {
  const stand = standing(workspace, as, act.spot);
  const element = stand && elementAt(stand.blocks, act.block, act.element.action_id);
  if (!stand || !element) return trouble(GONE);
  const given = act.element as Readonly<Record<string, unknown>>;
  if (!isOffered(element, given)) return trouble(GONE);
  const action = {
    ...given,
    ...kept(element),
    block_id: act.block,
    action_ts: actionTs(workspace),
  };
  const values: FormValues = settled(stand.blocks, act.values ?? {});
  const payload =
    "message" in stand
      ? pressedInMessage(workspace, as, stand.place, stand.message, action, values)
      : pressedInView(workspace, as, stand.shown, action, values);
  return appTrouble(workspace, await door.form({ payload: JSON.stringify(payload) })) ?? { ok: true };
}

/** Asks the app for the options of a menu it supplies: at most a hundred. */
export async function options(
  workspace: Workspace,
  door: Door,
  as: string,
  act: Extract<Act, { do: "options" }>,
): Promise<Outcome> {
  const stand = standing(workspace, as, act.spot);
  const element = stand && elementAt(stand.blocks, act.block, act.action);
  if (!stand || !element) return trouble(GONE);
  const where =
    "message" in stand
      ? { container: { type: "message", message_ts: stand.message.ts, channel_id: stand.place.id } }
      : {
          container: { type: "view", view_id: stand.shown.id },
          view: asView(workspace, stand.shown, {}, modalsOf(workspace, as)),
        };
  const heard = await door.form({ payload: JSON.stringify(suggestion(workspace, as, act, where)) });
  const late = appTrouble(workspace, heard);
  if (late || heard.was !== "answered") return late ?? trouble(GONE);
  const offered = offeredIn(heard.body);
  return offered ? { ok: true, options: offered as never } : trouble("These choices could not be loaded.");
}

function standing(workspace: Workspace, as: string, spot: Spot): Stand | null {
  if (spot.in === "message") {
    const place = placesOf(workspace.state, as).find((one) => one.id === spot.channel);
    const message = place && messagesSeenBy(workspace, as, place.id).find((one) => one.ts === spot.ts);
    return message ? { message, place, blocks: wires(message.blocks) } : null;
  }
  const shown = spot.in === "home" ? workspace.state.homes[as] : topModal(workspace, as);
  if (!shown || (spot.in === "view" && shown.id !== spot.view)) return null;
  return { shown, blocks: wires(shown.view.blocks) };
}

function elementAt(blocks: readonly Wire[], block: string, action: string): Wire | null {
  const found = blocks.find((one) => one.block_id === block);
  return (found && elementsOf(found).find((element) => actionKey(element) === action)) ?? null;
}

/** What an element carries whatever a person does to it; taken from the message and not from who pressed. */
function kept(element: Wire): Readonly<Record<string, unknown>> {
  const names = [
    "type",
    "action_id",
    ...(element.type === "button" ? ["text", "value", "style", "url"] : []),
  ];
  return Object.fromEntries(
    names.flatMap((name) => (element[name] === undefined ? [] : [[name, element[name]]])),
  );
}

/** Whether what was chosen is among what is offered, where the element says what it offers. */
function isOffered(element: Wire, given: Readonly<Record<string, unknown>>): boolean {
  const offered = optionsOf(element).map((option) => option.value);
  if (offered.length === 0) return true;
  const several = Array.isArray(given.selected_options) ? given.selected_options : [];
  return [given.selected_option, ...several]
    .filter(isOption)
    .every((option) => offered.includes(option.value));
}

function offeredIn(body: string): readonly unknown[] | null {
  try {
    const answer = JSON.parse(body) as { options?: unknown; option_groups?: { options: unknown[] }[] };
    const list = answer.option_groups?.flatMap((group) => group.options) ?? answer.options;
    return Array.isArray(list) && list.length <= 100 && list.every(isOption) ? list : null;
  } catch {
    return null;
  }
}
