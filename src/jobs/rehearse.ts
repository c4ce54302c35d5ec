/**
 * A rehearsal: what would be said to a team at an instant. The very path of the clock, with a Slack that only listens,
 * in a transaction that is undone: nothing is said, and nothing is kept.
 */
import { WebClient } from "@slack/web-api";
import type { Temporal } from "temporal-polyfill";
import type { TeamWithWhen } from "../store/teams.ts";
import type { World } from "../world.ts";
import { tick } from "./clock.ts";

/** One message that would be posted: to a channel or a person, and its words. */
export type Rehearsed = { readonly to: string; readonly text: string };

/** What would be said to the team's channel, its members and its leaders, if it were `at` now. */
export async function rehearse(
  world: World,
  team: TeamWithWhen,
  at: Temporal.Instant,
): Promise<readonly Rehearsed[]> {
  const heard: Rehearsed[] = [];
  const listener = listeningSlack((said) => heard.push(said));
  const undone = new Error("A rehearsal is always undone.");
  await world.db
    .transaction(async (tx) => {
      const slack = { people: listener, bulk: listener };
      await tick({ ...world, db: tx, now: async () => at, slackFor: async () => slack, wake: () => {} });
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  const addressees = new Set<string>([team.channel, ...team.members, ...team.leaders]);
  return heard.filter(({ to }) => addressees.has(to));
}

/** A client whose calls go nowhere: posts are heard, uploads are declined, so that words stand without their picture. */
function listeningSlack(hear: (said: Rehearsed) => void): WebClient {
  const answer = (body: Readonly<Record<string, unknown>>) =>
    new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
  return new WebClient("xoxb-rehearsal", {
    retryConfig: { retries: 0 },
    fetch: async (address, init) => {
      const fields = new URLSearchParams(String(init?.body ?? ""));
      if (!String(address).endsWith("/chat.postMessage")) return answer({ ok: false, error: "rehearsal" });
      const to = fields.get("channel") ?? "";
      hear({ to, text: fields.get("text") ?? "" });
      return answer({ ok: true, channel: to, ts: "0.0" });
    },
  });
}
