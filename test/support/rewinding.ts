/** A town that can be put back to where it was: its database and its Slack, so that one thing can be tried in many ways. */
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { tableNames } from "./every-row.ts";
import type { TestTown } from "./town.ts";

/** Remembers how everything stands now. What it returns puts it back, as often as wanted; `forget` when done. */
export async function remember(town: TestTown, name: string) {
  const { db } = town.world;
  const remembered = `remembered_${name}`;
  const schema = sql.identifier(remembered);
  const state = town.local.workspace.snapshot();
  const moment = await town.world.now();
  await db.execute(sql`drop schema if exists ${schema} cascade`);
  await db.execute(sql`create schema ${schema}`);
  for (const table of tableNames.map((one) => sql.identifier(one)))
    await db.execute(sql`create table ${schema}.${table} as table ${table}`);
  // The hand on the clock is turned back by whoever holds it.
  const putBack = tableNames.filter((one) => one !== "clock_hand");
  const puttingBack = [
    // Tables lean on each other: they are all put back before anybody looks.
    "set local session_replication_role = 'replica';",
    ...putBack.map((one) => `delete from "${one}";`),
    ...putBack.map((one) => `insert into "${one}" select * from "${remembered}"."${one}";`),
  ];
  return {
    async back(): Promise<void> {
      await town.behindTheDoor.idle?.();
      await db.execute(sql.raw(`do $$ begin ${puttingBack.join(" ")} end $$`));
      town.local.workspace.restore(state);
      await town.hand.turnTo(Temporal.Instant.from(moment));
    },
    forget: async () => void (await db.execute(sql`drop schema ${schema} cascade`)),
  };
}

export type Standing = Readonly<Record<string, { readonly rows: number; readonly print: string | null }>>;

/**
 * How many rows each table has, and what they say. Left out are `heard`, which has a row more for everything that came,
 * and the hand on the clock.
 */
export async function standing(town: TestTown): Promise<Standing> {
  const asked = tableNames
    .filter((one) => one !== "heard" && one !== "clock_hand")
    .map(
      (one) =>
        `select '${one}' as name, count(*)::int as rows, md5(string_agg(t::text, '|' order by t::text)) as print from "${one}" t`,
    );
  const { rows } = (await town.world.db.execute(sql.raw(asked.join(" union all ")))) as unknown as {
    readonly rows: readonly { readonly name: string; readonly rows: number; readonly print: string | null }[];
  };
  return Object.fromEntries(rows.map(({ name, ...stands }) => [name, stands]));
}
