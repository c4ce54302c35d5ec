/**
 * A rehearsal: what would be said to a team at an instant. The very path of the clock, with a Slack that only listens,
 * in a transaction that is undone: nothing is said, and nothing is kept. It tells no more than the channel will: not what
 * an open round's words would be, and not who has yet to answer.
 */
import { WebClient } from "@slack/web-api";
import type { Temporal } from "temporal-polyfill";
import { noDoubt } from "../core/doubt.ts";
import { dueToClose, dueToNudge } from "../core/schedule.ts";
import { cancelDueOf } from "../store/deliveries.ts";
import { noLimits, posting } from "../store/limits.ts";
import { everything, liftPause } from "../store/paces.ts";
import { openRoundOfTeam } from "../store/rounds.ts";
import type { TeamWithWhen } from "../store/teams.ts";
import type { World } from "../world.ts";
import { type Job, tick } from "./clock.ts";
import { openDueRounds } from "./open-round.ts";
import { speak } from "./outbox.ts";
import { planDigests } from "./weekly-digest.ts";

/** One message that would be posted, and its words. `to` is a channel or a person of Slack's, or says in words whom. */
export type Rehearsed = { readonly to: string; readonly text: string };

/** Closing and nudging are left out: both depend on who has answered what. */
const rehearsed: readonly Job[] = [
  { name: "open rounds", run: openDueRounds },
  { name: "plan digests", run: planDigests },
  { name: "speak", run: async (world, now) => speak(world, now) },
];

/** What would be said to the team's channel, its members and its leaders, if it were `at` now. */
export async function rehearse(
  world: World,
  team: TeamWithWhen,
  at: Temporal.Instant,
): Promise<readonly Rehearsed[]> {
  const heard: Rehearsed[] = [...(await withoutWords(world, team, at))];
  const listener = listeningSlack((said) => heard.push(said));
  const undone = new Error("A rehearsal is always undone.");
  await world.db
    .transaction(async (tx) => {
      const slack = { people: listener, bulk: listener };
      for (const of of [everything, posting]) await liftPause(tx, team.workspace, of);
      const there = {
        ...world,
        db: tx,
        now: async () => at,
        slackFor: async () => slack,
        wake: () => {},
        limits: noLimits,
        doubt: noDoubt(),
        turn: { after: "" },
      };
      // Planned already, each would name somebody who has not answered.
      await cancelDueOf(tx, { team: team.id }, { kind: "nudge" });
      await tick(there, rehearsed);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  const addressees = new Set<string>([team.channel, whoever, ...team.members, ...team.leaders]);
  return heard.filter(({ to }) => addressees.has(to));
}

const whoever = "whoever has not answered by then";

/** What an open round will say, as far as it may be told while it is open: that it will, and no more. */
async function withoutWords(
  { db }: World,
  team: TeamWithWhen,
  at: Temporal.Instant,
): Promise<readonly Rehearsed[]> {
  const round = await openRoundOfTeam(db, team.id);
  if (round === null) return [];
  if (dueToClose(round, at)) {
    return [
      { to: team.channel, text: "The summary. Its words are found when the round closes, and not before." },
    ];
  }
  return dueToNudge(round, at) ? [{ to: whoever, text: "The one reminder, in private." }] : [];
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
