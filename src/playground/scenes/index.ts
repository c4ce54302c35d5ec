/** Situations to look at, played through the door by people who type and press. Adding one is adding a file and a line. */
import { everythingGoodEnough } from "./everything-good-enough.ts";
import { newTeam } from "./new-team.ts";
import type { Scene } from "./scene.ts";
import { slackIsFailing } from "./slack-is-failing.ts";
import { tooFewVoices } from "./too-few-voices.ts";
import { twelveWeeks } from "./twelve-weeks.ts";

export type { Scene } from "./scene.ts";

export const scenes: readonly Scene[] = [
  newTeam,
  twelveWeeks,
  tooFewVoices,
  slackIsFailing,
  everythingGoodEnough,
];

/** What somebody sees who starts the local workspace for the first time: a team with history. */
export const firstScene: Scene = twelveWeeks;
