/** A wrong setting ends the start with one sentence that says which one and what to do, and exit code 78. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { readConfig } from "../../src/config.ts";
import { type LocalWorkspace, openLocalWorkspace } from "../../src/playground/server.ts";
import { turnHand } from "../../src/store/clock.ts";
import { openDatabase } from "../../src/store/database.ts";
import { holderOf } from "../support/holder.ts";
import { keptTeam } from "../support/kept-teams.ts";
import { startBearings } from "../support/started.ts";

type Settings = Readonly<Record<string, string>>;

const http = { SLACK_BOT_TOKEN: "xoxb-1-a-token", SLACK_SIGNING_SECRET: "0123456789abcdef" };

const aKey = () => randomBytes(32).toString("base64");
const oauth = {
  SLACK_CLIENT_ID: "1.2",
  SLACK_CLIENT_SECRET: "hunter22",
  SLACK_SIGNING_SECRET: "0123456789abcdef",
  TOKEN_KEYS: `first:${aKey()}`,
  PUBLIC_URL: "https://bearings.example.com/",
  DATABASE_URL: "postgres://bearings:secret@db/bearings",
};

const wrong: readonly (readonly [name: string, settings: Settings, sentence: string])[] = [
  ["a port that is no number", { PORT: "http" }, "PORT is not a number: use a port such as 3000."],
  [
    "days under half a name",
    { KEEP_WORD_DAYS: "90" },
    "KEEP_WORDS_DAYS is not set, but KEEP_WORD_DAYS is: correct that name, or remove it.",
  ],
  [
    "a database under another ending",
    { DATABASE_URI: "postgres://bearings:hunter22@db/bearings" },
    "DATABASE_URL is not set, but DATABASE_URI is: correct that name, or remove it.",
  ],
  [
    "a level in small letters, without its line",
    { loglevel: "debug" },
    "LOG_LEVEL is not set, but loglevel is: correct that name, or remove it.",
  ],
  ["half a port", { PORT: "3000.5" }, "PORT is not a whole number: use a port such as 3000."],
  ["a port beyond the last", { PORT: "65536" }, "PORT is not between 0 and 65535: use a port such as 3000."],
  ["a port below the first", { PORT: "-1" }, "PORT is not between 0 and 65535: use a port such as 3000."],
  [
    "counts on a port that is no number",
    { METRICS_PORT: "yes" },
    "METRICS_PORT is not a number: use a port such as 9464.",
  ],
  [
    "counts on half a port",
    { METRICS_PORT: "9464.5" },
    "METRICS_PORT is not a whole number: use a port such as 9464.",
  ],
  [
    "counts on a port beyond the last",
    { METRICS_PORT: "65536" },
    "METRICS_PORT is not between 0 and 65535: use a port such as 9464.",
  ],
  [
    "counts where everything else is",
    { PORT: "4000", METRICS_PORT: "4000" },
    "METRICS_PORT is the same as PORT: the counts have a port of their own, such as 9464.",
  ],
  [
    "another kind of database",
    { DATABASE_URL: "mysql://bearings:hunter22@db/bearings" },
    "DATABASE_URL is not a PostgreSQL address such as postgres://user:password@host:5432/bearings.",
  ],
  [
    "a database without a scheme",
    { DATABASE_URL: "localhost/bearings" },
    "DATABASE_URL is not a PostgreSQL address such as postgres://user:password@host:5432/bearings.",
  ],
  [
    "a database whose password has a bare %",
    { DATABASE_URL: "postgres://bearings:hunter22%@db/bearings" },
    "DATABASE_URL has a % that stands for nothing: write it as %25.",
  ],
  [
    "a person's token in place of the bot's",
    { ...http, SLACK_BOT_TOKEN: "xoxp-1-hunter22" },
    "SLACK_BOT_TOKEN is not a bot token: those begin with xoxb-.",
  ],
  [
    "a bot token in place of the app's",
    { SLACK_BOT_TOKEN: "xoxb-1-a", SLACK_APP_TOKEN: "xoxb-1-hunter22" },
    "SLACK_APP_TOKEN is not an app-level token: those begin with xapp-.",
  ],
  [
    "an empty signing secret",
    { ...http, SLACK_SIGNING_SECRET: "" },
    "SLACK_SIGNING_SECRET is empty: paste it from your Slack app's Basic Information, or remove it.",
  ],
  [
    "a signing secret of blanks",
    { ...http, SLACK_SIGNING_SECRET: " \n" },
    "SLACK_SIGNING_SECRET is empty: paste it from your Slack app's Basic Information, or remove it.",
  ],
  [
    "an empty signing secret and nothing else",
    { SLACK_SIGNING_SECRET: "" },
    "SLACK_SIGNING_SECRET is empty: paste it from your Slack app's Basic Information, or remove it.",
  ],
  [
    "a bot token that is none",
    { ...http, SLACK_BOT_TOKEN: "hunter2" },
    "SLACK_BOT_TOKEN is not a bot token: those begin with xoxb-.",
  ],
  [
    "an address of Slack that is none",
    { ...http, SLACK_API_URL: "slack.com/api" },
    "SLACK_API_URL is not an http or https address.",
  ],
  [
    "a level nobody knows",
    { LOG_LEVEL: "loud" },
    "LOG_LEVEL is not a level I know: use one of trace, debug, info, warn, error, fatal, silent.",
  ],
  [
    "words kept longer than members are promised",
    { KEEP_WORDS_DAYS: "401" },
    "KEEP_WORDS_DAYS is more than the 400 days that members are promised: use 30 to 400.",
  ],
  [
    "what was said kept longer",
    { KEEP_DELIVERIES_DAYS: "31" },
    "KEEP_DELIVERIES_DAYS is more than the 30 days that members are promised: use 7 to 30.",
  ],
  [
    "days away kept longer",
    { KEEP_AWAY_DAYS: "31" },
    "KEEP_AWAY_DAYS is more than the 30 days that members are promised: use 1 to 30.",
  ],
  [
    "a block that nobody goes on with kept longer",
    { KEEP_UNFINISHED_BLOCKS_DAYS: "1e3" },
    "KEEP_UNFINISHED_BLOCKS_DAYS is more than the 60 days that members are promised: use 14 to 60.",
  ],
  [
    "a workspace that went kept longer",
    { KEEP_UNINSTALLED_DAYS: "31" },
    "KEEP_UNINSTALLED_DAYS is more than the 30 days that members are promised: use 1 to 30.",
  ],
  [
    "words forgotten before the next round finds them",
    { KEEP_WORDS_DAYS: "7" },
    "KEEP_WORDS_DAYS is less than Bearings can work with: use 30 to 400.",
  ],
  ["half a day", { KEEP_AWAY_DAYS: "0.5" }, "KEEP_AWAY_DAYS is not a whole number of days: use 1 to 30."],
  ["for ever", { KEEP_WORDS_DAYS: "forever" }, "KEEP_WORDS_DAYS is not a number of days: use 30 to 400."],
  [
    "a bot token alone",
    { SLACK_BOT_TOKEN: "xoxb-1-a-token" },
    "SLACK_BOT_TOKEN alone is not enough: add SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).",
  ],
  [
    "a signing secret without a bot token",
    { SLACK_SIGNING_SECRET: "0123456789abcdef" },
    "SLACK_BOT_TOKEN is missing: with Slack settings I need the bot token (xoxb-…) of your workspace.",
  ],
  [
    "Socket Mode without a bot token",
    { SLACK_APP_TOKEN: "xapp-1-a" },
    "SLACK_BOT_TOKEN is missing: with Slack settings I need the bot token (xoxb-…) of your workspace.",
  ],
  [
    "both ways to Slack at once",
    { ...http, SLACK_APP_TOKEN: "xapp-1-a" },
    "SLACK_APP_TOKEN (Socket Mode) and SLACK_SIGNING_SECRET (HTTP) are both set: keep the one you use.",
  ],
  [
    "OAuth installs beside the token of one workspace",
    { ...oauth, SLACK_BOT_TOKEN: "xoxb-1-hunter22" },
    "SLACK_BOT_TOKEN is for one workspace, and SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and TOKEN_KEYS are for OAuth installs in many: keep the one you use.",
  ],
  [
    "OAuth installs by Socket Mode",
    { ...oauth, SLACK_APP_TOKEN: "xapp-1-hunter22" },
    "SLACK_APP_TOKEN (Socket Mode) can't serve OAuth installs: remove it, Slack reaches them by HTTP.",
  ],
  [
    "OAuth installs and hardly anything else",
    { SLACK_CLIENT_ID: "1.2" },
    "SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET, TOKEN_KEYS, PUBLIC_URL and DATABASE_URL are missing: OAuth installs need them.",
  ],
  [
    "OAuth installs without a key for their tokens",
    { ...oauth, TOKEN_KEYS: "" },
    "TOKEN_KEYS is missing: OAuth installs need it.",
  ],
  [
    "OAuth installs on the embedded database, which can lose a renewed token",
    { ...oauth, DATABASE_URL: "" },
    "DATABASE_URL is missing: OAuth installs need it.",
  ],
  [
    "a key that is too short",
    { ...oauth, TOKEN_KEYS: "a:aHVudGVyMg==" },
    "TOKEN_KEYS has a key a that has 7 bytes and not 32: draw one with openssl rand -base64 32.",
  ],
  [
    "a key of zeros",
    { ...oauth, TOKEN_KEYS: `a:${Buffer.alloc(32).toString("base64")}` },
    "TOKEN_KEYS has a key a that was not drawn at random: draw one with openssl rand -base64 32.",
  ],
  [
    "a pass phrase for a key",
    { ...oauth, TOKEN_KEYS: `a:${Buffer.from("hunter22 is not a very good key!").toString("base64")}` },
    "TOKEN_KEYS has a key a that was not drawn at random: draw one with openssl rand -base64 32.",
  ],
  [
    "a key that counts up",
    { ...oauth, TOKEN_KEYS: `a:${Buffer.from([...Array(32).keys()]).toString("base64")}` },
    "TOKEN_KEYS has a key a that was not drawn at random: draw one with openssl rand -base64 32.",
  ],
  [
    "two keys of one name",
    { ...oauth, TOKEN_KEYS: `${oauth.TOKEN_KEYS},first:${aKey()}` },
    "TOKEN_KEYS names the key first twice: give each its own id.",
  ],
  [
    "one key under two names",
    { ...oauth, TOKEN_KEYS: `${oauth.TOKEN_KEYS},${oauth.TOKEN_KEYS.replace("first", "second")}` },
    "TOKEN_KEYS has the same key twice, the second time as second: draw one with openssl rand -base64 32.",
  ],
  [
    "keys without names",
    { ...oauth, TOKEN_KEYS: aKey() },
    "TOKEN_KEYS is not a list such as 2026a:<32 random bytes in base64>, comma-separated, newest first.",
  ],
  [
    "an address over which anybody could read along",
    { ...oauth, PUBLIC_URL: "http://bearings.example.com" },
    "PUBLIC_URL is not the https address at which people reach Bearings (http on localhost only).",
  ],
  [
    "two at once: the first is enough",
    { PORT: "x", LOG_LEVEL: "loud" },
    "PORT is not a number: use a port such as 3000.",
  ],
];

describe("a wrong setting", () => {
  it.each(wrong)("%s is told in one sentence", (_, settings, sentence) => {
    expect(readConfig(settings)).toEqual({ sentence });
    expect(sentence).toMatch(/^[A-Z_]+,? [^\n]+\.$/);
  });

  it("never repeats what may be a secret", () => {
    const sentences = wrong.map(([, settings]) => JSON.stringify(readConfig(settings)));
    expect(sentences.filter((sentence) => sentence.includes("hunter2"))).toEqual([]);
  });
});

describe("a right setting", () => {
  it("may be left out altogether: then it is the local workspace, on this machine alone", () => {
    expect(readConfig({})).toEqual({
      door: { kind: "local" },
      port: 3000,
      metricsPort: null,
      host: "127.0.0.1",
      database: { folder: ".data" },
      slackApiUrl: "https://slack.com/api/",
      logLevel: "info",
      keeps: { words: 400, deliveries: 30, away: 30, unfinishedBlocks: 60, uninstalled: 30 },
    });
  });

  it("is not looked for among what belongs to other programs, nor where it is set itself", () => {
    const others = { HOME: "/root", HOSTNAME: "db", PORTS: "1", TOKEN: "x", SLACK_API_TOKEN: "x" };
    expect(readConfig(others)).toEqual(readConfig({}));
    expect(readConfig({ LOG_LEVEL: "warn", LOG_LEVELS: "all" })).toMatchObject({ logLevel: "warn" });
  });

  it("may shorten what is kept, each by itself", () => {
    expect(readConfig({ KEEP_WORDS_DAYS: "90", KEEP_AWAY_DAYS: "1" })).toMatchObject({
      keeps: { words: 90, deliveries: 30, away: 1, unfinishedBlocks: 60, uninstalled: 30 },
    });
  });

  it("counts as left out when it is empty, as a file of settings leaves it", () => {
    const empty = { PORT: "", DATABASE_URL: " ", SLACK_BOT_TOKEN: "", SLACK_APP_TOKEN: "", LOG_LEVEL: "" };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it("is read without the line end that a file of secrets leaves behind it", () => {
    const settings = { ...http, SLACK_BOT_TOKEN: `${http.SLACK_BOT_TOKEN}\n`, PORT: " 4000 " };
    expect(readConfig(settings)).toMatchObject({
      door: { kind: "http", botToken: http.SLACK_BOT_TOKEN, signingSecret: http.SLACK_SIGNING_SECRET },
      port: 4000,
      host: "0.0.0.0",
    });
  });

  it("may be OAuth installs: keys newest first, and no slash at the end of the address", () => {
    const { TOKEN_KEYS, ...rest } = oauth;
    const older = aKey();
    expect(readConfig({ ...rest, TOKEN_KEYS: `${TOKEN_KEYS}, older:${older}` })).toMatchObject({
      door: {
        kind: "oauth",
        clientId: "1.2",
        publicUrl: "https://bearings.example.com",
        authorizeUrl: "https://slack.com/oauth/v2/authorize",
        keys: [{ id: "first" }, { id: "older", bytes: Buffer.from(older, "base64") }],
      },
      host: "0.0.0.0",
    });
    expect(readConfig({ ...oauth, PUBLIC_URL: "http://localhost:3000" })).not.toHaveProperty("sentence");
  });

  it("may be another address of Slack, with a slash at its end or without", () => {
    const at = (url: string) => readConfig({ ...http, SLACK_API_URL: url });
    expect(at("http://127.0.0.1:9/api")).toEqual(at("http://127.0.0.1:9/api/"));
    expect(at("http://127.0.0.1:9/api")).toMatchObject({ slackApiUrl: "http://127.0.0.1:9/api/" });
  });
});

describe("the start ends with 78, the sentence and nothing else", { timeout: 60_000 }, () => {
  let folder: string;
  let slack: LocalWorkspace;
  const nobody = { log: { info: () => {}, warn: () => {}, error: () => {} }, db: null };
  const atSlack = () => ({ ...http, SLACK_API_URL: slack.slackApiUrl, SLACK_BOT_TOKEN: slack.botToken });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bearings-settings-"));
    slack = await openLocalWorkspace({ world: nobody });
  });

  afterAll(async () => {
    await slack.stop();
    rmSync(folder, { recursive: true });
  });

  async function ends(settings: Settings, sentence: string, words: readonly string[] = []): Promise<void> {
    const ended = await startBearings({ LOG_LEVEL: "silent", PORT: "0", ...settings }, words).ended;
    expect(ended).toEqual({ code: 78, signal: null, out: "", err: `${sentence}\n` });
  }

  /** A port that another program has until the end of the test, or until it is freed. */
  async function takenPort(): Promise<{ readonly port: string; readonly free: () => void }> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const free = () => void server.close();
    onTestFinished(free);
    return { port: String((server.address() as AddressInfo).port), free };
  }

  it("for an empty signing secret", () =>
    ends(
      { ...http, SLACK_SIGNING_SECRET: "" },
      "SLACK_SIGNING_SECRET is empty: paste it from your Slack app's Basic Information, or remove it.",
    ));

  it("for words that would be kept longer than members are promised", () =>
    ends(
      { KEEP_WORDS_DAYS: "500" },
      "KEEP_WORDS_DAYS is more than the 400 days that members are promised: use 30 to 400.",
    ));

  it("for a database where nothing answers", async () => {
    const { port, free } = await takenPort();
    free();
    await ends(
      { DATABASE_URL: `postgres://bearings:secret@127.0.0.1:${port}/bearings` },
      "Nothing answers at the host and port in DATABASE_URL: start PostgreSQL there, or correct the address.",
    );
  });

  it("for a port that is taken, without Slack and with it", async () => {
    const { port } = await takenPort();
    const taken = (name: string) => ({ DATA_DIR: join(folder, name), PORT: port, HOST: "127.0.0.1" });
    const sentence = `PORT ${port} is taken by another program: choose another, such as PORT=${Number(port) + 1}.`;
    await ends(taken("local"), sentence);
    await ends({ ...atSlack(), ...taken("slack") }, sentence);
  });

  it("for a host that is no address of this machine, without Slack and with it", async () => {
    // RFC 5737: an address that is nobody's.
    const nowhere = (name: string) => ({ DATA_DIR: join(folder, name), PORT: "0", HOST: "192.0.2.1" });
    const sentence =
      "HOST 192.0.2.1 is no address of this machine: use 127.0.0.1 for this machine alone, 0.0.0.0 for everybody, or remove it.";
    await ends(nowhere("local"), sentence);
    await ends({ ...atSlack(), ...nowhere("slack") }, sentence);
  });

  it("for a data folder that another process holds, and names it", async () => {
    const holder = await holderOf(folder);
    await ends(
      { DATA_DIR: folder },
      `The data folder ${folder} is in use by process ${holder.pid}. Stop that one first, or set DATA_DIR to another folder; for several processes use PostgreSQL and DATABASE_URL.`,
    );
  });

  it("for a data folder of another PostgreSQL version", async () => {
    const old = mkdtempSync(join(folder, "old-"));
    writeFileSync(join(old, "PG_VERSION"), "17\n");
    await ends(
      { DATA_DIR: old },
      `The data folder ${old} was made by PostgreSQL 17, and this version of Bearings has 18 inside. Nothing was changed. Make a backup with the version of Bearings that made it, and restore that into a new folder.`,
    );
  });

  it("for a data folder that can't be written", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    await ends(
      { DATA_DIR: join(file, "data") },
      `The data folder ${join(file, "data")} can't be written. Set DATA_DIR to a folder that can, or change its permissions.`,
    );
  });

  it("for a token that Slack refuses, if need be after a bad moment of Slack's own", async () => {
    slack.workspace.faults.set("auth.test", { kind: "500" });
    slack.workspace.faults.set("*", { kind: "invalid_auth" });
    await ends(
      { ...atSlack(), DATA_DIR: join(folder, "refused") },
      "Slack does not take SLACK_BOT_TOKEN (invalid_auth): copy it again from your Slack app's page.",
    );
  });

  it("for a database of a real Slack, where the settings of that were forgotten: the local workspace turns its clock", async () => {
    const real = join(folder, "real");
    const { db, close } = await openDatabase({ folder: real });
    await keptTeam(db);
    await close();
    await ends(
      { DATA_DIR: real },
      "This database belongs to a real Slack: set SLACK_BOT_TOKEN and what goes with it to serve that, or another DATA_DIR or DATABASE_URL for the local workspace.",
    );
  });

  it("for the folder of a local workspace whose clock was turned: it would be late for ever", async () => {
    const turned = join(folder, "turned");
    const database = await openDatabase({ folder: turned });
    await turnHand(database.db, Temporal.Duration.from({ days: 3 }));
    await database.close();
    await ends(
      { ...atSlack(), DATA_DIR: turned },
      "This database belongs to a local workspace whose clock has been turned: set DATA_DIR to another folder, or DATABASE_URL, for the real Slack.",
    );
  });

  it("for an errand that nobody knows", () =>
    ends({}, "I know no errand called docter: migrate, doctor, backup, restore, framework, rehearse.", [
      "docter",
    ]));
});
