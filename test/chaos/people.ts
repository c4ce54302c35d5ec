/** What people do, through the signed door, as Slack would send it; pressed again until they are told that it is kept. */

import type { RoundId } from "../../src/core/ids.ts";
import { commandFields, submitted } from "../../src/playground/payloads.ts";
import type { Modal } from "../../src/playground/views.ts";
import { roundCarried } from "../../src/slack/carried.ts";
import { checkInModalId } from "../../src/slack/check-in-modal.ts";
import { type Answer, valuesOf } from "./answers.ts";
import type { Crew } from "./crew.ts";
import type { Ground } from "./ground.ts";

/** The round that is open for a team, read where its people read it: in the channel since yesterday, else on a home tab. */
export async function openRoundOf(ground: Ground, crew: Crew): Promise<string | null> {
  const message = ground.slack.workspace.state.messages[crew.channel]?.findLast(
    ({ metadata }) => (metadata as { event_type?: string } | null)?.event_type === "bearings_round",
  );
  const yesterday = ground.now().subtract({ hours: 24 }).epochMilliseconds / 1000;
  const fresh = message !== undefined && Number(message.ts) > yesterday ? roundIn(message.blocks) : null;
  return fresh ?? roundIn(await opensHome(ground, crew.leader));
}

/** Somebody opens their home tab, and again until it is drawn. */
export async function opensHome(ground: Ground, person: string): Promise<unknown> {
  const { homes } = ground.slack.workspace.state;
  const before = homes[person]?.hash;
  for (let attempt = 0; attempt < 60; attempt += 1) {
    await ground.up();
    await ground.slack.door.event("app_home_opened", { user: person, tab: "home", channel: `D${person}` });
    for (let look = 0; look < 20; look += 1) {
      if (homes[person]?.hash !== before) return homes[person]?.view;
      await new Promise((wait) => setTimeout(wait, 25));
    }
  }
  throw new Error(`The home tab of ${person} is never drawn.`);
}

/** Somebody hands an answer in until the modal closes. False where the round would not take it. */
export async function handsIn(
  ground: Ground,
  round: string,
  person: string,
  answer: Answer,
): Promise<boolean> {
  const { workspace, door } = ground.slack;
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    const payload = submitted(workspace, person, checkInFor(ground, round), valuesOf(answer));
    const began = Date.now();
    const heard = await door.form({ payload: JSON.stringify(payload) });
    const acknowledged = heard.was === "answered" && heard.status === 200 && heard.body === "";
    const refused = heard.was === "answered" && heard.status === 200 && !acknowledged;
    if (!refused) ground.ledger.write(round, person, { answer, acknowledged });
    else if (!heard.body.includes("Nothing you typed is lost")) return false;
    else ground.ledger.write(round, person, { answer, acknowledged: false });
    if (acknowledged) {
      ground.tally.latencies.push(Date.now() - began);
      return true;
    }
    await ground.up();
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error(`${person} presses and presses, and it isn't kept.`);
}

/** Somebody types a command; whether it was acknowledged. */
export async function types(ground: Ground, crew: Crew, person: string, words: string): Promise<boolean> {
  const { workspace, door } = ground.slack;
  const place = workspace.state.channels.find(({ id }) => id === crew.channel);
  if (place === undefined) throw new Error("There is no such channel.");
  const heard = await door.form(commandFields(workspace, person, place, "/bearings", words));
  return heard.was === "answered" && heard.status === 200;
}

/** The check-in as it stands open in front of somebody. */
export function checkInFor(ground: Ground, round: string): Modal {
  const { workspace } = ground.slack;
  return {
    id: workspace.id("V"),
    hash: workspace.id("H"),
    errors: {},
    view: {
      type: "modal",
      callback_id: checkInModalId,
      private_metadata: roundCarried.write({ round: round as RoundId }),
      title: { type: "plain_text", text: "Your bearings" },
      submit: { type: "plain_text", text: "Keep it" },
      blocks: [
        {
          type: "input",
          block_id: "direction:customer",
          label: { type: "plain_text", text: "Customer" },
          element: { type: "plain_text_input", action_id: "said" },
        },
      ],
    },
  };
}

/** The round that a way in leads to, in whatever is shown. */
function roundIn(shown: unknown): string | null {
  const text = JSON.stringify(shown ?? "");
  return /\\"round\\":\\"([0-9a-f-]{36})\\"/.exec(text)?.[1] ?? null;
}
