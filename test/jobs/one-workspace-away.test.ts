/** Slack breaks for one workspace alone: the others hear what is due to them, and it loses little. */
import { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, it } from "vitest";
import { type Doubt, noDoubt } from "../../src/core/doubt.ts";
import type { WorkspaceId } from "../../src/core/ids.ts";
import { speak } from "../../src/jobs/outbox.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { plan } from "../../src/store/deliveries.ts";
import { noLimits, publishedLimits } from "../../src/store/limits.ts";
import { deliveries } from "../../src/store/schema.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";
import { testDatabase } from "../support/database.ts";
import { person } from "../support/kept-teams.ts";
import { breaks, ok, refuses, type Script, scriptedWorld, tooMany } from "../support/scripted-slack.ts";

let db: Db;
let doubt: Doubt;
let turn: { after: string };
let asked: string[];
const [broken, well] = ["T0A", "T0B"] as const;

beforeEach(async () => {
  db = await testDatabase();
  for (const id of [broken, well])
    await keepWorkspace(db, {
      id: id as WorkspaceId,
      name: id,
      botUser: person("bearings"),
      installedAt: await now(db),
    });
  doubt = noDoubt();
  turn = { after: "" };
  asked = [];
});

const limits = { ...noLimits, hands: publishedLimits.hands };
const turns = (seconds: number) => turnHand(db, Temporal.Duration.from({ seconds }));

async function plansWelcomes(workspace: string, count: number): Promise<void> {
  const at = await now(db);
  const welcome = { kind: "welcome", workspace: workspace as WorkspaceId, team: null, round: null };
  await plan(
    db,
    Array.from({ length: count }, (_, place) => ({
      ...welcome,
      key: `${workspace} ${place}`,
      addressee: `C0${place}`,
      dueAt: at.add({ milliseconds: place }),
    })),
  );
  await turns(1);
}

/** What one process says in so many minutes, with as many hands as it has; its ticks are so many seconds apart. */
async function minutes(count: number, script: Script, between = 30): Promise<void> {
  for (let seconds = 0; seconds < 60 * count; seconds += between) {
    const world = scriptedWorld(
      db,
      (call) => {
        asked.push(`${call.workspace} ${call.method}`);
        return script(call);
      },
      limits,
    );
    await speak({ ...world, doubt, turn }, await now(db), () => 0.5);
    await turns(between);
  }
}

async function states(workspace: string): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const one of await db.select().from(deliveries))
    if (one.workspace === workspace) counts[one.state] = (counts[one.state] ?? 0) + 1;
  return counts;
}

const inOne =
  (does: Script): Script =>
  (call) =>
    call.workspace === broken ? does(call) : ok();

describe.each<[string, Script]>([
  ["breaks whatever is asked of it", () => breaks()],
  ["loses messages, and answers all else", ({ method }) => (method === "auth.test" ? ok() : breaks())],
  ["is being moved to an organisation", () => refuses("team_added_to_org")],
  ["says that something went wrong", () => refuses("fatal_error")],
])("one workspace %s", (_, does) => {
  it("and what is due to another is said at once", async () => {
    await plansWelcomes(broken, 40);
    await minutes(3, inOne(does));
    await plansWelcomes(well, 5);
    await minutes(1, inOne(does));
    expect(await states(well)).toEqual({ said: 5 });
  });

  it("and loses no more while another is well", async () => {
    await plansWelcomes(broken, 40);
    await plansWelcomes(well, 40);
    await minutes(60, inOne(does), 150);
    expect(await states(well)).toEqual({ said: 40 });
    // Those in hand when it began, and then one at a time: after 0, 30 s, 1, 2, 4, 8, 15, 15 minutes.
    expect((await states(broken)).uncertain ?? 0).toBeLessThanOrEqual(publishedLimits.hands + 9);
  });
});

it("where doubt began elsewhere, one that never answers holds up nobody after it", async () => {
  for (const workspace of ["T0C", "T0D"]) doubt.lost(workspace as WorkspaceId, await now(db));
  await plansWelcomes(broken, 1);
  await plansWelcomes(well, 5);
  await minutes(
    2,
    inOne(() => breaks()),
  );
  expect(await states(well)).toEqual({ said: 5 });
});

it("where Slack asked for patience with the harmless question, it is not asked that again before", async () => {
  await plansWelcomes(broken, 10);
  doubt.lost(broken as WorkspaceId, await now(db));
  await minutes(
    9,
    inOne(({ method }) => (method === "auth.test" ? tooMany(600) : breaks())),
  );
  expect(asked.filter((call) => call.endsWith("auth.test"))).toHaveLength(1);
});

it("one with more due than fits in a spell takes no turn from those after it in the next", async () => {
  await plansWelcomes(broken, 3);
  await plansWelcomes(well, 3);
  const world = scriptedWorld(db, (call) => {
    asked.push(call.workspace);
    return ok();
  });
  // Each spell is over after one message.
  for (let spell = 0; spell < 6; spell += 1) {
    const stopping = new AbortController();
    const stops: Script = (call) => {
      stopping.abort();
      asked.push(call.workspace);
      return ok();
    };
    const { slackFor } = scriptedWorld(db, stops);
    await speak({ ...world, slackFor, doubt, turn, stopping: stopping.signal }, await now(db));
  }
  expect(asked).toEqual([broken, well, broken, well, broken, well]);
});
