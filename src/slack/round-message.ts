/** The message that opens a round in the team's channel: the loop first, then this week's closer look, then the way in. */
import { subjectName } from "../core/catalogue/index.ts";
import type { Loop } from "../core/loop.ts";
import type { Round } from "../core/round.ts";
import { sayNotThisWeek } from "../store/readings.ts";
import { aside, button, buttons, inert, type Said, words } from "./blocks.ts";
import { roundCarried } from "./carried.ts";
import { notKeptWords } from "./check-in-modal.ts";
import { openCheckIn } from "./check-in-opening.ts";
import { loopLines } from "./loop-words.ts";
import { momentWords } from "./moments.ts";
import { anybody, onRoster } from "./permissions.ts";
import { confidentialLine } from "./privacy-words.ts";
import type { Surface } from "./surface.ts";
import { sentence, tellOnly } from "./visit.ts";
import { whatIsThis } from "./what-is-this.ts";

export const giveReadingId = "give_reading";
export const notThisWeekId = "not_this_week";
export const whatIsThisId = "what_is_this";

export type RoundOpening = {
  readonly round: Round;
  readonly teamName: string;
  readonly zone: string;
  readonly loop: Loop;
  /** Why it is this category's turn; null in a short round. */
  readonly whyCloserLook: string | null;
};

export function roundMessage({ round, teamName, zone, loop, whyCloserLook }: RoundOpening): Said {
  const until = momentWords(round.closesAt, zone);
  return {
    text: `Your weekly bearings, ${inert(teamName)}: open until ${until}.`,
    blocks: [
      words(`*Your weekly bearings, ${inert(teamName)}*`),
      ...loopLines(loop, round.opensAt.toZonedDateTimeISO(zone).toPlainDate()).map((line) => words(line)),
      words(`${closerLookLine(round, whyCloserLook, loop)}\nIt takes about 90 seconds. Open until ${until}.`),
      roundButtons(round),
      aside(confidentialLine(round)),
    ],
  };
}

function closerLookLine({ questions }: Round, why: string | null, { untalked }: Loop): string {
  if (questions.closerLook === null) {
    return untalked
      ? "So this week is short: the directions, nothing else."
      : "This week is short: the directions, nothing else.";
  }
  return `*This week's closer look: ${subjectName(questions.closerLook.category)}.* ${why ?? ""}`.trimEnd();
}

/** The same two ways to answer stand in the round message, the nudge and the home tab. */
export function answerButtons(round: Pick<Round, "id">) {
  const carried = roundCarried.write({ round: round.id });
  return [
    button(giveReadingId, "Give your reading", carried, { primary: true }),
    button(notThisWeekId, "Not this week", carried),
  ];
}

function roundButtons(round: Pick<Round, "id">) {
  return buttons(
    "round",
    ...answerButtons(round),
    button(whatIsThisId, "What is this?", roundCarried.write({ round: round.id })),
  );
}

export const roundOpening: Surface = {
  listen(listening, world) {
    const guard = { carries: roundCarried, may: onRoster };
    listening.button(giveReadingId, guard, (visit, _carried, _pressed, standing) =>
      openCheckIn(world, visit, standing),
    );
    listening.button(notThisWeekId, guard, async (visit, { round }, _pressed, standing) => {
      const keeping = await sayNotThisWeek(world.db, round, visit.person);
      const told = keeping.kept ? notThisWeekSentence : notKeptWords(keeping, standing);
      await tellOnly(visit, sentence(told));
    });
    listening.button(whatIsThisId, { carries: roundCarried, may: anybody }, (visit) =>
      tellOnly(visit, whatIsThis()),
    );
  },
};

const notThisWeekSentence =
  "That's fine. I won't ask again this week, and nobody is told. If you change your mind before it closes, *Give your reading* still works.";
