import { Temporal } from "temporal-polyfill";
import { type Away, awayFrom, backFrom, noteAway } from "../../store/away.ts";
import type { World } from "../../world.ts";
import { type AwayRead, readAwayDays } from "../away-days.ts";
import { awayWords, longBegunWords } from "../away-words.ts";
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
  await tellOnly(visit, sentence(awayAnswer(read, noted, today)));
}

/** What was understood, said back, so that a misreading is seen. */
export function awayAnswer(read: AwayRead, noted: readonly Away[], today: Temporal.PlainDate): string {
  if ("back" in read) return "Welcome back. No days away are noted for you now.";
  if ("days" in read) {
    const others = noted.filter(({ lastDay }) => Temporal.PlainDate.compare(lastDay, read.days.lastDay) > 0);
    const also =
      others.length > 0 ? ` Also noted: ${others.map((one) => awayWords(one, today)).join("; ")}.` : "";
    return `Noted: you're away ${awayWords(read.days, today)}. You're left out of a round that you're away for from its first day to its last, and get no reminder on the other days.${also} \`/bearings away back\` takes it back.`;
  }
  if (read.no === "long-begun") return longBegunWords(read.typed, read.next, today);
  return `${troubles[read.no]}${read.no === "nothing" && noted.length > 0 ? ` Noted so far: ${noted.map((one) => awayWords(one, today)).join("; ")}.` : ""}`;
}

const examples =
  "Try `/bearings away 24 dec - 2 jan`, `until friday`, `next week`, `for 3 days`, or `2026-12-24 2027-01-02`.";

const troubles: Readonly<Record<Exclude<Extract<AwayRead, { no: string }>["no"], "long-begun">, string>> = {
  nothing: `Tell me the days. ${examples}`,
  unreadable: `I can't read these days. ${examples}`,
  slashes: `With slashes I can't tell the day from the month. ${examples}`,
  "no-such-day": `There is no such day. ${examples}`,
  past: "Those days are over, so there is nothing to note.",
  backwards: "The last day lies before the first. Please type them the other way round.",
  "too-long":
    "That's more than a year. Please note a year at most; your team's leaders can take you off its list.",
};
