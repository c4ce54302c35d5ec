/** views.open, .push, .update, .publish */
import type { HomeView, ModalView } from "@slack/types";
import { checkHome, checkView, isTooLarge } from "../blocks-check.ts";
import { spendTrigger } from "../triggers.ts";
import {
  findModal,
  type Home,
  MOST_MODALS,
  type Modal,
  modalsOf,
  openModal,
  publishHome,
  putOnTop,
  redraw,
} from "../views.ts";
import type { Workspace } from "../workspace.ts";
import { unknownFiles } from "./message-parts.ts";
import { type Answer, type Arguments, complained, type Family, no, parsed } from "./method.ts";

export const views: Family = {
  "views.open": { tier: 4, scopes: [], needs: ["trigger_id", "view"], answer: open },
  "views.push": { tier: 4, scopes: [], needs: ["trigger_id", "view"], answer: push },
  "views.update": { tier: 4, scopes: [], needs: ["view"], answer: update },
  "views.publish": { tier: 4, scopes: [], needs: ["user_id", "view"], answer: publish },
};

/** A modal that Slack would take, or its no: also for what an app answers to a submission. */
export function modalFrom(workspace: Workspace, view: unknown): ModalView | { readonly refused: Answer } {
  if (isTooLarge(view)) return { refused: no("view_too_large") };
  const complaints = [...checkView(view), ...unknownFiles(workspace, view, "/view")];
  return complaints.length > 0
    ? { refused: complained("invalid_arguments", complaints) }
    : (view as ModalView);
}

/** A view as answers and interactions carry it. */
export function asView(
  workspace: Workspace,
  shown: Modal | Home,
  values: unknown = {},
  stack: readonly Modal[] = [],
): Record<string, unknown> {
  const { app, team } = workspace.state;
  const place = stack.findIndex((one) => one.id === shown.id);
  return {
    private_metadata: "",
    callback_id: "",
    external_id: "",
    clear_on_close: false,
    notify_on_close: false,
    ...(shown.view.type === "modal"
      ? { close: null, submit: null }
      : { title: null, close: null, submit: null }),
    ...shown.view,
    id: shown.id,
    team_id: team.id,
    state: { values },
    hash: shown.hash,
    previous_view_id: stack[place - 1]?.id ?? null,
    root_view_id: stack[0]?.id ?? shown.id,
    app_id: app.id,
    app_installed_team_id: team.id,
    bot_id: app.botId,
  };
}

function open(workspace: Workspace, args: Arguments): Answer {
  const view = modalFrom(workspace, parsed(args.view));
  if ("refused" in view) return view.refused;
  if (isTaken(workspace, view)) return no("duplicate_external_id");
  const trigger = spendTrigger(workspace, args.trigger_id);
  if ("refused" in trigger) return no(trigger.refused);
  return drawn(workspace, trigger.person, openModal(workspace, trigger.person, view));
}

function push(workspace: Workspace, args: Arguments): Answer {
  const view = modalFrom(workspace, parsed(args.view));
  if ("refused" in view) return view.refused;
  if (isTaken(workspace, view)) return no("duplicate_external_id");
  const trigger = spendTrigger(workspace, args.trigger_id);
  if ("refused" in trigger) return no(trigger.refused);
  const stack = modalsOf(workspace, trigger.person);
  if (stack.length === 0) return no("not_found");
  if (stack.length >= MOST_MODALS) return no("push_limit_reached");
  return drawn(workspace, trigger.person, putOnTop(workspace, trigger.person, view));
}

function update(workspace: Workspace, args: Arguments): Answer {
  const view = modalFrom(workspace, parsed(args.view));
  if ("refused" in view) return view.refused;
  const found = findModal(workspace, {
    ...(args.view_id === undefined ? {} : { id: args.view_id }),
    ...(args.external_id === undefined ? {} : { external: args.external_id }),
  });
  if (!found) return no("not_found");
  if (args.hash && args.hash !== found.modal.hash) return no("hash_conflict");
  redraw(workspace, found.person, found.modal, view);
  return drawn(workspace, found.person, found.modal);
}

function publish(workspace: Workspace, args: Arguments): Answer {
  const { state } = workspace;
  const view = parsed(args.view);
  const person = state.people.find((one) => one.id === args.user_id && !one.bot);
  if (!person) return no("user_not_found");
  if (isTooLarge(view)) return no("view_too_large");
  const complaints = [...checkHome(view), ...unknownFiles(workspace, view, "/view")];
  if (complaints.length > 0) return complained("invalid_arguments", complaints);
  if (args.hash && args.hash !== state.homes[person.id]?.hash) return no("hash_conflict");
  return { ok: true, view: asView(workspace, publishHome(workspace, person.id, view as HomeView)) };
}

function drawn(workspace: Workspace, person: string, modal: Modal): Answer {
  return { ok: true, view: asView(workspace, modal, {}, modalsOf(workspace, person)) };
}

function isTaken(workspace: Workspace, view: ModalView): boolean {
  return view.external_id !== undefined && findModal(workspace, { external: view.external_id }) !== null;
}
