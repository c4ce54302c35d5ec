/**
 * The door by itself, with nothing behind it but somebody who writes down what came through
 * (docs.slack.dev/authentication/verifying-requests-from-slack).
 */
import { createServer, request, type Server } from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import type { App, ReceiverEvent } from "@slack/bolt";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { listenOn, shutDoor } from "../src/door.ts";
import { signature } from "../src/playground/door.ts";
import { mistrusted, receiveOverHttp } from "../src/receiving.ts";

/** Slack's own example: what it signed, when, with which secret, and what came out. */
const slacks = {
  secret: "8f742231b10e8888abcd99yyyzzz85a5",
  at: 1531420618,
  body: "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
  signature: "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
} as const;

const form = "application/x-www-form-urlencoded";
const lines: string[] = [];
const came: unknown[] = [];
let server: Server;
let port = 0;
/** What whoever is behind the door does with what comes. */
let behind: (event: ReceiverEvent) => Promise<void>;
const answers = async (event: ReceiverEvent) => {
  came.push(event.body);
  await event.ack();
};

beforeAll(async () => {
  const write = (what: string, details: object = {}) => void lines.push(`${what} ${JSON.stringify(details)}`);
  const receiver = receiveOverHttp(slacks.secret, { log: { info: write, warn: write, error: write } });
  receiver.init({ processEvent: (event: ReceiverEvent) => behind(event) } as unknown as App);
  server = createServer(receiver.requestListener);
  port = await listenOn(server, 0, "127.0.0.1");
  behind = answers;
});

afterAll(() => shutDoor(server));

afterEach(() => {
  vi.useRealTimers();
  came.length = 0;
  lines.length = 0;
  behind = answers;
});

type Headers = Readonly<Record<string, string | string[]>>;

function signed(body: string | Buffer, type: string, at = Math.floor(Date.now() / 1000)): Headers {
  return {
    "content-type": type,
    "x-slack-request-timestamp": String(at),
    "x-slack-signature": signature(slacks.secret, String(at), body.toString()),
  };
}

/** Sends it with Node's bare client, which adds nothing and joins nothing. */
function knock(body: string | Buffer, headers: Headers): Promise<number> {
  return new Promise((answered, failed) => {
    const asking = request({ host: "127.0.0.1", port, method: "POST", path: "/slack/events", headers });
    asking.on("response", (response) => {
      response.resume();
      answered(response.statusCode ?? 0);
    });
    asking.on("error", failed);
    asking.end(body);
  });
}

describe("Slack's own example", () => {
  it("is signed as Slack signed it", () => {
    expect(signature(slacks.secret, String(slacks.at), slacks.body)).toBe(slacks.signature);
  });

  it("is let in at its time, and not five minutes and a second before or after", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const at = async (second: number) => {
      vi.setSystemTime((slacks.at + second) * 1000);
      return knock(slacks.body, {
        "content-type": form,
        "x-slack-request-timestamp": String(slacks.at),
        "x-slack-signature": slacks.signature,
      });
    };
    expect([await at(0), await at(299), await at(300), await at(-299), await at(-300)]).toEqual(
      Array(5).fill(200),
    );
    expect(came).toHaveLength(5);
    expect([await at(301), await at(-301), await at(86_400), await at(-86_400)]).toEqual(Array(4).fill(401));
    expect(came).toHaveLength(5);
  });
});

describe("headers tell against a request before its body is read:", () => {
  const right = { "x-slack-signature": slacks.signature, "x-slack-request-timestamp": String(slacks.at) };
  const at = (timestamp: string | string[] | undefined) => ({
    ...right,
    "x-slack-request-timestamp": timestamp,
  });
  const by = (given: string | string[] | undefined) => ({ ...right, "x-slack-signature": given });
  const hex = slacks.signature.slice(3);

  it.each([
    ["nothing, of what is right", right, null],
    ["no signature", by(undefined), "unsigned"],
    ["no time", at(undefined), "unsigned"],
    ["neither", {}, "unsigned"],
    ["a time that is a word", at("abc"), "malformed"],
    ["an empty time", at(""), "malformed"],
    ["half a second", at(`${slacks.at}.5`), "malformed"],
    ["a time before all times", at(`-${slacks.at}`), "malformed"],
    ["a time with a sign", at(`+${slacks.at}`), "malformed"],
    ["a time in hexadecimal", at("0x5b47a68a"), "malformed"],
    ["a time with a blank", at(` ${slacks.at}`), "malformed"],
    ["a time without end", at("9".repeat(400)), "malformed"],
    ["two times", at(`${slacks.at}, ${slacks.at}`), "malformed"],
    ["times as a list", at([String(slacks.at)]), "malformed"],
    ["an empty signature", by(""), "malformed"],
    ["another version", by(`v1=${hex}`), "malformed"],
    ["no version", by(hex), "malformed"],
    ["half a signature", by(`v0=${hex.slice(0, 32)}`), "malformed"],
    ["one sign too many", by(`v0=${hex}0`), "malformed"],
    ["capital letters", by(`v0=${hex.toUpperCase()}`), "malformed"],
    ["what is no hexadecimal", by(`v0=${"g".repeat(64)}`), "malformed"],
    ["two signatures", by(`${slacks.signature}, ${slacks.signature}`), "malformed"],
    ["signatures as a list", by([slacks.signature]), "malformed"],
    ["300 seconds ago: nothing", at(String(slacks.at - 300)), null],
    ["301 seconds ago", at(String(slacks.at - 301)), "stale"],
    ["in 300 seconds: nothing", at(String(slacks.at + 300)), null],
    ["in 301 seconds", at(String(slacks.at + 301)), "early"],
    ["the first second of all", at("0"), "stale"],
    ["a moment in milliseconds", at(`${slacks.at}000`.slice(0, 12)), "early"],
  ] as const)("%s", (_, headers, why) => {
    expect(mistrusted(headers, slacks.at + 0.9)).toBe(why);
  });
});

