/**
 * An employer exports what stands in Slack, direct messages and all. No message holds what a person answered: asking
 * happens in modals, which are no messages, and nothing is repeated to anybody, not even to the person who said it.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  channel,
  idOf,
  leader,
  looksAtEverything,
  momentsOf,
  nine,
  noticed,
  openWatched,
  outbound,
  smile,
  type Watched,
} from "../support/watched-town.ts";

let watched: Watched;
const [first, second] = [momentsOf("2026-11-23"), momentsOf("2026-11-30")];
const directions = ["Improving", "Holding", "Slipping", "Can't tell"];
const textOf = (week: number, name: string) =>
  `Canary of week ${week} by the ${name.length}-letter ${name.at(-1)}`;
const shown = nine.slice(0, 6).map((name) => textOf(1, name));
const named = textOf(1, "june");
const deleted = nine.slice(0, 4).map((name) => textOf(2, name));
const numbers = nine.map((_, at) => `-${at + 301}.${at + 31}`);

type Message = { readonly to: string; readonly whole: string };
/** Everything that becomes a message of somebody's, with its place. */
const messages = (): readonly Message[] =>
  outbound(watched).map(({ args }) => ({ to: args.channel ?? "", whole: JSON.stringify(args) }));
let beforeTheClose: readonly Message[];

beforeAll(async () => {
  watched = await openWatched();
  await watched.at(first.opened);
  for (const [at, name] of nine.slice(0, 7).entries()) {
    await watched.answers(name, {
      Customer: directions[at % 3] ?? "",
      Employee: directions[(at + 1) % 4] ?? "",
      "Time to Smile": "Slipping",
      [smile]: numbers[at] ?? "",
      [noticed]: textOf(1, name),
      "Share it": name === "june" ? "With my name" : "Without my name",
    });
  }
  // They look at what they said, change it, and are reminded.
  await watched.answers("chen", { Customer: "Slipping" });
  await watched.as("kofi").presses("Not this week", { in: channel });
  await watched.at(first.nudged);
  await watched.as("dalia").types("/bearings checkin", { in: channel });
  await watched.as("dalia").dismisses();
  beforeTheClose = messages();
  await watched.at(first.told);
  await looksAtEverything(watched, leader);
  await watched.at(second.opened);
  for (const name of nine.slice(0, 4)) {
    await watched.answers(name, {
      Customer: "Improving",
      [noticed]: textOf(2, name),
      "Share it": "Without my name",
    });
  }
  await watched.at(second.told);
  await looksAtEverything(watched, leader);
}, 180_000);

afterAll(() => watched.town.stop());

describe("what an export would hold", () => {
  test("before the close: no text, no number and no direction that anybody gave", () => {
    expect(beforeTheClose.length).toBeGreaterThan(3);
    const telling = new RegExp([...shown, named, ...numbers, "improving", "slipping"].join("|"), "i");
    expect(beforeTheClose.filter(({ whole }) => telling.test(whole))).toEqual([]);
  });

  test("in direct messages: never a text, a number, or anybody's name but the reader's own", () => {
    const direct = messages().filter(({ to }) => /^[DU]/.test(to));
    expect(direct.map(({ to }) => to)).toEqual(expect.arrayContaining([idOf("lena"), idOf(leader)]));
    for (const { to, whole } of direct) {
      expect([...shown, named, ...deleted, ...numbers].filter((said) => whole.includes(said))).toEqual([]);
      const mentioned = [...whole.matchAll(/<@(U[A-Z]+)/g)].map(([, person]) => person);
      expect(mentioned.filter((person) => person !== to && person !== idOf(leader))).toEqual([]);
    }
  });

  test("of texts without a name: those of five and more, once, in the summary, and none of fewer", () => {
    for (const text of [...shown, named]) {
      const places = messages().filter(({ whole }) => whole.includes(text));
      expect(places.map(({ to }) => to)).toEqual(["CHARBOUR"]);
    }
    for (const text of deleted) expect(messages().filter(({ whole }) => whole.includes(text))).toEqual([]);
  });

  test("nobody stands beside a direction, in any message to anybody", () => {
    const people = nine.filter((name) => name !== "june").map((name) => `${idOf(name)}|${name}`);
    const beside = new RegExp(`\\b(${people.join("|")})\\b`, "i");
    const aboutResults = messages().filter(({ whole }) => /improving|slipping|holding/i.test(whole));
    expect(aboutResults.length).toBeGreaterThan(4);
    expect(
      aboutResults.filter(({ whole }) => beside.test(whole.replaceAll(/by the \d-letter \w/g, ""))),
    ).toEqual([]);
  });

  test("nothing is asked in a message: no message has a field to fill in, all of them are in modals", () => {
    const asking = /"type":\s*"(input|radio_buttons|checkboxes|plain_text_input|number_input|static_select)"/;
    const plain = messages().map(({ whole }) => whole.replaceAll("\\", ""));
    expect(plain.filter((whole) => asking.test(whole))).toEqual([]);
    const modals = watched.calls
      .filter(({ method }) => method === "views.open")
      .map(({ args }) => args.view ?? "");
    expect(modals.filter((view) => asking.test(view)).length).toBeGreaterThan(7);
  });

  test("what somebody said before is shown to them again in their modal only", () => {
    const again = watched.calls.filter(({ args }) => JSON.stringify(args).includes(textOf(1, "dalia")));
    const places = again.map(({ method, args }) => `${method} ${args.channel ?? ""}`.trim());
    expect(new Set(places)).toEqual(new Set(["views.open", "chat.postMessage CHARBOUR"]));
  });
});
