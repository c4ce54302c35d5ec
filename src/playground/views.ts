/** What is open in front of a person: up to three modals on each other, and their home tab. */
import type { HomeView, ModalView } from "@slack/types";
import { withIds } from "./named-blocks.ts";
import type { Workspace } from "./workspace.ts";

export type Modal = {
  readonly id: string;
  hash: string;
  view: ModalView;
  /** What the app said of a field when it refused a submission, by block id. */
  errors: Record<string, string>;
};

export type Home = { readonly id: string; hash: string; view: HomeView };

/** A modal as it was last drawn, and for whom. */
export type Shown = { readonly view: ModalView; readonly seenBy: string };

/** Slack's limit: one opened and two pushed on it. */
export const MOST_MODALS = 3;

/** The modals of a person, lowest first. */
export function modalsOf(workspace: Workspace, person: string): readonly Modal[] {
  return workspace.state.modals[person] ?? [];
}

/** The modal that covers everything else. */
export function topModal(workspace: Workspace, person: string): Modal | null {
  return modalsOf(workspace, person).at(-1) ?? null;
}

/** Opens a modal in place of whatever was open. */
export function openModal(workspace: Workspace, person: string, view: ModalView): Modal {
  workspace.state.modals[person] = [];
  return putOnTop(workspace, person, view);
}

/** Puts a modal on the others; the caller has checked that there is room. */
export function putOnTop(workspace: Workspace, person: string, view: ModalView): Modal {
  const modal: Modal = { id: workspace.id("V"), hash: "", view, errors: {} };
  workspace.state.modals[person] = [...modalsOf(workspace, person), modal];
  redraw(workspace, person, modal, view);
  return modal;
}

/** Draws a modal anew: same id, new hash, complaints gone. */
export function redraw(workspace: Workspace, person: string, modal: Modal, view: ModalView): void {
  modal.view = { ...view, blocks: withIds(workspace, view.blocks as never) };
  modal.hash = newHash(workspace);
  modal.errors = {};
  workspace.state.shown[view.callback_id ?? view.title.text] = {
    view: modal.view,
    seenBy: person,
  };
  workspace.changed();
}

/** Closes the topmost modal. */
export function closeTop(workspace: Workspace, person: string): void {
  workspace.state.modals[person] = modalsOf(workspace, person).slice(0, -1);
  workspace.changed();
}

/** Closes every modal of a person. */
export function closeAll(workspace: Workspace, person: string): void {
  workspace.state.modals[person] = [];
  workspace.changed();
}

/** Whose modal it is, by its id or the app's own name for it. */
export function findModal(
  workspace: Workspace,
  by: { readonly id?: string; readonly external?: string },
): { readonly person: string; readonly modal: Modal } | null {
  for (const [person, stack] of Object.entries(workspace.state.modals)) {
    const modal = stack.find(
      (one) => one.id === by.id || (by.external !== undefined && one.view.external_id === by.external),
    );
    if (modal) return { person, modal };
  }
  return null;
}

/** Draws a person's home tab. */
export function publishHome(workspace: Workspace, person: string, view: HomeView): Home {
  const home = {
    id: workspace.state.homes[person]?.id ?? workspace.id("V"),
    hash: newHash(workspace),
    view: { ...view, blocks: withIds(workspace, view.blocks as never) },
  };
  workspace.state.homes[person] = home;
  workspace.changed();
  return home;
}

function newHash(workspace: Workspace): string {
  return `${workspace.now().getTime()}.${workspace.id("")}`;
}