describe("a form", () => {
  const body = "command=%2Fbearings&text=&team_id=T1&user_id=U1&channel_id=C1&trigger_id=1.2.3";

  it.each([form, `${form}; charset=utf-8`, `${form};charset=UTF-8`, "APPLICATION/X-WWW-FORM-URLENCODED"])(
    "is read as one when it comes as %s",
    async (type) => {
      expect(await knock(body, signed(body, type))).toBe(200);
      expect(came).toMatchObject([{ command: "/bearings", user_id: "U1" }]);
    },
  );

  it("is read when it comes in pieces, without its length", async () => {
    const headers = { ...signed(body, form), "transfer-encoding": "chunked" };
    expect(await knock(body, headers)).toBe(200);
    expect(came).toHaveLength(1);
  });

  it("in pieces without end is given up at a megabyte", async () => {
    const large = `${body}&more=${"x".repeat(1_100_000)}`;
    const headers = { ...signed(large, form), "transfer-encoding": "chunked" };
    expect(await knock(large, headers).catch(() => 413)).toBe(413);
    expect(came).toEqual([]);
  });

  it("that is packed is not unpacked: a small one can be made to fill the memory", async () => {
    const packed = gzipSync(`${body}&more=${"x".repeat(900_000)}`);
    for (const encoding of ["gzip", "GZIP", "deflate, gzip", "br"])
      expect(await knock(packed, { ...signed(packed, form), "content-encoding": encoding })).toBe(415);
    expect(came).toEqual([]);
  });

  it.each(["x-slack-signature", "x-slack-request-timestamp"])(
    "with a second %s is turned away, whichever of them is right",
    async (name) => {
      const headers = signed(body, form);
      const twice = { ...headers, [name]: [String(headers[name]), String(headers[name])] };
      expect(await knock(body, twice)).toBe(401);
      expect(came).toEqual([]);
    },
  );

  it("that breaks off is nobody's business, and the door stays open", async () => {
    const socket = connect(port, "127.0.0.1");
    const lines = Object.entries({ ...signed(body, form), host: "door", "content-length": "500" });
    socket.write(
      `POST /slack/events HTTP/1.1\r\n${lines.map(([n, v]) => `${n}: ${v}\r\n`).join("")}\r\nhalf`,
    );
    await new Promise((sent) => setTimeout(sent, 50));
    socket.destroy();
    expect(await knock(body, signed(body, form))).toBe(200);
    expect(came).toHaveLength(1);
  });
});

describe("what is signed, and is no payload", () => {
  it.each([
    "null",
    "[]",
    '"forged"',
    "7",
    "true",
    "{}",
    '{"type":"hello"}',
    '{"event":null}',
    '{"type":"event_callback","event_id":"E1","event":{}}',
    '{"type":"event_callback","event_id":"E1","event":{"type":"x","item":"a word"}}',
    '{"type":"block_actions","user":{"id":"U1"},"actions":[]}',
    '{"type":"block_actions","user":{"id":"U1"},"channel":null,"actions":[{"action_id":"a","block_id":"b"}]}',
    '{"type":"view_submission","user":{"id":"U1"},"view":{"id":"V1","callback_id":"c","private_metadata":"","blocks":7}}',
    '{"__proto__":{"type":"url_verification"},"challenge":"x"}',
    `{"event":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
  ])("gets 400 at once: %.60s", async (body) => {
    expect(await knock(body, signed(body, "application/json"))).toBe(400);
    expect(came).toEqual([]);
    expect(lines).toEqual(["a request could not be read {}"]);
  });

  it("Slack's word that it keeps events back is heard, and the operator told", async () => {
    const body = JSON.stringify({ type: "app_rate_limited", team_id: "T1", minute_rate_limited: 1518467820 });
    expect(await knock(body, signed(body, "application/json"))).toBe(200);
    expect(lines.join()).toContain("Slack keeps events back");
  });
});

describe("what breaks behind the door", () => {
  it("before anything was answered is answered, and never as trouble of ours that Slack should try again", async () => {
    behind = () => Promise.reject(new Error("Nobody is there."));
    const body = JSON.stringify({ type: "event_callback", event_id: "E1", event: { type: "user_change" } });
    expect(await knock(body, signed(body, "application/json"))).toBe(400);
    expect(lines.join()).toContain("a request could not be handled");
  });
});
