/** An address that PostgreSQL, or the way to it, refuses: the start ends with one sentence about DATABASE_URL. */
import { createServer } from "node:net";
import { beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { OperatorMistake } from "../../src/store/operator-mistake.ts";
import { freshPostgres } from "../support/fresh-postgres.ts";

let url: string;
beforeAll(async () => {
  url = await freshPostgres(process.env.BEARINGS_TEST_DATABASE_URL ?? "");
});

const refused = async (url: string) =>
  openDatabase({ url }).then(
    () => "opened",
    (error: unknown) => (error instanceof OperatorMistake ? error.message : error),
  );

test.each([
  ["asks for encryption where there is none", "sslmode=require", /asks for an encrypted connection/],
  [
    "leads to what can only be read",
    "options=-c%20default_transaction_read_only%3Don",
    /can only be read: it is a copy of another/,
  ],
  [
    "sets what PostgreSQL doesn't know",
    "options=-c%20nonsense%3D1",
    /sets something that PostgreSQL doesn't know/,
  ],
])("one that %s", async (_, words, sentence) => {
  expect(await refused(`${url}?${words}`)).toMatch(sentence);
});

test("one where somebody takes the connection and says nothing", { timeout: 30_000 }, async () => {
  const silent = createServer();
  await new Promise<void>((listening) => silent.listen(0, "127.0.0.1", listening));
  const { port } = silent.address() as { readonly port: number };
  expect(await refused(`postgres://postgres@127.0.0.1:${port}/bearings`)).toMatch(/Nothing answers/);
  silent.close();
});
