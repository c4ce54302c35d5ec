/**
 * People write what they like, and it stays words: nothing they write mentions anybody, links anywhere, formats or hides
 * what stands around it, or passes for something that Bearings said. Wherever it is shown, and in what is shown instead.
 */
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { galleryOf } from "../../src/playground/gallery.ts";
import { submitted } from "../../src/playground/payloads.ts";
import { walkThrough } from "../../src/playground/scenes/gallery.ts";
import { answers, harbour, nightDesk, setsUp } from "../../src/playground/scenes/scene.ts";
import { topModal } from "../../src/playground/views.ts";
import type { Visitor } from "../../src/playground/visitor.ts";
import { teamInChannel } from "../../src/store/teams.ts";
import { triesOfTeam } from "../../src/store/tries.ts";
import { pressesForged } from "../support/forging.ts";
import { asSeen, type Mrkdwn, mrkdwnIn } from "../support/mrkdwn-in.ts";
import { type TestTown, testTown } from "../support/town.ts";

const noticed = "If anything: a moment, a pattern, something a customer said";
const hidden = "\u202E\u2066\u2067\u2068\u2069\u200B\u200E\uFEFF\u0000\u001B\uD83D";
const family = "👩‍👩‍👧‍👦";

/** What people write in one line, and how it is to be read: as they wrote it, without what can't be seen. */
const nasty = {
  calls: "<!channel> <!here> <!everyone> <!subteam^S1> <!channel|all> @channel @here @Everyone",
  people: "<@UGUS> <@UGUS|boss> <#CGENERAL> <#CGENERAL|general>",
  links: "<https://evil.example|payroll> <mailto:a@evil.example|x> https://evil.example/x",
  dates: "<!date^0^{date}^https://evil.example|x> <!date^1^{time}|x>",
  escapes: "&lt;!channel&gt; &amp;lt;!here&amp;gt; &#60;!here&#62; a & b < c > d",
  marks: "*boldly* _slanted_ ~struck~ `coded` ```fenced``` *_~all~_*",
  emoji: ":skull: :red_circle: :+1:",
  formula: `=HYPERLINK("https://evil.example","x") +1 @SUM(A1)`,
  hiding: `left${hidden}right ${family}`,
  faking: "> quoted • Customer: *slipping*, said Gus",
} as const;

const teams = {
  harbour: "<!channel> *boldly* <@UGUS> :skull: <https://evil.example|x> &lt;!here&gt;",
  night: "`coded` _slanted_ <!date^0^{date}|x> <#CGENERAL> @here & <b>",
} as const;

/** In several lines, each of which might pass for a line of ours. */
const lines = [
  "• Customer: *slipping*, second round running.",
  "> quoted",
  "*A question to talk about:* who?",
  "```",
  "between",
];

/** What is left of it to be read. */
const asRead = (written: string) =>
  [...written]
    .filter((sign) => !hidden.includes(sign))
    .join("")
    .replace(/\uD83D(?![\uDC00-\uDFFF])/g, "");

let town: TestTown;
let texts: readonly Mrkdwn[];
let everything: string;

beforeAll(async () => {
  town = await testTown();
  await live(town);
  const { surfaces } = galleryOf(town.local.workspace);
  texts = surfaces.flatMap(mrkdwnIn);
  everything = JSON.stringify(surfaces);
}, 120_000);

afterAll(() => town.stop());

