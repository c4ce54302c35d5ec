/** Whatever somebody sets off is done within their workspace: the entry of all listeners sees to it (docs/decisions/030). */
import type { App } from "@slack/bolt";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { WorkspaceId } from "../../src/core/ids.ts";
import { longestRetention } from "../../src/core/retention.ts";
import { startClock } from "../../src/jobs/clock.ts";
import { nothingCarried } from "../../src/slack/carried.ts";
import { listening } from "../../src/slack/listening.ts";
import { anybody, type Permission, themselves } from "../../src/slack/permissions.ts";
import type { Database } from "../../src/store/database.ts";
import { within, workspaceInHand } from "../../src/store/within.ts";
import type { World } from "../../src/world.ts";
import { testDatabase } from "../support/database.ts";

type Handler = (args: Record<string, unknown>) => Promise<void>;

const handlers = new Map<string, Handler>();
/** All but the command are listened to together, whatever their id. */
const keep = (kind: string) => (_: unknown, handler: Handler) => void handlers.set(kind, handler);
const app = Object.fromEntries(
  ["command", "action", "options", "view", "shortcut", "event"].map((kind) => [kind, keep(kind)]),
) as unknown as App;

/** Where we were: when asked for a token, when asked whether somebody may, and in the listener itself. */
let places: (WorkspaceId | null)[] = [];
const here = async () => void places.push(workspaceInHand());

beforeAll(async () => {
  const db = await testDatabase();
  await db.execute(sql`delete from heard`);
  const world = {
    db,
    now: async () => Temporal.Instant.from("2026-11-23T10:00:00Z"),
    slackFor: async () => {
      await here();
      return { people: {}, bulk: {} };
    },
    log: { info: () => {}, warn: (what: string) => fail(what), error: (what: string) => fail(what) },
  } as unknown as World;
  const asked = (who: Permission<unknown>): Permission<unknown> => ({
    ...who,
    refuses: async () => {
      await here();
      return null;
    },
  });
  const heard = listening(app, world);
  const carrying = { carries: nothingCarried, may: asked(anybody) };
  heard.command("/bearings", { may: asked(anybody) }, here);
  heard.button("what_is_this", carrying, here);
  heard.options("setup_zone", { may: asked(anybody) }, async () => {
    await here();
    return [];
  });
  heard.submission("delete_mine", { carries: nothingCarried, may: asked(themselves) }, async () => {
    await here();
    return { outcome: "close", after: here };
  });
  heard.event("member_left_channel", here);
});

beforeEach(() => {
  places = [];
});

function fail(what: string): never {
  throw new Error(what);
}

const ours = "TOURS" as WorkspaceId;
const ack = async () => {};
const body = { team: { id: ours }, user: { id: "UADA" } };
const view = {
  id: "V1",
  hash: "1",
  type: "modal",
  callback_id: "delete_mine",
  private_metadata: "-",
  state: { values: {} },
  blocks: [],
};
const command = { team_id: ours, user_id: "UADA", channel_id: "C1", text: "" };

test.each([
  ["command /bearings", { command }, [null, ours, ours]],
  ["action what_is_this", { body, action: { action_id: "what_is_this", value: "-" } }, [null, ours, ours]],
  ["options setup_zone", { body, payload: { action_id: "setup_zone" } }, [null, ours, ours]],
  // The last: what follows once they have their answer.
  ["view delete_mine", { body, view }, [null, ours, ours, ours]],
  [
    "event member_left_channel",
    { body: { event_id: "E1", team_id: ours }, event: { type: "member_left_channel" } },
    [null, ours],
  ],
] as const)("%s asks for a token outside, and does the rest within", async (name, args, expected) => {
  await handlers.get(name.split(" ")[0] ?? "")?.({ ack, ...args });
  expect(places).toEqual(expected);
});

test("the clock works for all workspaces, whoever wakes it", async () => {
  const db = await testDatabase();
  const at = Temporal.Instant.from("2026-11-23T10:00:00Z");
  const world = {
    db,
    now: async () => at,
    keeps: longestRetention,
    log: { error: fail },
  } as unknown as World;
  const clock = startClock(world, { engine: "postgres" } as Database, here);
  await within(ours, async () => clock.wake());
  await clock.stop();
  await within(ours, async () => clock.wake());
  await clock.stop();
  expect(places).toEqual([null, null]);
});
