/** Connections that end in the middle of something. `npm run test:postgres` runs this. */
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { rowsOf } from "../../src/store/rows.ts";
import { testDatabase } from "../support/database.ts";

test("a connection cut between two statements fails that transaction, and ends neither the process nor the next one", async () => {
  const db = await testDatabase();
  const cut = db.transaction(async (tx) => {
    const [mine] = await rowsOf<{ pid: number }>(tx, sql`select pg_backend_pid() as pid`);
    await db.execute(sql`select pg_terminate_backend(${mine?.pid}::int)`);
    // Nobody asks anything: the server's good-bye arrives by itself.
    await new Promise((wait) => setTimeout(wait, 200));
    await tx.execute(sql`select 1`);
  });
  await expect(cut).rejects.toThrow();
  expect(await rowsOf<{ n: number }>(db, sql`select 1 as n`)).toEqual([{ n: 1 }]);
});
