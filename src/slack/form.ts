/**
 * A field draws itself and reads itself, so that what a modal shows and what the parser expects can't drift apart.
 *
 * A field's block id is made from what it asks about (a measure's key, never its position): Slack keeps what somebody
 * typed only where the ids stay the same.
 */
import type { InputBlock, Option, PlainTextOption } from "@slack/types";
import type { Unit } from "../core/framework.ts";
import { readNumber } from "../core/number.ts";
import { isRefusal } from "../core/refusal.ts";
import { clip, limits } from "./blocks.ts";
import { sentenceFor } from "./refusals.ts";

/** `state.values` as Slack sends it: by block id, then by action id. Nothing in it is trusted before a field read it. */
export type FormValues = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>
>;

export type FieldRead<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly trouble: string };

export type Field<T> = {
  readonly block: string;
  /** Methods rather than properties: a form is a record of fields of many kinds. */
  draw(said?: T): InputBlock;
  read(values: FormValues): FieldRead<T>;
};

type Ask = {
  readonly block: string;
  readonly label: string;
  readonly hint?: string;
  readonly needed?: string;
};
type Element = InputBlock["element"];
type Raw = Readonly<Record<string, unknown>> | undefined;

const action = "said";

/**
 * Reads every field of a form. Either all of it, typed by the fields themselves, or a sentence for each field that
 * could not be read, by block id, as `response_action: errors` wants it.
 */
export function readForm<F extends Readonly<Record<string, Readable>>>(
  form: F,
  values: FormValues,
): { readonly said: FormSaid<F> } | { readonly troubles: Readonly<Record<string, string>> } {
  const said: Record<string, unknown> = {};
  const troubles: Record<string, string> = {};
  for (const [name, field] of Object.entries(form)) {
    const read = field.read(values);
    if (read.ok) said[name] = read.value;
    else troubles[field.block] = read.trouble;
  }
  return Object.keys(troubles).length > 0 ? { troubles } : { said: said as FormSaid<F> };
}

/** A field as far as reading goes: any field is one, whatever it draws. */
type Readable = Pick<Field<unknown>, "block" | "read">;

export type FormSaid<F> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

function field<T>(
  ask: Ask,
  element: (said: T | undefined) => Element,
  read: (raw: Raw) => FieldRead<T>,
  { live = false, act = action }: { readonly live?: boolean; readonly act?: string } = {},
): Field<T> {
  return {
    block: ask.block,
    draw: (said) => ({
      type: "input",
      block_id: ask.block,
      label: { type: "plain_text", text: clip(ask.label, limits.label), emoji: false },
      ...(ask.hint ? { hint: { type: "plain_text", text: clip(ask.hint, limits.label), emoji: false } } : {}),
      ...(live ? { dispatch_action: true } : {}),
      optional: ask.needed === undefined,
      element: element(said),
    }),
    read: (values) => read(values[ask.block]?.[act]),
  };
}

const got = <T>(value: T): FieldRead<T> => ({ ok: true, value });
const unreadable = <T>(trouble: string): FieldRead<T> => ({ ok: false, trouble });
const stale = "I don't know this choice any more. Please choose again.";

/** One of a few, all in sight: quick on a phone. At most ten (Slack). */
export function choice<K extends string>(ask: Ask, options: ReadonlyMap<K, string>): Field<K | null> {
  return field<K | null>(
    ask,
    (said) => ({
      type: "radio_buttons",
      action_id: action,
      options: drawn(options),
      ...initial(options, said),
    }),
    (raw) => readChoice(ask, options, raw),
  );
}

/** One of a few, folded away: for questions that most people leave out. */
export function pick<K extends string>(
  ask: Ask & { readonly placeholder: string },
  options: ReadonlyMap<K, string>,
): Field<K | null> {
  const placeholder = { type: "plain_text", text: clip(ask.placeholder, limits.placeholder) } as const;
  return field<K | null>(
    ask,
    (said) => ({
      type: "static_select",
      action_id: action,
      placeholder,
      options: drawn(options),
      ...initial(options, said),
    }),
    (raw) => readChoice(ask, options, raw),
  );
}

/** Any of a few, none included. */
export function ticks<K extends string>(ask: Ask, options: ReadonlyMap<K, string>): Field<readonly K[]> {
  return field<readonly K[]>(
    ask,
    (said) => {
      const ticked = drawn(options).filter((option) => said?.some((key) => key === option.value));
      const element = { type: "checkboxes", action_id: action, options: drawn(options) } as const;
      return ticked.length > 0 ? { ...element, initial_options: ticked } : element;
    },
    (raw) => {
      const chosen = Array.isArray(raw?.selected_options) ? raw.selected_options : [];
      const keys = chosen.map((option: unknown) => keyOf(options, option));
      return keys.every((key) => key !== null) ? got(keys) : unreadable(stale);
    },
  );
}

