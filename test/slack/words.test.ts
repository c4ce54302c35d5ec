import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ChannelId, RoundId, UserId } from "../../src/core/ids.ts";
import { asLine, checkMessage, checkView } from "../../src/playground/blocks-check.ts";
import { checkIn } from "../../src/slack/check-in-modal.ts";
import { closeModal, closeRound } from "../../src/slack/close-modal.ts";
import { aboutMessage } from "../../src/slack/commands/about.ts";
import { away } from "../../src/slack/commands/away.ts";
import { checkin } from "../../src/slack/commands/checkin.ts";
import { close } from "../../src/slack/commands/close.ts";
import { helpMessage } from "../../src/slack/commands/help.ts";
import { home } from "../../src/slack/home-tab.ts";
import { openNow } from "../../src/slack/open-now.ts";
import { roundOpening } from "../../src/slack/round-message.ts";
import { setup } from "../../src/slack/setup-modal.ts";
import { awayFrom } from "../../src/store/away.ts";
import { deliveryByKey } from "../../src/store/deliveries.ts";
import { answerOf } from "../../src/store/readings.ts";
import { latestRound, openRoundOfTeam } from "../../src/store/rounds.ts";
import { changeTeam } from "../../src/store/team-setup.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";
import { keptRound } from "../support/kept-teams.ts";
import { harbourTeam, local, openSurfaces } from "../support/surfaces-at-work.ts";

let town: Awaited<ReturnType<typeof openSurfaces>>;
let team: TeamWithWhen;
const harbour = { in: "#harbour-support" };
const ada = "UADA" as UserId;
const chen = "UCHEN" as UserId;
const nextWeek = Temporal.Now.instant().add({ hours: 24 * 7 });

beforeEach(async () => {
  town = await openSurfaces(
    [setup, roundOpening, checkIn, home, openNow, closeRound],
    [checkin, close, away],
  );
  team = await harbourTeam(town.db, { nextOpensAt: nextWeek });
});
afterEach(async () => {
  await town.stop();
  expect(town.troubles).toEqual([]);
});

/** Bruno's team in #night-desk, with Chen in both. */
const nightTeam = () =>
  harbourTeam(town.db, {
    channel: "CNIGHT" as ChannelId,
    name: "Night Desk",
    members: ["UBRUNO", "UCHEN", "UHANA", "UJUNE", "UKOFI"] as UserId[],
    leaders: ["UBRUNO" as UserId],
    nextOpensAt: nextWeek,
  });

describe("checkin", () => {
  test("opens this channel's round for its people, and what they say is kept", async () => {
    const round = await keptRound(town.db, team);
    const visitor = town.visit("UCHEN");
    await visitor.types("/bearings checkin", harbour);
    await visitor.fills({ Customer: "Holding" });
    await visitor.submits();
    expect((await answerOf(town.db, round.id, chen))?.answer.readings[0]?.direction).toBe("holding");
  });

  test("elsewhere opens my only open round", async () => {
    await keptRound(town.db, team);
    const visitor = town.visit("UCHEN");
    await visitor.types("/bearings checkin", { in: "#night-desk" });
    expect(await visitor.readsModal()).toContain("Harbour Support");
  });

  test("asks which one, where several are open", async () => {
    const night = await nightTeam();
    await keptRound(town.db, team);
    await keptRound(town.db, night);
    const visitor = town.visit("UCHEN");
    await visitor.types("/bearings checkin", { in: "#general" });
    expect((await visitor.readsDirect()).at(-1)).toMatch(/Harbour Support.*Night Desk/s);
    await visitor.presses("Give your reading");
    expect(await visitor.readsModal()).toContain("Which way is it heading?");
  });

  test("tells a member when the next one opens, and offers them no opening", async () => {
    const visitor = town.visit("UCHEN");
    await visitor.types("/bearings checkin", harbour);
    const said = (await visitor.reads("#harbour-support")).at(-1);
    expect(said).toContain("No round is open for you just now. The next one opens on");
    expect(said).not.toContain("[");
  });

  test("a leader opens this week's round from it, and once is enough", async () => {
    const visitor = town.visit("UADA");
    await visitor.types("/bearings checkin", harbour);
    await visitor.presses("Open this week's round now");
    const round = await openRoundOfTeam(town.db, team.id);
    expect(await deliveryByKey(town.db, `round:${round?.id}`)).toMatchObject({ kind: "round", state: "due" });
    expect((await visitor.reads("#harbour-support")).at(-1)).toContain("This week's round is open until");
    await visitor.presses("Open this week's round now");
    expect((await visitor.reads("#harbour-support")).at(-1)).toContain("This week's round is already open");
  });

  test("somebody in no team is told how one begins", async () => {
    const visitor = town.visit("ULENA");
    await visitor.types("/bearings checkin", { in: "#general" });
    expect((await visitor.readsDirect()).at(-1)).toContain("You're not in a team here yet");
  });

  test("whoever is on no list is told whose round it is", async () => {
    await keptRound(town.db, team);
    const visitor = town.visit("ULENA");
    await visitor.types("/bearings checkin", harbour);
    expect((await visitor.reads("#harbour-support")).at(-1)).toContain("you're not a member of this team");
    expect(await visitor.readsModal()).toBeNull();
  });
});

