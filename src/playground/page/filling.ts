import type { ConfirmationDialog, PlainTextOption } from "@slack/types";
import { createContext } from "preact";
import { useContext, useRef, useState } from "preact/hooks";
import type { FormValue, FormValues, Spot } from "../protocol.ts";
import { type Question, useDesk } from "./desk.ts";
import { actionKey, heldIn, pressed, saying, settled, type Wire, withValue } from "./form.ts";

/** Any element of Block Kit, as far as filling it in goes. */
export type Fillable = { readonly type: string; readonly confirm?: ConfirmationDialog };

/** The fields of one surface, what stands in them, and what happens when one is used. */
export type Filling = {
  readonly values: FormValues;
  readonly held: (block: string, element: Fillable) => unknown;
  /** Puts a choice in its field; where the field sends, the app hears of it (after a confirmation, if it wants one). */
  readonly choose: (block: string, element: Fillable, chosen: unknown, sends: boolean) => Promise<void>;
  /** Presses what keeps no state: a button, or one line of an overflow menu. */
  readonly press: (
    block: string,
    element: Fillable,
    extra?: Readonly<Record<string, unknown>>,
  ) => Promise<void>;
  readonly suggest: (block: string, element: Fillable, typed: string) => Promise<readonly PlainTextOption[]>;
};

export const FillingContext = createContext<Filling | null>(null);

/** The filling that a field belongs to. */
export function useField(): Filling {
  const filling = useContext(FillingContext);
  if (!filling) throw new Error("A field is drawn only on a surface that can be filled in.");
  return filling;
}

/** Keeps what is typed on one surface for as long as it is shown. A surface with no spot (the gallery) sends nothing. */
export function useFilling(blocks: readonly Wire[], spot: Spot | null): Filling {
  const desk = useDesk();
  const kept = useRef<FormValues>({});
  const [, redraw] = useState(0);
  kept.current = settled(blocks, kept.current, desk.here);

  const put = (block: string, element: Wire, value: FormValue) => {
    kept.current = withValue(kept.current, block, actionKey(element), value);
    redraw((count) => count + 1);
  };
  const send = async (block: string, element: FormValue & { readonly action_id: string }) => {
    if (spot) await desk.act({ do: "press", spot, block, element, values: kept.current });
  };
  const isSure = async (element: Fillable) => !element.confirm || (await desk.ask(question(element.confirm)));

  return {
    values: kept.current,
    held: (block, element) => heldIn(kept.current[block]?.[actionKey(element as Wire)]),
    choose: async (block, element, chosen, sends) => {
      const wire = element as Wire;
      const before = kept.current[block]?.[actionKey(wire)];
      const value = saying(wire, chosen);
      put(block, wire, value);
      if (!sends) return;
      if (await isSure(element)) await send(block, pressed(wire, block, value));
      else if (before) put(block, wire, before);
    },
    press: async (block, element, extra) => {
      const value = extra ? { type: element.type, ...extra } : null;
      if (await isSure(element)) await send(block, pressed(element as Wire, block, value));
    },
    suggest: async (block, element, typed) => {
      if (!spot) return [];
      const outcome = await desk.act({
        do: "options",
        spot,
        block,
        action: actionKey(element as Wire),
        typed,
      });
      return outcome.ok ? (outcome.options ?? []) : [];
    },
  };
}

function question(confirm: ConfirmationDialog): Question {
  return {
    title: confirm.title?.text ?? "Are you sure?",
    text: confirm.text,
    yes: confirm.confirm?.text ?? "Yes",
    no: confirm.deny?.text ?? "Cancel",
    grave: confirm.style === "danger",
  };
}
