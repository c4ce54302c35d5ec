/** One request and its answer, over plain node:http. */
import type { IncomingMessage, ServerResponse } from "node:http";

/** The whole body; throws where it is longer than the most allowed, in bytes. */
export async function bodyOf(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > most) throw new TooLong();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Somebody sent more than is read here. */
export class TooLong extends Error {
  readonly status = 413;
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  status: number,
  what: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  content(response, status, "application/json; charset=utf-8", JSON.stringify(what), headers);
}

/** Answers with a type and its content. */
export function content(
  response: ServerResponse,
  status: number,
  type: string,
  what: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": type, "x-content-type-options": "nosniff", ...headers });
  response.end(what);
}
