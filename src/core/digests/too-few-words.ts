/** What a team is told when too few answered: honestly, without guessing, and with something to do instead. */
import { subjectName } from "../catalogue/index.ts";
import type { Questions } from "../reading.ts";
import type { Mode } from "../team.ts";

export type TooFewFacts = {
  readonly questions: Questions;
  readonly mode: Mode;
  /** Something that was said waits for the end of its block. */
  readonly waits: boolean;
};

/** In place of the lines of a round in which no category got a word. */
export function tooFewWords({ questions, mode, waits }: TooFewFacts): {
  readonly strong: string;
  readonly tail: string;
} {
  const category = questions.closerLook?.category ?? questions.categories[0];
  const ask = category
    ? ` A good week to ask each other in person: “Which way is ${subjectName(category)} heading?”`
    : "";
  const waiting = waits ? ` ${waitingWords[mode]}` : "";
  return {
    strong: "Too few answers to say anything this week",
    tail: `, and guessing would not be fair to anybody.${ask}${waiting}`,
  };
}

/** Above the words of four rounds taken together, or instead of them when even four were not enough. */
export function togetherIntro(hasWords: boolean): string {
  return hasWords
    ? "What waited from weeks with too few answers, the last four rounds together, each of you counted once:"
    : "What waited from weeks with too few answers is too little even over four rounds. It has been deleted: talk in person.";
}

const waitingWords: Readonly<Record<Mode, string>> = {
  confidential: "The readings wait, confidentially, and count with the next rounds.",
  open: "The readings wait, and may count with the next rounds.",
};
