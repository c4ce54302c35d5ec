/** Three lines for somebody who meets Bearings for the first time. */

import { aside, type Said, said } from "./blocks.ts";
import { attributionLine } from "./source-words.ts";

export function whatIsThis(): Said {
  const message = said(
    "*Bearings is for team learning dialogues.* Once a week your team says, in about 90 seconds, which way five things are heading and what is good enough for now.",
    "When the round closes you all get the same: words, a question worth talking about, and a place to note what you'll try. Nobody gets a grade, and nobody is named for not answering.",
    "The check-in says who sees what before you answer. Answers live only until they have become words, and are deleted then. `/bearings privacy` says it all.",
  );
  return { text: message.text, blocks: [...message.blocks, aside(attributionLine())] };
}
