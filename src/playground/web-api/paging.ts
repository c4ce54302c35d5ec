/** Lists a page at a time. A page may hold fewer than asked for: only an empty cursor ends the list. */
import { type Answer, type Arguments, no } from "./method.ts";

/** Answers with one page under `key`, never more than `most`, and the cursor of the next. */
export function page(key: string, all: readonly unknown[], args: Arguments, most: number): Answer {
  const limit = args.limit === undefined ? most : Number(args.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) return no("invalid_limit");
  const start = args.cursor ? placeOf(args.cursor) : 0;
  if (start === null || start > all.length) return no("invalid_cursor");
  const end = start + Math.min(limit, most);
  return {
    ok: true,
    [key]: all.slice(start, end),
    response_metadata: { next_cursor: end < all.length ? cursorAt(end) : "" },
  };
}

function cursorAt(place: number): string {
  return Buffer.from(`next:${place}`).toString("base64");
}

function placeOf(cursor: string): number | null {
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, "base64").toString());
  return match ? Number(match[1]) : null;
}
