/** The Web API over HTTP: arguments as the SDK sends them, faults that were asked for, and the bytes of uploads. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../../world.ts";
import { fileOf, keepFile, pictureType } from "../files.ts";
import { respond, type Said } from "../response-urls.ts";
import { callMethod } from "../web-api/index.ts";
import { type Arguments, parsed } from "../web-api/method.ts";
import type { Workspace } from "../workspace.ts";
import { bodyOf, content, json } from "./exchange.ts";

const MOST = 5_000_000;
const LARGEST_FILE = 20_000_000;

/** Answers one call of a method, or fails in the way that was asked for. */
export async function answerCall(
  workspace: Workspace,
  log: Log,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const args = argumentsIn(request.headers["content-type"] ?? "", (await bodyOf(request, MOST)).toString());
  const token = tokenIn(request, args);
  const fault = workspace.faults.strike(method);
  const kind = fault?.kind ?? null;
  const unheard = (waitSeconds: number | null = null) =>
    workspace.seen({ at: workspace.now().getTime(), method, args, fault: kind, taken: false, waitSeconds });
  const reply = () => {
    const answer = callMethod(workspace, log, { method, token, args });
    const waitSeconds = "waitSeconds" in answer ? answer.waitSeconds : null;
    const taken = "answer" in answer && answer.answer.ok;
    workspace.seen({ at: workspace.now().getTime(), method, args, fault: kind, taken, waitSeconds });
    return answer;
  };
  switch (kind) {
    case null: {
      const answer = reply();
      return "waitSeconds" in answer
        ? limited(response, answer.waitSeconds)
        : json(response, 200, answer.answer, granted(workspace));
    }
    case "429": {
      const seconds = fault?.retryAfter ?? 1;
      unheard(seconds);
      return limited(response, seconds);
    }
    case "500":
    case "503":
      unheard();
      return content(response, Number(kind), "text/plain", "Internal Server Error");
    case "timeout":
      return unheard();
    case "reset":
      unheard();
      return void request.socket.resetAndDestroy();
    case "html":
      unheard();
      return content(response, 200, "text/html", "<!doctype html><title>One moment</title>");
    case "drop-after-accept":
      reply();
      response.destroy();
      return;
    case "silence-after-accept":
      return void reply();
    case "drip-after-accept": {
      const answer = reply();
      return "waitSeconds" in answer
        ? limited(response, answer.waitSeconds)
        : drip(response, JSON.stringify(answer.answer));
    }
    default:
      unheard();
      return json(response, 200, { ok: false, error: kind });
  }
}

/** Letter by letter, over a second. */
async function drip(response: ServerResponse, text: string): Promise<void> {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
  const piece = Math.ceil(text.length / 20);
  for (let at = 0; at < text.length; at += piece) {
    response.write(text.slice(at, at + piece));
    await new Promise((wait) => setTimeout(wait, 50));
  }
  response.end();
}

/** Slack tells with every answer which scopes the token was granted. */
function granted({ state: { app } }: Workspace): Record<string, string> {
  return app.scopes === null ? {} : { "x-oauth-scopes": app.scopes.join(",") };
}

/** Takes the bytes of a file that was announced: as they are, or in a form. */
export async function takeUpload(
  workspace: Workspace,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const raw = await bodyOf(request, LARGEST_FILE);
  const type = request.headers["content-type"] ?? "";
  const bytes = type.startsWith("multipart/") ? await firstFile(type, raw) : raw;
  const kept = bytes !== null && keepFile(workspace, id, bytes);
  content(
    response,
    kept ? 200 : 400,
    "text/plain",
    kept ? `OK - ${bytes?.length ?? 0}` : "That file was not announced.",
  );
}

/** Shows a picture that is complete. Any other file is handed over to be kept, and never shown. */
export function showFile(workspace: Workspace, id: string, response: ServerResponse): void {
  const file = fileOf(workspace, id);
  const bytes = file?.complete && file.bytes ? Buffer.from(file.bytes, "base64") : null;
  const type = bytes && pictureType(bytes);
  if (bytes && type)
    content(response, 200, type, bytes, { "cache-control": "private, max-age=31536000, immutable" });
  else if (bytes && file) content(response, 200, "application/octet-stream", bytes, asDownload(file.name));
  else content(response, 404, "text/plain", "There is no such file.");
}

/** Whatever is in it, a browser keeps it and runs none of it. */
function asDownload(name: string): Readonly<Record<string, string>> {
  return { "content-disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "-")}"` };
}

/** An answer that comes later, to a response_url. */
export async function takeResponse(
  workspace: Workspace,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const said = parsed((await bodyOf(request, MOST)).toString());
  const word = typeof said === "object" && said !== null ? respond(workspace, id, said as Said) : "no_text";
  content(response, word === "ok" ? 200 : 404, "text/plain", word);
}

function limited(response: ServerResponse, seconds: number): void {
  json(response, 429, { ok: false, error: "ratelimited" }, { "retry-after": String(seconds) });
}

function argumentsIn(type: string, body: string): Arguments {
  if (!type.startsWith("application/json")) return Object.fromEntries(new URLSearchParams(body));
  const given = parsed(body);
  if (typeof given !== "object" || given === null) return {};
  const entries = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

function tokenIn(request: IncomingMessage, args: Arguments): string | null {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "");
  return bearer?.[1] ?? args.token ?? null;
}

async function firstFile(type: string, body: Buffer): Promise<Buffer | null> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  for (const value of form.values())
    if (typeof value !== "string") return Buffer.from(await value.arrayBuffer());
  return null;
}
