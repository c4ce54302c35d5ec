import { fullMember } from "../permissions.ts";
import { openSetup } from "../setup-modal.ts";
import type { Command } from "./command.ts";

export const setup: Command = {
  word: "setup",
  takes: "",
  help: "Set up the team of this channel, or change it",
  may: fullMember,
  answer: (world, visit) => openSetup(world, visit, { channel: visit.channel, team: null }),
};
