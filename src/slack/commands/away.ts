import { awayFrom, backFrom, noteAway } from "../../store/away.ts";
import type { World } from "../../world.ts";
import { readAwayDays } from "../away-days.ts";
import { chooseAwayDays } from "../away-modal.ts";
import { awayAnswer } from "../away-words.ts";
import { fullMember } from "../permissions.ts";
import { knownPerson } from "../person.ts";
import { sentence, tellOnly, type Visit } from "../visit.ts";
import type { Command } from "./command.ts";

export const away: Command = {
  word: "away",
  takes: "[days, or back]",
  help: "Days when you're away, such as 24 dec - 2 jan: you're not asked and not reminded",
  may: fullMember,
  answer: noteDays,
};

async function noteDays({ db }: World, visit: Visit, typed: string): Promise<void> {
  const { workspace, person, now } = visit;
  const { zone } = await knownPerson(visit);
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const read = readAwayDays(typed, today);
  if ("back" in read) await backFrom(db, workspace, person, today);
  if ("days" in read) await noteAway(db, workspace, person, read.days);
  const noted = await awayFrom(db, workspace, person, today);
  const answer = sentence(awayAnswer(read, noted, today));
  const isAsking = "no" in read && read.no === "nothing";
  await tellOnly(visit, isAsking ? { ...answer, blocks: [...answer.blocks, chooseAwayDays()] } : answer);
}
