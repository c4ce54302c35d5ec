/**
 * Twelve weeks of two teams, turned by the clock of the local workspace. What the app said is held against what people
 * said, written down beside it and counted again here: whatever the scene tells, these rules hold.
 */
import { asc, lte } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { subjectName } from "../../src/core/catalogue/index.ts";
import { type CategoryKey, categoryKeys, type SubjectKey } from "../../src/core/framework.ts";
import type { RoundId } from "../../src/core/ids.ts";
import { isGoodEnough, type Label, labelOf } from "../../src/core/label.ts";
import { closerLook } from "../../src/core/rotation.ts";
import { type Week, weeksLater } from "../../src/core/week.ts";
import { messageAsRead } from "../../src/playground/as-read.ts";
import type { Sight } from "../../src/playground/protocol.ts";
import { twelveWeeks } from "../../src/playground/scenes/twelve-weeks.ts";
import { deliveries, roster, rounds, waitingReadings } from "../../src/store/schema.ts";
import { teamsOfWorkspace } from "../../src/store/teams.ts";
import { tablesWith } from "../support/every-row.ts";
import { countOf, type Heard, type Recorder, recordReadings } from "../support/recorder.ts";
import { type TestTown, testTown } from "../support/town.ts";

type KeptRound = typeof rounds.$inferSelect;
/** A message of the app as somebody who sees it reads it, with the key of what it was to say. */
type Message = { readonly key: string; readonly to: string; readonly text: string; readonly reads: string };

let town: TestTown;
let recorder: Recorder;
let heard: readonly Heard[];
let all: readonly KeptRound[];
let messages: readonly Message[];
let teams: ReadonlyMap<string, { readonly name: string; readonly leaders: readonly string[] }>;

beforeAll(async () => {
  town = await testTown();
  recorder = await recordReadings(town.world.db);
  await twelveWeeks.play(town);
  const { db } = town.world;
  heard = await recorder.heard();
  all = await db.select().from(rounds).orderBy(asc(rounds.team), asc(rounds.week));
  messages = await messagesOf(town);
  const kept = await teamsOfWorkspace(db, town.local.workspace.state.team.id as never);
  teams = new Map(kept.map((team) => [team.id, team]));
}, 180_000);

afterAll(async () => {
  await recorder.remove();
  await town.stop();
});

/** Every message of the app, in whatever place, read by somebody who is in it. */
async function messagesOf({ local }: TestTown): Promise<Message[]> {
  const { state } = local.workspace;
  const found: Message[] = [];
  const sights = new Map<string, Sight>();
  for (const place of state.channels) {
    for (const posted of state.messages[place.id] ?? []) {
      if (posted.from !== state.app.botUser) continue;
      const reader = posted.only ?? place.members.find((member) => member !== state.app.botUser) ?? "";
      const sight = sights.get(reader) ?? (await local.client.see(reader));
      sights.set(reader, sight);
      const seen = sight.messages[place.id]?.find(({ ts }) => ts === posted.ts);
      if (seen === undefined) throw new Error(`${reader} doesn't see a message in ${place.name}.`);
      const metadata = posted.metadata as { event_payload?: { key?: string } } | null;
      found.push({
        key: metadata?.event_payload?.key ?? "",
        to: place.kind === "direct" ? reader : place.id,
        text: posted.text,
        reads: messageAsRead(sight, seen),
      });
    }
  }
  return found;
}

const closed = () => all.filter(({ state }) => state === "closed");
const ofTeams = () => [...teams.keys()].map((team) => all.filter((round) => round.team === team));
const saidOf = (key: string) => messages.filter((message) => message.key === key);
const nameOf = ({ team, week }: KeptRound) => `${teams.get(team)?.name} ${week}`;

/** What a summary says of its own round, and of the last four rounds together where it does. */
function summaryOf(round: KeptRound): { readonly own: string; readonly together: string | null } {
  const [own = "", together = null] = (saidOf(`summary:${round.id}`)[0]?.reads ?? "").split(
    "What waited from weeks with too few answers",
  );
  return { own, together };
}

/** The line of a summary about one subject; null where it has none. */
function lineOf(summary: string, subject: string): string | null {
  const begins = `• ${subjectName(subject as SubjectKey)}: `;
  const line = summary.split("\n").find((one) => one.startsWith(begins));
  return line === undefined ? null : line.slice(begins.length);
}

function saidIn(round: RoundId, subject: string): readonly Heard[] {
  return heard.filter((one) => one.round === round && one.subject === subject);
}

/** The word of a subject in a round, by the rule, from what people said. */
function wordOf(round: KeptRound, subject: string): { readonly label: Label; readonly goodEnough: boolean } {
  const count = countOf(saidIn(round.id, subject));
  return { label: labelOf(count, round), goodEnough: isGoodEnough(count, round.floor) };
}

function wordsOf(label: Label): string {
  if (label.word === "too-few") return "too few to say";
  if (label.word === "mixed") return "mixed";
  return label.word === "leaning" ? `leaning ${label.direction}` : label.direction;
}

