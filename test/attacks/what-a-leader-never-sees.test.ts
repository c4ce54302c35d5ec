/**
 * Ada leads Harbour Support, is in the channel of Night Desk, and wants to know. She looks at everything she can reach, in
 * two weeks, while rounds are open and after they closed. Each test is a line of what a leader must never be able to see.
 */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserId, WorkspaceId } from "../../src/core/ids.ts";
import { setsUp } from "../../src/playground/scenes/scene.ts";
import { takeBackup } from "../../src/store/backup.ts";
import { tidy } from "../../src/store/database.ts";
import { deleteWhatIsKeptOf } from "../../src/store/erasure.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { backupFolder, linesIn } from "../support/backups.ts";
import { testEngine } from "../support/database.ts";
import { tablesWith } from "../support/every-row.ts";
import { pressesForged } from "../support/forging.ts";
import {
  channel,
  idOf,
  leader,
  looksAtEverything,
  momentsOf,
  noticed,
  openWatched,
  outbound,
  smile,
  type Watched,
} from "../support/watched-town.ts";

type Sights = Readonly<Record<string, string>>;

const five = ["chen", "dalia", "elif", "hana", "ivan"] as const;
const night = ["bruno", "june", "kofi", "farah", "lena"] as const;
const [first, second] = [momentsOf("2026-11-23"), momentsOf("2026-11-30")];
const textOf = (name: string) => `Canary text ending in ${[...name].reverse().slice(0, 3).join("")}`;
const tooFewTexts = five.slice(0, 3).map((name) => `Second ${textOf(name)}`);
/** By person, smallest first. Below zero, so that no moment or id looks like one of them. */
const numbers = ["-1871.51", "-538.38", "-403.03", "-317.17", "-1.07"] as const;

let watched: Watched;
let beforeAnybody: Sights;
let whileOpen: Sights;
let closed: Sights;
let secondOpen: Sights;
let later: Sights;
let frozen: string;

beforeAll(async () => {
  watched = await openWatched(five);
  await setsUp(watched.town, "UBRUNO", "#night-desk", { members: night.map(idOf), leaders: ["UBRUNO"] });
  await watched.at(first.opened);
  beforeAnybody = await looksAtEverything(watched, leader);
  for (const [at, name] of five.entries()) {
    await watched.answers(name, {
      Customer: ["Slipping", "Slipping", "Slipping", "Slipping", "Holding"][at] ?? "",
      Employee: "Holding",
      ...(at < 2 ? { Business: "Improving", "Customer Time to Value": "Improving" } : {}),
      "Time to Smile": "Slipping",
      [smile]: numbers[at] ?? "",
      [noticed]: textOf(name),
      "Share it": "Without my name",
    });
  }
  whileOpen = await looksAtEverything(watched, leader);
  await watched.at("2026-11-23T20:00:00Z");
  for (const name of night) {
    await watched.as(name).types("/bearings checkin", { in: name === "lena" ? "#general" : "#night-desk" });
    await watched.as(name).fills({ Customer: "Improving", Acceleration: "Slipping" });
    await watched.as(name).submits();
  }
  await watched.at(first.told);
  closed = await looksAtEverything(watched, leader);
  frozen = await firstSummary();
  await watched.at(second.opened);
  for (const name of five.slice(0, 3)) {
    const text = { [noticed]: `Second ${textOf(name)}`, "Share it": "Without my name" };
    await watched.answers(name, { Customer: "Improving", Employee: "Improving", ...text });
  }
  await watched.as("hana").presses("Not this week", { in: channel });
  await watched.at(second.nudged);
  secondOpen = await looksAtEverything(watched, leader);
  await watched.at("2026-12-05T16:00:00Z");
  later = await looksAtEverything(watched, leader);
}, 180_000);

afterAll(() => watched.town.stop());

/** What she reads, apart from what is the same for everybody at any time: where privacy and setting up are explained. */
const read = (sights: Sights) => Object.entries(sights).filter(([place]) => place !== "/bearings privacy");
const everything = () => [beforeAnybody, whileOpen, closed, secondOpen, later].flatMap(read);
const theirNames = /UCHEN|UDALIA|UELIF|UHANA|UIVAN|Chen Wei|Dalia|Elif|Hana|Ivan/;

