/** Every text of a surface that Slack reads as mrkdwn, and what it would make of it. */

import { type Passage, type Piece, readMrkdwn } from "../../src/playground/page/words/mrkdwn.ts";
import type { Gallery } from "../../src/playground/protocol.ts";

type Surface = Gallery["surfaces"][number];

export type Mrkdwn = {
  readonly where: string;
  readonly source: string;
  /** Slack leaves addresses, mentions and channels in it alone that nobody marked. */
  readonly verbatim: boolean;
  readonly pieces: readonly Piece[];
  /** What a person reads, line by line: signs that look alike are one, and those that can't be seen are none. */
  readonly reads: string;
};

/** A message's fallback text, which notifications show, and every mrkdwn text object in its blocks or view. */
export function mrkdwnIn({ kind, name, seenBy, text, blocks, view }: Surface): readonly Mrkdwn[] {
  const where = `${kind} for ${seenBy}: ${name.slice(0, 60)}`;
  const found: Mrkdwn[] = kind === "message" ? [mrkdwn(`fallback of ${where}`, text, true)] : [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) collect(one);
    else if (typeof value === "object" && value !== null) {
      const { type, text: source, verbatim } = value as Readonly<Record<string, unknown>>;
      if (type === "mrkdwn" && typeof source === "string")
        found.push(mrkdwn(where, source, verbatim === true));
      for (const inner of Object.values(value)) collect(inner);
    }
  };
  collect(blocks);
  collect(view?.blocks);
  return found;
}

function mrkdwn(where: string, source: string, verbatim: boolean): Mrkdwn {
  const passages = readMrkdwn(source, verbatim);
  return {
    where,
    source,
    verbatim,
    pieces: passages.flatMap(piecesOf),
    reads: asSeen(passages.map(wordsOf).join("\n")),
  };
}

/** All pieces, those inside others too. */
function piecesOf(passage: Passage): readonly Piece[] {
  if (passage.is === "block") return [{ is: "code", text: passage.text }];
  const within = (piece: Piece): readonly Piece[] =>
    "inside" in piece ? [piece, ...piece.inside.flatMap(within)] : [piece];
  return passage.lines.flatMap((line) => line.flatMap(within));
}

function wordsOf(passage: Passage): string {
  if (passage.is === "block") return passage.text;
  return passage.lines.map((line) => line.map(wordsOfPiece).join("")).join("\n");
}

function wordsOfPiece(piece: Piece): string {
  if ("inside" in piece) return piece.inside.map(wordsOfPiece).join("");
  if (piece.is === "text" || piece.is === "code" || piece.is === "link") return piece.text;
  return `[${piece.is}]`;
}

const lookalikes: Readonly<Record<string, string>> = { "∗": "*", ˍ: "_", "∼": "~", ˋ: "`", "\u200D": "" };

export function asSeen(text: string): string {
  return text.replace(/[∗ˍ∼ˋ\u200D]/g, (sign) => lookalikes[sign] ?? sign);
}
