/** The database keeps workspaces apart by itself: row by row, in every table that its catalogue knows. */
import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WorkspaceId } from "../../src/core/ids.ts";
import type { Db } from "../../src/store/database.ts";
import { everyTable, type KeptTable } from "../../src/store/every-table.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { readyRole, withinRole } from "../../src/store/within-role.ts";
import { testDatabase } from "../support/database.ts";
import { fillTwice, ours, theirs } from "../support/fill-twice.ts";

/** What belongs to no workspace, and what whoever works for one may do with it; nothing at all where it stands empty. */
const nobodys: Readonly<Record<string, readonly string[]>> = {
  // The time is asked through it, by everybody.
  clock_hand: ["select"],
  // Ids of what Slack sent, which name nobody.
  heard: ["select", "insert", "update", "delete"],
  // Tokens and installs under way: looked up before it is known for whom.
  installations: [],
  install_states: [],
};

let db: Db;
let tables: readonly KeptTable[];

beforeAll(async () => {
  db = await testDatabase();
  expect(await readyRole((statement) => db.execute(sql.raw(statement)))).toBe(true);
  tables = await everyTable(db);
  await db.execute(sql`delete from heard`);
  await fillTwice(db, Object.keys(nobodys));
});

afterAll(async () => {
  await testDatabase();
  await db.execute(sql`delete from heard`);
});

describe("every table of the catalogue", () => {
  test("has a policy that is in force, and never one for its owner, who does the clock's work", async () => {
    const shape = await rowsOf<{ name: string }>(
      db,
      sql`select c.relname::text as name from pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relrowsecurity
          and not c.relforcerowsecurity
          and (select count(*) from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) = 1
        order by 1`,
    );
    expect(shape.map(({ name }) => name)).toEqual(tables.map(({ name }) => name).sort());
    expect(tables.length).toBeGreaterThan(25);
  });

  test("has a row of each of the two workspaces, where rows belong to one", async () => {
    for (const { name } of tables)
      expect([name, await countIn(db, name)]).toEqual([name, isOurs(name) ? 2 : 1]);
  });

  test("shows whoever works for a workspace its own row alone", async () => {
    for (const workspace of [ours, theirs])
      await as(workspace, async (tx) => {
        for (const { name } of tables.filter((table) => isOurs(table.name)))
          expect([name, await countIn(tx, name)]).toEqual([name, 1]);
        const [own] = await rowsOf<{ id: string }>(tx, sql`select id from workspaces`);
        expect(own?.id).toBe(workspace);
      });
  });

  test("shows nothing, and takes nothing away, where no workspace was named", async () => {
    for (const workspace of [null, ""] as const)
      for (const { name } of tables.filter((table) => isOurs(table.name)))
        await as(workspace, async (tx) => {
          expect([name, await countIn(tx, name)]).toEqual([name, 0]);
          expect([name, await touched(tx, removal(name, sql`true`))]).toEqual([name, 0]);
        });
  });

  test("lets nobody change or delete a row of another workspace, even by its key", async () => {
    for (const table of tables.filter(({ name }) => isOurs(name))) {
      const row = await rowOf(table, theirs);
      const itsKey = keyIs(table, row);
      await as(ours, async (tx) => {
        const changed = await touched(tx, change(table, itsKey));
        const removed = await touched(tx, removal(table.name, itsKey));
        expect([table.name, changed, removed]).toEqual([table.name, 0, 0]);
      });
      // The same statements do find one's own: what is refused is not the statement.
      await as(theirs, async (tx) => {
        expect([table.name, await touched(tx, change(table, itsKey))]).toEqual([table.name, 1]);
        expect([table.name, await touched(tx, removal(table.name, itsKey))]).toEqual([table.name, 1]);
      });
    }
  });

  test("refuses a new row of another workspace, and takes the very same from that workspace itself", async () => {
    for (const table of tables.filter(({ name }) => isOurs(name))) {
      const row = await rowOf(table, theirs);
      await db
        .transaction(async (tx) => {
          if (table.name !== "workspaces") await tx.execute(removal(table.name, keyIs(table, row)));
          // A workspace takes all of its rows along, so of those a third one stands for the new row.
          const fresh = table.name === "workspaces" ? { ...row, id: "TTHIRD" } : row;
          await takeRole(tx, ours);
          await tx.execute(sql`savepoint before`);
          await expect(tx.execute(insertion(table, fresh)), table.name).rejects.toMatchObject(refused);
          await tx.execute(sql`rollback to savepoint before`);
          await takeRole(tx, String(table.name === "workspaces" ? fresh.id : theirs) as WorkspaceId);
          expect([table.name, await touched(tx, insertion(table, fresh))]).toEqual([table.name, 1]);
          throw undone;
        })
        .catch(unlessUndone);
    }
  });

  test("lets nobody hand a row of theirs over to another workspace", async () => {
    for (const { name, columns } of tables) {
      if (!isOurs(name) || !columns.some((column) => column.name === "workspace")) continue;
      const handing = as(ours, (tx) =>
        tx.execute(sql`update ${sql.identifier(name)} set workspace = ${theirs}`),
      );
      await expect(handing, name).rejects.toMatchObject(refused);
    }
  });

  test("is nobody's only where that is said here, with what may be done with it", async () => {
    for (const table of tables.filter(({ name }) => !isOurs(name))) {
      const may = nobodys[table.name] ?? [];
      const row = await rowOf(table, null);
      const itsKey = keyIs(table, row);
      await as(ours, async (tx) => {
        const found = {
          select: await countIn(tx, table.name),
          update: await touched(tx, change(table, itsKey)),
          delete: await touched(tx, removal(table.name, itsKey)),
        };
        for (const [verb, rows] of Object.entries(found))
          expect([table.name, verb, rows]).toEqual([table.name, verb, may.includes(verb) ? 1 : 0]);
        const inserting = tx.execute(insertion(table, row));
        if (may.includes("insert")) await inserting;
        else await expect(inserting, table.name).rejects.toMatchObject(refused);
      });
    }
  });
});

