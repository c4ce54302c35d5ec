/** What only a server with many connections can show. `npm run test:postgres` runs this; the embedded engine has one. */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { beforeEach, expect, test } from "vitest";
import type { ChannelId } from "../../src/core/ids.ts";
import type { Answer } from "../../src/core/reading.ts";
import { refusedIn } from "../../src/jobs/telling-leaders.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { awayFrom, noteAway } from "../../src/store/away.ts";
import { now } from "../../src/store/clock.ts";
import { closeRound } from "../../src/store/closing.ts";
import { type Db, openDatabase } from "../../src/store/database.ts";
import { claim, plan } from "../../src/store/deliveries.ts";
import { deleteWhatIsKeptOf } from "../../src/store/erasure.ts";
import { answerOf, keepAnswer } from "../../src/store/readings.ts";
import { openRound } from "../../src/store/round-opening.ts";
import { type KeptRound, roundById, roundsDueToClose } from "../../src/store/rounds.ts";
import { answers, deliveries, readings, rounds, waitingReadings } from "../../src/store/schema.ts";
import { moveToChannel } from "../../src/store/team-life.ts";
import { advanceNextOpening, holdTeam, setUpTeam, teamsDueToOpen } from "../../src/store/team-setup.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { startTryOnce, triesOfTeam } from "../../src/store/tries.ts";
import { testDatabase } from "../support/database.ts";
import { freshPostgres } from "../support/fresh-postgres.ts";
import {
  answer,
  everyoneSays,
  harbour,
  keptRound,
  keptTeam,
  noWords,
  people,
  person,
} from "../support/kept-teams.ts";

let db: Db;
let team: TeamWithWhen;
let round: KeptRound;

beforeEach(async () => {
  db = await testDatabase();
  team = await keptTeam(db);
  round = await keptRound(db, team);
});

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

test("two closings at once freeze once", async () => {
  await everyoneSays(db, round.id, people, answer({ customer: "slipping" }));
  let decided = 0;
  const closings = await Promise.all(
    times(6).map(() =>
      closeRound(db, round.id, (facts) => {
        decided += 1;
        return noWords(facts);
      }),
    ),
  );
  expect(closings.filter((closed) => closed !== null)).toHaveLength(1);
  expect(decided).toBe(1);
});

test("of two teams that differ by one person never both have words, even when their rounds close at the same moment", async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    db = await testDatabase();
    const alike = [people, people.slice(1)];
    const open = await Promise.all(
      alike.map(async (members, at) =>
        keptRound(db, await keptTeam(db, { channel: `C0ALIKE${at}` as ChannelId, members })),
      ),
    );
    for (const [at, { id }] of open.entries()) {
      await everyoneSays(db, id, alike[at] ?? [], answer({ customer: "slipping" }));
    }
    const closing = await now(db);
    const closed = await Promise.all(open.map((each) => closeNow(db, each, closing)));
    expect(closed.filter((each) => each?.heldBack)).toHaveLength(1);
  }
});

test("an answer that arrives while the round closes is in the words or refused, never lost", async () => {
  for (let turn = 0; turn < 20; turn += 1) {
    db = await testDatabase();
    round = await keptRound(db, await keptTeam(db));
    const arriving = people.map((one) =>
      keepAnswer(db, { round: round.id, person: one, answer: answer({ customer: "holding" }) }),
    );
    const [closed, ...keepings] = await Promise.all([closeRound(db, round.id, noWords), ...arriving]);
    const kept = keepings.filter((keeping) => keeping.kept).length;
    expect(closed?.facts.answered).toBe(kept);
    expect(closed?.facts.tallies[0]?.holding).toBe(kept);
    expect([await db.$count(readings), await db.$count(answers)]).toEqual([0, 0]);
  }
});

