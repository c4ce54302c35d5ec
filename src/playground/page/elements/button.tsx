import type { Button } from "@slack/types";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useField } from "../filling.ts";
import { safeHref } from "../words/mrkdwn.ts";
import type { Standing } from "./standing.ts";

type Props = { readonly element: Button; readonly standing: Standing };

/** A button. Pressing tells the app; one with an address also opens it beside the page. */
export function PressButton({ element, standing }: Props): JSX.Element {
  const field = useField();
  const [waiting, setWaiting] = useState(false);
  const href = element.url ? safeHref(element.url) : null;
  const press = async () => {
    if (waiting) return;
    setWaiting(true);
    if (href) window.open(href, "_blank", "noopener");
    await field.press(standing.block, element);
    setWaiting(false);
  };
  return (
    <button
      type="button"
      class={`button ${element.style ?? ""}`}
      aria-label={element.accessibility_label}
      aria-busy={waiting}
      onClick={press}
    >
      {element.text.text}
    </button>
  );
}
