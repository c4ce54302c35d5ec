import { aside, inert, type Said, words } from "../blocks.ts";
import { anybody } from "../permissions.ts";
import { attributionLine } from "../source-words.ts";
import { tellOnly } from "../visit.ts";
import type { Command } from "./command.ts";

export const help: Command = {
  word: "help",
  takes: "",
  help: "This list",
  may: anybody,
  // Asked for only now: the list holds this very word.
  answer: async (_world, visit) => tellOnly(visit, helpMessage((await import("./index.ts")).commands)),
};

/** Made from the list of words, so that whatever can be typed stands in it. */
export function helpMessage(list: readonly Pick<Command, "word" | "takes" | "help">[]): Said {
  const intro =
    "*Bearings* asks a team once a week which way five things are heading, and gives back words and a question. Nobody gets a grade.";
  const lines = list.map(({ word, takes, help: line }) => `• \`${typed(word, takes)}\` – ${inert(line)}`);
  return {
    text: `What you can type: ${list.map(({ word }) => `/bearings ${word}`).join(", ")}.`,
    blocks: [
      words(intro),
      words(lines.join("\n")),
      aside("What you answer is kept only until it has become words. `/bearings privacy` says it all."),
      aside(attributionLine()),
    ],
  };
}

function typed(word: string, takes: string): string {
  return takes === "" ? `/bearings ${word}` : `/bearings ${word} ${inert(takes)}`;
}
