/** `/bearings …`: the one command, and the words after it. An unknown word is answered with the nearest one. */
import type { World } from "../world.ts";
import { inert } from "./blocks.ts";
import { checkin } from "./commands/checkin.ts";
import { commands } from "./commands/index.ts";
import { nearest } from "./near-names.ts";
import { anybody } from "./permissions.ts";
import { mustBeAllowed } from "./rights.ts";
import type { Surface } from "./surface.ts";
import { sentence, tellOnly, type Visit } from "./visit.ts";

export const commandName = "/bearings";

/** The global shortcut *Give a reading*: the same as typing `/bearings checkin`, from anywhere in Slack. */
export const giveReadingShortcut = "give_reading";

/** "metric time to smile 3" → the word, and the rest. Nothing at all means help. */
export function readCommandLine(typed: string): { readonly word: string; readonly rest: string } {
  const [word = "", ...rest] = typed.trim().split(/\s+/);
  return { word: word === "" ? "help" : word.toLowerCase(), rest: rest.join(" ") };
}

async function answerCommand(world: World, visit: Visit, typed: string): Promise<void> {
  const { word, rest } = readCommandLine(typed);
  const command = commands.find((one) => one.word === word);
  if (command === undefined) return tellOnly(visit, sentence(unknownWord(word)));
  const refusal = await command.may.refuses(world, visit, null);
  if (refusal !== null) return tellOnly(visit, sentence(refusal));
  await command.answer(world, visit, rest);
}

function unknownWord(word: string): string {
  const { meant } = nearest(word, commands, (command) => [command.word]);
  const known = `I don't know “${inert(word)}”.`;
  return meant === null
    ? `${known} \`${commandName} help\` lists what I understand.`
    : `${known} Did you mean \`${commandName} ${meant.word}\`? \`${commandName} help\` lists everything.`;
}

export const commandLine: Surface = {
  listen(listening, world) {
    for (const { word, may } of commands) mustBeAllowed(`word ${word}`, may.name);
    listening.command(commandName, { may: anybody }, (visit, typed) => answerCommand(world, visit, typed));
    listening.shortcut(giveReadingShortcut, { may: checkin.may }, (visit) =>
      checkin.answer(world, visit, ""),
    );
  },
};
