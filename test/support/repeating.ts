/**
 * Stands between the stand-in and the app's door, and lets what comes through arrive more than once: as Slack's retries,
 * a stuttering network, a finger that presses twice or somebody who recorded it would do.
 */
import { vi } from "vitest";
import { signature } from "../../src/playground/door.ts";

/** As much of an answer as a person notices: what Slack does with the modal. */
export type Kind = string;

export type Copies = {
  /** The very same, so many times at the same moment. */
  readonly same?: number;
  /** Once more at the same moment, as another press: with a trigger of its own. */
  readonly pressedTwice?: boolean;
};

export type Repeater = {
  /** How each thing that comes from now on arrives. */
  arrive(copies: Copies): void;
  /** What the app answered since somebody last asked. */
  answered(): readonly Kind[];
  /** Sends the last thing that came again, as it was, signed anew, as Slack's so many-th retry. */
  again(retry?: number): Promise<Kind>;
  readonly stop: () => void;
};

type Sent = { readonly url: string; readonly body: string; readonly type: string };

export function openRepeater(secret: string, newTrigger: (old: string) => string): Repeater {
  const { fetch } = globalThis;
  let copies: Copies = {};
  let last: Sent | null = null;
  let kinds: Kind[] = [];

  const send = async ({ url, body, type }: Sent, more: Readonly<Record<string, string>> = {}) => {
    const at = String(Math.floor(Date.now() / 1000));
    const headers = {
      "content-type": type,
      "x-slack-request-timestamp": at,
      "x-slack-signature": signature(secret, at, body),
      ...more,
    };
    const response = await fetch(url, { method: "POST", body, headers });
    kinds.push(await kindOf(response.clone()));
    return response;
  };
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const url = String(input);
    if (!url.endsWith("/slack/events") || typeof init?.body !== "string") return fetch(input, init);
    const type = new Headers(init.headers).get("content-type") ?? "";
    last = { url, body: init.body, type };
    const same = Array.from({ length: copies.same ?? 1 }, () => last as Sent);
    const pressed = copies.pressedTwice ? [{ ...last, body: pressedAnew(last.body, newTrigger) }] : [];
    const [first] = await Promise.all([...same, ...pressed].map((one) => send(one)));
    if (first === undefined) throw new Error("Nothing was sent.");
    return first;
  });

  return {
    arrive(how) {
      copies = how;
    },
    answered() {
      const told = kinds;
      kinds = [];
      return told;
    },
    async again(retry = 0) {
      if (last === null) throw new Error("Nothing has come yet.");
      const more = { "x-slack-retry-num": String(retry), "x-slack-retry-reason": "http_timeout" };
      return kindOf(await send(last, retry === 0 ? {} : more));
    },
    stop: () => void vi.restoreAllMocks(),
  };
}

/** The same press with a trigger, or the same event with an id, that has not come before. */
function pressedAnew(body: string, newTrigger: (old: string) => string): string {
  if (body.startsWith("{")) {
    const event = JSON.parse(body) as { readonly event_id: string };
    return JSON.stringify({ ...event, event_id: `${event.event_id}B` });
  }
  const fields = new URLSearchParams(body);
  const payload = fields.get("payload");
  if (payload === null) fields.set("trigger_id", newTrigger(fields.get("trigger_id") ?? ""));
  else {
    const told = JSON.parse(payload) as { readonly trigger_id: string };
    fields.set("payload", JSON.stringify({ ...told, trigger_id: newTrigger(told.trigger_id) }));
  }
  return fields.toString();
}

async function kindOf(response: Response): Promise<Kind> {
  const body = await response.text();
  const does = body.startsWith("{") ? (JSON.parse(body) as { response_action?: string }).response_action : "";
  return `${response.status} ${does ?? ""}`.trim();
}
