/** The loop in words, the same in the message that opens a round and in the check-in: what was heard, what is tried, what was learned. */
import type { Temporal } from "temporal-polyfill";
import type { Loop } from "../core/loop.ts";
import { inert } from "./blocks.ts";
import { askingWords } from "./moments.ts";
import { phraseWords } from "./phrases.ts";
import { quotedInLine } from "./quotes.ts";

/** A round opens with a few lines: the rest stands in the learning log. */
const most = { trying: 4, learned: 3 } as const;

/** A line for each thing, in the order in which they happened; none where there is nothing yet. `today` is the team's. */
export function loopLines(
  { heard, trying, learned, untalked }: Loop,
  today: Temporal.PlainDate,
): readonly string[] {
  return [
    ...(heard === null ? [] : [`*Last time you read* ${phraseWords(heard)}`]),
    ...trying
      .slice(0, most.trying)
      .map(
        ({ what, askOn }) => `*You're trying:* “${inert(what)}”. ${capitalised(askingWords(askOn, today))}.`,
      ),
    ...learned
      .slice(0, most.learned)
      .map(({ what, learned }) => `*You tried:* “${inert(what)}”. *You learned:* ${quotedInLine(learned)}`),
    ...more(trying.length - most.trying, learned.length - most.learned),
    ...(untalked
      ? [
          "We didn't hear that you got to talk about last week. A ten-minute talk is worth more than another form.",
        ]
      : []),
  ];
}

function more(trying: number, learned: number): string[] {
  const left = Math.max(0, trying) + Math.max(0, learned);
  return left === 0 ? [] : ["There is more: `/bearings try` tells of all of it."];
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
