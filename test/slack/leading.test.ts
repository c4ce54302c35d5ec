import { beforeEach, describe, expect, test } from "vitest";
import type { SubjectKey } from "../../src/core/framework.ts";
import type { ChannelId, UserId } from "../../src/core/ids.ts";
import type { Label } from "../../src/core/label.ts";
import { weekOf } from "../../src/core/week.ts";
import { focusDigestMessage } from "../../src/slack/focus-digest-message.ts";
import { composeDigestFor } from "../../src/slack/leader-digest.ts";
import { now } from "../../src/store/clock.ts";
import { closeRound } from "../../src/store/closing.ts";
import type { Db } from "../../src/store/database.ts";
import { keepFocusReport } from "../../src/store/focus-reports.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { answerTry, startTry } from "../../src/store/tries.ts";
import { testDatabase } from "../support/database.ts";
import { keptRound } from "../support/kept-teams.ts";
import { harbourTeam, lead, local, seven } from "../support/surfaces-at-work.ts";

const slipping: Label = { word: "leaning", direction: "slipping" };
const mixed: Label = { word: "mixed" };

/** A round `ago` weeks ago that closed with these words. */
async function closed(db: Db, team: TeamWithWhen, ago: number, words: Readonly<Record<string, Label>>) {
  const at = (await now(db)).subtract({ hours: ago * 168 + 24 });
  const round = await keptRound(db, team, {
    week: weekOf(at, "UTC"),
    opensAt: at,
    closesAt: at.add({ hours: 12 }),
    nudgesAt: null,
  });
  const labels = Object.entries(words).map(([subject, label]) => ({
    subject: subject as SubjectKey,
    span: "round" as const,
    label,
    goodEnough: subject === "employee" && label.word === "clear",
  }));
  await closeRound(db, round.id, () => ({
    labels,
    ballparks: [],
    answered: null,
    tellsChange: true,
    summary: {},
  }));
}

let db: Db;
beforeEach(async () => {
  db = await testDatabase();
});

const digestOf = async (who: UserId = lead) => composeDigestFor(db, local, who, await now(db));
const told = async () =>
  (await digestOf())?.worthATalk.map(({ phrase }) => `${phrase.lead} ${phrase.strong}${phrase.tail}`);

describe("what a leader's digest is made from", () => {
  test("the words of the rounds that closed in the last seven days, with their run", async () => {
    const team = await harbourTeam(db);
    await closed(db, team, 1, { customer: slipping, employee: { word: "clear", direction: "holding" } });
    await closed(db, team, 0, { customer: slipping, employee: { word: "clear", direction: "holding" } });
    expect(await told()).toEqual([
      "Harbour Support · Customer read as leaning slipping, second round running.",
    ]);
    expect((await digestOf())?.goodEnough.map(({ name }) => name)).toEqual(["Employee"]);
  });

  test("a round of last week is not told again", async () => {
    const team = await harbourTeam(db);
    await closed(db, team, 1, { customer: mixed });
    expect(await told()).toEqual([]);
    expect((await digestOf())?.opening).toContain("No round of your teams closed this week");
  });

  test("only the teams that somebody leads, and nothing for somebody who leads none", async () => {
    await closed(db, await harbourTeam(db, { leaders: ["UBRUNO" as UserId] }), 0, { customer: mixed });
    expect(await digestOf()).toBeNull();
    expect((await digestOf("UBRUNO" as UserId))?.worthATalk).toHaveLength(1);
  });

  test("no person stands in it, though one leads a try and others are on the list", async () => {
    const team = await harbourTeam(db);
    await closed(db, team, 0, { customer: mixed });
    const moment = await now(db);
    const askOn = moment.toZonedDateTimeISO("UTC").toPlainDate().add({ days: 5 });
    const started = { category: "customer", what: "call back", ledBy: "UCHEN" as UserId, askOn } as const;
    await startTry(db, team.id, started, moment);
    const { id } = await startTry(db, team.id, { ...started, what: "another" }, moment);
    await answerTry(db, id, { how: "learned", learned: "it helps" }, moment);
    const digest = await digestOf();
    expect(digest?.trying.map(({ what }) => what)).toEqual(["call back"]);
    expect(digest?.learned.map(({ learned }) => learned)).toEqual(["it helps"]);
    for (const person of [...seven, lead]) expect(JSON.stringify(digest)).not.toContain(person);
  });

  test("of two teams of nearly the same people the one that closed first is told, and the other is named as held back", async () => {
    const one = await harbourTeam(db, { name: "Harbour B" });
    const members = [...seven.slice(1), "UKOFI" as UserId];
    const other = await harbourTeam(db, { name: "Harbour A", channel: "CNIGHT" as ChannelId, members });
    await closed(db, one, 0, { customer: mixed });
    await closed(db, other, 0, { customer: mixed });
    expect(await told()).toEqual([expect.stringContaining("Harbour B")]);
    const digest = await digestOf();
    expect(digest?.heldBack.map(({ name }) => name)).toEqual(["Harbour A"]);
    if (digest === null) throw new Error("They lead two teams.");
    const said = JSON.stringify(focusDigestMessage(digest, { picture: null }).blocks);
    expect(said).toContain(
      "*Held back this week:* Harbour A, because nearly the same people were asked in another team",
    );
  });

  test("two teams that have nobody in common, or the very same people, are both told", async () => {
    const apart = ["UADA", "UBRUNO", "UGUS", "UKOFI", "ULENA"].map((id) => id as UserId);
    const one = await harbourTeam(db, { name: "Harbour A" });
    await closed(db, one, 0, { customer: mixed });
    for (const [channel, members] of [
      ["CNIGHT", apart],
      ["CGENERAL", seven],
    ] as const) {
      const other = await harbourTeam(db, { name: `In ${channel}`, channel: channel as ChannelId, members });
      await closed(db, other, 0, { customer: mixed });
    }
    expect(await told()).toHaveLength(3);
  });

  test("their own reports, and nobody else's", async () => {
    await harbourTeam(db, { leaders: [lead, "UBRUNO" as UserId] });
    const week = weekOf(await now(db), "Europe/Berlin");
    const words = {
      customer: "none",
      employee: "none",
      business: "most",
      knowledge: "none",
      acceleration: "none",
    } as const;
    await keepFocusReport(db, { workspace: local, person: "UBRUNO" as UserId, week, words });
    expect((await digestOf())?.time.sentence).toBeNull();
    expect((await digestOf("UBRUNO" as UserId))?.time.sentence).toContain("Business took");
  });
});
