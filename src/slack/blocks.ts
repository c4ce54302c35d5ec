/**
 * Our words over Block Kit: a section is `words`, a context line is `aside`. Everything that people typed goes through
 * `inert` before it stands in mrkdwn. Slack's limits stand here, and nowhere else in this room.
 */
import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  ImageBlock,
  KnownBlock,
  SectionBlock,
} from "@slack/types";

/** Block Kit's limits (docs.slack.dev/reference/block-kit), in characters or counts. */
export const limits = {
  messageBlocks: 50,
  viewBlocks: 100,
  header: 150,
  section: 3000,
  button: 75,
  buttonValue: 2000,
  option: 75,
  options: 100,
  choices: 10,
  placeholder: 150,
  label: 2000,
  typed: 3000,
  viewTitle: 24,
  privateMetadata: 3000,
  altText: 2000,
  fallbackText: 4000,
} as const;

/** What goes to `chat.postMessage`: `text` is what notifications and screen readers say. */
export type Said = { readonly text: string; readonly blocks: KnownBlock[] };

/**
 * Makes text from people harmless in mrkdwn: no mention, link, date or channel can be made from it, and it can't look
 * as if it came after something else (Slack's rule: escape &, < and >; ours: no formatting signs either).
 *
 * Slack has no escape for a formatting sign, and invisible signs around it do not stop it. So where it could act, which
 * is anywhere but between two letters, one that looks like it takes its place.
 */
export function inert(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|`/gu, (sign) => lookalikes[sign] ?? sign)
    .replace(/@(?=channel|here|everyone)/gi, "@\u200d")
    .replace(/:(?=[\w+-]+:)/g, ":\u200d");
}

const lookalikes: Readonly<Record<string, string>> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };

/** Shortens to at most `max` UTF-16 units, as Slack counts, without cutting through what a person sees as one sign. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = "";
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** A paragraph in mrkdwn. `verbatim`: Slack makes no links or mentions of its own out of it. */
export function words(mrkdwn: string, accessory?: Button): SectionBlock {
  const text = { type: "mrkdwn", text: clip(mrkdwn, limits.section), verbatim: true } as const;
  return accessory ? { type: "section", text, accessory } : { type: "section", text };
}

export function heading(text: string): HeaderBlock {
  return { type: "header", text: { type: "plain_text", text: clip(text, limits.header), emoji: false } };
}

/** The small print of a surface. */
export function aside(mrkdwn: string): ContextBlock {
  return {
    type: "context",
    elements: [{ type: "mrkdwn", text: clip(mrkdwn, limits.section), verbatim: true }],
  };
}

export function rule(): KnownBlock {
  return { type: "divider" };
}

export function buttons(block: string, ...elements: Button[]): ActionsBlock {
  return { type: "actions", block_id: block, elements };
}

/** A button. `value` is what it carries (carried.ts); the main act of a surface may be `primary`. */
export function button(
  action: string,
  label: string,
  value: string,
  look: { primary?: boolean } = {},
): Button {
  const text = { type: "plain_text", text: clip(label, limits.button), emoji: false } as const;
  const plain = { type: "button", action_id: action, text, value } as const;
  return look.primary ? { ...plain, style: "primary" } : plain;
}

/** A picture that was uploaded to Slack; `alt` says the same in words. */
export function picture(file: string, alt: string): ImageBlock {
  return { type: "image", slack_file: { id: file }, alt_text: clip(alt, limits.altText) };
}

/** A message of one or more paragraphs, whose fallback is the same words. */
export function said(...paragraphs: readonly string[]): Said {
  return {
    text: clip(paragraphs.join("\n"), limits.fallbackText),
    blocks: paragraphs.map((paragraph) => words(paragraph)),
  };
}
