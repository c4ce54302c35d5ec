/** What never reaches the log, wherever it hides. */
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { openLog } from "../src/log.ts";
import { testDatabase } from "./support/database.ts";

function listening() {
  const lines: string[] = [];
  return { log: openLog("info", { write: (line) => void lines.push(line) }), lines };
}

it("what somebody said doesn't reach it through a statement that the database refused", async () => {
  const db = await testDatabase();
  const { log, lines } = listening();
  const refused = await db
    .execute(
      sql`insert into readings (round, person, subject) values (${"my secret words"}, ${"UADA"}, 'customer')`,
    )
    .catch((error: unknown) => error);
  expect(String(refused)).toContain("my secret words");
  log.error("submission broke", { what: "check_in", error: refused });
  expect(lines.join()).toContain("22P02");
  expect(lines.join()).not.toMatch(/my secret words|UADA/);
});

it("tokens are cut out by their shape, in messages and in errors", () => {
  const { log, lines } = listening();
  const token = ["xoxb", "1234567890", "abcdefghij"].join("-");
  log.warn(`Slack said no to ${token}`, { error: new Error(`while using ${token}`), token });
  log.info("a hook", { address: "https://hooks.slack.com/commands/T1/2/3" });
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain(token);
  expect(lines.join()).not.toContain("hooks.slack.com");
  expect(lines.join()).toContain("[secret]");
});

it("an ordinary error keeps its name, its message and where it came from", () => {
  const { log, lines } = listening();
  log.error("job broke", { job: "speak", error: new RangeError("Nobody said a number.") });
  expect(JSON.parse(lines[0] ?? "{}")).toMatchObject({
    msg: "job broke",
    job: "speak",
    error: { name: "RangeError", message: "Nobody said a number." },
  });
});
