/**
 * Slack's side of Socket Mode, between a local workspace and an app: what the workspace sends to a door goes over the
 * line that the app has called, and the app's acknowledgement goes back (docs.slack.dev/apis/events-api/using-socket-mode).
 */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listenOn } from "../../src/door.ts";
import { type Line, takeCall } from "./web-socket.ts";

export type SocketSlack = {
  /** Where the local workspace sends what would go to an app's door. */
  readonly door: () => string;
  /** The Web API: its own `apps.connections.open`, and everything else from the local workspace. */
  readonly api: () => string;
  /** How many lines there are now, and how many there have been. */
  readonly lines: () => number;
  readonly calls: () => number;
  /** Slack asks for the line to be called anew, as it does for each of its reasons, and hangs up. */
  readonly disconnects: (reason: "warning" | "refresh_requested" | "link_disabled") => void;
  readonly cuts: () => void;
  /** Refuses the next calls with these errors, one after another. */
  readonly refuses: (...errors: readonly string[]) => void;
  /** Says anything at all over the line. */
  readonly says: (frame: string | Buffer) => void;
  /** Sends what it sent last once more, in a new envelope. Resolves with the app's answer. */
  readonly repeats: () => Promise<string>;
  /** Cuts the line when the next thing has arrived, before the app can say so. */
  readonly cutsAtTheNext: () => void;
  readonly stop: () => Promise<void>;
};

type Envelope = Readonly<Record<string, unknown>>;

const patience = 3_000;

export async function openSocketSlack(appToken: string, slackApiUrl: () => string): Promise<SocketSlack> {
  const lines = new Set<Line>();
  const waiting = new Map<string, (answer: string | null) => void>();
  let refusals: readonly string[] = [];
  let calls = 0;
  let last: Envelope | null = null;
  let isCuttingNext = false;
  let port = 0;

  /** Null where there is no line, or nobody answered. */
  async function send(envelope: Envelope): Promise<string | null> {
    const line = [...lines].at(-1);
    if (line === undefined) return null;
    last = envelope;
    const envelope_id = randomUUID();
    const answer = new Promise<string | null>((answered) => {
      waiting.set(envelope_id, answered);
      setTimeout(() => answered(null), patience).unref();
    });
    line.say(JSON.stringify({ envelope_id, ...envelope }));
    if (isCuttingNext) {
      isCuttingNext = false;
      // What was written is on its way; what comes back finds nobody.
      setTimeout(() => line.cut(), 1);
    }
    return answer.finally(() => waiting.delete(envelope_id));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (request.url === "/slack/events") {
      const answered = await send(envelopeOf(body, request));
      response.writeHead(answered === null ? 503 : 200, { "content-type": "application/json" });
      response.end(answered ?? "");
    } else if (request.url === "/api/apps.connections.open") {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(opened(request.headers.authorization)));
    } else {
      const method = request.url?.replace("/api/", "") ?? "";
      const { "content-type": type = "", authorization = "" } = request.headers;
      const came = await fetch(`${slackApiUrl()}${method}`, {
        method: "POST",
        body,
        headers: { "content-type": type, authorization },
      });
      response.writeHead(came.status, Object.fromEntries(came.headers));
      response.end(await came.text());
    }
  }

  function opened(authorization = "") {
    const [refusal, ...others] = refusals;
    refusals = others;
    if (refusal !== undefined) return { ok: false, error: refusal };
    return authorization === `Bearer ${appToken}`
      ? { ok: true, url: `ws://127.0.0.1:${port}/link` }
      : { ok: false, error: "invalid_auth" };
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.on("upgrade", (request, socket) => {
    calls += 1;
    const line = takeCall(request, socket, {
      text: (said) => {
        const { envelope_id, payload } = JSON.parse(said) as { envelope_id: string; payload?: object };
        const isEmpty = payload === undefined || Object.keys(payload).length === 0;
        waiting.get(envelope_id)?.(isEmpty ? "" : JSON.stringify(payload));
      },
      gone: () => {
        lines.delete(line);
        for (const answered of waiting.values()) answered(null);
      },
    });
    lines.add(line);
    line.say(
      JSON.stringify({ type: "hello", num_connections: lines.size, debug_info: {}, connection_info: {} }),
    );
  });
  port = await listenOn(server, 0, "127.0.0.1");
  const all = (act: (line: Line) => void) => {
    for (const line of [...lines]) act(line);
  };

  return {
    door: () => `http://127.0.0.1:${port}/slack/events`,
    api: () => `http://127.0.0.1:${port}/api/`,
    lines: () => lines.size,
    calls: () => calls,
    disconnects: (reason) =>
      all((line) => line.say(JSON.stringify({ type: "disconnect", reason, debug_info: {} }))),
    cuts: () => all((line) => line.cut()),
    refuses: (...errors) => {
      refusals = errors;
    },
    says: (frame) => all((line) => (typeof frame === "string" ? line.say(frame) : line.sayBytes(frame))),
    repeats: async () => {
      if (last === null) throw new Error("Nothing was sent yet.");
      return (await send(last)) ?? "no answer";
    },
    cutsAtTheNext: () => {
      isCuttingNext = true;
    },
    stop: async () => {
      all((line) => line.cut());
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function envelopeOf(body: string, { headers }: IncomingMessage): Envelope {
  if (headers["content-type"]?.startsWith("application/json")) {
    const retries = Number(headers["x-slack-retry-num"] ?? 0);
    const why = headers["x-slack-retry-reason"];
    return {
      type: "events_api",
      payload: JSON.parse(body) as unknown,
      accepts_response_payload: false,
      retry_attempt: retries,
      retry_reason: why ?? "",
    };
  }
  const fields = Object.fromEntries(new URLSearchParams(body));
  return fields.payload === undefined
    ? { type: "slash_commands", payload: fields, accepts_response_payload: true }
    : { type: "interactive", payload: JSON.parse(fields.payload) as unknown, accepts_response_payload: true };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const piece of request.setEncoding("utf8")) body += piece;
  return body;
}
