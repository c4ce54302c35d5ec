/** What never reaches the log, wherever it hides. */
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { readConfig, secretsIn } from "../src/config.ts";
import { openLog } from "../src/log.ts";
import { testDatabase } from "./support/database.ts";

function listening(secrets: readonly string[] = []) {
  const lines: string[] = [];
  return { log: openLog("info", { write: (line) => void lines.push(line) }, secrets), lines };
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

it("what is cut out leaves a line that can still be read", () => {
  const { log, lines } = listening();
  log.warn("from Bolt", { remark: "POST https://hooks.slack.com/commands/T1/2/3", more: "after it" });
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ remark: "POST [secret]", more: "after it" });
});

it("this process's own secrets are cut out by what they are: plain, in an address, in a quotation", () => {
  const settings = {
    SLACK_SIGNING_SECRET: "8f742231b10e8888abcd99yyyzzz85a5",
    SLACK_CLIENT_ID: "1.2",
    SLACK_CLIENT_SECRET: "c1ient/secret+with=signs",
    TOKEN_KEYS: "2026a:pS3dq8m0k0hGZJ0mVbT6wq3N9cX1yR5uE7oA2fL4iKs=",
    PUBLIC_URL: "https://bearings.test",
    DATABASE_URL: "postgres://bearings:hunter%2F2hunter@127.0.0.1:5432/bearings",
  };
  const config = readConfig(settings);
  if ("sentence" in config) throw new Error(config.sentence);
  const { log, lines } = listening(secretsIn(config));
  const [, key = ""] = settings.TOKEN_KEYS.split(":");
  const all = [
    settings.SLACK_SIGNING_SECRET,
    settings.SLACK_CLIENT_SECRET,
    key,
    "hunter%2F2hunter",
    "hunter/2hunter",
  ];
  for (const secret of all) {
    log.error(`about ${secret}`, {
      error: new Error(`with ${secret}`),
      at: `/x?y=${encodeURIComponent(secret)}`,
    });
    log.warn("quoted", { remark: JSON.stringify({ secret }) });
  }
  const told = lines.join("\n");
  expect(all.filter((secret) => told.includes(secret) || told.includes(encodeURIComponent(secret)))).toEqual(
    [],
  );
  expect(lines).toHaveLength(2 * all.length);
});

it("a field that is called as a secret is never shown, whatever stands in it", () => {
  const { log, lines } = listening();
  log.info("a request", {
    body: "what somebody said",
    token: "odd",
    installation: { clientSecret: "odd", team: "T1" },
  });
  expect(lines.join()).not.toMatch(/odd|what somebody said/);
  expect(lines.join()).toContain("T1");
});
