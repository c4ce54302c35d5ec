/**
 * Somebody reads the log, at its most talkative, in a week in which everything breaks that can. It holds no text, no
 * direction with a person, nobody's id beside a round, no number, and no secret.
 */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  channel,
  leader,
  looksAtEverything,
  momentsOf,
  nine,
  noticed,
  openWatched,
  smile,
  type Watched,
} from "../support/watched-town.ts";

let watched: Watched;
const moments = momentsOf("2026-11-23");
const textOf = (name: string) => `Canary noticed by somebody whose name ends in ${name.at(-1)}`;
const numbers = nine.map((_, at) => `-${at + 301}.${at + 31}`);

type Line = { readonly level: number; readonly msg: string };
const parsed = () => watched.lines.map((line) => JSON.parse(line) as Line);
const errors = () => parsed().filter(({ level }) => level >= 40);

beforeAll(async () => {
  watched = await openWatched();
  const { db } = watched.town.world;
  const { faults } = watched.town.local.workspace;
  await watched.at(moments.opened);
  for (const [at, name] of nine.slice(0, 7).entries()) {
    if (at === 2) await withoutTable("readings", () => triesToAnswer(name, at));
    if (at === 3)
      await withoutTable("roster", () => watched.as(name).presses("Give your reading", { in: channel }));
    if (at === 4) faults.set("views.open", { kind: "internal_error" });
    if (at === 4) await watched.as(name).presses("Give your reading", { in: channel });
    await watched.answers(name, said(name, at));
  }
  await db.execute(sql`alter table readings add constraint nothing_more check (ballpark is null) not valid`);
  await triesToAnswer("kofi", 7);
  await db.execute(sql`alter table readings drop constraint nothing_more`);
  await forgedAtTheDoor();
  faults.set("chat.postMessage", { kind: "500", times: 2 });
  await watched.at(moments.nudged);
  await withoutTable("labels", async () => {
    await watched.at("2026-11-26T16:00:30Z");
    await looksAtEverything(watched, leader);
  });
  faults.set("chat.postMessage", { kind: "drop-after-accept", times: 1 });
  faults.set("files.getUploadURLExternal", { kind: "500", times: 3 });
  await watched.at(moments.told);
  await looksAtEverything(watched, leader);
}, 180_000);

afterAll(() => watched.town.stop());

describe("in a week in which everything breaks, the log", () => {
  test("tells the operator that it broke, and how", () => {
    const told = new Set(errors().map(({ msg }) => msg));
    expect([...told]).toEqual(expect.arrayContaining(["submission broke", "listener broke"]));
    expect(told.size).toBeGreaterThan(3);
    expect(watched.lines.join()).toMatch(/42P01/);
    expect(watched.lines.join()).toMatch(/23514/);
  });

  test("holds no text that anybody wrote, and no number", () => {
    const all = watched.lines.join("\n");
    expect(nine.filter((name) => all.includes(textOf(name)))).toEqual([]);
    const isNumber = (number: string) => new RegExp(`(?<![\\d.:])${number.replace(".", "\\.")}(?!\\d)`);
    expect(numbers.filter((number) => isNumber(number).test(all))).toEqual([]);
  });

  test("holds no direction, with a person or without", () => {
    expect(watched.lines.filter((line) => /\b(improving|slipping|holding|cant-tell)\b/i.test(line))).toEqual(
      [],
    );
  });

  test("names nobody who was asked, and so nobody beside a round", () => {
    const anybody = new RegExp(nine.map((name) => `U${name.toUpperCase()}`).join("|"));
    expect(watched.lines.filter((line) => anybody.test(line))).toEqual([]);
  });

  test("holds no token, no signing secret and no address that answers for somebody", () => {
    const { botToken, signingSecret } = watched.town.local;
    const secret = watched.lines.filter(
      (line) =>
        line.includes(botToken) ||
        line.includes(signingSecret) ||
        /xox[a-z]-|xapp-|\/response\/|hooks\.slack/.test(line),
    );
    expect(secret).toEqual([]);
  });
});

/** Somebody's submission that can't be kept; they put it away. */
async function triesToAnswer(name: string, at: number): Promise<void> {
  const who = watched.as(name);
  await who.presses("Give your reading", { in: channel });
  await who.fills(said(name, at));
  await who.submits();
  if ((await who.readsModal()) !== null) await who.dismisses();
}

function said(name: string, at: number) {
  return {
    Customer: ["Improving", "Holding", "Slipping"][at % 3] ?? "",
    "Time to Smile": "Slipping",
    [smile]: numbers[at] ?? "",
    [noticed]: textOf(name),
    "Share it": at % 2 ? "With my name" : "Without my name",
  };
}

async function withoutTable(table: string, act: () => Promise<unknown>): Promise<void> {
  const { db } = watched.town.world;
  await db.execute(sql.raw(`alter table ${table} rename to ${table}_gone`));
  try {
    await act();
  } finally {
    await db.execute(sql.raw(`alter table ${table}_gone rename to ${table}`));
  }
}

/** Signed nonsense, and an unsigned body with everything in it. */
async function forgedAtTheDoor(): Promise<void> {
  const { door, address } = watched.town.local;
  const body = JSON.stringify({
    type: "view_submission",
    user: { id: "UCHEN" },
    said: `${textOf("chen")} slipping`,
  });
  await door.form({ payload: body.slice(0, -9) });
  await door.form({ payload: body });
  await door.form({
    payload: JSON.stringify({
      ...JSON.parse(body),
      team: { id: "TLOCAL" },
      view: { callback_id: "check_in" },
    }),
  });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  await fetch(`${address}slack/events`, {
    method: "POST",
    headers,
    body: new URLSearchParams({ payload: body }),
  });
  await watched.town.behindTheDoor.idle?.();
}
