/** As much as fits, and honestly how much more there is. */
import type { KnownBlock } from "@slack/types";
import { limits, words } from "./blocks.ts";

/** Slack refuses blocks of about 13,200 JSON characters together (`msg_blocks_too_long`, bolt-js #2509); we stop before. */
export const mostBlockText = 12_000;

/** What blocks weigh against that. */
export function weightOf(blocks: readonly KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}

export type Room = { readonly blocks: number; readonly weight: number };

/** The blocks that fit into what room is left, in their order, and how many had to stay out. */
export function fitting(
  blocks: readonly KnownBlock[],
  room: Room,
): { readonly fit: readonly KnownBlock[]; readonly left: number } {
  const fit: KnownBlock[] = [];
  let weight = 0;
  for (const block of blocks) {
    weight += weightOf([block]);
    if (fit.length >= room.blocks || weight > room.weight) break;
    fit.push(block);
  }
  return { fit, left: blocks.length - fit.length };
}

/** Several things in one paragraph, up to so many characters; the rest is told as "and 3 more". */
export function listedUpTo(most: number, things: readonly string[], between: string): string {
  let told = "";
  for (const [at, thing] of things.entries()) {
    const longer = at === 0 ? thing : `${told}${between}${thing}`;
    if (at > 0 && longer.length > most) return `${told}${between}and ${things.length - at} more`;
    told = longer;
  }
  return told;
}

/** Lines in as few paragraphs as hold them: no line is cut because others before it were long. */
export function inParagraphs(lines: readonly string[]): KnownBlock[] {
  const paragraphs: string[] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    const together = last === undefined ? line : `${last}\n${line}`;
    if (last === undefined || together.length > limits.section) paragraphs.push(line);
    else paragraphs[paragraphs.length - 1] = together;
  }
  return paragraphs.map((paragraph) => words(paragraph));
}