test("a deletion beside a close, or beside an answer of one's own, leaves nothing half", async () => {
  for (let turn = 0; turn < 20; turn += 1) {
    db = await testDatabase();
    round = await keptRound(db, await keptTeam(db));
    const said = { round: round.id, person: person("ada"), answer: answer({ customer: "holding" }) };
    await keepAnswer(db, said);
    const acts = [
      () => deleteWhatIsKeptOf(db, harbour, person("ada")),
      () => (turn % 2 === 0 ? closeRound(db, round.id, noWords) : keepAnswer(db, said)),
    ];
    await Promise.all((turn % 4 < 2 ? acts : acts.toReversed()).map((act) => act()));
    const [rows, whole] = [await db.$count(readings), await db.$count(answers)];
    expect([0, 1]).toContain(whole);
    expect(rows > 0).toBe(whole === 1);
    if (turn % 2 === 0) expect([whole, await db.$count(waitingReadings)]).toEqual([0, 0]);
  }
});

test("of two answers of one person at the same moment one stands, whole", async () => {
  const one: Answer = answer({ customer: "slipping" }, { reflection: { text: "It waited.", named: true } });
  const other: Answer = answer({ employee: "improving" });
  for (let turn = 0; turn < 20; turn += 1) {
    db = await testDatabase();
    round = await keptRound(db, await keptTeam(db));
    const both = [one, other].map((said) =>
      keepAnswer(db, { round: round.id, person: person("ada"), answer: said }),
    );
    await Promise.all(both);
    const stands = (await answerOf(db, round.id, person("ada")))?.answer;
    expect([one, other]).toContainEqual(stands);
  }
});

test("never claims one delivery twice, whoever claims at once", async () => {
  const at = await now(db);
  await plan(
    db,
    times(200).map((number) => ({
      key: `summary/${number}`,
      kind: "summary",
      workspace: harbour,
      team: team.id,
      round: round.id,
      addressee: `C0${number}`,
      dueAt: at,
    })),
  );
  const claims = (await Promise.all(times(8).map(() => claimUntilNone(at)))).flat();
  expect(claims).toHaveLength(200);
  expect(new Set(claims).size).toBe(200);
});

async function claimUntilNone(at: Awaited<ReturnType<typeof now>>): Promise<string[]> {
  const keys: string[] = [];
  for (;;) {
    const some = await claim(db, at, 7, 60);
    if (some.length === 0) return keys;
    keys.push(...some.map((each) => each.key));
  }
}

test("a leader moves a team while its channel refuses a message: neither waits for the other for ever", async () => {
  const dueAt = await now(db);
  const [addressee, workspace] = [team.channel, harbour];
  await plan(db, [
    { key: "set_up", kind: "set_up", workspace, team: team.id, round: null, addressee, dueAt },
  ]);
  const [one] = await claim(db, dueAt, 1, 60);
  if (one === undefined) throw new Error("Nothing was due.");
  let held = () => {};
  const isHeld = new Promise<void>((done) => {
    held = done;
  });
  const moving = db.transaction(async (tx) => {
    await holdTeam(tx, team.id);
    held();
    await sleep(300);
    return moveToChannel(tx, team, "C0NEWPLACE" as ChannelId);
  });
  await isHeld;
  await refusedIn({ db }, one, { code: "is_archived", lies: "channel" }, dueAt);
  expect(await moving).toBe(true);
  const rows = await db.select().from(deliveries);
  expect(rows.map(({ kind, state, addressee }) => [kind, state, addressee])).toEqual([
    ["set_up", "due", "C0NEWPLACE"],
  ]);
});

test("plans one thing once, whoever plans at once", async () => {
  const at = await now(db);
  const one = {
    key: "summary",
    kind: "summary",
    workspace: harbour,
    team: team.id,
    round: round.id,
    addressee: "C0HARBOUR",
    dueAt: at,
  };
  await Promise.all(times(8).map(() => plan(db, [one])));
  expect(await db.$count(deliveries)).toBe(1);
});

