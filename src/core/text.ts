/** Text that people write, made inert before it is kept: what can't be seen, or changes how the rest is read, goes. */
import type { Refusal, TextOf } from "./refusal.ts";

/** The longest we keep, in characters (code points), each below Slack's limit for where it is shown. */
export const textLimits: Readonly<Record<TextOf, number>> = {
  reflection: 500,
  try: 200,
  learned: 500,
  "focus-note": 200,
  "team-name": 75,
  "measure-name": 75,
  "measure-words": 300,
};

/** A reflection or a lesson may have lines, but not so many that it pushes everything else away. */
const mostLines = 10;

/**
 * A text as it is kept: trimmed, within its limit, without control characters, hidden characters, direction overrides or
 * halves of characters. Tries and names are one line. A line without a sign that can be seen is none. Refused when
 * nothing is left, or too much.
 */
export function takeText(written: string, of: TextOf): { readonly text: string } | Refusal {
  const lines = visible(written)
    .split("\n")
    .map((line) => line.replaceAll(/\s+/g, " ").trim())
    .filter((line) => seen.test(line));
  const kept = of === "reflection" || of === "learned" ? mostLines : 1;
  const text = [...lines.slice(0, kept - 1), lines.slice(kept - 1).join(" ")].join("\n").trim();

  const limit = textLimits[of];
  if (text === "") return { no: "text-missing", of };
  if ([...text].length > limit) return { no: "text-too-long", of, limit };
  return { text };
}

/**
 * A letter, digit, mark of punctuation or symbol, emoji among them. Unicode calls some letters default-ignorable (Hangul
 * fillers), and one symbol is a braille cell without dots: nobody sees those.
 */
const seen = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Keeps U+200C and U+200D, which some scripts and emoji need. `\p{Cs}` with the u flag is a half of a pair standing alone.
 */
function visible(written: string): string {
  return written
    .normalize("NFC")
    .replaceAll(/\r\n?|[\u2028\u2029\v\f\u0085]/g, "\n")
    .replaceAll(/\t/g, " ")
    .replaceAll(/(?!\n)\p{Cc}/gu, "")
    .replaceAll(/[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g, "")
    .replaceAll(/[\u{E0000}-\u{E007F}]/gu, "")
    .replaceAll(/\p{Cs}/gu, "");
}
