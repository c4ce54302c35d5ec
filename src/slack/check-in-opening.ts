/** Opens the check-in, with the loop on top and with what somebody said before, or would like to add. */
import { textLimits } from "../core/text.ts";
import { passFor } from "../store/gate.ts";
import { answerOf, type OwnAnswer } from "../store/readings.ts";
import type { Standing } from "../store/rosters.ts";
import type { World } from "../world.ts";
import { clip } from "./blocks.ts";
import { checkInModal } from "./check-in-modal.ts";
import { loopLines } from "./loop-words.ts";
import { loopFor } from "./opening.ts";
import { sentence, tellOnly, type Visit } from "./visit.ts";

/** Below this a piece of a message would say nothing, in characters. */
const leastRoom = 20;

/**
 * Opens the check-in for whoever asked, with what they said before if they did. `noticed` is put below what they
 * noticed so far; where there is no room for it they are told.
 */
export async function openCheckIn(
  { db }: World,
  visit: Visit,
  standing: Standing,
  noticed: string | null = null,
): Promise<void> {
  if (visit.trigger === null) return;
  const { team, round, framework } = standing;
  const said = standing.hasAnswered ? await answerOf(db, round.id, visit.person) : null;
  const added = noticed === null ? null : joined(said, noticed);
  if (noticed !== null && added === null) return tellOnly(visit, sentence(noRoom));
  const { zone } = team.rhythm;
  const loop = await loopInCheckIn(db, visit, standing);
  const view = checkInModal({ round, framework, teamName: team.name, zone, loop, said, noticed: added });
  await visit.slack.views.open({ trigger_id: visit.trigger, view });
}

const noRoom =
  "What you noticed this week is as long as I can keep already. Make room for this in your check-in, and try again.";

function joined(said: OwnAnswer | null, noticed: string): string | null {
  const before = said?.answer.reflection?.text;
  if (before === undefined) return clip(noticed, textLimits.reflection);
  const room = textLimits.reflection - before.length - 1;
  return room < leastRoom ? null : `${before}\n${clip(noticed, room)}`;
}

/**
 * The loop, to those of the team. That nobody was heard to talk is told where the round is short for it, and not where
 * time has passed since it opened.
 */
async function loopInCheckIn(
  db: World["db"],
  { workspace, person, now }: Visit,
  { team, round }: Standing,
): Promise<readonly string[]> {
  const pass = passFor({ workspace, person }, team);
  if (pass === null) return [];
  const loop = await loopFor(db, team, now, pass);
  const untalked = loop.untalked && round.questions.closerLook === null;
  return loopLines({ ...loop, untalked }, now.toZonedDateTimeISO(team.rhythm.zone).toPlainDate());
}
