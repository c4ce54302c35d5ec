/** `/bearings try`: what we are trying, what we learned, and a way to start something. */
import type { KnownBlock } from "@slack/types";
import { subjectName } from "../../core/catalogue/index.ts";
import { searchLog } from "../../core/learning-log.ts";
import { isRefusal } from "../../core/refusal.ts";
import type { TeamWithWhen } from "../../store/teams.ts";
import { type KeptTry, triesOfTeam } from "../../store/tries.ts";
import { aside, button, buttons, inert, type Said, words } from "../blocks.ts";
import { teamCarried } from "../carried.ts";
import { inParagraphs } from "../fitting.ts";
import { learningLogButton } from "../learning-log.ts";
import { teamsMeant } from "../meant-team.ts";
import { dayWords } from "../moments.ts";
import { fullMember } from "../permissions.ts";
import { quoted } from "../quotes.ts";
import { sentenceFor } from "../refusals.ts";
import { learnedButton } from "../try-answers.ts";
import { startTryId } from "../try-modal.ts";
import { sentence, tellOnly } from "../visit.ts";
import type { Command } from "./command.ts";

export const tryWord: Command = {
  word: "try",
  takes: "[words]",
  help: "What your team is trying, what it learned, and a way to start something; with words, what they find in it",
  may: fullMember,
  answer: async ({ db }, visit, typed) => {
    const teams = await teamsMeant(db, visit);
    if (isRefusal(teams)) return tellOnly(visit, sentence(sentenceFor(teams)));
    const told = await Promise.all(
      teams.slice(0, mostTeams).map(async (team) => ({ team, tries: await triesOfTeam(db, team.id) })),
    );
    await tellOnly(visit, triesMessage(told, teams.length - told.length, typed.trim()));
  },
};

/** In one message; in a team's channel it is that team alone. */
const mostTeams = 3;
const most = { going: 5, learned: 3 } as const;

export type TeamTries = {
  readonly team: Pick<TeamWithWhen, "id" | "name">;
  /** Newest first. */
  readonly tries: readonly KeptTry[];
};

/** `searched`: only what these words find is told; all of it where there are none. */
export function triesMessage(told: readonly TeamTries[], otherTeams: number, searched = ""): Said {
  return {
    text: `What ${told.map(({ team }) => inert(team.name)).join(", ")} tries, and what was learned.`,
    blocks: [
      ...told.flatMap((one, at) => teamBlocks(one, at, searched)),
      ...(otherTeams > 0
        ? [aside("In the channel of another team of yours, `/bearings try` tells of that one.")]
        : []),
    ],
  };
}

function teamBlocks({ team, tries }: TeamTries, at: number, searched: string): KnownBlock[] {
  const found = searchLog(tries, { category: null, words: searched });
  const going = found.filter(({ state }) => state === "going");
  const learned = found.filter(({ state }) => state === "learned");
  return [
    words(titleWords(team, going.length + learned.length, going.length, searched)),
    ...going.slice(0, most.going).map((each) => words(goingWords(each), learnedButton(each))),
    ...andMore(going.length - most.going, "still going"),
    ...(learned.length > 0
      ? inParagraphs(["*Learned:*", ...learned.slice(0, most.learned).map(learnedWords)])
      : []),
    ...andMore(learned.length - most.learned, "learned from before"),
    buttons(
      `try-${at}`,
      button(startTryId, "Try something", teamCarried.write({ team: team.id }), { primary: true }),
      ...(tries.length > 0 ? [learningLogButton(team)] : []),
    ),
  ];
}

function titleWords({ name }: TeamTries["team"], found: number, going: number, searched: string): string {
  const team = `*${inert(name)}*`;
  if (searched !== "" && found === 0)
    return `${team}: nothing about “${inert(searched)}” has been tried yet.`;
  if (searched !== "") return `${team}, about “${inert(searched)}”:`;
  return going > 0 ? `${team} is trying:` : `${team} isn't trying anything just now.`;
}

function goingWords({ what, category, askOn, ledBy }: KeptTry): string {
  const eye = ledBy === null ? "" : ` <@${ledBy}> keeps an eye on it.`;
  return `• “${inert(what)}” (${subjectName(category)}). Look back: ${dayWords(askOn)}.${eye}`;
}

function learnedWords({ what, learned }: KeptTry): string {
  return `• “${inert(what)}”:\n${quoted(learned ?? "")}`;
}

function andMore(count: number, which: string): KnownBlock[] {
  return count > 0 ? [aside(`… and ${count} more ${which}.`)] : [];
}
