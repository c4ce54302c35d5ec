/** A few surfaces and commands behind a real Bolt app and the stand-in for Slack, with a database and a team: told through what people do and read. */
import { noDoubt } from "../../src/core/doubt.ts";
import type { ChannelId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import { longestRetention } from "../../src/core/retention.ts";
import type { Command } from "../../src/slack/commands/command.ts";
import { listening } from "../../src/slack/listening.ts";
import { anybody } from "../../src/slack/permissions.ts";
import type { Surface } from "../../src/slack/surface.ts";
import { sentence, tellOnly } from "../../src/slack/visit.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import type { TeamDraft } from "../../src/store/team-setup.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";
import type { World } from "../../src/world.ts";
import { openWithApp } from "../playground/small-app.ts";
import { testDatabase } from "./database.ts";
import { keptTeam } from "./kept-teams.ts";

export const local = "TLOCAL" as WorkspaceId;
export const lead = "UADA" as UserId;
export const seven = ["UCHEN", "UDALIA", "UELIF", "UFARAH", "UHANA", "UIVAN", "UJUNE"].map(
  (id) => id as UserId,
);

/** Harbour Support, led by Ada, in the local workspace's #harbour-support. */
export async function harbourTeam(db: Db, wish: Partial<TeamDraft> = {}): Promise<TeamWithWhen> {
  const installedAt = await now(db);
  await keepWorkspace(db, { id: local, name: "Local", botUser: "UBEARINGS" as UserId, installedAt });
  const channel = "CHARBOUR" as ChannelId;
  return keptTeam(db, { workspace: local, channel, members: seven, leaders: [lead], ...wish });
}

/** `troubles` is empty at the end of a test in which nothing broke. */
export async function openSurfaces(surfaces: readonly Surface[], commands: readonly Command[] = []) {
  const db = await testDatabase();
  const troubles: string[] = [];
  const trouble = (what: string, details: Readonly<Record<string, unknown>> = {}) =>
    void troubles.push(`${what} ${String(details.error ?? JSON.stringify(details))}`);
  let speak: Awaited<ReturnType<World["slackFor"]>> = null;
  const world: World = {
    db,
    now: () => now(db),
    log: { info: () => {}, warn: trouble, error: trouble },
    keeps: longestRetention,
    slackFor: async () => speak,
    doubt: noDoubt(),
    turn: { after: "" },
    wake: () => {},
  };
  const opened = await openWithApp({}, (app) => {
    const heard = listening(app, world);
    for (const surface of surfaces) surface.listen(heard, world);
    heard.command("/bearings", { may: anybody }, async (visit, typed) => {
      const [word = "", ...rest] = typed.trim().split(/\s+/);
      const command = commands.find((one) => one.word === word);
      if (command === undefined) throw new Error(`This test has no command “${word}”.`);
      const refusal = await command.may.refuses(world, visit, null);
      if (refusal !== null) return tellOnly(visit, sentence(refusal));
      await command.answer(world, visit, rest.join(" "));
    });
  });
  speak = { people: opened.slack, bulk: opened.slack };
  return { ...opened, db, world, troubles };
}
