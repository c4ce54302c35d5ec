/**
 * A Slack that takes everything and remembers nothing but how many messages: a process of its own, so that its work is nobody
 * else's. Its argument is how many milliseconds it takes to answer.
 */
import { createServer } from "node:http";

const user = (id: string) => ({
  id,
  team_id: "TBENCH",
  tz: "Europe/Berlin",
  deleted: false,
  is_bot: false,
  is_restricted: false,
});

const takesMs = Number(process.argv[2] ?? 0);
let posted = 0;

const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (text: string) => {
    body += text;
  });
  request.on("end", () => {
    response.setHeader("content-type", "application/json");
    const answer = JSON.stringify({ ok: true, ...answerTo(request.url ?? "", body) });
    if (takesMs > 0) setTimeout(() => response.end(answer), takesMs);
    else response.end(answer);
  });
});

function answerTo(path: string, body: string): object {
  if (path.endsWith("auth.test"))
    return { team_id: "TBENCH", team: "Bench", user_id: "UBEARINGS", bot_id: "BBEARINGS" };
  if (path.endsWith("users.info")) return { user: user(new URLSearchParams(body).get("user") ?? "U0") };
  if (/chat\.post(Message|Ephemeral)$/.test(path)) posted += 1;
  if (path.endsWith("bench.posted")) return { posted };
  return {
    ts: `${Date.now() / 1000}`,
    channel: "CBENCH",
    message_ts: "1.000001",
    view: { id: "V1", hash: "1" },
  };
}

server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object")
    process.stdout.write(`${JSON.stringify({ port: address.port })}\n`);
});
