/** Sending a modal off, and closing it. */
import type { ModalView } from "@slack/types";
import type { Door } from "../door.ts";
import { wires } from "../named-blocks.ts";
import { settled } from "../page/form.ts";
import { closed, submitted } from "../payloads.ts";
import type { Act, Outcome } from "../protocol.ts";
import { appTrouble, trouble } from "../trouble.ts";
import {
  closeAll,
  closeTop,
  MOST_MODALS,
  type Modal,
  modalsOf,
  putOnTop,
  redraw,
  topModal,
} from "../views.ts";
import { modalFrom } from "../web-api/views.ts";
import type { Workspace } from "../workspace.ts";

/** What Slack says in a modal whose answer it could not use; the modal stays, with all that was typed. */
const TROUBLE = "We had some trouble connecting. Try again?";

/** Hands the modal on top to the app and does what the app answers: complaints, another view, one more on top, the end. */
export async function submit(
  workspace: Workspace,
  door: Door,
  as: string,
  act: Extract<Act, { do: "submit" }>,
): Promise<Outcome> {
  const modal = topModal(workspace, as);
  if (!modal || modal.id !== act.view) return trouble("This is no longer open.");
  if (!modal.view.submit) return trouble("There is nothing to send off here.");
  modal.errors = {};
  const values = settled(wires(modal.view.blocks), act.values);
  const heard = await door.form({ payload: JSON.stringify(submitted(workspace, as, modal, values)) });
  const late = appTrouble(workspace, heard);
  if (late || heard.was !== "answered") return late ?? trouble(TROUBLE);
  return obey(workspace, as, modal, heard.body);
}

/** Closes the modal on top, or all of them where it says so, and tells the app if it wants to know. */
export async function dismiss(workspace: Workspace, door: Door, as: string, id: string): Promise<Outcome> {
  const modal = topModal(workspace, as);
  if (!modal || modal.id !== id) return trouble("This is no longer open.");
  const cleared = modal.view.clear_on_close === true;
  const closing = cleared ? [...modalsOf(workspace, as)].reverse() : [modal];
  const news = closing
    .filter((one) => one.view.notify_on_close)
    .map((one) => closed(workspace, as, one, cleared));
  if (cleared) closeAll(workspace, as);
  else closeTop(workspace, as);
  for (const payload of news) await door.form({ payload: JSON.stringify(payload) });
  return { ok: true };
}

function obey(workspace: Workspace, as: string, modal: Modal, body: string): Outcome {
  const answer = answerIn(body);
  const action = answer?.response_action;
  const stillOpen = modalsOf(workspace, as).includes(modal);
  if (answer === null) return trouble(TROUBLE);
  if (action === undefined) {
    workspace.state.modals[as] = modalsOf(workspace, as).filter((one) => one !== modal);
    workspace.changed();
    return { ok: true };
  }
  if (action === "clear") {
    closeAll(workspace, as);
    return { ok: true };
  }
  if (action === "errors") return complain(workspace, modal, answer.errors);
  const view = modalFrom(workspace, answer.view);
  if ("refused" in view || !stillOpen) return trouble(TROUBLE);
  return action === "update" ? update(workspace, as, modal, view) : push(workspace, as, action, view);
}

/** Complaints stand beside input blocks; Slack takes none about anything else. */
function complain(workspace: Workspace, modal: Modal, errors: unknown): Outcome {
  const said = Object.entries(typeof errors === "object" && errors !== null ? errors : {});
  const fields = wires(modal.view.blocks)
    .filter((block) => block.type === "input")
    .map((block) => block.block_id);
  if (
    said.length === 0 ||
    !said.every(([block, words]) => fields.includes(block) && typeof words === "string")
  )
    return trouble(TROUBLE);
  modal.errors = Object.fromEntries(said) as Record<string, string>;
  workspace.changed();
  return { ok: true };
}

function update(workspace: Workspace, as: string, modal: Modal, view: ModalView): Outcome {
  redraw(workspace, as, modal, view);
  return { ok: true };
}

function push(workspace: Workspace, as: string, action: unknown, view: ModalView): Outcome {
  if (action !== "push" || modalsOf(workspace, as).length >= MOST_MODALS) return trouble(TROUBLE);
  putOnTop(workspace, as, view);
  return { ok: true };
}

function answerIn(body: string): Readonly<Record<string, unknown>> | null {
  if (body.trim() === "") return {};
  try {
    const answer: unknown = JSON.parse(body);
    return typeof answer === "object" && answer !== null ? (answer as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
