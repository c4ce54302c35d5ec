/**
 * Somebody who reads the bytes of the database's files: deleted rows, pages that were never cleaned, samples that the
 * planner keeps. After the nightly tidying nothing of a closed round is there but its words.
 */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ChannelId, UserId } from "../../src/core/ids.ts";
import { weeksLater } from "../../src/core/week.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { now } from "../../src/store/clock.ts";
import { type Db, tidy } from "../../src/store/database.ts";
import { plan } from "../../src/store/deliveries.ts";
import { keepAnswer, sayNotThisWeek } from "../../src/store/readings.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { rowsOf } from "../../src/store/rows.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { answer, harbour, keptRound, keptTeam, people, person, timeToSmile } from "../support/kept-teams.ts";
import { type OnDisk, openOnDisk } from "../support/raw-files.ts";

let disk: OnDisk;
let db: Db;
let closing: KeptRound;
let staying: KeptRound;
let team: TeamWithWhen;

/** Bytes that nothing but one deleted row can have brought. */
const ballparks = people.map((_, at) => 8_675_309.125 + at * 1000.5);
const neighbours = people.map((_, at) => `U9NEXT${at}` as UserId);
const key = (one: UserId) => `nudge:${closing.id}:${one}`;
const deleted: Readonly<Record<string, readonly Buffer[]>> = {
  "an earlier wording": people.map((_, at) => Buffer.from(earlier(at))),
  "what was written without a name by too few": [0, 1].map((at) => Buffer.from(alone(at))),
  "a rough number": ballparks.map((number) => {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(number);
    return bytes;
  }),
};

beforeAll(async () => {
  disk = await openOnDisk();
  db = disk.database.db;
  team = await keptTeam(db);
  const next = await keptTeam(db, { channel: "C0NEXT" as ChannelId, name: "Next door", members: neighbours });
  closing = await keptRound(db, team);
  staying = await keptRound(db, next);
  // Two teams answer between each other, so that what is deleted lies on the pages of what stays.
  for (const [at, one] of people.entries()) {
    await says(closing, one, earlier(at), at);
    await says(staying, neighbours[at] ?? one, "It stays.", 0);
    await says(closing, one, at < 2 ? alone(at) : signed(at), at, at >= 2);
  }
  await sayNotThisWeek(db, closing.id, person("ada"));
  const at = await now(db);
  const nudge = (one: UserId) => ({
    key: key(one),
    kind: "nudge",
    workspace: harbour,
    team: team.id,
    addressee: one,
  });
  await plan(
    db,
    people.map((one) => ({ ...nudge(one), round: closing.id, dueAt: at })),
  );
  // A night in the middle of the week: the planner takes its samples while everything is there.
  await tidy(disk.database);
  await db.execute(sql`analyze`);
}, 180_000);

afterAll(() => disk.close());

describe("in the files, while the round is open,", () => {
  test.each(Object.keys(deleted).filter((what) => what !== "an earlier wording"))(
    "%s is there to be found",
    async (what) => {
      for (const bytes of deleted[what] ?? []) expect(await disk.filesWith(bytes), what).not.toEqual([]);
    },
  );
});

describe("in the files, after it closed and the night has tidied up,", () => {
  beforeAll(async () => {
    await closeNow(db, closing, await now(db));
    await tidy(disk.database);
    await db.execute(sql`analyze`);
  }, 180_000);

  test.each(Object.keys(deleted))("there is nothing of %s", async (what) => {
    for (const bytes of deleted[what] ?? []) expect(await disk.filesWith(bytes), what).toEqual([]);
  });

  test("there is no reminder, which would tell who had not answered", async () => {
    for (const one of people) expect(await disk.filesWith(Buffer.from(key(one)))).toEqual([]);
  });

  test("people stand in the lists that are kept, and with what they signed, and nowhere else", async () => {
    const may = await filesOf(["members", "roster", "pg_statistic"]);
    const maySign = [...may, ...(await filesOf(["reflections", "rounds"]))];
    for (const [at, one] of people.entries()) {
      const found = (await disk.filesWith(Buffer.from(one))).filter(
        (file) => !(at < 2 ? may : maySign).includes(file),
      );
      expect(found, one).toEqual([]);
    }
  });

  test("the planner has samples of the lists, and of nothing that anybody said", async () => {
    const sampled = await rowsOf<{ name: string }>(
      db,
      sql`select distinct tablename::text as name from pg_stats p where schemaname = 'public'
        and (tablename in ('readings', 'answers', 'not_this_week', 'waiting_readings', 'blocks') and attname not in ('round', 'subject', 'team', 'block', 'number', 'ordinal')
          or p::text ~ ${people.join("|")})`,
    );
    expect(sampled.map(({ name }) => name).filter((name) => !["members", "roster"].includes(name))).toEqual(
      [],
    );
  });

  test("what stays is still there: the team next door goes on with its round", async () => {
    expect(await disk.filesWith(Buffer.from("It stays."))).not.toEqual([]);
    expect(await disk.filesWith(Buffer.from(signed(3)))).not.toEqual([]);
  });
});

describe("in the files, after a block has ended,", () => {
  test("there is neither its key nor anybody's hash", async () => {
    let week = 1;
    const four = people.slice(0, 4);
    const open = await keptRound(db, team, { week: weeksLater(closing.week, week) });
    for (const one of four)
      await keepAnswer(db, { round: open.id, person: one, answer: answer({ customer: "slipping" }) });
    await closeNow(db, open, await now(db));
    const secrets = await rowsOf<{ secret: string }>(
      db,
      sql`select key as secret from blocks union select hidden from waiting_readings`,
    );
    expect(secrets.length).toBeGreaterThan(4);
    while (week < 3) {
      week += 1;
      const later = await keptRound(db, team, { week: weeksLater(closing.week, week) });
      await closeNow(db, later, await now(db));
    }
    await tidy(disk.database);
    for (const { secret } of secrets) expect(await disk.filesWith(Buffer.from(secret))).toEqual([]);
  });
});

async function says(round: KeptRound, who: UserId, text: string, at: number, named = false): Promise<void> {
  const said = answer({ customer: "slipping" }, { reflection: { text, named } });
  const ballpark = { subject: timeToSmile, direction: null, goodEnough: false, ballpark: ballparks[at] ?? 1 };
  const number = round.id === closing.id ? [ballpark] : [];
  const keeping = await keepAnswer(db, {
    round: round.id,
    person: who,
    answer: { ...said, readings: [...said.readings, ...number] },
  });
  if (!keeping.kept) throw new Error(keeping.why);
}

/** The files of tables, their indexes and what is too long for a row. */
async function filesOf(tables: readonly string[]): Promise<readonly string[]> {
  const rows = await rowsOf<{ file: string }>(
    db,
    sql`
      with own as (select oid, reltoastrelid from pg_class where relname in ${[...tables]}),
      heaps as (select oid from own union select reltoastrelid from own)
      select pg_relation_filepath(c.oid) as file from pg_class c
      where c.oid in (select oid from heaps)
        or c.oid in (select indexrelid from pg_index where indrelid in (select oid from heaps))`,
  );
  return rows.map(({ file }) => file);
}

function earlier(at: number): string {
  return `Qz${at}vKearlierXw${at}`;
}
function alone(at: number): string {
  return `Jx${at}pLaloneRt${at}`;
}
function signed(at: number): string {
  return `Hm${at}bNsignedCd${at}`;
}
