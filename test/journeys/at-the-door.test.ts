/**
 * Who is let in at the door: what Slack signed within five minutes, and nothing else. Whatever is turned away has set
 * nothing off (docs.slack.dev/authentication/verifying-requests-from-slack).
 */
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { signature } from "../../src/playground/door.ts";
import { commandFields } from "../../src/playground/payloads.ts";
import { placesOf } from "../../src/playground/places.ts";
import { type TestTown, testTown } from "../support/town.ts";

type Headers = Readonly<Record<string, string>>;
type Request = { readonly body: string; readonly headers: Headers };

const form = "application/x-www-form-urlencoded";
const json = "application/json";

let town: TestTown;
let secret: string;
let body: string;

beforeAll(async () => {
  town = await testTown();
  secret = town.local.signingSecret;
});

afterAll(() => town.stop());

beforeEach(() => {
  const { workspace } = town.local;
  const place = placesOf(workspace.state, "UCHEN").find(({ name }) => name === "harbour-support");
  if (place === undefined) throw new Error("There is no #harbour-support.");
  body = new URLSearchParams(commandFields(workspace, "UCHEN", place, "/bearings", "help")).toString();
});

/** How many answers Chen has had. */
async function answers(): Promise<number> {
  return (await town.local.visit("UCHEN").reads("#harbour-support")).length;
}

async function knock({ body, headers }: Request): Promise<{ status: number; text: string; answers: number }> {
  const before = await answers();
  const response = await fetch(`${town.local.address}slack/events`, { method: "POST", body, headers });
  const text = await response.text();
  await town.behindTheDoor.idle?.();
  return { status: response.status, text, answers: (await answers()) - before };
}

const secondsAgo = (seconds: number) => String(Math.floor(Date.now() / 1000) - seconds);

/** As Slack signs it; `wish` takes the place of a header. */
function signed(what: string, type = form, at = secondsAgo(0), wish: Headers = {}): Request {
  const headers = {
    "content-type": type,
    "x-slack-request-timestamp": at,
    "x-slack-signature": signature(secret, at, what),
    ...wish,
  };
  return { body: what, headers };
}

function without(request: Request, ...names: readonly string[]): Request {
  const headers = Object.entries(request.headers).filter(([name]) => !names.includes(name));
  return { ...request, headers: Object.fromEntries(headers) };
}

describe("is let in", () => {
  it("what is signed now", async () => {
    expect(await knock(signed(body))).toMatchObject({ status: 200, answers: 1 });
  });

  it("a form that names its letters, as some proxies make it", async () => {
    expect(await knock(signed(body, `${form}; charset=utf-8`))).toMatchObject({ status: 200, answers: 1 });
  });

  it("what was signed almost five minutes ago", async () => {
    expect(await knock(signed(body, form, secondsAgo(290)))).toMatchObject({ status: 200, answers: 1 });
  });
});