/** A week and a half in which everybody writes the worst they can think of, wherever something can be written. */
async function live(town: TestTown): Promise<void> {
  const visitors = new Map<string, Visitor>();
  const as = (person: string) => {
    const visitor = visitors.get(person) ?? town.local.visit(person);
    visitors.set(person, visitor);
    return visitor;
  };
  const at = (moment: string) => town.turnTo(Temporal.Instant.from(moment));
  await setsUpAs("#harbour-support", "UADA", harbour, teams.harbour);
  await setsUpAs("#night-desk", "UBRUNO", nightDesk, teams.night);
  await at("2026-11-23T15:00:00Z");

  const reflections = [...Object.values(nasty).slice(0, 8), lines.join("\n")];
  for (const [n, person] of harbour.entries()) {
    await answers(as(person), "#harbour-support", {
      Customer: n < 5 ? "Slipping" : "Improving",
      Employee: "Holding",
      [noticed]: reflections[n] ?? "",
      "Share it": n < 5 ? "Without my name" : "With my name",
    });
  }
  for (const [n, person] of nightDesk.entries()) {
    const text = [nasty.hiding, nasty.faking][n];
    const said = { Customer: "Holding", ...(text ? { [noticed]: text } : {}) };
    await answers(as(person), "#night-desk", said);
  }
  for (const [n, text] of Object.values(nasty).entries()) {
    await as("UDALIA").types(`Kept ${n}: ${text}`, { in: "#harbour-support" });
    await as("UADA").usesShortcut("Keep as a reflection", { in: "#harbour-support", message: `Kept ${n}: ` });
    await as("UADA").submits();
    await as("UADA").dismisses();
    await town.tick();
    await as("UDALIA").presses("Yes, with my name");
  }
  await at("2026-11-26T16:01:00Z");
  for (const what of Object.values(nasty)) await triesSomething(what);
  await learns(nasty.links, lines.join("\n"));
  await learns(nasty.marks, Object.values(nasty).slice(0, 4).join(" "));
  await at("2026-11-30T12:00:00Z");
  for (const word of ["", "metric", "trends", "away", "focus", "digest"])
    for (const text of Object.values(nasty))
      await as("UADA").types(`/bearings ${word} ${text.replace(hidden, "")}`, { in: "#harbour-support" });
  await walkThrough(town);

  async function setsUpAs(channel: string, leader: string, members: readonly string[], name: string) {
    await setsUp(town, leader, channel, { members, leaders: [leader, "UADA"] });
    await as(leader).types("/bearings setup", { in: channel });
    await as(leader).fills({ "What is the team called?": name });
    await as(leader).submits();
    await as(leader).dismisses();
  }

  async function triesSomething(what: string) {
    await as("UCHEN").presses("Try something", { in: "#harbour-support" });
    await as("UCHEN").fills({ "What will you try?": what, "What is it for?": "Employee" });
    await as("UCHEN").submits();
    await as("UCHEN").dismisses();
  }

  /** Of the newest tries that are told, the one that says this. */
  async function learns(what: string, learned: string) {
    const { db } = town.world;
    const team = await teamInChannel(db, "TLOCAL" as never, "CHARBOUR" as never);
    const tried = team && (await triesOfTeam(db, team.id)).find((one) => one.what === asRead(what));
    if (!team || !tried) throw new Error(`Nobody tries “${what}”.`);
    await pressesForged(
      town,
      "UCHEN",
      "try_learned",
      JSON.stringify({ v: 1, of: { team: team.id, try: tried.id } }),
    );
    await as("UCHEN").fills({ "What did you learn?": learned });
    await as("UCHEN").submits();
    await as("UCHEN").dismisses();
  }
}

/** Where something is shown as it was written. */
function shown(written: string, where: RegExp): boolean {
  return texts.some((text) => where.test(text.where) && text.reads.includes(asSeen(asRead(written))));
}

