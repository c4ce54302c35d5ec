import { leadersOnly } from "../../core/team.ts";
import { openRoundOfTeam } from "../../store/rounds.ts";
import { teamInChannel, teamsLedBy } from "../../store/teams.ts";
import type { World } from "../../world.ts";
import { inert, words } from "../blocks.ts";
import { askToClose, closeButton } from "../close-modal.ts";
import { fullMember } from "../permissions.ts";
import { sentenceFor } from "../refusals.ts";
import { sentence, tellOnly, type Visit } from "../visit.ts";
import type { Command } from "./command.ts";

export const close: Command = {
  word: "close",
  takes: "",
  help: "For leaders: close the open round now",
  may: fullMember,
  answer: closeOne,
};

/** This channel's round, for its leaders; elsewhere the one open round they lead, or a choice. */
async function closeOne(world: World, visit: Visit): Promise<void> {
  const { db } = world;
  const here = visit.channel === null ? null : await teamInChannel(db, visit.workspace, visit.channel);
  const refusal = here && leadersOnly(here, visit.person);
  if (refusal) return tellOnly(visit, sentence(sentenceFor(refusal)));
  const led = here === null ? await teamsLedBy(db, visit.workspace, visit.person) : [here];
  if (led.length === 0) return tellOnly(visit, sentence(sentenceFor({ no: "leads-no-team" })));

  const rounds = await Promise.all(
    led.map(async (team) => ({ team, round: await openRoundOfTeam(db, team.id) })),
  );
  const open = rounds.flatMap(({ team, round }) => (round === null ? [] : [{ team, round }]));
  const [first, second] = open;
  if (first === undefined)
    return tellOnly(visit, sentence("No round is open, so there is nothing to close."));
  if (second === undefined) return askToClose(world, visit, { round: first.round.id });
  const question = "Which round?";
  await tellOnly(visit, {
    text: question,
    blocks: [
      words(question),
      ...open
        .slice(0, 25)
        .map(({ team, round }) => words(`*${inert(team.name)}*`, closeButton(round, "Close this one"))),
    ],
  });
}
