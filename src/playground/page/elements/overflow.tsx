import type { Overflow } from "@slack/types";
import type { JSX } from "preact";
import { useField } from "../filling.ts";
import { Icon } from "../icon.tsx";
import { Menu } from "../menu.tsx";
import { safeHref } from "../words/mrkdwn.ts";
import type { Standing } from "./standing.ts";

type Props = { readonly element: Overflow; readonly standing: Standing };

/** The menu behind three dots: each line tells the app at once. */
export function OverflowMenu({ element, standing }: Props): JSX.Element {
  const field = useField();
  const entries = element.options.map((option, index) => ({
    key: option.value ?? String(index),
    words: option.text.text,
    act: () => {
      const href = option.url ? safeHref(option.url) : null;
      if (href) window.open(href, "_blank", "noopener");
      void field.press(standing.block, element, { selected_option: option });
    },
  }));
  return <Menu label="More actions" face={<Icon name="dots" />} look="button square" entries={entries} />;
}