describe("is turned away with 401, and sets nothing off", () => {
  const requests: readonly (readonly [name: string, make: () => Request])[] = [
    ["no signature at all", () => without(signed(body), "x-slack-signature", "x-slack-request-timestamp")],
    ["a time and no signature", () => without(signed(body), "x-slack-signature")],
    ["a signature and no time", () => without(signed(body), "x-slack-request-timestamp")],
    ["another app's secret", () => with_(signature("another secret", secondsAgo(0), body))],
    [
      "an empty secret",
      () =>
        with_(
          `v0=${createHmac("sha256", "")
            .update(`v0:${secondsAgo(0)}:${body}`)
            .digest("hex")}`,
        ),
    ],
    ["an empty signature", () => with_("")],
    ["a version and nothing behind it", () => with_("v0=")],
    ["half a signature", () => with_(signed(body).headers["x-slack-signature"]?.slice(0, 30) ?? "")],
    ["one sign too many", () => with_(`${signed(body).headers["x-slack-signature"]}0`)],
    [
      "capital letters",
      () =>
        with_(signed(body).headers["x-slack-signature"]?.replace(/=.*/, (hex) => hex.toUpperCase()) ?? ""),
    ],
    [
      "a version that isn't there",
      () => with_(signed(body).headers["x-slack-signature"]?.replace("v0", "v1") ?? ""),
    ],
    ["another body by one byte", () => ({ ...signed(body), body: body.replace("help", "halp") })],
    ["the same words, written otherwise", () => ({ ...signed(body), body: body.replaceAll("%2F", "%2f") })],
    ["a line end behind it", () => ({ ...signed(body), body: `${body}\r\n` })],
    ["a byte order mark before it", () => ({ ...signed(body), body: `\uFEFF${body}` })],
    ["five minutes and one second ago", () => signed(body, form, secondsAgo(301))],
    ["ten minutes from now", () => signed(body, form, secondsAgo(-600))],
    ["yesterday", () => signed(body, form, secondsAgo(86_400))],
    ["a time that is a word", () => signed(body, form, "abc")],
    ["an empty time", () => signed(body, form, "")],
    ["a time before all times", () => signed(body, form, "-1")],
    ["the first second of all", () => signed(body, form, "0")],
    ["an address check, unsigned", () => bare('{"type":"url_verification","challenge":"abc"}', json)],
    ["a check of the connection that isn't one", () => bare(`ssl_check=0&${body}`)],
    ["a check of the connection, twice", () => bare(`ssl_check=1&ssl_check=2&${body}`)],
    ["a check of the connection, as JSON", () => bare(JSON.stringify({ ssl_check: "1" }), json)],
  ];
  const with_ = (given: string) => signed(body, form, secondsAgo(0), { "x-slack-signature": given });
  const bare = (what: string, type = form): Request => ({ body: what, headers: { "content-type": type } });

  it.each(requests)("%s", async (_, make) => {
    expect(await knock(make())).toEqual({ status: 401, text: "", answers: 0 });
  });

  it("and the operator is told, without what was in it", () => {
    expect(town.troubles.length).toBeGreaterThanOrEqual(requests.length);
    expect(town.troubles.join("\n")).not.toMatch(/trigger_id|UCHEN|response_url/);
  });
});

describe("what Slack asks of the door itself", () => {
  it("a check of the connection is answered, and what was smuggled in with it is not", async () => {
    const headers = { "content-type": form };
    const payload = encodeURIComponent(JSON.stringify({ type: "block_actions", user: { id: "UCHEN" } }));
    expect(await knock({ body: "ssl_check=1", headers })).toEqual({ status: 200, text: "", answers: 0 });
    expect(await knock({ body: `ssl_check=1&${body}`, headers })).toEqual({
      status: 200,
      text: "",
      answers: 0,
    });
    expect(await knock({ body: `ssl_check=1&payload=${payload}`, headers })).toMatchObject({
      status: 200,
      answers: 0,
    });
  });

  it("a signed address check gets its challenge back", async () => {
    const challenge = JSON.stringify({ type: "url_verification", challenge: "3eZbrw1a" });
    expect(await knock(signed(challenge, json))).toMatchObject({
      status: 200,
      text: '{"challenge":"3eZbrw1a"}',
    });
  });
});

describe("what can't be read", () => {
  it("is too large beyond a megabyte, signed or not", async () => {
    const large = `${body}&more=${"x".repeat(1_048_577)}`;
    expect(await knock(signed(large))).toEqual({ status: 413, text: "", answers: 0 });
    expect(await knock({ body: large, headers: { "content-type": form } })).toMatchObject({ status: 413 });
  });

  it("is let in at almost a megabyte", async () => {
    const padded = `${body}&more=${"x".repeat(1_000_000)}`;
    expect(await knock(signed(padded))).toMatchObject({ status: 200, answers: 1 });
  });

  it.each([
    ["JSON cut short", '{"type":"event_callback","event":{', json],
    ["a payload that is no JSON", "payload=hello", form],
    ["a payload cut short", "payload=%7B%22type%22%3A", form],
    ["no body", "", json],
  ])("%s gets 400, and sets nothing off", async (_, what, type) => {
    expect(await knock(signed(what, type))).toEqual({ status: 400, text: "", answers: 0 });
  });
});
