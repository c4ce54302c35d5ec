import { countWord } from "../../core/number-words.ts";
import { roundsInABlock } from "../../core/round.ts";
import { floors, unnamedWritersFloor } from "../../core/team.ts";
import { longestRetention } from "../../core/retention.ts";
import { type Said, said } from "../blocks.ts";
import { anybody } from "../permissions.ts";
import { tellOnly } from "../visit.ts";
import type { Command } from "./command.ts";

export const privacy: Command = {
  word: "privacy",
  takes: "",
  help: "What is kept, until when, and who sees what",
  may: anybody,
  answer: (_world, visit) => tellOnly(visit, privacyMessage()),
};

/** What is kept, until when, who sees what. Each sentence is kept by the code: the numbers are the code's own. */
export function privacyMessage(): Said {
  const { words, deliveries, unfinishedBlocks } = longestRetention;
  const [confidential, open, writers] = [floors.confidential, floors.open, unnamedWritersFloor].map(
    countWord,
  );
  return said(
    `*Who sees what.* In a confidential team nobody is shown your answers, leaders included. When the round closes, your team sees one word for each category, where ${confidential} or more people answered. In a team that agreed to be open, the team sees who gave which direction; outside it there are only words, from ${open} people on. The check-in tells you which it is before you answer.`,
    "*Your answers* are kept with your name until the round closes, so that you can change them. Then they become words and are deleted, and so is who answered and who said *Not this week*.",
    `*When too few answer*, answers wait without your name, under a key, until a block of ${countWord(roundsInABlock)} rounds ends. Then they count together, where that is enough people, and are deleted with the key. Where a team stops in the middle, they are deleted ${unfinishedBlocks} days after its last round, and nothing is said of them.`,
    `*What you noticed* carries your name, unless you choose otherwise. Without it, it is shown only if ${writers} or more people write without a name; at the close your name is taken off for good, or the text is deleted.`,
    `*Kept longer:* who was asked in a round and its words, in an open team with who gave which direction; what was shared with a name; what teams tried and learned; noted numbers; leaders' rough words on their own time: ${words} days. Which messages I sent, and days away that are over: ${deliveries} days.`,
    "*It is confidential, not secret from the machine.* While a round is open, whoever runs the database that Bearings keeps could look into it. Once answers have become words only the words are left to look at.",
  );
}