test("whoever works for a workspace can empty no table at once, make none, and read no migration", async () => {
  for (const forbidden of [
    "truncate heard",
    "create table mine (id int)",
    "select from drizzle.__drizzle_migrations",
    "alter table teams disable row level security",
  ])
    await expect(
      as(ours, (tx) => tx.execute(sql.raw(forbidden))),
      forbidden,
    ).rejects.toMatchObject(refused);
});

test("a new table is shut to whoever works for a workspace until it has a policy", async () => {
  await db
    .transaction(async (tx) => {
      await tx.execute(sql`create table forgotten (id int primary key)`);
      await readyRole((statement) => tx.execute(sql.raw(statement)));
      await takeRole(tx, ours);
      await expect(tx.execute(sql`select from forgotten`)).rejects.toMatchObject(refused);
      throw undone;
    })
    .catch(unlessUndone);
});

/** insufficient_privilege: both a missing grant and a row that a policy refuses. */
const refused = { cause: { code: "42501" } };
const undone = new Error("undone");

function unlessUndone(error: unknown): void {
  if (error !== undone) throw error;
}

function isOurs(name: string): boolean {
  return !(name in nobodys);
}

/** Does something in a workspace, or in none, and leaves nothing of it behind. */
async function as(workspace: WorkspaceId | "" | null, work: (tx: Db) => Promise<unknown>): Promise<void> {
  await db
    .transaction(async (tx) => {
      await takeRole(tx, workspace);
      await work(tx);
      throw undone;
    })
    .catch(unlessUndone);
}

async function takeRole(tx: Db, workspace: WorkspaceId | "" | null): Promise<void> {
  await tx.execute(sql.raw(`set local role ${withinRole}`));
  if (workspace !== null) await tx.execute(sql`select set_config('bearings.workspace', ${workspace}, true)`);
}

async function countIn(on: Db, name: string): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(on, sql`select count(*)::int as n from ${sql.identifier(name)}`);
  return row?.n ?? -1;
}

/** How many rows a statement wrote. */
async function touched(on: Db, statement: SQL): Promise<number> {
  return (await rowsOf(on, sql`${statement} returning 1`)).length;
}

type Row = Readonly<Record<string, unknown>>;

/** The one row that this workspace sees, or the only one there is; as the owner sees it. */
async function rowOf({ name }: KeptTable, workspace: WorkspaceId | null): Promise<Row> {
  const rows: Row[] = [];
  const read = async (on: Db) => {
    rows.push(
      ...(await rowsOf<{ row: Row }>(on, sql`select to_jsonb(t) as row from ${sql.identifier(name)} t`)).map(
        ({ row }) => row,
      ),
    );
  };
  await (workspace === null ? read(db) : as(workspace, read));
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`${rows.length} rows in ${name}.`);
  return row;
}

function keyIs({ key }: KeptTable, row: Row): SQL {
  return sql.join(
    key.map((column) => sql`${sql.identifier(column)}::text = ${String(row[column])}`),
    sql` and `,
  );
}

/** Sets a column of its key to what it is. */
function change({ name, key }: KeptTable, which: SQL): SQL {
  const column = sql.identifier(key[0] ?? "");
  return sql`update ${sql.identifier(name)} set ${column} = ${column} where ${which}`;
}

function removal(name: string, which: SQL): SQL {
  return sql`delete from ${sql.identifier(name)} where ${which}`;
}

function insertion({ name }: KeptTable, row: Row): SQL {
  const table = sql.identifier(name);
  return sql`insert into ${table} overriding system value
    select * from jsonb_populate_record(null::${table}, ${JSON.stringify(row)}::jsonb)`;
}
