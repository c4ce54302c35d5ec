/** What is overtaken between its being claimed and its turn: a busy minute is long enough for a leader to press a button. */
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { ChannelId } from "../../src/core/ids.ts";
import { speak } from "../../src/jobs/outbox.ts";
import { refusedIn } from "../../src/jobs/telling-leaders.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { claim, deliveryByKey, plan } from "../../src/store/deliveries.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { deliveries } from "../../src/store/schema.ts";
import { keepSharedBeyond, moveToChannel, pause } from "../../src/store/team-life.ts";
import { changeTeam } from "../../src/store/team-setup.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { testDatabase } from "../support/database.ts";
import { harbour, keptRound, keptTeam, people, person } from "../support/kept-teams.ts";
import { ok, refuses, type Script, scriptedWorld } from "../support/scripted-slack.ts";

let db: Db;
let team: TeamWithWhen;
let round: KeptRound;
let said: string[];
const ada = person("ada");
const elsewhere = "C0NEWPLACE" as ChannelId;

beforeEach(async () => {
  db = await testDatabase();
  team = await keptTeam(db);
  round = await keptRound(db, team, { nudgesAt: await now(db) });
  said = [];
});

async function planned(kind: string, addressee: string): Promise<void> {
  const dueAt = await now(db);
  await plan(db, [{ key: kind, kind, workspace: harbour, team: team.id, round: round.id, addressee, dueAt }]);
}

/** Says what is due; what happens does so when the message is made, and its turn has come. */
async function saysWhile(happens: () => Promise<unknown>): Promise<void> {
  const hears: Script = ({ method, channel, key }) => {
    if (method === "chat.postMessage") said.push(`${key} ${channel}`);
    return ok();
  };
  const world = scriptedWorld(db, hears);
  let asked = 0;
  const slackFor: typeof world.slackFor = async (workspace) => {
    asked += 1;
    // The second time it is looked up just before Slack is asked.
    if (asked === 2) await happens();
    return world.slackFor(workspace);
  };
  await speak({ ...world, slackFor }, await now(db));
  expect(world.troubles).toEqual([]);
}

const stateOf = async (key: string) => (await deliveryByKey(db, key))?.state;

describe("while a round's message waits for its turn", () => {
  it("its team moves: it is said where the team is, and not where it was", async () => {
    await planned("round", team.channel);
    await saysWhile(() => db.transaction((tx) => moveToChannel(tx, team, elsewhere)));
    expect([said, await stateOf("round")]).toEqual([[`round ${elsewhere}`], "said"]);
  });

  it("people of another organisation come into the channel: it is not said there", async () => {
    await planned("round", team.channel);
    await saysWhile(() => keepSharedBeyond(db, team.id, true));
    expect([said, await stateOf("round")]).toEqual([[], "cancelled"]);
  });

  it("a leader closes the round: nobody is invited to a closed one, and the summary follows", async () => {
    await planned("round", team.channel);
    await saysWhile(async () => closeNow(db, round, await now(db)));
    expect([said, await stateOf("round")]).toEqual([[`summary:${round.id} ${team.channel}`], "cancelled"]);
  });
});

describe("while a summary waits for its turn", () => {
  it("people of another organisation come into the channel: they don't read it", async () => {
    await closeNow(db, round, await now(db));
    await saysWhile(() => keepSharedBeyond(db, team.id, true));
    expect([said, await stateOf(`summary:${round.id}`)]).toEqual([[], "cancelled"]);
  });
});

describe("while a reminder waits for its turn", () => {
  it.each([
    ["the team is paused", () => db.transaction((tx) => pause(tx, team.id))],
    ["somebody is taken off it", () => changeTeam(db, team.id, { ...team, members: people.slice(1) })],
  ])("%s: it is not said", async (_, happens) => {
    await planned("nudge", ada);
    await saysWhile(happens);
    expect([said, await stateOf("nudge")]).toEqual([[], "cancelled"]);
  });
});

describe("while a channel refuses a message", () => {
  it("its team moves: it is due where the team is, and no leader is told of the channel it left", async () => {
    await planned("round", team.channel);
    const [one] = await claim(db, await now(db), 1, 40);
    if (one === undefined) throw new Error("Nothing was due.");
    await db.transaction((tx) => moveToChannel(tx, team, elsewhere));
    await refusedIn({ db }, one, { code: "is_archived", lies: "channel" }, await now(db));
    const rows = await db.select().from(deliveries).where(eq(deliveries.team, team.id));
    expect(rows.map(({ kind, state, addressee }) => [kind, state, addressee])).toEqual([
      ["round", "due", elsewhere],
    ]);
  });

  it("it is given up, and its leader told once", async () => {
    await planned("round", team.channel);
    const world = scriptedWorld(db, ({ channel }) =>
      channel === team.channel ? refuses("is_archived") : ok(),
    );
    for (let spell = 0; spell < 3; spell += 1) await speak(world, await now(db));
    const rows = await db.select().from(deliveries).where(eq(deliveries.team, team.id));
    expect(rows.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      "round failed",
      "trouble said",
    ]);
  });
});

it("what a process had in hand when it died is taken up, though the clock was set back an hour", async () => {
  await planned("round", team.channel);
  await claim(db, await now(db), 1, 40);
  await db.update(deliveries).set({ leaseUntil: (await now(db)).add({ hours: 1 }) });
  await saysWhile(async () => {});
  expect(said).toEqual([`round ${team.channel}`]);
});