test("a week has one round, whoever opens it at once, and rounds are counted without a gap", async () => {
  const other = await keptTeam(db, { channel: "C0OTHER" as TeamWithWhen["channel"] });
  const at = await now(db);
  const day = at.toZonedDateTimeISO("UTC").toPlainDate();
  const opened = await Promise.all(
    times(8).map((number) =>
      openRound(db, {
        ...round,
        team: other.id,
        week: (number < 4 ? "2026-W10" : "2026-W11") as KeptRound["week"],
        firstDay: day,
        lastDay: day,
      }),
    ),
  );
  expect(opened.flatMap((each) => (each === null ? [] : [each.ordinal])).sort()).toEqual([1, 2]);
});

test("a channel has one team, whoever sets it up at once", async () => {
  const { id: _, ...draft } = team;
  const channel = "C0NEW" as TeamWithWhen["channel"];
  const set = await Promise.all(
    times(6).map(() => setUpTeam(db, { ...draft, channel, createdAt: draft.nextOpensAt })),
  );
  expect(set.filter((each) => "kept" in each)).toHaveLength(1);
});

test("a try that is submitted twice at the same moment is one, and another one beside it is kept", async () => {
  const at = await now(db);
  const askOn = at.toZonedDateTimeISO("UTC").toPlainDate().add({ days: 14 });
  const article = { category: "knowledge", what: "one article per hand-off", ledBy: null, askOn } as const;
  const started = await Promise.all([
    ...times(8).map(() => startTryOnce(db, team.id, article, at)),
    startTryOnce(db, team.id, { ...article, what: "a shared inbox" }, at),
  ]);
  expect(started.filter((each) => each !== null)).toHaveLength(2);
  expect((await triesOfTeam(db, team.id)).map(({ what }) => what).sort()).toEqual([
    "a shared inbox",
    "one article per hand-off",
  ]);
});

test("what is due and held by one process is passed over by another", async () => {
  const at = (await now(db)).add({ hours: 100 });
  await advanceNextOpening(db, team.id, at);
  await db.transaction(async (mine) => {
    expect(await teamsDueToOpen(mine, at, 10)).toHaveLength(1);
    expect(await roundsDueToClose(mine, at, 10)).toHaveLength(1);
    await db.transaction(async (theirs) => {
      expect(await teamsDueToOpen(theirs, at, 10)).toHaveLength(0);
      expect(await roundsDueToClose(theirs, at, 10)).toHaveLength(0);
    });
  });
});

test("processes that start together on an empty database all start", async () => {
  const url = await freshPostgres(server());
  const opened = await Promise.all(times(4).map(() => openDatabase({ url })));
  for (const each of opened) expect(await each.db.$count(rounds)).toBe(0);
  await Promise.all(opened.map((each) => each.close()));
});

test("a connection that breaks while idle is heard of, and the next question is answered", async () => {
  const troubles: string[] = [];
  const url = await freshPostgres(server());
  const opened = await openDatabase({ url }, (error) => troubles.push(error.message));
  await now(opened.db);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await client.end();
  await expect.poll(() => troubles.length).toBe(1);
  expect(await now(opened.db)).toBeDefined();
  await opened.close();
});

test("a statement that would use up Slack's three seconds is given up", async () => {
  const slow = db.execute(sql`select pg_sleep(10)`);
  await expect(slow).rejects.toMatchObject({ cause: { code: "57014" } });
  expect(await roundById(db, round.id)).not.toBeNull();
});

test("a password or database that is wrong is the operator's to put right", async () => {
  const missing = new URL(server());
  missing.pathname = "/no_such_database";
  await expect(openDatabase({ url: missing.href })).rejects.toThrow(
    "The database named in DATABASE_URL does not exist.",
  );
});

function server(): string {
  const url = process.env.BEARINGS_TEST_DATABASE_URL;
  if (url === undefined) throw new Error("Run this with npm run test:postgres.");
  return url;
}

test("days away that are noted twice at the same moment are one stretch", async () => {
  const days = {
    firstDay: Temporal.PlainDate.from("2026-12-24"),
    lastDay: Temporal.PlainDate.from("2027-01-02"),
  };
  await Promise.all(times(6).map(() => noteAway(db, team.workspace, person("ada"), days)));
  expect(await awayFrom(db, team.workspace, person("ada"), days.firstDay)).toEqual([days]);
});
