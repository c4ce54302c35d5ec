/**
 * The HTTP door: Slack's one endpoint, and two questions an operator's tools ask. `/healthz` is about the process only,
 * never the database: a slow database must not get the process killed. `/readyz` is about whether work can be done.
 */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";

export type Readiness = () => Promise<{ readonly ready: boolean; readonly because: string }>;

/** Answers the operator's two questions; false for any other request. */
export function answersOperators(
  request: IncomingMessage,
  response: ServerResponse,
  readiness: Readiness,
): boolean {
  const path = new URL(request.url ?? "/", "http://door").pathname;
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  if (path === "/healthz") {
    answer(response, 200, { ok: true });
    return true;
  }
  if (path === "/readyz") {
    readiness().then(
      ({ ready, because }) => answer(response, ready ? 200 : 503, { ready, because }),
      () => answer(response, 503, { ready: false, because: "The database can't be reached." }),
    );
    return true;
  }
  return false;
}

/** A server of the operator's questions, and of Slack's endpoint where there is one (Socket Mode has none). */
export function openDoor(slack: RequestListener | null, readiness: Readiness): Server {
  return createServer((request, response) => {
    if (answersOperators(request, response, readiness)) return;
    const path = new URL(request.url ?? "/", "http://door").pathname;
    if (slack !== null && path === "/slack/events") slack(request, response);
    else answer(response, 404, { error: "There is nothing here." });
  });
}

function answer(response: ServerResponse, status: number, body: Readonly<Record<string, unknown>>): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

/** Listens, or throws where the port is taken. Resolves with the port, which the system chose where 0 was asked for. */
export async function listenOn(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

/** Takes nothing new, lets what is under way finish, and gives up on idle connections. */
export async function shutDoor(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const impatient = setTimeout(() => server.closeAllConnections(), 10_000);
  await closed;
  clearTimeout(impatient);
}
