/** What is known after each way in which asking Slack can go wrong: over a real connection, through the real client. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { clientOptions, onLimit, slackWith } from "../../src/slack/client.ts";
import { type Outcome, outcomeOf } from "../../src/slack/outcome.ts";

let server: Server;
let answer: RequestListener;
let heard = 0;
const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;

beforeAll(async () => {
  server = createServer((request, response) => {
    heard += 1;
    request.resume();
    request.on("end", () => answer(request, response));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
beforeEach(() => {
  heard = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const says =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  };
const no = (error: string) => says({ ok: false, error });
const never = (code: string, lies: "channel" | "workspace" | "elsewhere"): Outcome => ({
  is: "never",
  code,
  lies,
});

async function asking(api: string, timeout = 10_000): Promise<Outcome> {
  const slack = new WebClient("xoxb-none", { ...clientOptions(api), timeout });
  const thrown: unknown = await slack.chat.postMessage({ channel: "C0ONE", text: "Hello" }).then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).not.toBeNull();
  return outcomeOf(thrown);
}

const cases: readonly (readonly [string, RequestListener, Outcome])[] = [
  ["asks us to wait", says({ ok: false }, 429, { "retry-after": "17" }), { is: "wait", seconds: 17 }],
  ["asks us to wait, and not how long", says({ ok: false }, 429), { is: "wait", seconds: 30 }],
  [
    "asks us to wait until a date",
    says("", 429, { "retry-after": "Mon, 23 Nov 2026 10:00:00 GMT" }),
    { is: "wait", seconds: 30 },
  ],
  ["asks us to wait in words", no("ratelimited"), { is: "wait", seconds: 30 }],
  ["has no time for it now", no("service_unavailable"), { is: "not-now", code: "service_unavailable" }],
  ["did not get all of it", no("request_timeout"), { is: "not-now", code: "request_timeout" }],
  ["may have done it and broke", no("internal_error"), { is: "unknown", code: "internal_error" }],
  ["may have done it and broke badly", no("fatal_error"), { is: "unknown", code: "fatal_error" }],
  ["or a proxy refuses the request", says("Forbidden", 403), { is: "not-now", code: "http_403" }],
  ["knows no such place", says("Not Found", 404), { is: "not-now", code: "http_404" }],
  ["breaks", says("Oh", 500), { is: "unknown", code: "http_500" }],
  ["breaks behind a proxy", says("Bad Gateway", 502), { is: "unknown", code: "http_502" }],
  ["is away behind a proxy", says("Unavailable", 503), { is: "unknown", code: "http_503" }],
  ["answers with a page", says("<html><body>Sorry</body></html>"), { is: "unknown", code: "no_json" }],
  ["answers with nothing", says(""), { is: "unknown", code: "no_json" }],
  ["answers with half of it", says('{"ok":true,"chan'), { is: "unknown", code: "no_json" }],
  ["hangs up without an answer", (_, response) => response.destroy(), { is: "unknown", code: "no_answer" }],
  [
    "hangs up in the middle of its answer",
    (_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
      response.write('{"ok":');
      setTimeout(() => response.destroy(), 20);
    },
    { is: "unknown", code: "no_answer" },
  ],
  [
    "sends us elsewhere",
    says("", 302, { location: "http://127.0.0.1:9/" }),
    { is: "unknown", code: "no_answer" },
  ],
  ["doesn't know the channel", no("channel_not_found"), never("channel_not_found", "channel")],
  ["says that it is archived", no("is_archived"), never("is_archived", "channel")],
  ["says that we are not in it", no("not_in_channel"), never("not_in_channel", "channel")],
  ["lets only some people post", no("restricted_action"), never("restricted_action", "channel")],
  ["has taken our token back", no("token_revoked"), never("token_revoked", "workspace")],
  ["doesn't know our token", no("invalid_auth"), never("invalid_auth", "workspace")],
  ["has closed our account", no("account_inactive"), never("account_inactive", "workspace")],
  ["can't write to that person", no("user_disabled"), never("user_disabled", "elsewhere")],
  ["does not take the message", no("invalid_blocks"), never("invalid_blocks", "elsewhere")],
];

it.each(cases)("when Slack %s", async (_, slack, outcome) => {
  answer = slack;
  expect(await asking(address())).toEqual(outcome);
  expect(heard).toBe(1);
});

it("when Slack takes longer than we wait, nobody knows", async () => {
  answer = () => {};
  expect(await asking(address(), 150)).toEqual({ is: "unknown", code: "no_answer" });
});

it("when Slack answers drop by drop, nobody knows", async () => {
  answer = (_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const dripping = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(dripping));
  };
  expect(await asking(address(), 200)).toEqual({ is: "unknown", code: "no_answer" });
});

it("when nobody listens there, Slack can't have heard anything", async () => {
  const gone = createServer();
  await new Promise<void>((listening) => gone.listen(0, "127.0.0.1", listening));
  const { port } = gone.address() as AddressInfo;
  await new Promise((closed) => gone.close(closed));
  expect(await asking(`http://127.0.0.1:${port}/api/`)).toEqual({ is: "not-reached" });
});

it("when there is no such host, Slack can't have heard anything", async () => {
  expect(await asking("http://slack.invalid/api/")).toEqual({ is: "not-reached" });
});

it("what we never saw before counts as not known", () => {
  expect(outcomeOf(new Error("socket hang up"))).toEqual({ is: "unknown", code: "no_answer" });
  expect(outcomeOf("a word")).toEqual({ is: "unknown", code: "no_answer" });
});

it("tells of every limit that anybody meets, with its method", async () => {
  answer = says({ ok: false }, 429, { "retry-after": "7" });
  const slack = slackWith("xoxb-none", address());
  const limits: (readonly [string, number])[] = [];
  onLimit(slack, (method, seconds) => limits.push([method, seconds]));
  await expect(slack.people.chat.postMessage({ channel: "C0ONE", text: "Hello" })).rejects.toThrow();
  await expect(
    slack.bulk.views.publish({ user_id: "U0ADA", view: { type: "home", blocks: [] } }),
  ).rejects.toThrow();
  expect(limits).toEqual([
    ["chat.postMessage", 7],
    ["views.publish", 7],
  ]);
});
