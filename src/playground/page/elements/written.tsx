import type { Datepicker, EmailInput, NumberInput, PlainTextInput, Timepicker, URLInput } from "@slack/types";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { useField } from "../filling.ts";
import { carried, type Standing } from "./standing.ts";

type Written = PlainTextInput | EmailInput | URLInput | NumberInput | Datepicker | Timepicker;
type Props = { readonly element: Written; readonly standing: Standing };

/** Text, numbers, addresses, dates and times: what is written into one box. */
export function WrittenField({ element, standing }: Props): JSX.Element {
  const field = useField();
  const held = field.held(standing.block, element);
  const text = typeof held === "string" ? held : "";
  const sending = useSending(element, standing);
  const common = {
    ...carried(standing, element.focus_on_load),
    class: "control",
    value: text,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
      sending.typed(event.currentTarget.value),
    onChange: () => sending.left(text),
  };
  const placeholder = element.placeholder?.text;
  if (element.type === "plain_text_input" && element.multiline)
    return (
      <>
        <textarea {...common} rows={4} placeholder={placeholder} />
        <Room text={text} most={element.max_length} />
      </>
    );
  return (
    <>
      <input
        {...common}
        type={kindOf(element) as "text"}
        inputMode={element.type === "number_input" ? "decimal" : undefined}
        placeholder={placeholder}
        onKeyDown={(event) => event.key === "Enter" && sending.entered(event, text)}
      />
      {element.type === "plain_text_input" && <Room text={text} most={element.max_length} />}
    </>
  );
}

/** When a field that sends does so: a date or time when it is set; a text on Enter, or as it is typed if it asks so. */
function useSending(element: Written, standing: Standing) {
  const field = useField();
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const told = useRef<string | null>(null);
  const isMoment = element.type === "datepicker" || element.type === "timepicker";
  const when =
    "dispatch_action_config" in element ? element.dispatch_action_config?.trigger_actions_on : undefined;
  const put = (text: string, sends: boolean) =>
    field.choose(standing.block, element, isMoment ? text || null : text, sends);
  const tell = (text: string) => {
    clearTimeout(pause.current);
    if (told.current === text) return;
    told.current = text;
    void put(text, true);
  };
  return {
    typed: (text: string) => {
      void put(text, standing.sends && isMoment && text !== "");
      if (!standing.sends || !when?.includes("on_character_entered")) return;
      clearTimeout(pause.current);
      pause.current = setTimeout(() => tell(text), 250);
    },
    left: (text: string) => {
      if (standing.sends && !isMoment && text !== "") tell(text);
    },
    entered: (event: KeyboardEvent, text: string) => {
      if (!standing.sends || isMoment) return;
      event.preventDefault();
      tell(text);
    },
  };
}

// Preact's types want one literal at the call; every kind here is a box of text.
function kindOf(element: Written): "email" | "url" | "date" | "time" | "text" {
  switch (element.type) {
    case "email_text_input":
      return "email";
    case "url_text_input":
      return "url";
    case "datepicker":
      return "date";
    case "timepicker":
      return "time";
    default:
      return "text";
  }
}

/** Says how many characters are left once a text comes near its limit. */
function Room({ text, most }: { readonly text: string; readonly most: number | undefined }) {
  if (most === undefined || text.length < most * 0.8) return null;
  const left = most - text.length;
  return (
    <small role="status">{left >= 0 ? `${left} characters left` : `${-left} characters too many`}</small>
  );
}
