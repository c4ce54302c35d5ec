/** Asks a leader once before a round is closed early: it can't be undone, and what was read is deleted with it. */
import type { ModalView } from "@slack/types";
import { countWord } from "../core/number-words.ts";
import type { Round } from "../core/round.ts";
import { keepOnce } from "../store/heard.ts";
import { roundById } from "../store/rounds.ts";
import { type TeamWithWhen, teamById } from "../store/teams.ts";
import type { World } from "../world.ts";
import { button, inert, words } from "./blocks.ts";
import { type RoundCarried, roundCarried } from "./carried.ts";
import { closeNow } from "./closing.ts";
import { leadsRoundsTeam } from "./permissions.ts";
import { staleSentence } from "./refusals.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { notice, type Sending, sentence, type Visit } from "./visit.ts";

export const closeModalId = "close_round";
export const closeRoundId = "ask_to_close";

export type Closing = {
  readonly round: Pick<Round, "id" | "floor">;
  readonly team: Pick<TeamWithWhen, "name" | "channel">;
};

export function closeButton(round: Pick<Round, "id">, label: string) {
  return button(closeRoundId, label, roundCarried.write({ round: round.id }));
}

export function closeModal({ round, team }: Closing): ModalView {
  return {
    type: "modal",
    callback_id: closeModalId,
    private_metadata: roundCarried.write({ round: round.id }),
    title: { type: "plain_text", text: "Close this round?" },
    submit: { type: "plain_text", text: "Close it now" },
    close: { type: "plain_text", text: "Leave it open" },
    blocks: [
      words(
        `*${inert(team.name)}:* what was said so far becomes words now and is posted in <#${team.channel}>. Whoever hasn't answered yet can't any more.`,
      ),
      words(
        `*This can't be undone.* The answers are deleted once they have become words. Where fewer than ${countWord(round.floor)} people answered, there is no word this week, and their answers may wait out of sight, for four rounds at the most.`,
      ),
    ],
  };
}

/** Opens the question for a round. */
export async function askToClose({ db }: World, visit: Visit, { round }: RoundCarried): Promise<void> {
  const kept = await roundById(db, round);
  const team = kept && (await teamById(db, kept.team));
  if (kept === null || team === null || visit.trigger === null) return;
  await visit.slack.views.open({ trigger_id: visit.trigger, view: closeModal({ round: kept, team }) });
}

async function submitClose(
  { db, wake, counts }: World,
  visit: Sending,
  { round }: RoundCarried,
): Promise<Submitted> {
  const kept = await roundById(db, round);
  const team = kept && (await teamById(db, kept.team));
  if (kept === null || team === null) return show(staleSentence);
  const closed = await keepOnce(db, visit.sent, (tx) => closeNow(tx, kept, visit.now, counts));
  wake();
  if ("again" in closed) return { outcome: "again" };
  return closed.done === null
    ? show("This round is closed already. What came of it is told in the channel.")
    : show(`Closed. What came of it follows in <#${team.channel}>, as soon as Slack takes it.`);
}

function show(text: string): Submitted {
  return { outcome: "show", view: notice(sentence(text)) };
}

export const closeRound: Surface = {
  listen(listening, world) {
    listening.button(closeRoundId, { carries: roundCarried, may: leadsRoundsTeam }, (visit, carried) =>
      askToClose(world, visit, carried),
    );
    listening.submission(closeModalId, { carries: roundCarried, may: leadsRoundsTeam }, (visit, carried) =>
      submitClose(world, visit, carried),
    );
  },
};