/** Text in people's own words; null when they left it empty. */
export function text(
  ask: Ask & { readonly most: number; readonly placeholder?: string; readonly lines?: boolean },
): Field<string | null> {
  const placeholder = ask.placeholder
    ? { placeholder: { type: "plain_text", text: clip(ask.placeholder, limits.placeholder) } as const }
    : {};
  return field<string | null>(
    ask,
    (said) => ({
      type: "plain_text_input",
      action_id: action,
      multiline: ask.lines ?? false,
      max_length: Math.min(ask.most, limits.typed),
      ...placeholder,
      ...(said ? { initial_value: said } : {}),
    }),
    (raw) => {
      const typed = typeof raw?.value === "string" ? raw.value.trim() : "";
      if (typed.length > ask.most)
        return unreadable(`That's more than I can keep: ${ask.most} characters at most.`);
      return typed === "" ? missing(ask, null) : got(typed);
    },
  );
}

/** A rough number of something, if somebody has one. */
export function number(
  ask: Ask & { readonly of: Unit; readonly placeholder?: string },
): Field<number | null> {
  return field<number | null>(
    ask,
    (said) => ({
      type: "number_input",
      action_id: action,
      is_decimal_allowed: true,
      ...(ask.placeholder ? { placeholder: { type: "plain_text", text: ask.placeholder } as const } : {}),
      ...(said === undefined || said === null ? {} : { initial_value: String(said) }),
    }),
    (raw) => {
      const typed = typeof raw?.value === "string" ? raw.value.trim() : "";
      if (typed === "") return missing(ask, null);
      const read = readNumber(typed, ask.of);
      return isRefusal(read) ? unreadable(sentenceFor(read)) : got(read.number);
    },
  );
}

/** People of the workspace. */
export function people<U extends string>(ask: Ask): Field<readonly U[]> {
  return field<readonly U[]>(
    ask,
    (said) => ({
      type: "multi_users_select",
      action_id: action,
      ...(said && said.length > 0 ? { initial_users: [...said] } : {}),
    }),
    (raw) => {
      const chosen = Array.isArray(raw?.selected_users)
        ? raw.selected_users.filter((user): user is U => typeof user === "string")
        : [];
      return chosen.length === 0 ? missing(ask, []) : got(chosen);
    },
  );
}

/** A channel, public or private, never a direct message. A button listener on the field's block id hears of a change. */
export function channel<C extends string>(ask: Ask, { live = true } = {}): Field<C | null> {
  const act = live ? ask.block : action;
  return field<C | null>(
    ask,
    (said) => ({
      type: "conversations_select",
      action_id: act,
      filter: { include: ["public", "private"], exclude_bot_users: true },
      ...(said ? { initial_conversation: said } : {}),
    }),
    (raw) =>
      typeof raw?.selected_conversation === "string"
        ? got(raw.selected_conversation as C)
        : missing(ask, null),
    { live, act },
  );
}

/** A time of day as HH:MM. */
export function time(ask: Ask & { readonly needed: string }): Field<string> {
  return field<string>(
    ask,
    (said) => ({ type: "timepicker", action_id: action, ...(said ? { initial_time: said } : {}) }),
    (raw) => (typeof raw?.selected_time === "string" ? got(raw.selected_time) : unreadable(ask.needed)),
  );
}

/** A day as YYYY-MM-DD. */
export function day(ask: Ask & { readonly needed: string }): Field<string> {
  return field<string>(
    ask,
    (said) => ({ type: "datepicker", action_id: action, ...(said ? { initial_date: said } : {}) }),
    (raw) => (typeof raw?.selected_date === "string" ? got(raw.selected_date) : unreadable(ask.needed)),
  );
}

/** One of very many, found by typing: an options listener on the field's block id offers them. */
export function finder(ask: Ask & { readonly placeholder: string }): Field<string | null> {
  return field<string | null>(
    ask,
    (said) => ({
      type: "external_select",
      action_id: ask.block,
      min_query_length: 2,
      placeholder: { type: "plain_text", text: clip(ask.placeholder, limits.placeholder) },
      ...(said ? { initial_option: option(said, said) } : {}),
    }),
    (raw) => {
      const value = (raw?.selected_option as Partial<Option> | null | undefined)?.value;
      return typeof value === "string" ? got(value) : missing(ask, null);
    },
    { act: ask.block },
  );
}

export function option(value: string, label: string): PlainTextOption {
  return { text: { type: "plain_text", text: clip(label, limits.option), emoji: false }, value };
}

function drawn(options: ReadonlyMap<string, string>): PlainTextOption[] {
  return [...options].map(([key, label]) => option(key, label));
}

function initial(
  options: ReadonlyMap<string, string>,
  said: string | null | undefined,
): { initial_option?: PlainTextOption } {
  const label = said ? options.get(said) : undefined;
  return said && label ? { initial_option: option(said, label) } : {};
}

function readChoice<K extends string>(
  ask: Ask,
  options: ReadonlyMap<K, string>,
  raw: Raw,
): FieldRead<K | null> {
  if (raw?.selected_option === undefined || raw.selected_option === null) return missing(ask, null);
  const key = keyOf(options, raw.selected_option);
  return key === null ? unreadable(stale) : got(key);
}

function keyOf<K extends string>(options: ReadonlyMap<K, string>, chosen: unknown): K | null {
  const value = (chosen as Partial<Option> | null)?.value;
  return [...options.keys()].find((key) => key === value) ?? null;
}

function missing<T>(ask: Ask, nothing: T): FieldRead<T> {
  return ask.needed === undefined ? got(nothing) : unreadable(ask.needed);
}
