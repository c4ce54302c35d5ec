/**
 * Two processes on one PostgreSQL, restarted one after the other while people go on: nobody's press, command or answer is
 * left unanswered, and what was answered as kept is there.
 */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { frameworkV1 } from "../../src/core/catalogue/index.ts";
import type { ChannelId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import { installedByManifest } from "../../src/playground/installed.ts";
import { commandFields, submitted } from "../../src/playground/payloads.ts";
import { type LocalWorkspace, openLocalWorkspace } from "../../src/playground/server.ts";
import { checkInModal } from "../../src/slack/check-in-modal.ts";
import { now } from "../../src/store/clock.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { reflections } from "../../src/store/schema.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";
import { freshPostgres } from "../support/fresh-postgres.ts";
import { keptRound, keptTeam } from "../support/kept-teams.ts";
import { type SharingOut, shareOut } from "../support/sharing-out.ts";
import { type Ended, type Started, startBearings } from "../support/started.ts";

const people = ["UCHEN", "UDALIA", "UELIF", "UFARAH", "UHANA", "UIVAN"] as UserId[];
/** Twenty a second. */
const everyMs = 50;

let url: string;
let database: Database;
let round: KeptRound;
let slack: LocalWorkspace;
let proxy: SharingOut;
const running: Started[] = [];

beforeAll(async () => {
  const server = process.env.BEARINGS_TEST_DATABASE_URL;
  if (server === undefined) throw new Error("This needs a server: npm run test:postgres.");
  url = await freshPostgres(server);
  database = await openDatabase({ url });
  const { db } = database;
  proxy = await shareOut();
  slack = await openLocalWorkspace({
    app: installedByManifest,
    world: { db: null, log: { info: () => {}, warn: () => {}, error: () => {} } },
    appAt: () => `${proxy.address}/slack/events`,
  });
  const workspace = "TLOCAL" as WorkspaceId;
  const installedAt = await now(db);
  await keepWorkspace(db, { id: workspace, name: "Local", botUser: "UBEARINGS" as UserId, installedAt });
  const later = installedAt.add({ hours: 24 * 7 });
  const team = await keptTeam(db, {
    workspace,
    channel: "CHARBOUR" as ChannelId,
    members: people,
    leaders: ["UADA" as UserId],
    nextOpensAt: later,
  });
  round = await keptRound(db, team, { opensAt: installedAt, closesAt: later, nudgesAt: null });
}, 60_000);

afterAll(async () => {
  for (const process of running) await process.kill();
  await slack.stop();
  await proxy.stop();
  await database.close();
});

async function start(): Promise<Started> {
  const process = startBearings({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.slackApiUrl,
    DATABASE_URL: url,
    PORT: "0",
    HOST: "127.0.0.1",
  });
  running.push(process);
  const port = /"port":(\d+).*"msg":"Bearings is running"/;
  await expect.poll(() => process.printed(), { timeout: 30_000, interval: 50 }).toMatch(port);
  const its = Number(port.exec(process.printed())?.[1]);
  proxy.add(its);
  await expect.poll(() => proxy.ready(), { timeout: 10_000, interval: 50 }).toContain(its);
  return process;
}

async function stops(process: Started): Promise<Ended & { readonly seconds: number }> {
  const before = performance.now();
  process.process.kill("SIGTERM");
  return { ...(await process.ended), seconds: (performance.now() - before) / 1000 };
}

/** What somebody sends off, as Slack would: their check-in with this text in it. */
function checkIn(person: UserId, text: string) {
  const view = checkInModal({
    round,
    framework: frameworkV1,
    teamName: "Harbour",
    zone: "UTC",
    loop: [],
    said: null,
  });
  const modal = { id: "VCHECKIN", hash: "1.1", view, errors: {} };
  const option = { value: "holding", text: { type: "plain_text", text: "Holding" } };
  return submitted(slack.workspace, person, modal, {
    "direction:customer": { said: { type: "radio_buttons", selected_option: option } },
    noticed: { said: { type: "plain_text_input", value: text } },
  });
}

it("restarts one process after the other, and nobody is left without an answer", {
  timeout: 90_000,
}, async () => {
  let [one, other] = await Promise.all([start(), start()]);
  const { door, workspace } = slack;
  const place = workspace.state.channels.find(({ id }) => id === "CHARBOUR");
  if (place === undefined) throw new Error("There is no #harbour-support.");

  const unanswered: string[] = [];
  const acknowledged = new Map<UserId, string>();
  const waiting = new Set<UserId>();
  const underWay = new Set<Promise<void>>();
  let sent = 0;
  const send = async () => {
    sent += 1;
    const person = people[sent % people.length] as UserId;
    if (sent % 2 === 0 || waiting.has(person)) {
      const heard = await door.form(commandFields(workspace, person, place, "/bearings", "help"));
      if (heard.was !== "answered" || heard.status !== 200) unanswered.push(JSON.stringify(heard));
      return;
    }
    waiting.add(person);
    const text = `Noticed ${sent}`;
    const heard = await door.form({ payload: JSON.stringify(checkIn(person, text)) });
    waiting.delete(person);
    if (heard.was === "answered" && heard.status === 200 && heard.body === "") acknowledged.set(person, text);
    else unanswered.push(JSON.stringify(heard));
  };
  const going = setInterval(() => {
    const one = send().finally(() => underWay.delete(one));
    underWay.add(one);
  }, everyMs);

  const left: (Ended & { readonly seconds: number })[] = [];
  // Each in turn, and on until enough has come in meanwhile.
  while (left.length < 2 || sent <= 100) {
    left.push(await stops(one));
    [one, other] = [other, await start()];
  }
  clearInterval(going);
  await Promise.all(underWay);

  expect(unanswered).toEqual([]);
  for (const ended of left) {
    expect(ended).toMatchObject({ code: 0, signal: null, err: "" });
    expect(ended.out).not.toMatch(/"level":"?(error|50)/);
    expect(ended.seconds).toBeLessThan(25);
  }
  const kept = await database.db
    .select({ author: reflections.author, text: reflections.text })
    .from(reflections)
    .where(eq(reflections.round, round.id));
  expect(new Map(kept.map(({ author, text }) => [author, text]))).toEqual(acknowledged);
});
