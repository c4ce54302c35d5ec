/** What is said once a team is set up or changed: to whoever did it, and to the team's channel. */
import type { ModalView } from "@slack/types";
import type { Temporal } from "temporal-polyfill";
import { countWord } from "../core/number-words.ts";
import { canHaveWords, floors, type Team } from "../core/team.ts";
import type { TeamWithWhen } from "../store/teams.ts";
import { aside, inert, type Said, words } from "./blocks.ts";
import { onMomentWords, weekdayName } from "./moments.ts";
import { confidentialLine } from "./privacy-words.ts";

/** After setting up: when the first round opens, who is asked, what everybody sees, and how not to wait. */
export function whatHappensNext(team: TeamWithWhen, now: Temporal.Instant): ModalView {
  return told([
    words(`*${inert(team.name)} is set up.*`),
    words(`*When:* the first round opens ${opening(team, now)}, in <#${team.channel}>. ${closing(team)}`),
    words(`*Who is asked:* ${named(team.members)}. Whoever is away that week is left out.`),
    words(`*What everybody sees:* ${whatIsSeen(team)}`),
    words(
      `*What leaders hear:* a weekly digest in words, on Fridays at 09:00 where they live, or as each has chosen: ${named(team.leaders)}.`,
    ),
    words(
      `*Don't want to wait?* Type \`/bearings checkin\` in <#${team.channel}> and open this week's round now.`,
    ),
    ...tooFewLine(team),
  ]);
}

/** After a change. */
export function whatChanged(team: TeamWithWhen, now: Temporal.Instant): ModalView {
  return told([
    words(`*${inert(team.name)} is changed.*`),
    words(`*When:* the next round opens ${opening(team, now)}. ${closing(team)}`),
    words(`*Who is asked:* ${named(team.members)}.`),
    words(`*What everybody sees:* ${whatIsSeen(team)}`),
    aside("If a round is open now, it keeps the people and the promise it opened with."),
    ...tooFewLine(team),
  ]);
}

/** What the team's channel is told, once. */
export function setUpMessage(team: TeamWithWhen, now: Temporal.Instant): Said {
  const line = `This team is set up: *${inert(team.name)}*, ${team.members.length} people.`;
  return {
    text: `This team is set up: ${inert(team.name)}, ${team.members.length} people.`,
    blocks: [
      words(
        `${line} Once a week I ask which way five things are heading. It takes about 90 seconds, and gives you words and a question to talk about.`,
      ),
      words(
        `The first round opens ${opening(team, now)}. ${closing(team)} To be on its list, or not: ask ${named(team.leaders)}.`,
      ),
      aside(privacyLine(team)),
    ],
  };
}

function told(blocks: ModalView["blocks"]): ModalView {
  return {
    type: "modal",
    title: { type: "plain_text", text: "What happens next" },
    close: { type: "plain_text", text: "Done" },
    blocks,
  };
}

function opening({ nextOpensAt, rhythm }: TeamWithWhen, now: Temporal.Instant): string {
  return `${onMomentWords(nextOpensAt, rhythm.zone, now)} (${rhythm.zone})`;
}

function closing({ rhythm }: Pick<Team, "rhythm">): string {
  const reminder = rhythm.nudge ? "One private reminder the day before." : "Nobody is reminded.";
  return `It closes on ${weekdayName(rhythm.closes.weekday)} at ${rhythm.closes.time}. ${reminder}`;
}

function whatIsSeen({ mode }: Pick<Team, "mode">): string {
  const floor = countWord(floors[mode]);
  return mode === "open"
    ? `when a round closes, the team sees who gave which direction. Outside the team there are only words, from ${floor} people on. Everybody is told so before they answer.`
    : `when a round closes, one word for each category, once ${floor} or more people answered. Nobody's own answers are shown to anybody, leaders included.`;
}

function privacyLine({ mode }: Pick<Team, "mode">): string {
  const line = confidentialLine({ mode, floor: floors[mode] });
  return mode === "open" ? `${line} Everybody is told so before they answer.` : line;
}

/** A team of three in the open mode: it is told now rather than every week. */
function tooFewLine(team: Team) {
  return canHaveWords(team)
    ? []
    : [
        aside(
          `A word needs ${countWord(floors[team.mode])} people or more. With ${countWord(team.members.length)} you'll be told that it is too few to say: the round is then a reason to talk in person.`,
        ),
      ];
}

function named(people: Team["members"]): string {
  return people.map((person) => `<@${person}>`).join(", ");
}
