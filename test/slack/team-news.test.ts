/** What a team is told of itself, and what is asked before anything happens to it: within Slack's limits, and in the voice. */
import { describe, expect, it } from "vitest";
import type { ChannelId, RoundId, TeamId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import { defaultRhythm } from "../../src/core/rhythm.ts";
import type { Round } from "../../src/core/round.ts";
import { checkMessage, checkView } from "../../src/playground/blocks-check.ts";
import { teamCarried } from "../../src/slack/carried.ts";
import { changeModal } from "../../src/slack/setup-modal.ts";
import {
  deleteForGoodModal,
  deleteModal,
  moveModal,
  pauseModal,
  resumeModal,
} from "../../src/slack/team-life.ts";
import {
  deletedMessage,
  leaderlessMessage,
  ledAgainMessage,
  leftChannelMessage,
  movedAwayMessage,
  movedMessage,
  pausedMessage,
  resumedMessage,
  takenOffMessage,
} from "../../src/slack/team-news.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";
import { ada, ben, cleo, dev, moment } from "../support/people.ts";

const now = moment("2026-11-24T12:00Z");
const team: TeamWithWhen = {
  id: "5b0f6c7e-0f65-4d1b-9d0e-3f6f9f0a1b2c" as TeamId,
  workspace: "T0" as WorkspaceId,
  channel: "C0HARBOUR" as ChannelId,
  name: `<#CGENERAL> *Support* ${"x".repeat(60)}`,
  mode: "confidential",
  rhythm: { ...defaultRhythm("Europe/Berlin") },
  members: [ada, ben, cleo, dev],
  leaders: [ada],
  nextOpensAt: moment("2026-11-30T09:00Z"),
  paused: false,
  sharedBeyond: false,
};
const round = {
  id: "93060716-59a8-487e-9af5-882115febbc3" as RoundId,
  state: "open",
  opensAt: moment("2026-11-23T09:00Z"),
  closesAt: moment("2026-11-26T16:00Z"),
  floor: 5,
  mode: "confidential",
} as Round;
const thirty = Array.from({ length: 30 }, (_, n) => `U0PERSON${n}` as UserId);

const messages = {
  "somebody was taken off": takenOffMessage(team),
  "nobody is left": takenOffMessage({ ...team, members: [] }),
  "people left the channel": leftChannelMessage({ ...team, members: thirty }, thirty),
  "nobody leads": leaderlessMessage(team),
  "led again": ledAgainMessage(team),
  paused: pausedMessage(team, null),
  "paused, with a round open": pausedMessage(team, round),
  resumed: resumedMessage(team, now),
  moved: movedMessage(team, null, now),
  "moved, with a round open": movedMessage(team, round, now),
  "moved while it rests": movedMessage({ ...team, paused: true }, null, now),
  "moved away": movedAwayMessage(team),
  deleted: deletedMessage,
};
const modals = {
  change: changeModal(team),
  pause: pauseModal(team),
  resume: resumeModal(team),
  move: moveModal(team),
  delete: deleteModal(team),
  "delete for good": deleteForGoodModal(team),
};

describe("what is told", () => {
  it.each(Object.entries(messages))("%s: Slack takes it, and it is in the voice", (_, message) => {
    expect(checkMessage(message.blocks, message.text)).toEqual([]);
    expect(message.text).not.toBe("");
    expect(forbiddenIn(JSON.stringify(message))).toBeNull();
    expect(JSON.stringify(message)).not.toMatch(/<#CGENERAL>/);
  });

  it("says that there will be no words where too few are left", () => {
    expect(JSON.stringify(messages["somebody was taken off"])).toContain("A word needs five people or more");
    const five = { ...team, members: thirty.slice(0, 5) };
    expect(JSON.stringify(takenOffMessage(five))).not.toContain("A word needs");
  });

  it("offers the way in where a round is open, and only there", () => {
    expect(JSON.stringify(messages["moved, with a round open"])).toContain("Give your reading");
    expect(JSON.stringify(movedMessage(team, round, moment("2026-11-27T09:00Z")))).not.toContain("Give your");
  });
});

describe("what is asked first", () => {
  it.each(Object.entries(modals))("%s: Slack takes it, and it is in the voice", (_, view) => {
    expect(checkView(view)).toEqual([]);
    expect(forbiddenIn(JSON.stringify(view))).toBeNull();
    // In a field the name stands as it was typed, and nothing is made of it.
    expect(JSON.stringify(view).replace(/"initial_value":"[^"]*"/, "")).not.toMatch(/<#CGENERAL>/);
  });

  it("says which team is meant, by its id and by its name", () => {
    for (const view of [modals.pause, modals.resume, modals.move, modals.delete, modals["delete for good"]]) {
      expect(teamCarried.read(view.private_metadata)).toEqual({ team: team.id });
      expect(JSON.stringify(view.blocks)).toContain("Support");
    }
  });

  it("offers to resume a team that rests, and to pause one that doesn't", () => {
    const labels = (view: typeof modals.change) => JSON.stringify(view.blocks);
    expect(labels(modals.change)).toContain("Pause it");
    expect(labels(changeModal({ ...team, paused: true }))).toContain("Resume it");
    expect(labels(changeModal({ ...team, paused: true }))).not.toContain("Pause it");
  });
});