/** The word of what waited in the block that ends with this round, each person counted once; null where nothing waited. */
function wordTogether(block: readonly KeptRound[], subject: string) {
  const latest = new Map<string, Heard>();
  for (const round of block) {
    const said = saidIn(round.id, subject);
    const { improving, holding, slipping } = countOf(said);
    if (improving + holding + slipping < round.floor) for (const one of said) latest.set(one.person, one);
  }
  const last = block.at(-1);
  if (latest.size === 0 || last === undefined) return null;
  const count = countOf([...latest.values()]);
  return { label: labelOf(count, last), goodEnough: isGoodEnough(count, last.floor) };
}

/** What a label points to; null where it has no word. */
function pointOf(label: Label): string | null {
  if (label.word === "too-few") return null;
  return label.word === "mixed" ? "mixed" : label.direction;
}

const ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(
  " ",
);

describe("twelve weeks of two teams", () => {
  it("went by, one round a week for each, none skipped, and this week's are open", () => {
    expect(teams.size).toBe(2);
    for (const rounds of ofTeams()) {
      expect(rounds.length).toBeGreaterThanOrEqual(13);
      const first = rounds[0]?.week as Week;
      expect(rounds.map(({ week }) => week)).toEqual(rounds.map((_, n) => weeksLater(first, n)));
      expect(rounds.map(({ state }) => state)).toEqual(
        rounds.map((_, n) => (n === rounds.length - 1 ? "open" : "closed")),
      );
    }
    expect(heard.length).toBeGreaterThan(500);
  });

  it("each round was opened with one message, and told in one summary, in its team's channel", () => {
    for (const round of all) {
      expect(saidOf(`round:${round.id}`), nameOf(round)).toHaveLength(1);
      expect(saidOf(`summary:${round.id}`), nameOf(round)).toHaveLength(round.state === "closed" ? 1 : 0);
    }
    const titles = messages.filter(({ text }) => text.startsWith("What ")).length;
    expect(titles).toBe(closed().length);
  });

  it("nothing was said twice, and nothing is left to say or in doubt", async () => {
    const keys = messages.map(({ key }) => key).filter((key) => key !== "");
    expect(keys.filter((key, n) => keys.indexOf(key) !== n)).toEqual([]);
    const now = await town.world.now();
    const due = await town.world.db.select().from(deliveries).where(lte(deliveries.dueAt, now));
    expect(due.filter(({ state, again }) => state !== "said" || again)).toEqual([]);
    expect(messages.filter(({ text }) => text.includes("Sent again"))).toEqual([]);
  });

  it("each leader heard one digest a week", () => {
    const weeks = new Set(closed().map(({ week }) => week));
    for (const leader of new Set([...teams.values()].flatMap(({ leaders }) => leaders))) {
      const digests = messages.filter(({ key, to }) => key.startsWith("digest:") && to === leader);
      const told = digests.map(({ reads }) => Number(/Your focus, week (\d+)/.exec(reads)?.[1]));
      expect(told, leader).toEqual([...weeks].map((week) => Number(week.slice(6))));
    }
  });

  it("exactly those were reminded who were asked and hadn't answered, each once", async () => {
    const listed = await town.world.db.select().from(roster);
    for (const round of closed()) {
      const silent = listed
        .filter(({ round: of }) => of === round.id)
        .map(({ person }) => person)
        .filter((person) => !heard.some((one) => one.round === round.id && one.person === person));
      const nudged = messages.filter(({ key }) => key.startsWith(`nudge:${round.id}:`)).map(({ to }) => to);
      expect(nudged.sort(), nameOf(round)).toEqual(silent.sort());
    }
  });

  it("the closer look followed the rotation, and each category had its share of turns", () => {
    for (const rounds of ofTeams()) {
      const seen: CategoryKey[] = [];
      for (const round of rounds) {
        const [opening] = saidOf(`round:${round.id}`);
        const looked = round.questions.closerLook;
        if (looked === null) {
          expect(opening?.reads, nameOf(round)).toContain("this week is short");
          continue;
        }
        expect(looked.category, nameOf(round)).toBe(closerLook(round.focus, seen).category);
        expect(opening?.reads).toContain(`This week's closer look: ${subjectName(looked.category)}.`);
        seen.push(looked.category);
        for (const category of categoryKeys) {
          const turns = seen.filter((one) => one === category).length;
          const share = (seen.length * round.focus[category]) / 100;
          expect(Math.abs(turns - share), `${category} after ${seen.length}`).toBeLessThan(1);
        }
      }
      expect(new Set(seen)).toEqual(new Set(categoryKeys));
    }
  });

  it("every word in a summary is the word of what people said, by the rule", () => {
    let told = 0;
    for (const round of closed()) {
      const { categories, closerLook: looked } = round.questions;
      const { own: summary } = summaryOf(round);
      const tooFew = categories.every((category) => {
        const { label, goodEnough } = wordOf(round, category);
        return label.word === "too-few" && !goodEnough;
      });
      if (tooFew) {
        expect(summary, nameOf(round)).toContain("Too few answers to say anything this week");
        for (const subject of categories) expect(lineOf(summary, subject)).toBeNull();
        continue;
      }
      for (const subject of categories) {
        const { label, goodEnough } = wordOf(round, subject);
        const line = lineOf(summary, subject) ?? "";
        const where = `${nameOf(round)} ${subject}: ${line}`;
        const slips = pointOf(label) === "slipping";
        const begins = goodEnough && slips ? "good enough for now, though " : "";
        expect(line.startsWith(`${begins}${wordsOf(label)}`), where).toBe(true);
        expect(line.includes("good enough for now"), where).toBe(goodEnough);
        told += 1;
      }
      // A measure without a word has no line of its own.
      for (const subject of looked?.measures ?? []) {
        const { label } = wordOf(round, subject);
        const line = lineOf(summary, subject);
        const where = `${nameOf(round)} ${subject}: ${line}`;
        if (label.word === "too-few") expect(line, where).toBeNull();
        else expect(line?.startsWith(wordsOf(label)), where).toBe(true);
        told += line === null ? 0 : 1;
      }
    }
    expect(told).toBeGreaterThan(100);
  });

  it("a run of rounds is told as long as it was, and no run that wasn't", () => {
    let runs = 0;
    for (const rounds of ofTeams()) {
      for (const subject of categoryKeys) {
        let running = 0;
        let before: string | null = null;
        const done = rounds.filter(({ state }) => state === "closed");
        for (const [n, round] of done.entries()) {
          const { label, goodEnough } = wordOf(round, subject);
          const point = pointOf(label);
          // Where its own week had no word, the word of the block that ends with it is the point of that week.
          const block = n % 4 === 3 ? wordTogether(done.slice(n - 3, n + 1), subject) : null;
          const counted = point ?? (block && pointOf(block.label));
          if (counted !== null) {
            running = counted === before ? running + 1 : 1;
            before = counted;
          }
          const line = lineOf(summaryOf(round).own, subject);
          const told = /(\w+) round running/.exec(line ?? "")?.[1] ?? null;
          // Good enough and not slipping is a finding of its own: its run isn't told.
          const isTold =
            line !== null && point !== null && running > 1 && (!goodEnough || point === "slipping");
          expect(told, `${nameOf(round)} ${subject}`).toBe(isTold ? ordinals[running - 1] : null);
          if (told !== null) runs += 1;
        }
      }
    }
    expect(runs).toBeGreaterThan(10);
  });

  it("what waited below the floor was told at the end of its four rounds, each person counted once", () => {
    let blocks = 0;
    for (const rounds of ofTeams()) {
      const done = rounds.filter(({ state }) => state === "closed");
      for (let end = 3; end < done.length; end += 4) {
        const block = done.slice(end - 3, end + 1);
        const last = block[3];
        if (last === undefined) continue;
        const { together } = summaryOf(last);
        const subjects = [...new Set(heard.map(({ subject }) => subject))];
        // What has a word of its own in the last round isn't told a second time, from what waited before.
        const waited = subjects.filter(
          (subject) => wordTogether(block, subject) !== null && pointOf(wordOf(last, subject).label) === null,
        );
        expect(together === null, nameOf(last)).toBe(waited.length === 0);
        for (const subject of waited) {
          const word = wordTogether(block, subject);
          if (word === null) continue;
          const line = lineOf(together ?? "", subject);
          const where = `${nameOf(last)} ${subject}`;
          if (word.label.word === "too-few" && !word.goodEnough) expect(line, where).toBeNull();
          else expect(line, where).toContain(wordsOf(word.label));
          blocks += 1;
        }
      }
    }
    expect(blocks).toBeGreaterThan(0);
  });

  it("nobody stands beside a reading, in whatever was said and to whomever", () => {
    const people = town.local.workspace.state.people.filter(({ bot }) => !bot);
    const named = new RegExp(
      `@|\\b(${people.flatMap(({ id, name }) => [id, name.split(" ")[0]]).join("|")})\\b`,
    );
    const direction = /\b(improving|holding|slipping|can't tell|mixed)\b/i;
    const lines = messages.flatMap(({ reads, text }) => [...reads.split("\n"), ...text.split("\n")]);
    expect(lines.filter((line) => direction.test(line)).length).toBeGreaterThan(200);
    expect(lines.filter((line) => named.test(line) && direction.test(line))).toEqual([]);
  });

  it("of the closed rounds nothing is kept that ties somebody to what they said", async () => {
    const { db } = town.world;
    const open = all.filter(({ state }) => state === "open").map(({ id }) => id);
    for (const round of closed()) {
      const holding = await tablesWith(db, round.id);
      expect(holding, nameOf(round)).not.toContain("readings");
      expect(holding, nameOf(round)).not.toContain("answers");
      expect(holding, nameOf(round)).not.toContain("not_this_week");
    }
    expect(open).toHaveLength(teams.size);
    // What waits is of a block that goes on; every block that ended took its own with it.
    const waits = await db.select().from(waitingReadings);
    const lastBlock = Math.floor(closed().length / teams.size / 4) + 1;
    expect(waits.filter(({ block }) => block < lastBlock)).toEqual([]);
  });

  it("gave the operator nothing to look at", () => {
    expect(town.troubles).toEqual([]);
  });
});
