/** The checker itself: each breach is planted once, and it names the promise that was broken. */
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, it } from "vitest";
import type { UserId } from "../../src/core/ids.ts";
import type { Reading } from "../../src/core/reading.ts";
import { longestRetention } from "../../src/core/retention.ts";
import { planRound } from "../../src/core/schedule.ts";
import type { CallSeen } from "../../src/playground/workspace.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { openPlanned } from "../../src/slack/opening.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import { openDatabase } from "../../src/store/database.ts";
import { keepAnswer } from "../../src/store/readings.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { type TeamWithWhen, teamById } from "../../src/store/teams.ts";
import { finalAnswer } from "./answers.ts";
import { openCallLog } from "./call-log.ts";
import { type Breach, breaches, type Evidence, newMemory } from "./checker.ts";
import { crewsOf, enrol, teamSize, workspaceId } from "./crew.ts";
import { openLedger } from "./ledger.ts";

const engine = await openDatabase({ memory: true });
const { db } = engine;
const [crew] = crewsOf(1);
let at: Temporal.Instant;
let team: TeamWithWhen;
let round: KeptRound;
let evidence: Evidence;

/** A round that is open and said, with eight answers. */
beforeEach(async () => {
  await db.execute(sql`delete from workspaces`);
  at = await now(db);
  if (crew === undefined) throw new Error("There is no crew.");
  const [id] = await enrol(db, [crew], at);
  team = found(id === undefined ? null : await teamById(db, id));
  round = found(await openPlanned(db, team, planRound(team.rhythm, at), at));
  evidence = {
    db,
    log: openCallLog(),
    ledger: openLedger(),
    memory: newMemory(),
    printed: "",
    secrets: ["xoxb-secret"],
  };
  await db.execute(sql`update deliveries set state = 'said', said_at = bearings_now()`);
  say(`round:${round.id}`, "Your weekly bearings");
  say(`set_up:${team.id}`, "This team is set up");
  for (const [place, person] of crew.people.entries()) await handsIn(place, person);
});

function found<T>(thing: T | null): T {
  if (thing === null) throw new Error("It isn't there.");
  return thing;
}

async function handsIn(place: number, person: UserId): Promise<void> {
  const answer = finalAnswer(place, 0);
  const readings = Object.entries(answer.said).map(
    ([subject, direction]) => ({ subject, direction, goodEnough: false, ballpark: null }) as Reading,
  );
  await keepAnswer(db, { round: round.id, person, answer: { readings, reflection: null } });
  evidence.ledger.write(round.id, person, { answer, acknowledged: true });
}

function say(key: string, text: string, seen: Partial<CallSeen> = {}): void {
  const metadata = JSON.stringify({ event_type: "bearings", event_payload: { key } });
  evidence.log.add({
    at: 0,
    method: "chat.postMessage",
    args: { channel: "C1", text, metadata },
    fault: null,
    taken: true,
    waitSeconds: null,
    ...seen,
  });
}

/** The round closes, and its summary is said. */
async function closes(): Promise<void> {
  found(await closeNow(db, round, at));
  await db.execute(sql`update deliveries set state = 'said'`);
  say(`summary:${round.id}`, "What Team 0 said");
}

async function broken(plant: () => unknown): Promise<readonly Breach[]> {
  expect(await breaches(evidence)).toEqual([]);
  await plant();
  return breaches(evidence);
}

const naming = (promise: string) => expect.arrayContaining([expect.objectContaining({ promise })]);
const run = (text: string) => db.execute(sql.raw(text));

describe("the checker finds nothing to complain of", () => {
  it("in an open round, and in a closed one", async () => {
    expect(await breaches(evidence)).toEqual([]);
    await closes();
    expect(await breaches(evidence)).toEqual([]);
  });
});

