/** What was planned and is no longer true is not said: neither when its turn comes, nor from the moment that overtakes it. */
import { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, it } from "vitest";
import type { ChannelId } from "../../src/core/ids.ts";
import { speak } from "../../src/jobs/outbox.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { noteAway } from "../../src/store/away.ts";
import { now, turnHand } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { deliveryByKey, type Plan, plan } from "../../src/store/deliveries.ts";
import { changeDigestRhythm, digestRhythmOf } from "../../src/store/digest-rhythms.ts";
import { keepAnswer } from "../../src/store/readings.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { deliveries, leaders, members, rounds, teams } from "../../src/store/schema.ts";
import { keepSharedBeyond, moveToChannel } from "../../src/store/team-life.ts";
import { changeTeam } from "../../src/store/team-setup.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { testDatabase } from "../support/database.ts";
import { answer, harbour, keptRound, keptTeam, person } from "../support/kept-teams.ts";
import { plansDigest } from "../support/planned-digest.ts";
import { ok, scriptedWorld } from "../support/scripted-slack.ts";

let db: Db;
let team: TeamWithWhen;
let round: KeptRound;
let at: Temporal.Instant;
let said: string[];
let texts: string[];

beforeEach(async () => {
  db = await testDatabase();
  team = await keptTeam(db);
  round = await keptRound(db, team, { nudgesAt: await now(db) });
  at = await now(db);
  said = [];
  texts = [];
});

const speaks = async () => {
  const world = scriptedWorld(db, (call) => {
    if (call.method === "chat.postMessage") said.push(call.key);
    if (call.method === "chat.postMessage") texts.push(call.text);
    return ok();
  });
  await speak(world, await now(db));
  expect(world.troubles).toEqual([]);
};
const due = (kind: string, addressee: string, wish: Partial<Plan> = {}): Plan => ({
  key: kind,
  kind,
  workspace: harbour,
  team: team.id,
  round: round.id,
  addressee,
  dueAt: at,
  ...wish,
});
const stateOf = async (key: string) => (await deliveryByKey(db, key))?.state;
const ada = person("ada");

describe("a reminder", () => {
  const nudge = () => plan(db, [due("nudge", ada)]);
  const today = () => at.toZonedDateTimeISO(team.rhythm.zone).toPlainDate();
  const overtaking: readonly (readonly [string, () => Promise<unknown>])[] = [
    [
      "answered",
      () => keepAnswer(db, { round: round.id, person: ada, answer: answer({ customer: "holding" }) }),
    ],
    ["gone away", () => noteAway(db, harbour, ada, { firstDay: today(), lastDay: today().add({ days: 2 }) })],
    ["left the team, whoever took them off", () => db.delete(members)],
    ["been passed over for two hours", () => turnHand(db, Temporal.Duration.from({ hours: 2, seconds: 1 }))],
    ["seen the round end", () => db.update(rounds).set({ closesAt: at })],
  ];

  it("is said to somebody who has not answered", async () => {
    await nudge();
    await speaks();
    expect(said).toEqual(["nudge"]);
  });

  it("is said nearly two hours late, where something held it up", async () => {
    await nudge();
    await turnHand(db, Temporal.Duration.from({ minutes: 119 }));
    await speaks();
    expect(said).toEqual(["nudge"]);
  });

  it.each(overtaking)("is not said to somebody who has %s meanwhile", async (_, happens) => {
    await nudge();
    await happens();
    await speaks();
    expect(said).toEqual([]);
    expect(await stateOf("nudge")).toBe("cancelled");
  });

  it("is over when somebody is taken off the team, and nobody else's is", async () => {
    await plan(db, [due("nudge", ada), due("nudge", person("ben"), { key: "ben" })]);
    await changeTeam(db, team.id, { ...team, members: team.members.filter((one) => one !== ada) });
    expect([await stateOf("nudge"), await stateOf("ben")]).toEqual(["cancelled", "due"]);
  });
});

describe("a round's message", () => {
  it("is over when the round closes, and the reminders with it", async () => {
    await plan(db, [due("round", team.channel), due("nudge", "U0ELSE")]);
    await closeNow(db, round, at);
    expect([await stateOf("round"), await stateOf("nudge")]).toEqual(["cancelled", "cancelled"]);
  });

  it("is not said in a channel that the team has left", async () => {
    await plan(db, [due("round", team.channel), due("summary", team.channel)]);
    await db.update(teams).set({ channel: "C0ELSEWHERE" as ChannelId });
    await speaks();
    expect(said).toEqual([]);
    expect([await stateOf("round"), await stateOf("summary")]).toEqual(["cancelled", "cancelled"]);
  });

  it("is gone with its team", async () => {
    await plan(db, [due("round", team.channel)]);
    await db.delete(teams);
    expect(await db.$count(deliveries)).toBe(0);
  });
});

