/** What a pretended method is: who may call it, what it needs, what it answers. */
import type { Complaint } from "../blocks-check.ts";
import { asLine } from "../blocks-check.ts";
import type { Tier } from "../rates.ts";
import type { Workspace } from "../workspace.ts";

/** Arguments as they came: text, and JSON for everything that has parts. */
export type Arguments = Readonly<Record<string, string>>;

export type Answer =
  | ({ readonly ok: true } & Readonly<Record<string, unknown>>)
  | ({ readonly ok: false; readonly error: string } & Readonly<Record<string, unknown>>);

export type Method = {
  readonly tier: Tier;
  /** Any one of these scopes will do; none is needed where the list is empty. */
  readonly scopes: readonly string[];
  readonly needs: readonly string[];
  /** Asked by whoever has none (yet). */
  readonly withoutToken?: true;
  readonly answer: (workspace: Workspace, args: Arguments) => Answer;
};

export type Family = Readonly<Record<string, Method>>;

/** Slack's no: HTTP 200, `ok: false`, a code. */
export function no(error: string, more: Readonly<Record<string, unknown>> = {}): Answer {
  return { ok: false, error, ...more };
}

/** A no about blocks or a view, with what is wrong and where. */
export function complained(error: string, complaints: readonly Complaint[]): Answer {
  return no(error, { errors: complaints, response_metadata: { messages: complaints.map(asLine) } });
}

/** An argument with parts, parsed; undefined where it wasn't given, null where it is no JSON. */
export function parsed(text: string | undefined): unknown {
  if (text === undefined || text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether an argument says yes, in any of the ways that Slack takes. */
export function isYes(text: string | undefined): boolean {
  return text === "true" || text === "1";
}
