/**
 * Two processes of a company on one PostgreSQL, started as an operator starts them: what one installs, the other speaks
 * with at once; what leaves has left both; and a token that runs out is renewed once, however many need it.
 */
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WorkspaceId } from "../../src/core/ids.ts";
import { uninstalls } from "../../src/playground/life.ts";
import { openSlacks } from "../../src/slack/installing/slacks.ts";
import { now } from "../../src/store/clock.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { installationById, installationFor } from "../../src/store/installations.ts";
import { installations } from "../../src/store/schema.ts";
import { freshPostgres } from "../support/fresh-postgres.ts";
import { type Company, openBrowser, openCompany } from "../support/installing.ts";
import { type Started, startBearings } from "../support/started.ts";

const here = WorkspaceId.parse("TLOCAL");

let company: Company;
let url: string;
const databases: Database[] = [];
const running: Started[] = [];

const until = (look: () => Promise<unknown>) => expect.poll(look, { timeout: 30_000, interval: 50 });

beforeAll(async () => {
  const server = process.env.BEARINGS_TEST_DATABASE_URL;
  if (server === undefined) throw new Error("This needs a server: npm run test:postgres.");
  url = await freshPostgres(server);
  company = await openCompany();
  for (let n = 0; n < 8; n += 1) databases.push(await openDatabase({ url }));
}, 60_000);

afterAll(async () => {
  for (const process of running) await process.kill();
  for (const database of databases) await database.close();
  await company.stop();
});

/** By its settings alone; the first takes the company's address, the other any port. */
async function starts(port: number): Promise<number> {
  const { door, slackApiUrl } = company.config;
  const started = startBearings({
    DATABASE_URL: url,
    SLACK_CLIENT_ID: door.clientId,
    SLACK_CLIENT_SECRET: door.clientSecret,
    SLACK_SIGNING_SECRET: door.signingSecret,
    TOKEN_KEYS: `first:${company.keys[0].bytes.toString("base64")}`,
    PUBLIC_URL: company.publicUrl,
    SLACK_AUTHORIZE_URL: door.authorizeUrl,
    SLACK_API_URL: slackApiUrl,
    HOST: "127.0.0.1",
    PORT: `${port}`,
  });
  running.push(started);
  const isRunning = /"port":(\d+).*"by":"oauth".*"msg":"Bearings is running"/;
  await until(async () => started.printed()).toMatch(isRunning);
  return Number(isRunning.exec(started.printed())?.[1]);
}

it("an install at one process is known to both, and a secret to nobody's log", {
  timeout: 90_000,
}, async () => {
  await starts(company.config.port);
  const other = await starts(0);
  const browser = openBrowser();
  // Begun at the one, finished at the other: a load balancer asks nobody.
  const { allow } = await browser.begins(company);
  const page = await browser.goes(allow.replace(`:${company.config.port}/`, `:${other}/`));
  expect(page.text).toContain("Bearings is in Local workspace");
  await until(async () => (await company.slack.visit("UADA").readsDirect()).join()).toContain(
    "is installed.",
  );
  await company.slack.visit("UADA").types("/bearings help", { in: "#harbour-support" });
  await until(async () => company.calls).toContain("chat.postEphemeral");
  const printed = running.map((one) => one.printed()).join("\n");
  expect(printed).not.toContain(company.config.door.clientSecret);
  expect(printed).not.toContain(company.keys[0].bytes.toString("base64"));
  expect(printed).not.toMatch(/xox[a-z]-|code-/);
});

it("of forty who need a token that runs out, over eight pools of connections, one renews it", {
  timeout: 60_000,
}, async () => {
  company.slack.workspace.grants.rotates = true;
  const browser = openBrowser();
  await browser.goes((await browser.begins(company)).allow);
  const [first] = databases;
  if (first === undefined) throw new Error("no database");
  const { slackApiUrl, door } = company.config;
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const client = { clientId: door.clientId, clientSecret: door.clientSecret, slackApiUrl };
  const ways = databases.map(({ db }) => openSlacks({ db, now: () => now(db), log }, company.keys, client));
  for (const minutes of [60, -60]) {
    await first.db.update(installations).set({ expiresAt: Temporal.Now.instant().add({ minutes }) });
    const before = company.calls.filter((method) => method === "oauth.v2.access").length;
    const all = await Promise.all([...Array(40)].map((_, n) => ways[n % 8]?.slackFor(here)));
    expect(company.calls.filter((method) => method === "oauth.v2.access").length - before).toBe(1);
    const renewed = (await installationById(first.db, company.keys, here))?.token;
    // Beside a token that holds, the old one is good enough; where it has run out, everybody waits for the new one.
    if (minutes < 0) expect(new Set(all.map((slack) => slack?.people.token))).toEqual(new Set([renewed]));
    for (const slack of all) expect((await slack?.people.auth.test())?.ok).toBe(true);
  }
});

it("a workspace that leaves has left every process", { timeout: 60_000 }, async () => {
  await uninstalls(company.slack.workspace, company.slack.door, "tokens_revoked");
  for (const { db } of databases) await until(() => installationFor(db, here)).toBeNull();
});