describe("close", () => {
  test("asks once, then freezes the words and plans their telling", async () => {
    const round = await keptRound(town.db, team);
    const visitor = town.visit("UADA");
    await visitor.types("/bearings close", harbour);
    expect(await visitor.readsModal()).toContain("This can't be undone.");
    expect(await openRoundOfTeam(town.db, team.id)).not.toBeNull();
    await visitor.submits();
    expect(await visitor.readsModal()).toContain("Closed.");
    expect(await latestRound(town.db, team.id)).toMatchObject({ state: "closed" });
    expect(await deliveryByKey(town.db, `summary:${round.id}`)).toMatchObject({ addressee: "CHARBOUR" });
  });

  test("asks which one, where a leader has several open", async () => {
    const night = await nightTeam();
    await keptRound(town.db, night);
    await keptRound(
      town.db,
      await harbourTeam(town.db, {
        channel: "CGENERAL" as ChannelId,
        name: "Day Desk",
        leaders: ["UBRUNO" as UserId],
      }),
    );
    const visitor = town.visit("UBRUNO");
    await visitor.types("/bearings close", { in: "#general" });
    await visitor.dismisses();
    await visitor.types("/bearings close", { in: "Bearings" });
    expect((await visitor.readsDirect()).at(-1)).toMatch(/Which round\?.*Day Desk.*Night Desk/s);
    await visitor.presses("Close this one", { in: "Bearings" });
    expect(await visitor.readsModal()).toContain("Close this round?");
  });

  test("of two leaders who close it, the second is told that it is closed already", async () => {
    const both = { ...team, leaders: ["UADA", "UBRUNO"] as UserId[] };
    await changeTeam(town.db, team.id, both);
    await keptRound(town.db, team);
    const [first, second] = [town.visit("UADA"), town.visit("UBRUNO")];
    await first.types("/bearings close", harbour);
    await second.types("/bearings close", harbour);
    await first.submits();
    await second.submits();
    expect(await second.readsModal()).toContain("This round is closed already.");
    await second.dismisses();
    await second.types("/bearings close", harbour);
    expect((await second.reads("#harbour-support")).at(-1)).toContain("nothing to close");
  });

  test("is refused to anybody but this team's leaders, whatever else they lead", async () => {
    await nightTeam();
    await keptRound(town.db, team);
    const visitor = town.visit("UBRUNO");
    await visitor.types("/bearings close", harbour);
    expect(await visitor.readsModal()).toBeNull();
    expect((await visitor.reads("#harbour-support")).at(-1)).toContain(
      "Only this team's leaders can do that",
    );
  });

  test("a confirmation left open by somebody who no longer leads closes nothing, and says so", async () => {
    await keptRound(town.db, team);
    const visitor = town.visit("UADA");
    await visitor.types("/bearings close", harbour);
    await changeTeam(town.db, team.id, { ...team, leaders: ["UBRUNO" as UserId] });
    await visitor.submits();
    expect(await visitor.readsModal()).toContain("Only this team's leaders can do that");
    expect(await openRoundOfTeam(town.db, team.id)).not.toBeNull();
  });
});

