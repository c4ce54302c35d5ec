/** "Why these words?": how words are chosen, in plain words. The rule and nothing else: no count, of nobody. */
import type { TeamSummary } from "../core/digests/team-summary.ts";
import type { RoundId } from "../core/ids.ts";
import type { Round } from "../core/round.ts";
import type { Db } from "../store/database.ts";
import { roundById } from "../store/rounds.ts";
import { inert, type Said, said } from "./blocks.ts";
import { summaryOf } from "./opening.ts";

/** For one closed round, by its own frozen rule; null while it has no words. */
export async function whyTheseWords(db: Db, id: RoundId): Promise<Said | null> {
  const round = await roundById(db, id);
  const summary = round && summaryOf(round);
  return round && summary && wordsExplained(round, summary);
}

export function wordsExplained(
  { floor, mode }: Pick<Round, "floor" | "mode">,
  { talk, tooFew }: Pick<TeamSummary, "talk" | "tooFew">,
): Said {
  return said(
    `*Too few to say:* fewer than ${floor} people gave a direction, or more couldn't tell than could.`,
    "*Improving* or *slipping:* more than half say so, and so many more than the other way that tossing coins would bring it about one time in ten at most. *Leaning:* the same way, less surely. *Mixed:* you see it differently, and neither side clearly outweighs the other.",
    "*Holding* is an answer of its own, not a middle: more people say so than see any change.",
    ...(mode === "confidential"
      ? [
          "Among few people a plain word could tell what each of you said. So a plain direction needs six answers, and plain holding eight; below that it says “leaning” even if you all agree.",
        ]
      : []),
    `*Good enough for now:* at least ${floor} answered, and two in three or more ticked it.`,
    whyThisQuestion(talk, tooFew !== null),
    "Answers that have become words are deleted. Nobody can look them up any more, and I can't either.",
  );
}

function whyThisQuestion(talk: TeamSummary["talk"], wereTooFew: boolean): string {
  if (talk) {
    return `*Why this question?* ${inert(talk.why)} Questions go where a talk helps: first where you differ, then where the word is new, then where a slip lasts, else this week's closer look.`;
  }
  return wereTooFew
    ? "*Why no question?* Too few answered to know where a talk would help."
    : "*Why no question?* Nothing stood out that a talk would help with. Good enough is a finding too.";
}