describe("a leader never sees", () => {
  test("who answered what", async () => {
    expect(closed["/bearings metric customer"]).toContain("slipping");
    for (const [place, words] of everything()) expect(words, place).not.toMatch(theirNames);
    const { db } = watched.town.world;
    for (const name of five) {
      const tables = await tablesWith(db, idOf(name));
      expect(tables.filter((table) => !["members", "roster"].includes(table))).toEqual([]);
    }
    // The window in which an open team shows who said which opens for nobody here.
    const carried = JSON.stringify({ v: 1, of: { round: await firstRound() } });
    await pressesForged({ ...watched.town, troubles: [] }, idOf(leader), "who_said_which", carried);
    expect((await watched.as(leader).readsModal()) ?? "").not.toMatch(theirNames);
    if ((await watched.as(leader).readsModal()) !== null) await watched.as(leader).dismisses();
  });

  test("any answer while the round is open", () => {
    expect(whileOpen).toEqual(beforeAnybody);
    const home = (sights: Sights) => sights["the channel"]?.split("\n").length;
    expect(home(secondOpen)).toBeGreaterThan(home(closed) ?? 0);
    for (const text of tooFewTexts) {
      expect(read(secondOpen).filter(([, words]) => words.includes(text))).toEqual([]);
    }
    expect(secondOpen["/bearings metric customer"]).toBe(closed["/bearings metric customer"]);
  });

  test("any content under the floor", async () => {
    expect(closed["/bearings trends"]).toContain("Business: too few to say");
    expect(later["/bearings trends"]).toContain("Customer: too few to say");
    for (const text of tooFewTexts) {
      expect(everything().filter(([, words]) => words.includes(text))).toEqual([]);
      expect(await tablesWith(watched.town.world.db, text)).toEqual([]);
    }
    const business = closed["the channel"]?.split("\n").filter((line) => /^(• )?Business\b/.test(line)) ?? [];
    expect(business.join()).not.toMatch(/improving|slipping|holding|mixed/);
  });

  test("who did not answer, by name", () => {
    for (const [place, words] of [...read(secondOpen), ...read(later)]) {
      expect(words, place).not.toMatch(theirNames);
      expect(words, place).not.toMatch(/not answered yet|haven't answered|still missing/);
    }
    const reminders = outbound(watched).filter(({ args }) => args.metadata?.includes("bearings_nudge"));
    const ours = reminders.map(({ args }) => args.channel ?? "").filter((to) => five.map(idOf).includes(to));
    expect(ours).toEqual(["UIVAN"]);
    expect(reminders.filter(({ args }) => !/^U/.test(args.channel ?? ""))).toEqual([]);
  });

  test("when somebody answered", async () => {
    for (const [place, words] of everything())
      expect(words, place).not.toMatch(/answered (on|at|first|last)/i);
    const { db } = watched.town.world;
    expect(await rowsOf(db, sql`select count(*)::int as moments from answers`)).toEqual([{ moments: 0 }]);
    // Between opening and reminder Slack was told nothing that others can see: no message marks an answer.
    const from = Date.parse(first.opened);
    const until = Date.parse(first.nudged) - 120_000;
    const meanwhile = outbound(watched).filter(
      ({ at, method, args }) =>
        at > from && at < until && method !== "chat.postEphemeral" && args.channel === "CHARBOUR",
    );
    expect(meanwhile).toEqual([]);
  });

  test("an unattributed text next to a reading", () => {
    const lines = everything()
      .flatMap(([, words]) => words.split("\n"))
      .filter((line) => line.includes("Canary text"));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const around = five.reduce((left, name) => left.replaceAll(textOf(name), ""), line);
      expect(around).not.toMatch(/improving|slipping|holding|can't tell|\d/i);
      expect(around).not.toMatch(theirNames);
    }
  });

  test("a changed past result", async () => {
    expect(await firstSummary()).toBe(frozen);
    await watched.as("dalia").presses("Give your reading", { in: channel });
    for (const name of five) {
      await deleteWhatIsKeptOf(watched.town.world.db, "TLOCAL" as WorkspaceId, idOf(name) as UserId);
    }
    expect(await firstSummary()).toBe(frozen);
    const now = await looksAtEverything(watched, leader);
    // The forged button of another test stands there as a message of its own.
    expect({ ...now, "the channel": now["the channel"]?.replace("\n[Press]", "") }).toEqual(later);
  });

  test("the smallest or the largest value", async () => {
    for (const number of [numbers[0], numbers[1], numbers[3], numbers[4]]) {
      expect(everything().filter(([, words]) => words.includes(number))).toEqual([]);
      expect(await tablesWith(watched.town.world.db, number)).toEqual([]);
    }
    expect(await rowsOf(watched.town.world.db, sql`select median from ballparks`)).toEqual([
      { median: -400 },
    ]);
  });

  test("another team's result", async () => {
    const { db } = watched.town.world;
    const [theirs] = await rowsOf<{ words: number }>(
      db,
      sql`select count(*)::int as words from labels l join rounds r on r.id = l.round join teams t on t.id = r.team
        where t.name = 'Night Desk' and l.word <> 'too-few'`,
    );
    expect(theirs?.words).toBeGreaterThan(0);
    for (const [place, words] of everything()) expect(words, place).not.toContain("Night Desk");
    for (const line of [
      "/bearings trends",
      "/bearings trends acceleration",
      "/bearings metric acceleration",
      "/bearings close",
    ]) {
      await watched.as(leader).types(line, { in: "#night-desk" });
      const told = (await watched.as(leader).reads("#night-desk")).at(-1) ?? "";
      expect(told, line).not.toMatch(
        /Acceleration: (leaning )?slipping|Night Desk: |week 48: (leaning )?slipping/,
      );
    }
  });

  test("an export, log, metric, URL, error or backup holding any of it", async () => {
    // There is neither an export nor a metric yet: whoever adds one adds it here.
    const said = [...five.map(textOf), ...tooFewTexts, ...numbers.filter((number) => number !== "-403.03")];
    const held = (texts: readonly string[]) => texts.filter((text) => said.some((one) => text.includes(one)));
    expect(held(watched.lines)).toEqual([]);
    expect(watched.lines.filter((line) => theirNames.test(line))).toEqual([]);

    const urls = watched.calls.flatMap(({ args }) => JSON.stringify(args).match(/https?:[^"\\\s>|]+/g) ?? []);
    expect(held(urls)).toEqual([]);
    expect(urls.filter((url) => /U[A-Z]{3,}|slipping|improving/.test(new URL(url).pathname))).toEqual([]);

    const broken = await whatABrokenListenerSays();
    expect(broken).toContain("Something broke on my side just now");
    expect(held([broken])).toEqual([]);
    expect(broken).not.toMatch(theirNames);

    const database = await testEngine();
    await tidy(database);
    const folder = backupFolder();
    await takeBackup(database, folder.path("all.gz"), "test");
    const lines = linesIn(folder.path("all.gz"));
    folder.remove();
    expect(lines.length).toBeGreaterThan(20);
    const shown = lines.filter(
      (line) => !line.includes("team-summary") && !five.some((name) => line.includes(textOf(name))),
    );
    expect(held(shown)).toEqual([]);
    expect(
      lines.filter((line) => theirNames.test(line) && /improving|slipping|holding|cant-tell/.test(line)),
    ).toEqual([]);
  });

  test("a setting to lower the floor for a round already open", async () => {
    await watched.at(momentsOf("2026-12-07").opened);
    await watched.as(leader).types("/bearings setup", { in: channel });
    expect(await watched.as(leader).readsModal()).not.toMatch(/floor|at least how many|from how many/i);
    await watched.as(leader).fills({ "How are answers kept?": "Open: answers carry names inside the team" });
    await watched.as(leader).submits();
    if ((await watched.as(leader).readsModal()) !== null) await watched.as(leader).dismisses();
    const [now] = await rowsOf<{ team: string; round: string; floor: number }>(
      watched.town.world.db,
      sql`select t.mode as team, r.mode as round, r.floor from teams t join rounds r on r.team = t.id
        where t.channel = 'CHARBOUR' and r.state = 'open'`,
    );
    expect(now).toEqual({ team: "open", round: "confidential", floor: 5 });
    await watched.as("elif").presses("Give your reading", { in: channel });
    expect(await watched.as("elif").readsModal()).toContain("only if five or more of you answer");
  });
});

async function firstRound(): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    watched.town.world.db,
    sql`select r.id::text from rounds r join teams t on t.id = r.team
      where t.channel = 'CHARBOUR' order by r.week limit 1`,
  );
  return row?.id ?? "";
}

async function firstSummary(): Promise<string> {
  const [row] = await rowsOf<{ words: string }>(
    watched.town.world.db,
    sql`select concat(r.summary::text, (select string_agg(l::text, '|' order by l::text) from labels l where l.round = r.id)) as words
      from rounds r where r.id = ${await firstRound()}`,
  );
  return row?.words ?? "";
}

async function whatABrokenListenerSays(): Promise<string> {
  const { db } = watched.town.world;
  await db.execute(sql`alter table labels rename to labels_gone`);
  try {
    await watched.as(leader).types("/bearings trends", { in: channel });
    return (await watched.as(leader).reads(channel)).at(-1) ?? "";
  } finally {
    await db.execute(sql`alter table labels_gone rename to labels`);
  }
}
