/**
 * Somebody who may read every table, with the columns that PostgreSQL keeps for itself, and knows from elsewhere who
 * was there, who wrote without a name and in which order people answered. They line up what is left with the people, in
 * every order they can think of. `npm run test:postgres` and `npm run test:attacks` let them try on a real PostgreSQL too.
 */
import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserId } from "../../src/core/ids.ts";
import { type Db, tidy } from "../../src/store/database.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { anySeed, chance } from "../support/chance.ts";
import { testDatabase, testEngine } from "../support/database.ts";
import { tablesWith } from "../support/every-row.ts";
import { guess, isLucky, type Lineup, type Orders, told } from "../support/guessing.ts";
import { timeToSmile } from "../support/kept-teams.ts";
import { type Lived, liveOneWeek, type Neighbourhood, settle } from "../support/lived-rounds.ts";
import { bySize } from "../support/size.ts";

/** A row as the attacker sees it. */
type Row = {
  readonly page: number;
  readonly line: number;
  readonly xmin: number;
  readonly cmin: number;
  readonly id: string;
  readonly author: string | null;
  readonly text: string;
  /** Its place in the frozen summary. */
  readonly told: number;
};
type Waiting = Pick<Row, "page" | "line" | "xmin" | "cmin"> & { readonly hidden: string };

const seed = anySeed();
const by = chance(seed);
const rounds = bySize({ commit: 32, nightly: 1_000, release: 3_000 });
const teamsAtOnce = 8;

/** What lies before the attacker: of every closed round its rows, the people they belong to, and the truth to count by. */
type Seen = {
  readonly unsigned: readonly Lineup<Row>[];
  readonly signed: readonly Lineup<Row>[];
  readonly waiting: readonly Lineup<Waiting>[];
};

let db: Db;
let neighbourhood: Neighbourhood;
let week = 0;
let seen: Seen;
let last: readonly Lived[] = [];

beforeAll(async () => {
  db = await testDatabase();
  neighbourhood = await settle(db, by, teamsAtOnce);
  seen = await liveOn(rounds);
}, 6 * 3_600_000);

afterAll(() => testDatabase());

describe("whoever may read every table, system columns and all,", () => {
  test("guesses who wrote what without a name no better than by chance", async () => {
    await expectOnlyChance("who wrote it", ({ unsigned }) => unsigned, reflectionOrders);
  });

  test("can't tell from what carries a name when it was written", async () => {
    await expectOnlyChance("when it was written", ({ signed }) => signed, placeOrders);
  });

  test("guesses whose a waiting reading is no better than by chance, without its block's key", async () => {
    await expectOnlyChance("whose it is", ({ waiting }) => waiting, waitingOrders);
  });

  test("finds no row of a closed round that says who answered, what, when, or that they would not", async () => {
    const [left] = await rowsOf<Record<string, number>>(
      db,
      sql`select
        (select count(*)::int from readings) as readings,
        (select count(*)::int from answers) as answers,
        (select count(*)::int from not_this_week) as "notThisWeek",
        (select count(*)::int from deliveries where kind = 'nudge') as reminders,
        (select count(*)::int from blocks b join rounds r on r.team = b.team and r.ordinal = b.number * 4) as keys`,
    );
    expect(left).toEqual({ readings: 0, answers: 0, notThisWeek: 0, reminders: 0, keys: 0 });
  });

  test("finds a person only where lists are kept, and beside what carries their name", async () => {
    const may = ["members", "noted_values", "reflections", "roster", "rounds", "tries"];
    expect(last.length).toBe(teamsAtOnce);
    for (const person of last.flatMap(({ roster }) => roster.slice(0, 3))) {
      const found = await tablesWith(db, person);
      expect(found.filter((table) => !may.includes(table))).toEqual([]);
    }
  });
});

/** Who was lucky must be lucky twice: then as many rounds again are lived, and they guess anew. */
async function expectOnlyChance<R>(
  what: string,
  lineupsOf: (seen: Seen) => readonly Lineup<R>[],
  orders: Orders<R>,
): Promise<void> {
  const found = guess(lineupsOf(seen), orders);
  await report(what, lineupsOf(seen).length, found);
  if (!isLucky(found)) return;
  const again = lineupsOf(await liveOn(rounds));
  const second = guess(again, orders);
  await report(`${what}, once more`, again.length, second);
  expect(isLucky(second), told(second)).toBe(false);
}

async function report(what: string, lineups: number, found: ReturnType<typeof guess>): Promise<void> {
  const [engine] = await rowsOf<{ version: string }>(
    db,
    sql`select split_part(version(), ' on ', 1) as version`,
  );
  process.stdout.write(
    `row-linkage, ${what}: ${lineups} rounds, ${told(found)} (seed ${seed}, ${engine?.version})\n`,
  );
}

