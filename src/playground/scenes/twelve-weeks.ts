/**
 * Twelve weeks of Harbour Support, and of Night Desk beside it. Employee slips, the team talks and tries something, and
 * it turns; Customer is left alone; Business is seen differently. Then this week's rounds are open.
 */
import type { Town } from "../bearings.ts";
import {
  answers,
  beginAt,
  comesFriday,
  comesMonday,
  harbour,
  mondayMorning,
  nightDesk,
  type Said,
  type Scene,
  setsUp,
  talked,
} from "./scene.ts";
import { harbourWeeks, nightWeeks, noticed, tries } from "./twelve-weeks-said.ts";

const letters: Readonly<Record<string, string>> = {
  i: "Improving",
  h: "Holding",
  s: "Slipping",
  c: "Can't tell",
};
const names = ["Customer", "Employee", "Business", "Knowledge/Collaboration", "Acceleration"] as const;

export const twelveWeeks: Scene = {
  key: "twelve-weeks",
  name: "Twelve weeks",
  about:
    "Two teams with history: one category slipped, was talked about, and turned. This week's rounds are open.",
  play: async (town) => {
    await beginAt(town, mondayMorning(harbourWeeks.length));
    await setsUp(town, "UADA", "#harbour-support", { members: harbour, leaders: ["UADA"] });
    await setsUp(town, "UBRUNO", "#night-desk", { members: nightDesk, leaders: ["UBRUNO", "UADA"] });
    await town.local.visit("UFARAH").types("/bearings away today until next year", { in: "#night-desk" });
    for (const [week, said] of harbourWeeks.entries()) {
      await comesMonday(town);
      await everybodyAnswers(town, "#harbour-support", harbour, said, week);
      await everybodyAnswers(town, "#night-desk", nightDesk, nightWeeks[week] ?? "", week);
      await comesFriday(town);
      await talksAndTries(town, week);
    }
    await comesMonday(town);
  },
};

/** A word a category, a letter a person. Somebody away says nothing; a dot neither. */
async function everybodyAnswers(
  town: Town,
  channel: string,
  people: readonly string[],
  week: string,
  number: number,
): Promise<void> {
  const perCategory = week.split(" ");
  const present = people.filter((person) => person !== "UFARAH");
  for (const [place, person] of present.entries()) {
    const directions = names.flatMap((name, category) => {
      const direction = letters[perCategory[category]?.[place] ?? "."];
      return direction === undefined ? [] : [[name, direction] as const];
    });
    if (directions.length === 0) continue;
    const [author, words] = noticed.get(number) ?? [null, ""];
    const said: Said = {
      ...Object.fromEntries(directions),
      "Good enough for now?": perCategory[0]?.[place] === "h" ? ["Customer"] : [],
      ...(author === person && channel === "#harbour-support" ? { [noticedLabel]: words } : {}),
    };
    await answers(town.local.visit(person), channel, said);
  }
}

const noticedLabel = "If anything: a moment, a pattern, something a customer said";

async function talksAndTries(town: Town, week: number): Promise<void> {
  await talked(town.local.visit("UDALIA"), "#harbour-support");
  await talked(town.local.visit("UKOFI"), "#night-desk");
  const started = tries.get(week);
  if (started === undefined) return;
  const who = town.local.visit(started.by);
  await who.presses("Try something", { in: started.in });
  await who.fills({ "What will you try?": started.what });
  await who.submits();
}