describe("the checker names", () => {
  it("I1: an opening that was never planned", async () => {
    expect(await broken(() => run(`delete from deliveries where kind = 'round'`))).toEqual(naming("I1"));
  });
  it("I1: a closed round without a summary", async () => {
    await closes();
    expect(await broken(() => run(`delete from deliveries where kind = 'summary'`))).toEqual(naming("I1"));
  });
  it("I1: somebody who hasn't answered and has no nudge", async () => {
    const silent = async () => {
      await run("update rounds set nudged = true");
      await run(`delete from answers where person = '${crew?.people[3]}'`);
    };
    expect(await broken(silent)).toEqual(naming("I1"));
  });
  it("I1: a round that is due and neither opened nor closed", async () => {
    expect(
      await broken(() => run(`update teams set next_opens_at = bearings_now() - interval '1 minute'`)),
    ).toEqual(naming("I1"));
    await run(`update rounds set closes_at = bearings_now()`);
    expect(await breaches(evidence)).toEqual(naming("I1"));
  });
  it("I2: a message kept as said that Slack never took", async () => {
    const plant = `insert into deliveries (key, kind, workspace, addressee, due_at, state)
      values ('nudge:x:y', 'nudge', '${workspaceId}', 'U1', bearings_now(), 'said')`;
    expect(await broken(() => run(plant))).toEqual(naming("I2"));
  });
  it("I2: a message that Slack took and that is due again", async () => {
    expect(await broken(() => run(`update deliveries set state = 'due' where kind = 'round'`))).toEqual(
      naming("I2"),
    );
  });
  it("I3: an opening said twice", async () => {
    expect(await broken(() => say(`round:${round.id}`, "Your weekly bearings"))).toEqual(naming("I3"));
  });
  it("I3: a summary said three times, and one said again without saying so", async () => {
    await closes();
    expect(await broken(() => say(`summary:${round.id}`, "What Team 0 said"))).toEqual(naming("I3"));
    say(`summary:${round.id}`, "Sent again, in case the first was lost.");
    expect(await breaches(evidence)).toEqual(naming("I3"));
  });
  it("I4: what is said after it was cancelled", async () => {
    await run(`update deliveries set state = 'cancelled' where kind = 'set_up'`);
    expect(await broken(() => say(`set_up:${team.id}`, "This team is set up"))).toEqual(naming("I4"));
  });
  it("I4: a nudge after the close", async () => {
    await closes();
    expect(await broken(() => say(`nudge:${round.id}:U1`, "closes tomorrow"))).toEqual(naming("I4"));
  });
  it("I5: a call before Slack's Retry-After had passed", async () => {
    say("nudge:a", "", { at: 1_000, taken: false, waitSeconds: 30 });
    await new Promise((wait) => setTimeout(wait, 2_100));
    expect(await broken(() => say("nudge:b", "", { at: 30_999 }))).toEqual(naming("I5"));
  });
  it("I6: an acknowledged answer that is gone, or that another stands in place of", async () => {
    expect(await broken(() => run(`delete from readings where person = '${crew?.people[2]}'`))).toEqual(
      naming("I6"),
    );
    await run(`update readings set direction = 'cant-tell' where person = '${crew?.people[1]}'`);
    expect(await breaches(evidence)).toHaveLength(2);
  });
  it.each(Array.from({ length: teamSize }, (_, place) => place))(
    "I6: after the close, that the answer of the person at place %i was lost before it",
    async (place) => {
      await run(`delete from readings where person = '${crew?.people[place]}'`);
      await closes();
      expect(await breaches(evidence)).toEqual(naming("I6"));
    },
  );
  it("I6: a reading that is left after the close", async () => {
    await closes();
    const left = `insert into readings (round, person, subject) values ('${round.id}', 'U1', 'customer')`;
    expect(await broken(() => run(left))).toEqual(naming("I6"));
  });
  it("I7: what has been being said for too long, and a claim that holds for too long", async () => {
    const sending = (lease: string) =>
      run(`insert into deliveries (key, kind, workspace, addressee, due_at, state, lease_until)
        values ('nudge:${lease}', 'nudge', '${workspaceId}', 'U1', bearings_now(), 'sending',
          bearings_now() + interval '${lease}')`);
    expect(await broken(() => sending("-1 second"))).toEqual(naming("I7"));
    await run(`delete from deliveries where key like 'nudge:%'`);
    expect(await broken(() => sending("2 minutes"))).toEqual(naming("I7"));
  });
  it("I8: what somebody wrote without a name, in the log or in a message, and a secret", async () => {
    expect(await broken(() => say("nudge:z", "The canary of 1 sang"))).toEqual(naming("I8"));
    const { log, ...rest } = evidence;
    const printing = (printed: string) => breaches({ ...rest, log: openCallLog(), printed });
    expect(await printing('{"msg":"canary"}')).toEqual(naming("I8"));
    expect(await printing("xoxb-secret")).toEqual(naming("I8"));
    expect(await printing('{"direction":"slipping"}')).toEqual(naming("I8"));
    expect(log.calls.length).toBeGreaterThan(0);
  });
  it("I9: a published word that changes, and a closed round that is gone", async () => {
    await closes();
    expect(await broken(() => run(`update labels set good_enough = true`))).toEqual(naming("I9"));
    await run(`delete from rounds where id = '${round.id}'`);
    expect(await breaches(evidence)).toEqual(naming("I9"));
  });
  it("I9, but not: a closed round that is gone when its time to be kept is over", async () => {
    await closes();
    await breaches(evidence);
    await turnHand(db, Temporal.Duration.from({ days: longestRetention.words }));
    await run(`delete from rounds where id = '${round.id}'`);
    expect((await breaches(evidence)).filter(({ promise }) => promise === "I9")).toEqual([]);
    await db.execute(sql`delete from clock_hand`);
  });
});
