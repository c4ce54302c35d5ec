/** Guards of what happens by itself. */
import type { Guard } from "./guard.ts";

export const ofJobs: readonly Guard[] = [
  {
    keeps: "the nightly forgetting obeys the settings",
    file: "src/jobs/retention.ts",
    text: "deleteOld(db, now, keeps)",
    off: "deleteOld(db, now, { ...keeps, words: 400 })",
    caughtBy: ["test/jobs/forgetting.test.ts"],
  },
  {
    keeps: "a process that was killed is missed within its lease",
    file: "src/jobs/outbox.ts",
    text: "export const leaseSeconds = 40;",
    off: "export const leaseSeconds = 60;",
    caughtBy: ["test/jobs/taken-up.test.ts"],
  },
  {
    keeps: "prompts and reminders are never said again",
    file: "src/jobs/afterwards.ts",
    text: "if (isSaidAgain(lost.kind)) await",
    off: "await",
    caughtBy: ["test/jobs/outbox.test.ts"],
  },
  {
    keeps: "who left the team is not reminded",
    file: "src/jobs/faces.ts",
    text: "|| !standing.isMember) return null;",
    off: ") return null;",
    caughtBy: ["test/jobs/overtaken.test.ts"],
  },
  {
    keeps: "a round missed by more than a day is recorded as skipped",
    file: "src/jobs/open-round.ts",
    text: 'else if (decision.opening === "skip") await skip(tx, team, due);',
    off: "",
    caughtBy: ["test/jobs/time-jumps.test.ts"],
  },
  {
    keeps: "somebody who became a guest is not reminded, though nobody told of it",
    file: "src/jobs/still-takes-part.ts",
    text: "  return false;",
    off: "  return true;",
    caughtBy: ["test/journeys/team-life.test.ts"],
  },
  {
    keeps: "a channel that people of another organisation read is told nothing of the team",
    file: "src/jobs/faces.ts",
    text: " || team.sharedBeyond ? null : {",
    off: " ? null : {",
    caughtBy: ["test/journeys/team-life.test.ts"],
  },
  {
    keeps: "a channel whose id changes is being shared: it is told nothing of the team",
    file: "src/store/team-life.ts",
    text: "const there = { channel: is, sharedBeyond: true };",
    off: "const there = { channel: is, sharedBeyond: false };",
    caughtBy: ["test/journeys/team-life.test.ts"],
  },
  {
    keeps: "that a channel is shared is kept together with its leaders being told, or not at all",
    file: "src/slack/team-events.ts",
    text: "const team = await db.transaction(async (tx) => {",
    off: "const team = await (async (run: (tx: Db) => ReturnType<typeof keep>) => run(db))(async (tx) => {",
    caughtBy: ["test/journeys/team-life.test.ts"],
  },
];
