/**
 * The local workspace lets anybody be anybody, so only the page it serves itself may speak to it: not another web page
 * in the same browser (Origin), and not one that gave its own name this machine's address (Host).
 */
import type { IncomingMessage } from "node:http";

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/** Whether a request comes from where it should, given the host that the server listens on. */
export function isWelcome(request: IncomingMessage, boundTo: string): boolean {
  const { host = "", origin } = request.headers;
  const bound = boundTo.includes(":") ? `[${boundTo}]` : boundTo;
  if (LOOPBACK.test(bound) && !LOOPBACK.test(host)) return false;
  if (request.headers["sec-fetch-site"] === "cross-site") return false;
  return origin === undefined || hostOf(origin) === host.toLowerCase();
}

/** Whether a body is JSON by its header: what a form of another page cannot send. */
export function isJson(request: IncomingMessage): boolean {
  return (request.headers["content-type"] ?? "").split(";")[0]?.trim() === "application/json";
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
