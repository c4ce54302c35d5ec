/**
 * What Slack sends, broken: from whole payloads, in the ways in which programs, networks and people with time on their
 * hands break them. The same seed makes the same ones.
 */
import { signature } from "../../src/playground/door.ts";
import type { Chance } from "./chance.ts";

/** A whole one. Of one that writes, only what it can't do without is broken, so that what comes out must write nothing. */
export type Whole = {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly as: "form" | "payload" | "json";
  /** Where to break one that writes; anywhere in one that doesn't. */
  readonly within?: readonly (readonly string[])[];
};

export type Broken = {
  readonly how: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
};

type Json = Record<string, unknown> | unknown[];

const form = "application/x-www-form-urlencoded";
const json = "application/json";

/** What stands where something else belongs. */
const strange: readonly ((by: Chance) => unknown)[] = [
  () => null,
  () => [],
  () => ({}),
  () => true,
  () => -1,
  () => 1e308,
  () => "",
  () => " ",
  () => "\u0000",
  () => "\ud800",
  () => "\u202e<!channel>",
  () => "'; drop table answers; --",
  () => "../../etc/passwd",
  () => "%s%n%x",
  () => "__proto__",
  () => ({ ["__proto__"]: { isAdmin: true }, constructor: { prototype: {} } }),
  () => ["a", ["b", ["c"]]],
  () => ({ id: { id: { id: {} } } }),
  (by) => "9".repeat(1 + by.below(100_000)),
  (by) => "U".repeat(1 + by.below(5_000)),
  (by) => nested(1_000 + by.below(2_000)),
];

/** One broken request: unsigned, or signed with the secret as Slack would have signed exactly this. */
export function broken(whole: Whole, by: Chance, secret: string | null): Broken {
  const [how, made] = by.one(ways)(whole, by);
  const { body, type } = typeof made === "string" ? { body: Buffer.from(made), type: typeOf(whole) } : made;
  return {
    how: `${whole.name}: ${how}`,
    body,
    headers: { ...headersOf(type, by), ...signedBy(secret, body, by) },
  };
}

type Made = string | { readonly body: Buffer; readonly type: string };
type Way = (whole: Whole, by: Chance) => readonly [how: string, made: Made];

const ways: readonly Way[] = [
  (whole, by) => [
    "something in it is something else",
    written(whole, changed(whole, by, by.one(strange)(by))),
  ],
  (whole, by) => [
    "something in it is something else",
    written(whole, changed(whole, by, by.one(strange)(by))),
  ],
  (whole, by) => ["something in it is gone", written(whole, changed(whole, by, undefined))],
  (whole, by) => ["something in it is gone", written(whole, changed(whole, by, undefined))],
  (whole, by) => {
    const text = written(whole, whole.body);
    return ["cut short", text.slice(0, by.below(Math.max(1, text.length - 40)))];
  },
  (whole, by) => {
    const bytes = Buffer.from(written(whole, whole.body));
    for (let at = 0; at < 40; at += 1) bytes[by.below(bytes.length)] = by.below(256);
    return ["bytes thrown about", { body: bytes, type: typeOf(whole) }];
  },
  (_, by) => [
    "nothing but bytes",
    { body: Buffer.from(Array.from({ length: by.below(3_000) }, () => by.below(256))), type: json },
  ],
  (whole, by) => [
    "nested without end",
    wrapped(whole, by.one(["[", '{"a":']).repeat(1_000 + by.below(199_000))),
  ],
  (whole, by) => [
    "nested and closed",
    wrapped(whole, JSON.stringify({ event: 0 }).replace("0", "[".repeat(20_000) + "]".repeat(20_000)), by),
  ],
  (whole, by) => [
    "no object",
    wrapped(whole, by.one(["null", "[]", '""', "7", "true", '"payload"', "{}", ""]), by),
  ],
  (whole, by) => [
    "another kind of body",
    {
      body: Buffer.from(written(whole, whole.body)),
      type: by.one([
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/xml",
        whole.as === "json" ? form : json,
      ]),
    },
  ],
  (whole, by) => ["about a megabyte", padded(written(whole, whole.body), 1_048_576 + by.below(3) - 1, whole)],
  (whole) => [
    "smuggled behind a check of the connection",
    whole.as === "json"
      ? JSON.stringify({ ...whole.body, ssl_check: "1" })
      : `ssl_check=1&${written(whole, whole.body)}`,
  ],
  (whole) => [
    "with a payload twice",
    whole.as === "payload"
      ? `payload=%7B%7D&${written(whole, whole.body)}`
      : written(whole, { ...whole.body, payload: [1, 2], command: null, event: null }),
  ],
  (whole) => [
    "as another kind of thing",
    written(whole, { ...whole.body, type: "url_verification" }).replace(
      "url_verification",
      "dialog_submission",
    ),
  ],
];

