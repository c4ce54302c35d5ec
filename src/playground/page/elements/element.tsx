import type { ActionsBlockElement, InputBlockElement, SectionBlockAccessory } from "@slack/types";
import type { JSX } from "preact";
import { Picture } from "../blocks/picture.tsx";
import { PressButton } from "./button.tsx";
import { Choices } from "./choices.tsx";
import { Many } from "./many.tsx";
import { OverflowMenu } from "./overflow.tsx";
import { Select } from "./select.tsx";
import type { Standing } from "./standing.ts";
import { TypeAhead } from "./type-ahead.tsx";
import { WrittenField } from "./written.tsx";

/** Anything that may stand in an input, a section or a row of actions. */
export type AnyElement = ActionsBlockElement | InputBlockElement | SectionBlockAccessory;

/** Draws one element. What the page cannot draw is said, never left out. */
export function Element(props: { readonly element: AnyElement; readonly standing: Standing }): JSX.Element {
  const { element, standing } = props;
  switch (element.type) {
    case "button":
      return <PressButton element={element} standing={standing} />;
    case "overflow":
      return <OverflowMenu element={element} standing={standing} />;
    case "static_select":
    case "users_select":
    case "conversations_select":
    case "channels_select":
      return <Select element={element} standing={standing} />;
    case "external_select":
      return <TypeAhead element={element} standing={standing} />;
    case "multi_static_select":
    case "multi_users_select":
    case "multi_conversations_select":
    case "multi_channels_select":
      return <Many element={element} standing={standing} />;
    case "radio_buttons":
    case "checkboxes":
      return <Choices element={element} standing={standing} />;
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
    case "datepicker":
    case "timepicker":
      return <WrittenField element={element} standing={standing} />;
    case "image":
      return <Picture image={element} small />;
    default:
      return <NotDrawn type={element.type} />;
  }
}

/** Whether an element is several controls under one name, so that it needs a fieldset and not a label. */
export function isGroup(element: AnyElement): boolean {
  return (
    element.type === "radio_buttons" || element.type === "checkboxes" || element.type.startsWith("multi_")
  );
}

/** Stands where something is that the page does not know how to draw. */
export function NotDrawn({ type }: { readonly type: string }): JSX.Element {
  return (
    <p class="not-drawn" role="note">
      The local workspace can't draw <code>{type}</code> yet.
    </p>
  );
}
