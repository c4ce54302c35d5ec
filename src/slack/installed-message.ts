/** What whoever installed Bearings hears, once: how a team begins. */
import { type Said, words } from "./blocks.ts";

export function installedMessage(): Said {
  const next =
    "*Bearings is installed.* To begin with a team: open its channel, type `/invite @Bearings`, then `/bearings setup`. It takes about two minutes, and anybody in the team can do it.";
  const meanwhile =
    "Until a team is set up I ask nobody anything. `/bearings privacy` says what is kept and until when, `/bearings about` where it comes from.";
  return {
    text: "Bearings is installed. In a team's channel type /invite @Bearings, then /bearings setup.",
    blocks: [words(next), words(meanwhile)],
  };
}
