/** Surfaces as a person reads them, in plain text: what is bold is just words, buttons and fields stand in [brackets]. */

import { wires } from "./named-blocks.ts";
import { blockKey, elementsOf, heldIn, isOption, optionsOf, type Wire } from "./page/form.ts";
import { datePattern } from "./page/moment.ts";
import { type Piece, readMrkdwn } from "./page/words/mrkdwn.ts";
import type { FormValues, Message, Sight } from "./protocol.ts";

/** A message: its blocks where it has any, else its text. */
export function messageAsRead(sight: Sight, message: Message): string {
  return message.blocks.length > 0
    ? blocksAsRead(sight, wires(message.blocks))
    : textAsRead(sight, message.text);
}

/** Blocks, one after the other, each on lines of its own; fields with what stands in them. */
export function blocksAsRead(sight: Sight, blocks: readonly Wire[], values: FormValues = {}): string {
  return blocks
    .map((block, index) => blockAsRead(sight, block, values[blockKey(block, index)] ?? {}))
    .filter((text) => text !== "")
    .join("\n");
}

/** A text of mrkdwn, with people, channels and dates as this person reads them. */
export function textAsRead(sight: Sight, source: string): string {
  return readMrkdwn(source)
    .flatMap((passage) => {
      if (passage.is === "block") return [passage.text];
      const before = passage.is === "bullets" ? "• " : "";
      return passage.lines.map((line) => before + line.map((piece) => pieceAsRead(sight, piece)).join(""));
    })
    .join("\n")
    .trim();
}

/** A text object of either kind, or nothing. */
export function wordsOf(sight: Sight, text: unknown): string {
  if (typeof text !== "object" || text === null || !("text" in text) || typeof text.text !== "string")
    return "";
  return "type" in text && text.type === "mrkdwn" ? textAsRead(sight, text.text) : text.text;
}

/** What is written on an element, or stands in its place while it is empty. */
export function elementLabel(sight: Sight, element: Wire): string {
  return wordsOf(sight, element.text) || wordsOf(sight, element.placeholder);
}

function blockAsRead(sight: Sight, block: Wire, values: FormValues[string]): string {
  const fields = elementsOf(block).map((element) =>
    elementAsRead(sight, element, values[String(element.action_id)]),
  );
  switch (block.type) {
    case "divider":
      return "---";
    case "image":
      return [wordsOf(sight, block.title), `[picture: ${String(block.alt_text)}]`].filter(Boolean).join("\n");
    case "context":
      return list(block.elements)
        .map((one) => (one.type === "image" ? `[picture: ${String(one.alt_text)}]` : wordsOf(sight, one)))
        .join(" ");
    case "actions":
      return fields.join(" ");
    case "input": {
      const hint = wordsOf(sight, block.hint);
      return `${wordsOf(sight, block.label)}: ${fields.join(" ")}${hint ? ` (${hint})` : ""}`;
    }
    case "markdown":
      return String(block.text);
    case "rich_text":
      return richText(sight, block.elements).trim();
    case "table":
      return (Array.isArray(block.rows) ? block.rows : [])
        .map((row) =>
          list(row)
            .map((cell) => String(cell.text ?? cell.value ?? richText(sight, cell.elements)))
            .join(" | "),
        )
        .join("\n");
    default: {
      const columns = list(block.fields).map((field) => wordsOf(sight, field));
      return [wordsOf(sight, block.text), ...columns, ...fields].filter(Boolean).join("\n");
    }
  }
}

function elementAsRead(sight: Sight, element: Wire, value: FormValues[string][string] | undefined): string {
  if (element.type === "image") return `[picture: ${String(element.alt_text)}]`;
  if (element.type === "button") return `[${wordsOf(sight, element.text)}]`;
  const held = heldAsRead(sight, heldIn(value));
  if (held !== "") return held;
  const offered = optionsOf(element).map((option) => wordsOf(sight, option.text));
  return `[${offered.length > 0 ? offered.join(" | ") : wordsOf(sight, element.placeholder)}]`;
}

/** What was chosen or typed, in words. */
function heldAsRead(sight: Sight, held: unknown): string {
  if (Array.isArray(held)) return held.map((one) => heldAsRead(sight, one)).join(", ");
  if (isOption(held)) return wordsOf(sight, held.text);
  if (typeof held !== "string") return "";
  const person = sight.people.find((one) => one.id === held);
  const place = sight.places.find((one) => one.id === held);
  return person?.name ?? (place ? `#${place.name}` : held);
}

function pieceAsRead(sight: Sight, piece: Piece): string {
  switch (piece.is) {
    case "text":
    case "code":
    case "link":
      return piece.text;
    case "person":
      return `@${sight.people.find((one) => one.id === piece.id)?.name ?? piece.called ?? piece.id}`;
    case "place":
      return `#${sight.places.find((one) => one.id === piece.id)?.name ?? piece.called ?? piece.id}`;
    case "call":
      return `@${piece.who}`;
    case "date":
      return datePattern(piece.pattern, piece.seconds, sight.now, sight.me.zone);
    default:
      return piece.inside.map((inside) => pieceAsRead(sight, inside)).join("");
  }
}

function richText(sight: Sight, elements: unknown): string {
  return list(elements)
    .map((one) => {
      if (typeof one.text === "string") return one.text;
      if (one.type === "user")
        return pieceAsRead(sight, { is: "person", id: String(one.user_id), called: null });
      if (one.type === "channel")
        return pieceAsRead(sight, { is: "place", id: String(one.channel_id), called: null });
      if (one.type === "link") return String(one.url);
      const inside = richText(sight, one.elements);
      return one.type === "rich_text_section" ? `${inside}\n` : inside;
    })
    .join("");
}

function list(things: unknown): readonly Wire[] {
  return Array.isArray(things) ? (things as readonly Wire[]) : [];
}
