/** A Slack whose answers a test decides, call by call, behind the real client and without a network. */
import { WebClient } from "@slack/web-api";
import { noDoubt } from "../../src/core/doubt.ts";
import { longestRetention } from "../../src/core/retention.ts";
import { clientOptions } from "../../src/slack/client.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { type Limits, noLimits } from "../../src/store/limits.ts";
import type { World } from "../../src/world.ts";

/** One call as Slack gets it. `key` and `kind` are of the delivery, as its metadata tells. */
export type Call = {
  readonly workspace: string;
  readonly method: string;
  readonly channel: string;
  readonly text: string;
  readonly key: string;
  readonly kind: string;
};

/** What Slack does with a call: an answer, or an error as the network makes it. */
export type Script = (call: Call) => Promise<Response> | Response;

export function ok(body: Readonly<Record<string, unknown>> = {}): Response {
  return json({ ok: true, channel: "C0THERE", ts: "1.2", ...body });
}

export function refuses(error: string): Response {
  return json({ ok: false, error });
}

export function tooMany(seconds: number): Response {
  return json({ ok: false, error: "ratelimited" }, 429, { "retry-after": `${seconds}` });
}

export function breaks(status = 500): Response {
  return new Response("Oh", { status });
}

/** The connection ends without an answer. */
export function cut(): never {
  throw new TypeError("fetch failed", {
    cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }),
  });
}

/** The connection was never made. */
export function unreached(): never {
  throw new TypeError("fetch failed", {
    cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }),
  });
}

/** A world over a database, in which Slack follows a script. What went wrong is in `troubles`. */
export function scriptedWorld(
  db: Db,
  script: Script,
  limits: Limits = noLimits,
): World & { readonly troubles: string[] } {
  const troubles: string[] = [];
  const trouble = (what: string) => void troubles.push(what);
  return {
    db,
    now: () => now(db),
    log: { info: () => {}, warn: trouble, error: trouble },
    keeps: longestRetention,
    limits,
    doubt: noDoubt(),
    turn: { after: "" },
    wake: () => {},
    troubles,
    slackFor: async (workspace) => {
      const client = new WebClient("xoxb-scripted", {
        ...clientOptions("https://slack.test/api/"),
        fetch: async (address, init) => script(callIn(workspace, String(address), String(init?.body ?? ""))),
      });
      return { people: client, bulk: client };
    },
  };
}

function callIn(workspace: string, address: string, body: string): Call {
  const fields = new URLSearchParams(body);
  const metadata = JSON.parse(fields.get("metadata") ?? "{}") as {
    readonly event_type?: string;
    readonly event_payload?: { readonly key?: string };
  };
  return {
    workspace,
    method: address.slice(address.lastIndexOf("/") + 1),
    channel: fields.get("channel") ?? "",
    text: fields.get("text") ?? "",
    key: metadata.event_payload?.key ?? "",
    kind: (metadata.event_type ?? "").replace("bearings_", ""),
  };
}

function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}
