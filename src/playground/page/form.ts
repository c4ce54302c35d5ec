/**
 * What stands in the fields of a view or a message, in the very shapes that Slack sends as `state.values` and as an
 * action of `block_actions`. Pure: the page keeps one such record for each surface.
 */
import type { FormValue, FormValues } from "../protocol.ts";

/** A block or an element as it came over the wire: only its type is sure. */
export type Wire = { readonly type: string } & Readonly<Record<string, unknown>>;

/** The element's key in `state.values`, under its block. */
export function actionKey(element: Wire): string {
  return typeof element.action_id === "string" ? element.action_id : "";
}

/** The block's key in `state.values`; Slack names every block, so the place in the list is only for a nameless one. */
export function blockKey(block: Wire, index: number): string {
  return typeof block.block_id === "string" ? block.block_id : `block-${index}`;
}

/** The elements of a block that a person can act on, in order. */
export function elementsOf(block: Wire): readonly Wire[] {
  const inside =
    block.type === "input"
      ? [block.element]
      : block.type === "section"
        ? [block.accessory]
        : block.type === "actions"
          ? block.elements
          : [];
  return Array.isArray(inside) ? inside.filter(isWire) : [];
}

/** Under which name each type of element keeps what was chosen, and where its first value comes from. */
const KEPT = {
  plain_text_input: ["value", "initial_value", null],
  email_text_input: ["value", "initial_value", null],
  url_text_input: ["value", "initial_value", null],
  number_input: ["value", "initial_value", null],
  static_select: ["selected_option", "initial_option", null],
  external_select: ["selected_option", "initial_option", null],
  radio_buttons: ["selected_option", "initial_option", null],
  users_select: ["selected_user", "initial_user", null],
  conversations_select: ["selected_conversation", "initial_conversation", null],
  channels_select: ["selected_channel", "initial_channel", null],
  datepicker: ["selected_date", "initial_date", null],
  timepicker: ["selected_time", "initial_time", null],
  checkboxes: ["selected_options", "initial_options", []],
  multi_static_select: ["selected_options", "initial_options", []],
  multi_users_select: ["selected_users", "initial_users", []],
  multi_conversations_select: ["selected_conversations", "initial_conversations", []],
  multi_channels_select: ["selected_channels", "initial_channels", []],
} as const;
type Kept = keyof typeof KEPT;

/** What an element says before anybody touched it, or nothing for one that keeps no state (a button, an overflow). */
export function firstValue(element: Wire, here: string | null = null): FormValue | null {
  if (!keepsState(element.type)) return null;
  const [name, initial, empty] = KEPT[element.type];
  const current = element.default_to_current_conversation === true ? here : null;
  return { type: element.type, [name]: element[initial] ?? current ?? empty };
}

/** An element's new value, in Slack's shape. Text of no length is null, as Slack sends it. */
export function saying(element: Wire, chosen: unknown): FormValue {
  if (!keepsState(element.type)) return { type: element.type };
  const [name] = KEPT[element.type];
  return { type: element.type, [name]: name === "value" && chosen === "" ? null : chosen };
}

/** What an element's value holds: a text, an option, a list, or null. */
export function heldIn(value: FormValue | undefined): unknown {
  return value && keepsState(value.type) ? (value[KEPT[value.type][0]] ?? KEPT[value.type][2]) : null;
}

/**
 * The values of a surface after it was drawn again: what stands under the same block and action id stays, even against
 * a new initial value (as in Slack); a new field starts with its initial value; a choice no longer offered is let go.
 */
export function settled(blocks: readonly Wire[], kept: FormValues, here: string | null = null): FormValues {
  const values: Record<string, Record<string, FormValue>> = {};
  for (const [index, block] of blocks.entries()) {
    const key = blockKey(block, index);
    for (const element of elementsOf(block)) {
      const first = firstValue(element, here);
      if (!first) continue;
      const before = kept[key]?.[actionKey(element)];
      const stays = before?.type === element.type && stillOffered(element, before);
      values[key] = { ...values[key], [actionKey(element)]: stays ? before : first };
    }
  }
  return values;
}

/** One field changed, the rest as it was. */
export function withValue(values: FormValues, block: string, action: string, value: FormValue): FormValues {
  return { ...values, [block]: { ...values[block], [action]: value } };
}

/** The action that Slack sends for a pressed element: what it is, where it stands, what it says now. */
export function pressed(
  element: Wire,
  block: string,
  value: FormValue | null,
): FormValue & { action_id: string } {
  const told = value ?? { type: element.type, ...pick(element, ["text", "value", "style", "url"]) };
  return { ...pick(element, ["placeholder"]), ...told, action_id: actionKey(element), block_id: block };
}

function keepsState(type: string): type is Kept {
  return Object.hasOwn(KEPT, type);
}

function stillOffered(element: Wire, value: FormValue): boolean {
  if (!("options" in element) && !("option_groups" in element)) return true;
  const offered = new Set(optionsOf(element).map((option) => option.value));
  const held = heldIn(value);
  const chosen: readonly unknown[] = Array.isArray(held) ? held : held === null ? [] : [held];
  return chosen.every((option) => isOption(option) && offered.has(option.value));
}

/** An option as it came: its text object, and the value it stands for. */
export type Offered = {
  readonly text: { readonly type: string; readonly text: string };
  readonly value?: string;
  readonly description?: { readonly type: string; readonly text: string };
};

/** Every option of a select, its groups opened, in order. */
export function optionsOf(element: Wire): readonly Offered[] {
  const groups = element.option_groups;
  const lists = Array.isArray(groups)
    ? groups.map((group: { options?: unknown }) => group.options)
    : [element.options];
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isOption) : []));
}

/** Whether something is an option as Slack writes one. */
export function isOption(thing: unknown): thing is Offered {
  return typeof thing === "object" && thing !== null && "text" in thing && typeof thing.text === "object";
}

function isWire(thing: unknown): thing is Wire {
  return typeof thing === "object" && thing !== null && "type" in thing && typeof thing.type === "string";
}

function pick(from: Wire, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}
