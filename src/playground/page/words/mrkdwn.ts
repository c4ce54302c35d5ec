/**
 * Slack's mrkdwn as data. A parser and not a renderer: what comes out is drawn as nodes, so nothing that a person typed
 * can ever become markup. Rules: https://docs.slack.dev/messaging/formatting-message-text
 */

/** One stretch of text inside a line. */
export type Piece =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "bold" | "italic" | "strike"; readonly inside: readonly Piece[] }
  | { readonly is: "code"; readonly text: string }
  | { readonly is: "link"; readonly href: string; readonly text: string }
  | { readonly is: "person"; readonly id: string; readonly called: string | null }
  | { readonly is: "place"; readonly id: string; readonly called: string | null }
  | { readonly is: "call"; readonly who: string }
  | {
      readonly is: "date";
      readonly seconds: number;
      readonly pattern: string;
      readonly href: string | null;
      readonly otherwise: string;
    };

/** A run of lines of one kind. */
export type Passage =
  | { readonly is: "lines" | "quote" | "bullets"; readonly lines: readonly (readonly Piece[])[] }
  | { readonly is: "block"; readonly text: string };

/**
 * Reads mrkdwn. Bold, italic and strike stay inside one line and are not nested in themselves; `verbatim` leaves bare
 * addresses alone, as Slack does; an escaped `&gt;` that begins a line is a quote in Slack too.
 */
export function readMrkdwn(source: string, verbatim = false): readonly Passage[] {
  const passages: Passage[] = [];
  for (const [index, part] of source.split("```").entries()) {
    const fenced = index % 2 === 1 && closesAfter(source, index);
    if (fenced) passages.push({ is: "block", text: decoded(part.replace(/^\n|\n$/g, "")) });
    else passages.push(...readLines(index % 2 === 1 ? `\`\`\`${part}` : part, verbatim));
  }
  return passages;
}

/** Whether an address may be followed from the page: the web and mail, nothing that runs. */
export function safeHref(address: string): string | null {
  return /^(https?:\/\/|mailto:)[^\s]/i.test(address) ? address : null;
}

function closesAfter(source: string, index: number): boolean {
  return source.split("```").length > index + 1;
}

function readLines(part: string, verbatim: boolean): readonly Passage[] {
  const passages: { is: "lines" | "quote" | "bullets"; lines: (readonly Piece[])[] }[] = [];
  const text = part.replace(/^\n/, "").replace(/\n$/, "");
  if (text === "") return [];
  for (const line of text.split("\n")) {
    const { kind, rest } = lineKind(line);
    const pieces = readLine(rest, verbatim, new Set());
    const last = passages.at(-1);
    if (last?.is === kind) last.lines.push(pieces);
    else passages.push({ is: kind, lines: [pieces] });
  }
  return passages;
}

function lineKind(line: string): { kind: "lines" | "quote" | "bullets"; rest: string } {
  const quote = /^(?:>|&gt;) ?/.exec(line);
  if (quote) return { kind: "quote", rest: line.slice(quote[0].length) };
  const bullet = /^\s*• ?/.exec(line);
  if (bullet) return { kind: "bullets", rest: line.slice(bullet[0].length) };
  return { kind: "lines", rest: line };
}

const MARKS = { "*": "bold", _: "italic", "~": "strike" } as const;
type Mark = keyof typeof MARKS;

function readLine(line: string, verbatim: boolean, within: ReadonlySet<Mark>): readonly Piece[] {
  const pieces: Piece[] = [];
  let plain = "";
  let at = 0;
  const take = (piece: Piece, length: number) => {
    if (plain !== "") pieces.push({ is: "text", text: decoded(plain) });
    plain = "";
    pieces.push(piece);
    at += length;
  };
  while (at < line.length) {
    const rest = line.slice(at);
    const char = line.charAt(at);
    const found =
      char === "<"
        ? readAngle(rest)
        : char === "`"
          ? readCode(rest)
          : char === "h" && !verbatim
            ? readBareAddress(line, at)
            : null;
    if (found) {
      take(found.piece, found.length);
      continue;
    }
    const end = isMark(char) && !within.has(char) ? closingMark(line, at, char) : -1;
    if (isMark(char) && end > 0) {
      const inside = readLine(line.slice(at + 1, end), verbatim, new Set([...within, char]));
      take({ is: MARKS[char], inside }, end + 1 - at);
      continue;
    }
    plain += char;
    at += 1;
  }
  if (plain !== "") pieces.push({ is: "text", text: decoded(plain) });
  return pieces;
}

function isMark(char: string): char is Mark {
  return char in MARKS;
}

/** Where a mark opened at `at` closes, or -1: it opens after a gap and closes before one, around something. */
function closingMark(line: string, at: number, mark: Mark): number {
  if (isWord(line.charAt(at - 1)) || /[\s]|^$/.test(line.charAt(at + 1))) return -1;
  for (let index = at + 1; index < line.length; index += 1) {
    const char = line.charAt(index);
    const skipped =
      char === "<" ? line.indexOf(">", index) : char === "`" ? line.indexOf("`", index + 1) : -1;
    if (skipped > 0) index = skipped;
    else if (
      char === mark &&
      index > at + 1 &&
      !/\s/.test(line.charAt(index - 1)) &&
      !isWord(line.charAt(index + 1))
    )
      return index;
  }
  return -1;
}

function isWord(char: string): boolean {
  return /[\p{L}\p{N}]/u.test(char);
}

function readCode(rest: string): { piece: Piece; length: number } | null {
  const match = /^`([^`]+)`/.exec(rest);
  return match?.[1] ? { piece: { is: "code", text: decoded(match[1]) }, length: match[0].length } : null;
}

function readBareAddress(line: string, at: number): { piece: Piece; length: number } | null {
  if (isWord(line.charAt(at - 1))) return null;
  const match = /^https?:\/\/[^\s<>|*~`]+[^\s<>|*~`.,;:!?)'"]/.exec(line.slice(at));
  if (!match) return null;
  const address = decoded(match[0]);
  return { piece: { is: "link", href: address, text: address }, length: match[0].length };
}

function readAngle(rest: string): { piece: Piece; length: number } | null {
  const match = /^<([^<>\n]+)>/.exec(rest);
  if (!match?.[1]) return null;
  const piece = meant(match[1]);
  return piece ? { piece, length: match[0].length } : null;
}

function meant(inside: string): Piece | null {
  const bar = inside.indexOf("|");
  const what = bar < 0 ? inside : inside.slice(0, bar);
  const called = bar < 0 ? null : decoded(inside.slice(bar + 1));
  if (what.startsWith("@")) return { is: "person", id: what.slice(1), called };
  if (what.startsWith("#")) return { is: "place", id: what.slice(1), called };
  if (what.startsWith("!date^")) return readDate(what, called);
  if (what.startsWith("!")) return { is: "call", who: called ?? what.slice(1).replace(/\^.*$/, "") };
  const href = safeHref(decoded(what));
  return href ? { is: "link", href, text: called ?? href.replace(/^mailto:/, "") } : null;
}

function readDate(what: string, called: string | null): Piece | null {
  const [, seconds, pattern, address] = what.split("^");
  if (!seconds || !/^\d+$/.test(seconds) || !pattern) return null;
  return {
    is: "date",
    seconds: Number(seconds),
    pattern: decoded(pattern),
    href: address ? safeHref(decoded(address)) : null,
    otherwise: called ?? "",
  };
}

/** Undoes Slack's three escapes, once: what was escaped twice stays escaped once. */
function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) =>
    name === "amp" ? "&" : name === "lt" ? "<" : ">",
  );
}
