/** Through the pools of a running Bearings: a statement that forgot to say which workspace is meant. `npm run test:postgres`. */
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { WorkspaceId } from "../../src/core/ids.ts";
import { type Db, openDatabase } from "../../src/store/database.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { outside, within } from "../../src/store/within.ts";
import { testDatabase, testEngine } from "../support/database.ts";
import { freshPostgres } from "../support/fresh-postgres.ts";

const [ours, theirs] = ["TOURS", "TTHEIRS"] as [WorkspaceId, WorkspaceId];
let db: Db;

beforeEach(async () => {
  db = await testDatabase();
  await db.execute(sql`
    insert into workspaces (id, name, bot_user, installed_at)
    select id, id, 'UBOT', now() from unnest(array[${ours}, ${theirs}]) id`);
  await db.execute(sql`insert into away (workspace, person, first_day, last_day)
    select id, 'UADA', '2026-11-23', '2026-11-27' from workspaces`);
});

async function seen(on: Db = db): Promise<readonly string[]> {
  const rows = await rowsOf<{ workspace: string }>(on, sql`select workspace from away order by 1`);
  return rows.map(({ workspace }) => workspace);
}

test("a database whose server has the role keeps workspaces apart", async () => {
  expect((await testEngine()).isolation).toBe("by role");
});

test("within a workspace a statement that names none sees, changes and deletes that one's rows alone", async () => {
  expect(await within(ours, () => seen())).toEqual([ours]);
  await within(ours, () => db.execute(sql`update away set person = 'UBRUNO'`));
  await within(theirs, () => db.transaction((tx) => tx.execute(sql`delete from away`)));
  expect(await rowsOf(db, sql`select workspace, person from away`)).toEqual([
    { workspace: ours, person: "UBRUNO" },
  ]);
});

test("within a workspace nothing can be kept for another", async () => {
  const keeping = within(ours, () =>
    db.execute(sql`insert into away (workspace, person, first_day, last_day)
      values (${theirs}, 'UADA', '2026-12-01', '2026-12-01')`),
  );
  await expect(keeping).rejects.toMatchObject({ cause: { code: "42501" } });
  expect(await within(ours, () => seen())).toEqual([ours]);
});

test("two workspaces that are served at once, over few connections, never see each other", async () => {
  const many = Array.from({ length: 200 }, (_, n) => (n % 3 === 0 ? theirs : ours));
  const answers = await Promise.all(
    many.map((workspace, n) =>
      within(workspace, () =>
        n % 2 === 0
          ? seen()
          : db.transaction(async (tx) => {
              const first = await seen(tx);
              await tx.execute(sql`select pg_sleep(0.001)`);
              expect(await seen(tx)).toEqual(first);
              return first;
            }),
      ),
    ),
  );
  expect(answers).toEqual(many.map((workspace) => [workspace]));
});

test("a connection whose transaction was undone stands in the right workspace afterwards", async () => {
  const broken = within(theirs, () =>
    db.transaction(async (tx) => {
      await tx.execute(sql`delete from away`);
      throw new Error("undone");
    }),
  );
  await expect(broken).rejects.toThrow("undone");
  for (const workspace of [ours, theirs, ours])
    expect(await within(workspace, () => seen())).toEqual([workspace]);
});

test("outside, as the clock works, all of them are seen, even when somebody's doing set it off", async () => {
  expect(await seen()).toEqual([ours, theirs]);
  expect(await within(ours, () => outside(() => seen()))).toEqual([ours, theirs]);
});

test("a user who may not take the role starts without it, and with it once it is granted", async () => {
  const url = new URL(await freshPostgres(process.env.BEARINGS_TEST_DATABASE_URL ?? ""));
  const [name, user] = [url.pathname.slice(1), "bearings_test_plain_user"];
  await db.execute(sql.raw(`create role ${user} login password 'plain'`));
  try {
    await db.execute(sql.raw(`alter database "${name}" owner to ${user}`));
    url.username = user;
    url.password = "plain";
    const bothSeen = async () => {
      const opened = await openDatabase({ url: url.href });
      await opened.db.execute(sql`
        insert into workspaces (id, name, bot_user, installed_at)
        select id, id, 'UBOT', now() from unnest(array[${ours}, ${theirs}]) id on conflict do nothing`);
      const rows = await within(ours, () => rowsOf(opened.db, sql`select id from workspaces order by 1`));
      await opened.close();
      return [opened.isolation, rows.length];
    };
    expect(await bothSeen()).toEqual(["no role", 2]);
    await db.execute(sql.raw(`grant bearings_within to ${user}`));
    expect(await bothSeen()).toEqual(["by role", 1]);
  } finally {
    await db.execute(sql.raw(`drop database "${name}" with (force)`));
    await db.execute(sql.raw(`drop role ${user}`));
  }
});
