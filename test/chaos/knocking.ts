/** One request as Slack sends it, which can be sent again as it is: the same body, signed anew. */
import { signature } from "../../src/playground/door.ts";
import { submitted } from "../../src/playground/payloads.ts";
import type { Workspace } from "../../src/playground/workspace.ts";
import { type Answer, valuesOf } from "./answers.ts";
import type { Ground } from "./ground.ts";
import { checkInFor } from "./people.ts";

export type Knock = { readonly type: string; readonly body: string };

/** The status it was answered with; 0 where nobody answered. */
export async function knock(ground: Ground, { type, body }: Knock): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const response = await fetch(ground.door, {
    method: "POST",
    body,
    headers: {
      "content-type": type,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": signature(ground.slack.signingSecret, timestamp, body),
    },
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null);
  await response?.text().catch(() => "");
  return response?.status ?? 0;
}

/** An event of its own id. */
export function eventBody(workspace: Workspace, event: Readonly<Record<string, unknown>>): Knock {
  const { team, app } = workspace.state;
  const seconds = workspace.now().getTime() / 1000;
  const envelope = {
    team_id: team.id,
    api_app_id: app.id,
    type: "event_callback",
    event_id: workspace.id("Ev"),
    event_time: Math.floor(seconds),
    event: { event_ts: seconds.toFixed(6), ...event },
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: app.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
  };
  return { type: "application/json", body: JSON.stringify(envelope) };
}

/** Somebody's answer, handed in once. */
export function handInBody(ground: Ground, round: string, person: string, answer: Answer): Knock {
  const { workspace } = ground.slack;
  const payload = submitted(workspace, person, checkInFor(ground, round), valuesOf(answer));
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return { type: "application/x-www-form-urlencoded", body };
}
