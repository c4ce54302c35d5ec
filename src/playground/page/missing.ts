import type { FormValues } from "../protocol.ts";
import { actionKey, blockKey, heldIn, type Wire } from "./form.ts";

/**
 * What Slack itself would not send: a required field left empty, a text too short or too long, a number out of its
 * bounds, an address that is none. By block id, each with a sentence. Source: Slack's reference of input elements.
 */
export function missing(blocks: readonly Wire[], values: FormValues): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [index, block] of blocks.entries()) {
    const element = block.element as Wire | undefined;
    if (block.type !== "input" || !element) continue;
    const key = blockKey(block, index);
    const held = heldIn(values[key]?.[actionKey(element)]);
    const sentence = isEmpty(held)
      ? block.optional === true
        ? null
        : "This one is needed."
      : typeof held === "string"
        ? unfit(element, held)
        : null;
    if (sentence) found[key] = sentence;
  }
  return found;
}

function isEmpty(held: unknown): boolean {
  return held === null || held === undefined || held === "" || (Array.isArray(held) && held.length === 0);
}

function unfit(element: Wire, text: string): string | null {
  switch (element.type) {
    case "plain_text_input":
      return unfitText(text, element.min_length, element.max_length);
    case "number_input":
      return unfitNumber(element, text);
    case "email_text_input":
      return /^\S+@\S+\.\S+$/.test(text) ? null : "Use an email address, like ada@example.com.";
    case "url_text_input":
      return /^https?:\/\/\S+$/.test(text) ? null : "Use a web address that begins with https://.";
    default:
      return null;
  }
}

function unfitText(text: string, least: unknown, most: unknown): string | null {
  if (typeof least === "number" && text.length < least) return `Use at least ${least} characters.`;
  if (typeof most === "number" && text.length > most) return `Use at most ${most} characters.`;
  return null;
}

function unfitNumber(element: Wire, text: string): string | null {
  const decimal = element.is_decimal_allowed === true;
  if (!(decimal ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(text.trim()))
    return decimal ? "Use a plain number, like 3 or 2.5." : "Use a whole number, like 3.";
  const least = element.min_value;
  const most = element.max_value;
  if (typeof least === "string" && Number(text) < Number(least)) return `Use ${least} or more.`;
  if (typeof most === "string" && Number(text) > Number(most)) return `Use ${most} or less.`;
  return null;
}
