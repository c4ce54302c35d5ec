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
  const asked = askedIn(request);
  if (asked === "GET /healthz") answer(response, 200, { ok: true });
  else if (asked === "GET /readyz") tellReadiness(response, readiness);
  else return false;
  return true;
}

/**
 * A server of the operator's questions, of Slack's endpoint where there is one (Socket Mode has none), and of the doors of
 * an install. Slack's side is handed only what it takes: it throws at anything else, and that would end the process. While
 * `isLeaving`, every answer ends its connection: nobody is left holding one on which they could still send.
 */
export function openDoor(
  slack: RequestListener | null,
  readiness: Readiness,
  isLeaving: () => boolean = () => false,
  installs: RequestListener | null = null,
): Server {
  return createServer((request, response) => {
    if (isLeaving()) response.setHeader("connection", "close");
    if (answersOperators(request, response, readiness)) return;
    if (slack !== null && askedIn(request) === "POST /slack/events") slack(request, response);
    else if (installs !== null && installPaths.has(askedIn(request))) installs(request, response);
    else answer(response, 404, { error: "There is nothing here." });
  });
}

const installPaths: ReadonlySet<string> = new Set(["GET /slack/install", "GET /slack/oauth_redirect"]);

/** Method and path. Without a path for what is no address, such as `//`; HEAD asks what GET asks. */
function askedIn({ method = "", url = "/" }: IncomingMessage): string {
  const path = URL.canParse(url, "http://door") ? new URL(url, "http://door").pathname : "";
  return `${method === "HEAD" ? "GET" : method} ${path}`;
}

function tellReadiness(response: ServerResponse, readiness: Readiness): void {
  readiness().then(
    ({ ready, because }) => answer(response, ready ? 200 : 503, { ready, because }),
    () => answer(response, 503, { ready: false, because: "The database can't be reached." }),
  );
}

function answer(response: ServerResponse, status: number, body: Readonly<Record<string, unknown>>): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

/**
 * Milliseconds for which a connection that nobody uses stays open. Proxies and load balancers keep theirs for a minute, and
 * whoever sends on one that is just being closed gets no answer; so ours stay a little longer (Node's own: five seconds).
 */
const longestIdle = 75_000;

/** Listens, or throws what Node says of why not. Resolves with the port, which the system chose where 0 was asked for. */
export async function listenOn(server: Server, port: number, host: string): Promise<number> {
  server.keepAliveTimeout = longestIdle;
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

/** Slack waits three seconds for an answer: who is still on the line after this is not Slack. */
const longestAnswer = 5_000;

/** Takes nothing new, lets what is under way finish, and gives up on idle connections. */
export async function shutDoor(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const impatient = setTimeout(() => server.closeAllConnections(), longestAnswer);
  await closed;
  clearTimeout(impatient);
}
