/** Several processes that speak at once through one database, as far as only a server with many connections can show it. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { UserId, WorkspaceId } from "../../src/core/ids.ts";
import { speak } from "../../src/jobs/outbox.ts";
import { now } from "../../src/store/clock.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { claim, plan, said } from "../../src/store/deliveries.ts";
import { takeTurn } from "../../src/store/paces.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { deliveries } from "../../src/store/schema.ts";
import { allInTurn, turnQuery } from "../../src/store/turn-order.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";
import { freshPostgres } from "../support/fresh-postgres.ts";
import { ok, type Script, scriptedWorld, tooMany } from "../support/scripted-slack.ts";

const server = process.env.BEARINGS_TEST_DATABASE_URL;
if (server === undefined) throw new Error("Run this with npm run test:postgres.");
const many = 4;
let processes: Database[];
const db = () => {
  const [first] = processes;
  if (first === undefined) throw new Error("No database is open.");
  return first.db;
};

beforeAll(async () => {
  const url = await freshPostgres(server);
  processes = await Promise.all(Array.from({ length: many }, () => openDatabase({ url })));
});
beforeEach(async () => {
  await db().execute(sql`delete from workspaces`);
});
afterAll(async () => {
  await Promise.all(processes.map((each) => each.close()));
});

const workspace = async (name: string) => {
  const id = name as WorkspaceId;
  await keepWorkspace(db(), { id, name, botUser: "U0BEARINGS" as UserId, installedAt: await now(db()) });
  return id;
};

async function plans(count: number, to: (n: number) => string, of: WorkspaceId): Promise<void> {
  const dueAt = await now(db());
  await plan(
    db(),
    Array.from({ length: count }, (_, n) => ({
      key: `welcome:${of}:${n}`,
      kind: "welcome",
      workspace: of,
      team: null,
      round: null,
      addressee: to(n),
      dueAt: dueAt.add({ microseconds: n }),
    })),
  );
}

test("turns that many take at once follow each other, and none is taken twice", async () => {
  const of = await workspace("T0PACED");
  const turns = await Promise.all(
    Array.from({ length: 40 }, async (_, n) => {
      const started = performance.now();
      const each = processes[n % many];
      if (each === undefined) throw new Error("No such process.");
      const turn = await takeTurn(each.db, of, [{ of: "chat.postMessage", every: 100 }], 60_000);
      if (!("in" in turn)) throw new Error("No turn was given.");
      return { started, in: turn.in };
    }),
  );
  const [{ last } = { last: 0 }] = await rowsOf<{ last: number }>(
    db(),
    sql`select (extract(epoch from free_at - bearings_now()) * 1000)::float8 as last from paces`,
  );
  expect(new Set(turns.map((turn) => Math.round(turn.in))).size).toBeGreaterThan(30);
  // Forty turns, a tenth of a second apart: the last one leaves the pace four seconds ahead of the first.
  expect(last).toBeGreaterThan(4_000 - 1_500);
  expect(Math.max(...turns.map((turn) => turn.in))).toBeLessThanOrEqual(3_900);
});

test("processes together say each thing once, keep to one pace, and never to one channel at once", async () => {
  const of = await workspace("T0TOGETHER");
  await plans(60, (n) => `C0${n % 20}`, of);
  const calls: {
    readonly key: string;
    readonly channel: string;
    readonly from: number;
    readonly to: number;
  }[] = [];
  const script: Script = async (call) => {
    const from = performance.now();
    await new Promise((later) => setTimeout(later, 20));
    calls.push({ key: call.key, channel: call.channel, from, to: performance.now() });
    return ok();
  };
  const limits = { channel: 150, workspace: 30, picture: 0, person: 0, hands: 8 };
  const began = performance.now();
  await Promise.all(
    processes.map(async (each) => speak(scriptedWorld(each.db, script, limits), await now(each.db))),
  );
  const took = performance.now() - began;
  for (let turn = 0; calls.length < 60 && turn < 5; turn += 1)
    await speak(scriptedWorld(db(), script, limits), await now(db()));
  expect(calls.map(({ key }) => key).toSorted()).toEqual(
    [...new Set(calls.map(({ key }) => key))].toSorted(),
  );
  expect(calls).toHaveLength(60);
  expect(took).toBeGreaterThan(59 * 30 - 200);
  for (const one of calls)
    for (const other of calls)
      if (one !== other && one.channel === other.channel)
        expect(one.to <= other.from || other.to <= one.from, `two at once in ${one.channel}`).toBe(true);
});

test("when Slack asks one process to wait, none asks before the time is over", async () => {
  const of = await workspace("T0WAITS");
  await plans(40, (n) => `C0${n}`, of);
  let until = 0;
  let early = 0;
  let asked = 0;
  const script: Script = () => {
    asked += 1;
    // Calls that were under way when Slack said no are not what is meant.
    if (until > 0 && performance.now() > until - 1_900 && performance.now() < until) early += 1;
    if (asked !== 5) return ok();
    until = performance.now() + 2_000;
    return tooMany(2);
  };
  const limits = { channel: 100, workspace: 30, picture: 0, person: 0, hands: 4 };
  await Promise.all(
    processes.map(async (each) => speak(scriptedWorld(each.db, script, limits), await now(each.db))),
  );
  for (let turn = 0; turn < 30 && (await left()) > 0; turn += 1) {
    await new Promise((later) => setTimeout(later, 200));
    await speak(scriptedWorld(db(), script, limits), await now(db()));
  }
  expect([early, await left()]).toEqual([0, 0]);
  expect(asked).toBe(41);
});

async function left(): Promise<number> {
  const rows = await db().select({ state: deliveries.state }).from(deliveries);
  return rows.filter(({ state }) => state !== "said").length;
}

test("whose turn it is costs no more with a hundred thousand due than the index makes it", {
  timeout: 120_000,
}, async () => {
  const big = await workspace("T0BIG");
  const dueAt = (await now(db())).subtract({ minutes: 5 }).toString();
  for (let from = 1; from < 99_000; from += 9_000)
    await db().execute(sql`
      insert into deliveries (key, kind, workspace, addressee, due_at)
      select 'big/' || n, 'welcome', ${big}, 'C' || n, ${dueAt}::timestamptz
      from generate_series(${from}::int, ${from + 8_999}::int) n`);
  await db().execute(sql`
    insert into workspaces (id, name, bot_user, installed_at)
    select 'T1' || n, 'Small', 'U0BEARINGS', now() from generate_series(1, 200) n`);
  await db().execute(sql`
    insert into deliveries (key, kind, workspace, addressee, due_at)
    select 'small/' || n || '/' || m, 'welcome', 'T1' || n, 'C' || m, ${dueAt}::timestamptz
    from generate_series(1, 200) n, generate_series(1, 5) m`);
  await db().execute(sql`analyze deliveries`);
  const at = await now(db());
  const [{ "QUERY PLAN": found } = { "QUERY PLAN": [] }] = await rowsOf<{ "QUERY PLAN": readonly unknown[] }>(
    db(),
    sql`explain (analyze, buffers, format json) ${turnQuery(at, 16)}`,
  );
  const text = JSON.stringify(found);
  expect(text).toContain("deliveries_turn");
  expect(text).not.toMatch(/"Node Type":"Seq Scan"[^}]*"Relation Name":"deliveries"/);
  expect(text).not.toContain('"Node Type":"Sort"');
  const read =
    Number(/"Shared Hit Blocks":(\d+)/.exec(text)?.[1]) +
    Number(/"Shared Read Blocks":(\d+)/.exec(text)?.[1]);
  expect(read).toBeLessThan(1_500);

  const began = performance.now();
  let after = "";
  const served = new Set<string>();
  for (let turn = 0; turn < 40; turn += 1) {
    const claims = await claim(db(), at, 16, 40, { ...allInTurn, after });
    after = claims.at(-1)?.workspace ?? "";
    for (const one of claims) {
      served.add(one.workspace);
      await said(db(), one, null, at);
    }
  }
  // The big one never has more than its turn: in forty claims every small one was served.
  expect(served.size).toBe(201);
  expect(performance.now() - began).toBeLessThan(60_000);
});
