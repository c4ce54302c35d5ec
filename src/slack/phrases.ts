/** A phrase of core in mrkdwn: the word that carries it stands in bold, and people's words in it are inert. */
import type { Phrase } from "../core/phrase.ts";
import { inert } from "./blocks.ts";

export function phraseWords({ lead, strong, tail }: Phrase): string {
  return `${inert(lead)}: *${inert(strong)}*${inert(tail)}`;
}