/** Half of the rows are looked at just after the close, half of them after a night's tidying. */
async function liveOn(count: number): Promise<Seen> {
  const unsigned: Lineup<Row>[] = [];
  const signed: Lineup<Row>[] = [];
  const waiting: Lineup<Waiting>[] = [];
  for (let done = 0; done < count; done += last.length) {
    last = await liveOneWeek(db, by, neighbourhood, week);
    if (week % 2 === 1) await tidy(await testEngine());
    week += 1;
    for (const one of last) {
      const rows = await reflectionsLeft(one);
      const author = new Map(one.said.map(({ person, answer }) => [answer.reflection?.text, person]));
      const writer = (row: Row) => author.get(row.text) ?? "";
      unsigned.push(
        ...(await lineUp(
          one,
          rows.filter((row) => row.author === null),
          writer,
        )),
      );
      signed.push(
        ...(await lineUp(
          one,
          rows.filter((row) => row.author !== null),
          writer,
          ["said first", "said last"],
        )),
      );
      const { rows: hidden, owners } = await waitingLeft(one);
      waiting.push(...(await lineUp(one, hidden, (row) => owners.get(row.hidden) ?? "")));
    }
  }
  return { unsigned, signed, waiting };
}

/** The rows, beside the people they belong to in every order that somebody may know. Nothing where there is nothing to tell apart. */
async function lineUp<R>(
  { round, said, firstSaid }: Lived,
  rows: readonly R[],
  ownerOf: (row: R) => string,
  known: readonly string[] = ["id", "place on the list", "said first", "said last"],
): Promise<readonly Lineup<R>[]> {
  if (rows.length < 2) return [];
  const owners = new Set(rows.map(ownerOf));
  const listed = await rowsOf<{ person: string }>(
    db,
    sql`select person from roster where round = ${round.id} order by ctid`,
  );
  const orders: Readonly<Record<string, readonly string[]>> = {
    id: [...owners].sort(),
    "place on the list": listed.map(({ person }) => person),
    "said first": firstSaid,
    "said last": said.map(({ person }) => person),
  };
  const people = Object.fromEntries(
    known.map((name) => [name, (orders[name] ?? []).filter((one) => owners.has(one))]),
  );
  return [{ rows, people, ownerOf }];
}

const place = sql`(ctid::text::point)[0]::int as page, (ctid::text::point)[1]::int as line,
  xmin::text::bigint::float8 as xmin, cmin::text::int as cmin`;

/** In the order of the summary, so that this order is tried too. */
async function reflectionsLeft({ round }: Lived): Promise<readonly Row[]> {
  return rowsOf<Row>(
    db,
    sql`select ${place}, r.id::text, r.author, r.text,
        coalesce((
          select u.place::int from rounds c, jsonb_array_elements_text(c.summary -> 'unnamed') with ordinality u(text, place)
          where c.id = r.round and u.text = r.text
        ), 0) as told
      from reflections r where r.round = ${round.id}`,
  );
}

/** What waits since this round; whose it is only the test knows, which takes the block's key. */
async function waitingLeft({ round, roster }: Lived) {
  const rows = await rowsOf<Waiting>(
    db,
    sql`select ${place}, hidden from waiting_readings
      where team = ${round.team} and ordinal = ${round.ordinal} and subject = ${timeToSmile}`,
  );
  const [block] = await rowsOf<{ key: string }>(
    db,
    sql`select key from blocks where team = ${round.team} order by number desc limit 1`,
  );
  const key = Buffer.from(block?.key ?? "", "hex");
  const hide = (person: UserId) => createHmac("sha256", key).update(person).digest("hex");
  return { rows, owners: new Map(roster.map((person) => [hide(person), person])) };
}

const standing = ({ page, line }: Pick<Row, "page" | "line">) => page * 1000 + line;
const placeOrders: Orders<Row> = {
  place: standing,
  transaction: ({ xmin, cmin, page, line }) => xmin * 1e6 + cmin * 1e4 + standing({ page, line }) / 1e3,
  id: ({ id }) => id,
};
const reflectionOrders: Orders<Row> = {
  ...placeOrders,
  text: ({ text }) => text,
  length: ({ text }) => text.length,
  "place in the summary": ({ told }) => told,
};
const waitingOrders: Orders<Waiting> = {
  place: standing,
  transaction: ({ xmin, cmin, page, line }) => xmin * 1e6 + cmin * 1e4 + standing({ page, line }) / 1e3,
  hash: ({ hidden }) => hidden,
};
