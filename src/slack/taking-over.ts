/** A team whose last leader has gone is taken on by somebody of its channel: the first who presses. */

import { digestDefault } from "../core/rhythm.ts";
import { nextDigest } from "../core/schedule.ts";
import { ensureDigestRhythm } from "../store/digest-rhythms.ts";
import { leadAlone } from "../store/team-life.ts";
import { teamById } from "../store/teams.ts";
import type { World } from "../world.ts";
import { inert } from "./blocks.ts";
import { type TeamCarried, teamCarried } from "./carried.ts";
import { takesOver } from "./permissions.ts";
import { knownPerson } from "./person.ts";
import { sentenceFor, staleSentence } from "./refusals.ts";
import type { Surface } from "./surface.ts";
import { planNews, takeOverId } from "./team-news.ts";
import { sentence, tellOnly, type Visit } from "./visit.ts";

async function takeOver({ db, wake }: World, visit: Visit, { team: id }: TeamCarried): Promise<void> {
  const { workspace, person, now } = visit;
  const { zone } = await knownPerson(visit);
  const taken = await db.transaction(async (tx) => {
    if (!(await leadAlone(tx, id, person))) return false;
    const nextAt = nextDigest({ ...digestDefault, zone }, now);
    await ensureDigestRhythm(tx, { workspace, person, zone, nextAt });
    const team = await teamById(tx, id);
    if (team !== null) await planNews(tx, "led-again", team, String(now.epochMilliseconds), now);
    return true;
  });
  const team = await teamById(db, id);
  if (team === null) return tellOnly(visit, sentence(staleSentence));
  if (!taken) return tellOnly(visit, sentence(sentenceFor({ no: "not-a-leader", leaders: team.leaders })));
  wake();
  await tellOnly(
    visit,
    sentence(
      `You lead ${inert(team.name)} now: you hear its weekly digest, and \`/bearings setup\` here changes the team, adds leaders, or pauses it.`,
    ),
  );
}

export const takingOver: Surface = {
  listen(listening, world) {
    listening.button(takeOverId, { carries: teamCarried, may: takesOver }, (visit, carried) =>
      takeOver(world, visit, carried),
    );
  },
};
