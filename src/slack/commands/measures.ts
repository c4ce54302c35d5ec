import { isRefusal } from "../../core/refusal.ts";
import { teamsMeant } from "../meant-team.ts";
import { openMeasures } from "../measures.ts";
import { leadsAny } from "../permissions.ts";
import { sentenceFor } from "../refusals.ts";
import { sentence, tellOnly } from "../visit.ts";
import type { Command } from "./command.ts";

export const measuresWord: Command = {
  word: "measures",
  takes: "",
  help: "For leaders: make the framework your team's own: add, reword, order and retire measures",
  may: leadsAny,
  answer: async (world, visit) => {
    const meant = await teamsMeant(world.db, visit);
    if (isRefusal(meant)) return tellOnly(visit, sentence(sentenceFor(meant)));
    const led = meant.filter(({ leaders }) => leaders.includes(visit.person));
    const [team] = led;
    const [other] = meant;
    if (team !== undefined && led.length === 1) return openMeasures(world, visit, team.id);
    if (team === undefined && other !== undefined && meant.length === 1)
      return tellOnly(visit, sentence(sentenceFor({ no: "not-a-leader", leaders: other.leaders })));
    await tellOnly(visit, sentence(whichTeam));
  },
};

const whichTeam = "You lead more than one team: type it in the channel of the one you mean.";