describe("what people write", () => {
  it("is shown as they wrote it", () => {
    const told = Object.entries(nasty).filter(([, text]) => !shown(text, /^message for #/));
    expect(told).toEqual([]);
    for (const line of lines) expect(shown(line, /^message for #harbour-support: What/), line).toBe(true);
  });

  it("is shown wherever a team's name, a try or a reflection stands: none of these was overlooked", () => {
    const places: readonly (readonly [string, string, RegExp])[] = [
      ["the round message", teams.harbour, /^message for #harbour-support: Your weekly bearings/],
      ["its fallback", teams.harbour, /^fallback of message for #harbour-support: Your weekly bearings/],
      ["the other team's", teams.night, /^message for #night-desk: Your weekly bearings/],
      ["what is tried, in it", nasty.calls, /^message for #harbour-support: Your weekly bearings/],
      ["the summary's fallback", teams.harbour, /^fallback of message for #harbour-support: What/],
      ["a reflection in it", nasty.formula, /^message for #harbour-support: What/],
      ["the check-in", teams.harbour, /^modal for .*: Your bearings/],
      ["the home tab", teams.harbour, /^home for/],
      ["what is tried, on the home tab", nasty.people, /^home for/],
      ["the digest", teams.night, /^message for Ada Okafor: Your focus/],
      ["what is tried, in the digest", nasty.escapes, /^message for Ada Okafor: Your focus/],
      ["what was learned, in the digest", nasty.links, /^message for Ada Okafor: Your focus/],
      ["the list of tries", nasty.emoji, /^message for Ada Okafor: What/],
      ["an unknown word", "<!channel>", /^message for Ada Okafor: I don't know/],
    ];
    expect(places.filter(([, text, where]) => !shown(text, where)).map(([name]) => name)).toEqual([]);
  });

  it("calls nobody, and points at nobody and nowhere", () => {
    const live = texts.flatMap(({ where, pieces }) =>
      pieces
        .filter(
          (piece) =>
            piece.is === "call" ||
            piece.is === "date" ||
            (piece.is === "link" && /evil|^mailto/.test(piece.href)) ||
            (piece.is === "person" &&
              !harbour.some((id) => id === piece.id) &&
              !nightDesk.some((id) => id === piece.id)) ||
            (piece.is === "place" && piece.id !== "CHARBOUR" && piece.id !== "CNIGHT"),
        )
        .map((piece) => ({ where, piece })),
    );
    expect(live).toEqual([]);
  });

  it("has each of Slack's own three signs escaped, but for our mentions and quotes", () => {
    const link = "<https:\\/\\/[a-z-]+\\.slack\\.com\\/archives\\/[A-Z]+\\/p\\d+\\|(Where it stands|here)>";
    const ours = new RegExp(`<[@#][A-Z]+>|^>|&(amp|lt|gt);|${link}`, "gm");
    expect(texts.filter(({ source }) => /[<>&]/.test(source.replace(ours, "")))).toEqual([]);
  });

  it("is left alone by Slack where it looks like an address, a channel or everybody", () => {
    expect(texts.filter(({ verbatim }) => !verbatim).map(({ where }) => where)).toEqual([]);
    expect(texts.filter(({ source }) => /@(channel|here|everyone)\b/i.test(source))).toEqual([]);
  });

  it("formats nothing: its signs stand there as signs", () => {
    const formatted = texts.flatMap(({ where, reads, source }) => {
      const [bare, signed] = [
        /boldly|slanted|struck|coded|fenced/g,
        /[*_~`](boldly|slanted|struck|coded|fenced)|^fenced$/gm,
      ];
      return (reads.match(bare) ?? []).length === (reads.match(signed) ?? []).length
        ? []
        : [{ where, source }];
    });
    expect(formatted).toEqual([]);
    expect(texts.filter(({ source }) => /:(skull|red_circle|\+1):/.test(source))).toEqual([]);
  });

  it("passes for nothing that Bearings says: no line of theirs begins a line of ours", () => {
    const begun =
      /^(• Customer: [∗*]slipping|[∗*]A question to talk about:[∗*] who|(>|&gt;) ?quoted|[ˋ`]{3}|between)/m;
    expect(texts.filter(({ source }) => begun.test(source)).map(({ where }) => where)).toEqual([]);
  });

  it("hides nothing: no sign that can't be seen, or turns what follows around, is left of it", () => {
    expect(everything).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\u200E\uFEFF]|\\u0000|\\u001b|\\ud83d/i);
    expect(everything).toContain(`leftright ${family}`);
    expect(Buffer.from(everything).toString()).toBe(everything);
  });

  it("broke nothing on the way", () => {
    expect(town.troubles).toEqual([]);
  });
});

describe("what is too much", () => {
  it.each([
    ["3,001 letters", "x".repeat(3001), "That's more than I can keep: 500 characters at most."],
    ["4,000 lines", "x\n".repeat(4000), "That's more than I can keep: 500 characters at most."],
    ["501 of what can be seen", "é".repeat(501), "That's more than I can keep: 500 characters at most."],
  ])("%s are refused with a sentence, and kept in the form", async (_, written, sentence) => {
    const who = town.local.visit("UDALIA");
    await who.presses("Give your reading", { in: "#harbour-support" });
    const open = topModal(town.local.workspace, "UDALIA");
    if (open === null) throw new Error("Dalia has no modal open.");
    const values = {
      "direction:customer": { said: { type: "radio_buttons", selected_option: { value: "holding" } } },
      noticed: { said: { type: "plain_text_input", value: written } },
    };
    const payload = JSON.stringify(submitted(town.local.workspace, "UDALIA", open, values));
    const heard = await town.local.door.form({ payload });
    await who.dismisses();
    expect(heard).toMatchObject({
      status: 200,
      body: JSON.stringify({ response_action: "errors", errors: { noticed: sentence } }),
    });
  });

  it("4,000 empty lines around a word are that word", async () => {
    const who = town.local.visit("UELIF");
    await answers(who, "#harbour-support", {
      Customer: "Holding",
      [noticed]: `${"\n".repeat(200)}calm${"\n".repeat(200)}`,
    });
    await who.presses("Give your reading", { in: "#harbour-support" });
    expect(await who.readsModal()).toMatch(/customer said: calm$/m);
    await who.dismisses();
  });
});
