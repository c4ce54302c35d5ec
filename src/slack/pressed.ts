/** What somebody pressed or chose, and what stands around it. */
import type { BlockAction } from "@slack/bolt";
import type { FormValues } from "./form.ts";

export type Pressed = {
  /** What was chosen, for a menu or a picker; null for a plain button. */
  readonly chosen: string | null;
  /** The values of the modal it stands in, if it stands in one. */
  readonly values: FormValues;
  /** What the modal carries, if it stands in one. */
  readonly metadata: string;
  /** The message it stands in, by its time, seen by one person or by all; null on the home tab and in a modal. */
  readonly card: string | null;
};

export function pressedOf(body: BlockAction, action: BlockAction["actions"][number]): Pressed {
  return {
    chosen: chosenIn(action as unknown as Readonly<Record<string, unknown>>),
    values: (body.view?.state.values ?? {}) as unknown as FormValues,
    metadata: body.view?.private_metadata ?? "",
    card: body.container?.type === "message" ? String(body.container.message_ts) : null,
  };
}

function chosenIn(action: Readonly<Record<string, unknown>>): string | null {
  const option = action.selected_option as { readonly value?: unknown } | null | undefined;
  const chosen = option?.value ?? action.selected_conversation ?? action.selected_user ?? null;
  return typeof chosen === "string" ? chosen : null;
}