describe("away", () => {
  const noted = () => awayFrom(town.db, local, chen, Temporal.PlainDate.from("2026-01-01"));

  test("is noted, said back as it was understood, and taken back", async () => {
    const visitor = town.visit("UCHEN");
    const { year } = Temporal.Now.plainDateISO();
    await visitor.types(`/bearings away ${year + 1}-12-24 ${year + 2}-01-02`, harbour);
    expect((await visitor.reads("#harbour-support")).at(-1)).toMatch(
      /away from \w+ 24 December \d+ to \w+ 2 January \d+\./,
    );
    expect(await noted()).toHaveLength(1);
    await visitor.types("/bearings away back", harbour);
    expect(await noted()).toEqual([]);
    expect((await visitor.reads("#harbour-support")).at(-1)).toContain("Welcome back.");
  });

  test("what can't be read is asked back, with examples, and nothing is noted", async () => {
    const visitor = town.visit("UCHEN");
    await visitor.types("/bearings away some time soon", harbour);
    expect((await visitor.reads("#harbour-support")).at(-1)).toContain(
      "I can't read these days. Try /bearings away 24 dec - 2 jan",
    );
    expect(await noted()).toEqual([]);
  });
});

describe("the home tab", () => {
  test("shows my open round first, and what I said once I said it", async () => {
    await keptRound(town.db, team);
    const visitor = town.visit("UCHEN");
    await visitor.opensHome();
    expect(await visitor.readsHome()).toMatch(/^Asked of you now\nHarbour Support, open until/);
    await visitor.presses("Give your reading", { in: "home" });
    await visitor.fills({ Customer: "Holding" });
    await visitor.submits();
    await visitor.opensHome();
    expect(await visitor.readsHome()).toContain("You answered on");
  });

  test("a leader opens the round from it, and it is drawn anew", async () => {
    const visitor = town.visit("UADA");
    await visitor.opensHome();
    await visitor.presses("Open this week's round now", { in: "home" });
    expect(await visitor.readsModal()).toContain("This week's round is open until");
    await visitor.dismisses();
    expect(await visitor.readsHome()).toContain("A round is open until");
    expect(await visitor.readsHome()).not.toContain("Open this week's round now");
  });

  test("days away can be taken back from it", async () => {
    const visitor = town.visit("UCHEN");
    await visitor.types("/bearings away tomorrow", harbour);
    await visitor.opensHome();
    await visitor.presses("I'm back", { in: "home" });
    expect(await visitor.readsHome()).not.toContain("I'm back");
  });

  test("a guest sees what it is, and no way to set a team up", async () => {
    const visitor = town.visit("UGUS");
    await visitor.opensHome();
    expect(await visitor.readsHome()).toContain("Bearings is for team learning dialogues.");
    expect(await visitor.readsHome()).not.toContain("Set up");
  });

  test("the setup it opens asks for the channel first", async () => {
    const visitor = town.visit("ULENA");
    await visitor.opensHome();
    await visitor.presses("Set up a team", { in: "home" });
    expect(await visitor.readsModal()).toContain("Choose a channel first");
    await visitor.fills({ "Which channel is the team's?": "#harbour-support" });
    expect(await visitor.readsModal()).toContain("This channel has a team already.");
  });

  test("what somebody leads is theirs to see even where they don't answer", async () => {
    expect(team.members).not.toContain(ada);
    const visitor = town.visit("UADA");
    await visitor.opensHome();
    expect(await visitor.readsHome()).toContain("Harbour Support");
  });
});

describe("Slack takes the longest of each, and none says what may not be said", () => {
  const list = Array.from({ length: 16 }, () => ({
    word: "measures",
    takes: "[words]",
    help: "x".repeat(100),
  }));
  test.each([
    ["help", helpMessage(list)],
    ["about", aboutMessage({ version: "0.1.0", license: "MIT" })],
  ])("%s", (_, { text, blocks }) => {
    expect(checkMessage(blocks, text).map(asLine)).toEqual([]);
    const ours = `${text} ${JSON.stringify(blocks)}`
      .replaceAll("Nobody gets a grade", "")
      .replaceAll("not grading", "");
    expect(forbiddenIn(ours)).toBeNull();
  });

  test("the question before closing", () => {
    const round = { id: "5b0f6c7e-0f65-4d1b-9d0e-3f6f9f0a1b2c" as RoundId, floor: 5 };
    const view = closeModal({ round, team: { name: "<!here> Support", channel: "C1" as ChannelId } });
    expect(checkView(view).map(asLine)).toEqual([]);
    expect(JSON.stringify(view)).not.toContain("<!here>");
  });

  test("help names each word and what may follow it, and its source", () => {
    const { blocks } = helpMessage([
      { word: "metric", takes: "<words> [number]", help: "What a measure means" },
    ]);
    expect(JSON.stringify(blocks)).toContain(
      "`/bearings metric &lt;words&gt; [number]` – What a measure means",
    );
    expect(JSON.stringify(blocks)).toContain("Open Customer Metrics Framework");
  });
});