/** Without the one thing by which the app knows it for its own, what is left of a whole one may be anything. */
function changed(whole: Whole, by: Chance, into: unknown): Readonly<Record<string, unknown>> {
  const body = structuredClone(whole.body) as Json;
  const path = whole.within === undefined ? somewhere(body, by) : by.one(whole.within);
  let at: Json = body;
  for (const key of path.slice(0, -1)) {
    const next = (at as Record<string, unknown>)[key];
    if (typeof next !== "object" || next === null) break;
    at = next as Json;
  }
  const last = path.at(-1) ?? "";
  if (into === undefined) delete (at as Record<string, unknown>)[last];
  else (at as Record<string, unknown>)[last] = into;
  return body as Readonly<Record<string, unknown>>;
}

function somewhere(body: Json, by: Chance): readonly string[] {
  const path: string[] = [];
  let at: unknown = body;
  while (typeof at === "object" && at !== null && Object.keys(at).length > 0) {
    const key = by.one(Object.keys(at));
    path.push(key);
    at = (at as Record<string, unknown>)[key];
    if (by.happens(0.35)) break;
  }
  return path;
}

function written({ as }: Whole, body: Readonly<Record<string, unknown>>): string {
  if (as === "json") return JSON.stringify(body);
  if (as === "payload") return new URLSearchParams({ payload: JSON.stringify(body) }).toString();
  const fields = Object.entries(body).map(([name, value]) => [
    name,
    typeof value === "string" ? value : (JSON.stringify(value) ?? ""),
  ]);
  return new URLSearchParams(fields).toString();
}

function wrapped({ as }: Whole, text: string, _by?: Chance): string {
  return as === "json" ? text : `payload=${encodeURIComponent(text)}`;
}

function padded(text: string, length: number, { as }: Whole): string {
  const rest = Math.max(0, length - text.length - 20);
  // Broken as well as large: what is merely large is let in, and does what it says.
  return as === "json"
    ? `{"more":"${"x".repeat(rest)}",${text}`
    : `payload=${"x".repeat(rest)}&${text}&payload=`;
}

function nested(depth: number): unknown {
  let inside: unknown = 1;
  for (let at = 0; at < depth; at += 1) inside = [inside];
  return inside;
}

function typeOf({ as }: Whole): string {
  return as === "json" ? json : form;
}

function headersOf(type: string, by: Chance): Readonly<Record<string, string>> {
  return {
    "content-type": by.happens(0.1) ? `${type}; charset=utf-8` : type,
    ...(by.happens(0.05) ? { "x-slack-retry-num": "NaN" } : {}),
  };
}

function signedBy(secret: string | null, body: Buffer, by: Chance): Readonly<Record<string, string>> {
  const now = String(Math.floor(Date.now() / 1000));
  if (secret === null) {
    return by.one<Readonly<Record<string, string>>>([
      {},
      { "x-slack-signature": `v0=${"0".repeat(64)}`, "x-slack-request-timestamp": now },
      { "x-slack-signature": "v0=", "x-slack-request-timestamp": "soon" },
      {
        "x-slack-signature": signature("another secret", now, body.toString()),
        "x-slack-request-timestamp": now,
      },
    ]);
  }
  return { "x-slack-signature": signature(secret, now, body.toString()), "x-slack-request-timestamp": now };
}
