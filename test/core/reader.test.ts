import { expect, test } from "vitest";
import type { ChannelId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import { mayRead, type Reader } from "../../src/core/reader.ts";

const workspace = "T1" as WorkspaceId;
const elsewhere = "T2" as WorkspaceId;
const channel = "C1" as ChannelId;
const [ada, lea, olga] = ["UADA", "ULEA", "UOLGA"] as [UserId, UserId, UserId];
const team = { workspace, channel, members: [ada], leaders: [lea] };

test.each<[string, Reader, boolean]>([
  ["the team's own channel, whoever is in it", { workspace, everybodyIn: channel }, true],
  ["another channel", { workspace, everybodyIn: "C2" as ChannelId }, false],
  ["a channel of that name in another workspace", { workspace: elsewhere, everybodyIn: channel }, false],
  ["a member", { workspace, person: ada }, true],
  ["a leader who doesn't answer", { workspace, person: lea }, true],
  [
    "somebody of the workspace, an administrator or the leader of another team",
    { workspace, person: olga },
    false,
  ],
  ["a member's id in another workspace", { workspace: elsewhere, person: ada }, false],
])("what a team said is for %s: %j", (_, reader, may) => {
  expect(mayRead(reader, team)).toBe(may);
});

test("who has left is told nothing, and where somebody asks doesn't let them in", () => {
  const left = { ...team, members: [] };
  expect(mayRead({ workspace, person: ada }, left)).toBe(false);
  const asksInTheChannel = { workspace, person: olga, channel };
  expect(mayRead(asksInTheChannel, team)).toBe(false);
});
