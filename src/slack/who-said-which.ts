/**
 * In a team that agreed to be open: who said which, for its own people alone. It stands in no channel, because others
 * may be in there: outside the team there are only words.
 */
import type { ModalView } from "@slack/types";
import { subjectName } from "../core/catalogue/index.ts";
import type { OpenAnswers } from "../core/digests/team-summary.ts";
import type { RoundId } from "../core/ids.ts";
import { directions } from "../core/reading.ts";
import type { Db } from "../store/database.ts";
import { standingInRound } from "../store/rosters.ts";
import { summaryOf } from "../store/summaries.ts";
import type { World } from "../world.ts";
import { aside, button, inert, words } from "./blocks.ts";
import { type RoundCarried, roundCarried } from "./carried.ts";
import { directionWords } from "./direction-words.ts";
import { staleSentence } from "./refusals.ts";
import { roundAndPass } from "./results.ts";
import { sentence, tellOnly, type Visit } from "./visit.ts";

export const whoSaidWhichId = "who_said_which";

export function whoSaidWhichButton(round: RoundId) {
  return button(whoSaidWhichId, "Who said which", roundCarried.write({ round }));
}

export function whoSaidWhichModal(openAnswers: readonly OpenAnswers[]): ModalView {
  const told = openAnswers.filter(({ said }) => said.length > 0);
  return {
    type: "modal",
    title: { type: "plain_text", text: "Who said which" },
    close: { type: "plain_text", text: "Close" },
    blocks: [
      aside("Your team agreed to answer openly. Only its own people and its leaders can open this."),
      ...(told.length > 0
        ? told.map((one) => words(lineOf(one)))
        : [words("Nobody gave a direction in this round.")]),
    ],
  };
}

/** By direction, in the order in which they are offered. */
function lineOf({ subject, said }: OpenAnswers): string {
  const groups = directions.flatMap((direction) => {
    const people = said.filter((one) => one.direction === direction).map(({ person }) => `<@${person}>`);
    const word = directionWords.get(direction)?.toLowerCase() ?? direction;
    return people.length > 0 ? [`${word}: ${people.join(" ")}`] : [];
  });
  const enough = said.filter(({ goodEnough }) => goodEnough).map(({ person }) => `<@${person}>`);
  const ticked = enough.length > 0 ? [`good enough for now: ${enough.join(" ")}`] : [];
  return `*${inert(subjectName(subject))}*\n${[...groups, ...ticked].join("; ")}`;
}

const beforeTheirTime =
  "Only those who were asked in that round, and the team's leaders, can look at who said which.";

/** Those who were told so before they answered: the people of that round's own list, and who leads the team. */
async function mayLook(db: Db, { person }: Visit, round: RoundId): Promise<boolean> {
  const standing = await standingInRound(db, round, person);
  return standing !== null && (standing.onList || standing.team.leaders.includes(person));
}

/** A button that carries the round of a confidential team is none of ours: of that round nobody can be told anything. */
export async function openWhoSaidWhich(world: World, visit: Visit, { round }: RoundCarried): Promise<void> {
  const found = await roundAndPass(world.db, visit, round);
  const summary = found && (await summaryOf(world.db, found.pass, round));
  if (summary?.mode !== "open") return tellOnly(visit, sentence(staleSentence));
  if (!(await mayLook(world.db, visit, round))) return tellOnly(visit, sentence(beforeTheirTime));
  if (visit.trigger === null) return;
  await visit.slack.views.open({ trigger_id: visit.trigger, view: whoSaidWhichModal(summary.openAnswers) });
}
