/**
 * Twelve weeks of Harbour Support, and of Night Desk beside it. Employee slips, the team talks and tries something, and
 * it turns; Customer is left alone; Business is seen differently in the end. Then this week's rounds are open.
 */
import type { Town } from "../bearings.ts";
import type { Visitor } from "../visitor.ts";
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
import {
  daysToSmile,
  harbourWeeks,
  leadersTime,
  learned,
  lookedAt,
  nightWeeks,
  noticed,
  tries,
} from "./twelve-weeks-said.ts";

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
    const [firstDay = ""] = mondayMorning(harbourWeeks.length).toString().split("T");
    const [lastDay = ""] = mondayMorning(-8).toString().split("T");
    await town.local.visit("UFARAH").types(`/bearings away ${firstDay} ${lastDay}`, { in: "#night-desk" });
    for (const [week, said] of harbourWeeks.entries()) {
      await comesMonday(town);
      await everybodyAnswers(town, "#harbour-support", harbour, said, week);
      await everybodyAnswers(town, "#night-desk", nightDesk, nightWeeks[week] ?? "", week);
      await town.local
        .visit("UADA")
        .types(`/bearings metric time to smile ${daysToSmile[week]}`, { in: "#harbour-support" });
      await saysWhereTimeWent(town.local.visit("UADA"), leadersTime.get(week));
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
  const closerLook = await closerLookOf(town, present[0] ?? "", channel);
  for (const [place, person] of present.entries()) {
    const directions = Object.fromEntries(
      names.flatMap((name, category) => {
        const direction = letters[perCategory[category]?.[place] ?? "."];
        return direction === undefined ? [] : [[name, direction] as const];
      }),
    );
    if (Object.keys(directions).length === 0) continue;
    const [author, words] = noticed.get(number) ?? [null, ""];
    await answers(town.local.visit(person), channel, {
      ...directions,
      ...closer(closerLook, directions, place, number),
      "Good enough for now?": directions.Customer === "Holding" ? ["Customer"] : [],
      ...(author === person && channel === "#harbour-support" ? { [noticedLabel]: words } : {}),
    });
  }
}

const noticedLabel = "If anything: a moment, a pattern, something a customer said";

/** Which category the round's message names for its closer look. */
async function closerLookOf(town: Town, person: string, channel: string): Promise<string> {
  const messages = await town.local.visit(person).reads(channel);
  const opening = messages.filter((message) => message.includes("This week's closer look")).at(-1) ?? "";
  return names.find((name) => opening.includes(`closer look: ${name}.`)) ?? "";
}

/** The same direction as for the category itself; and where days are asked for, a rough number of them. */
function closer(
  category: string,
  directions: Readonly<Record<string, string>>,
  place: number,
  week: number,
): Said {
  const direction = directions[category];
  if (direction === undefined) return {};
  const said = (lookedAt[category] ?? []).map((measure) => [measure, direction] as const);
  const smile = {
    "Time to Smile: a rough number of days, if you have one": String((daysToSmile[week] ?? 4) + (place % 3)),
  };
  return { ...Object.fromEntries(said), ...(category === "Business" ? smile : {}) };
}

async function saysWhereTimeWent(leader: Visitor, words: Said | undefined): Promise<void> {
  if (words === undefined) return;
  await leader.types("/bearings focus", { in: "#harbour-support" });
  await leader.presses("Where did my time go this week?", { in: "#harbour-support" });
  await leader.fills(words);
  await leader.submits();
  if ((await leader.readsModal()) !== null) await leader.dismisses();
}

async function talksAndTries(town: Town, week: number): Promise<void> {
  await talked(town.local.visit("UDALIA"), "#harbour-support");
  await talked(town.local.visit("UKOFI"), "#night-desk");
  const started = tries.get(week);
  if (started !== undefined) {
    const who = town.local.visit(started.by);
    await who.presses("Try something", { in: started.in });
    await who.fills({ "What will you try?": started.what, "What is it for?": started.for });
    await who.submits();
    await who.dismisses();
  }
  const lesson = learned.get(week);
  if (lesson !== undefined) {
    const who = town.local.visit(lesson.by);
    await who.presses("We learned something", { in: lesson.in });
    await who.fills({ "What did you learn?": lesson.words });
    await who.submits();
    if ((await who.readsModal()) !== null) await who.dismisses();
  }
}