describe("a leader's digest", () => {
  const lea = person("lea");
  const one = async () => (await db.select().from(deliveries)).find(({ kind }) => kind === "digest")?.state;

  it("is said nearly a day late, where something held it up", async () => {
    await plansDigest(db, lea);
    await turnHand(db, Temporal.Duration.from({ hours: 23, minutes: 58 }));
    await speaks();
    expect(await one()).toBe("said");
  });

  it("is left out after a day, and the next one tells of its days too", async () => {
    await plansDigest(db, lea);
    await turnHand(db, Temporal.Duration.from({ hours: 24, seconds: 1 }));
    await speaks();
    expect([said, await one()]).toEqual([[], "cancelled"]);
  });

  it("held up into the next week, still has its own week's name", async () => {
    const sunday = Temporal.Instant.from("2026-11-29T19:00:00Z");
    await turnHand(db, Temporal.Duration.from({ seconds: Math.ceil(sunday.since(at).total("seconds")) }));
    await plansDigest(db, lea);
    await turnHand(db, Temporal.Duration.from({ hours: 14 }));
    await speaks();
    expect(texts.join()).toContain("week 48");
  });

  it("is not said to somebody who has paused theirs meanwhile", async () => {
    await plansDigest(db, lea);
    const rhythm = await digestRhythmOf(db, harbour, lea);
    if (rhythm === null) throw new Error("Lea has no rhythm.");
    await changeDigestRhythm(db, { ...rhythm, paused: true });
    await speaks();
    expect([said, await one()]).toEqual([[], "cancelled"]);
  });

  it("is not said to somebody who leads no team any more", async () => {
    await plansDigest(db, lea);
    await db.delete(leaders);
    await speaks();
    expect([said, await one()]).toEqual([[], "cancelled"]);
  });
});

describe("a summary", () => {
  const stateAfter = async (days: number) => {
    await closeNow(db, round, at);
    await turnHand(db, round.closesAt.add({ seconds: Math.round(24 * days * 3_600) }).since(await now(db)));
    await speaks();
    return stateOf(`summary:${round.id}`);
  };

  it("is said nearly a week after its round was to close, where something held it up", async () => {
    expect(await stateAfter(6.9)).toBe("said");
  });

  it("is left out after that: weeks that nobody could hear don't come all at once", async () => {
    expect(await stateAfter(7)).toBe("cancelled");
  });
});

describe("that a channel takes nothing", () => {
  const trouble = () => {
    const key = `trouble:${team.id}:not_in_channel:2026-W48:${person("lea")}`;
    return plan(db, [due("trouble", person("lea"), { key, round: null })]);
  };
  const one = async () => (await db.select().from(deliveries))[0]?.state;

  it("is told to who leads the team", async () => {
    await trouble();
    await speaks();
    expect(await one()).toBe("said");
  });

  it("is not told once the team has moved to another: there is nothing left to mend", async () => {
    await trouble();
    await moveToChannel(db, team, "C0OTHER" as ChannelId);
    await speaks();
    expect([said, await one()]).toEqual([[], "cancelled"]);
  });

  it("is not told to somebody who has stopped leading it since", async () => {
    await trouble();
    await db.delete(leaders);
    await speaks();
    expect([said, await one()]).toEqual([[], "cancelled"]);
  });
});

describe("that a channel is shared with others", () => {
  const trouble = () =>
    plan(db, [
      due("trouble", person("lea"), { key: `trouble:${team.id}:shared_beyond:2026-W48:lea`, round: null }),
    ]);

  it("is told while it is", async () => {
    await keepSharedBeyond(db, team.id, true);
    await trouble();
    await speaks();
    expect(said).toHaveLength(1);
  });

  it("is not told once it is the team's own again", async () => {
    await trouble();
    await speaks();
    expect(said).toEqual([]);
  });
});

describe("how a team begins", () => {
  it("is told to a channel that Bearings has come to", async () => {
    await plan(db, [due("welcome", "C0NEW", { team: null, round: null })]);
    await speaks();
    expect(said).toEqual(["welcome"]);
  });

  it("is not told to a channel that has its team by now", async () => {
    await plan(db, [due("welcome", team.channel, { team: null, round: null })]);
    await speaks();
    expect([said, await stateOf("welcome")]).toEqual([[], "cancelled"]);
  });

  it("is told of a team whose first round is still to come", async () => {
    await db.delete(rounds);
    await plan(db, [due("set_up", team.channel, { round: null })]);
    await speaks();
    expect(said).toEqual(["set_up"]);
  });

  it("is not told of one whose first round has come: that has told the same", async () => {
    await plan(db, [due("set_up", team.channel, { round: null })]);
    await speaks();
    expect([said, await stateOf("set_up")]).toEqual([[], "cancelled"]);
  });
});

it("nothing is said where Bearings is no longer installed", async () => {
  await plan(db, [due("welcome", "C0NEW", { team: null, round: null })]);
  await speak({ ...scriptedWorld(db, () => ok()), slackFor: async () => null }, at);
  expect(await stateOf("welcome")).toBe("cancelled");
});

it("nothing is said where Bearings was uninstalled while a message waited for its turn", async () => {
  await plan(db, [due("welcome", "C0NEW", { team: null, round: null })]);
  const world = scriptedWorld(db, (call) => {
    if (call.method === "chat.postMessage") said.push(call.key);
    return ok();
  });
  let asked = 0;
  const slackFor = async (workspace: typeof harbour) => {
    asked += 1;
    return asked === 1 ? world.slackFor(workspace) : null;
  };
  await speak({ ...world, slackFor }, await now(db));
  expect([said, await stateOf("welcome")]).toEqual([[], "cancelled"]);
});
