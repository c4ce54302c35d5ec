import { eq } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TryId, UserId } from "../../src/core/ids.ts";
import { tryWord } from "../../src/slack/commands/try.ts";
import { learningLog } from "../../src/slack/learning-log.ts";
import { summary } from "../../src/slack/summary-message.ts";
import { tryQuestionMessage } from "../../src/slack/try-answers.ts";
import { tryModal } from "../../src/slack/try-modal.ts";
import { now } from "../../src/store/clock.ts";
import { members } from "../../src/store/schema.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { answerTry, startTry, triesOfTeam, tryById } from "../../src/store/tries.ts";
import { harbourTeam, openSurfaces, seven } from "../support/surfaces-at-work.ts";

let at: Awaited<ReturnType<typeof openSurfaces>>;
let team: TeamWithWhen;
let today: Temporal.PlainDate;
beforeEach(async () => {
  at = await openSurfaces([summary, tryModal, learningLog], [tryWord]);
  team = await harbourTeam(at.db);
  today = (await now(at.db)).toZonedDateTimeISO(team.rhythm.zone).toPlainDate();
});
afterEach(async () => {
  await at.stop();
  expect(at.troubles).toEqual([]);
});

const inChannel = { in: "#harbour-support" } as const;
const tries = () => triesOfTeam(at.db, team.id);
const going = () =>
  now(at.db).then((moment) =>
    startTry(
      at.db,
      team.id,
      {
        category: "knowledge",
        what: "one article per hand-off",
        ledBy: null,
        askOn: today.add({ days: 14 }),
      },
      moment,
    ),
  );

describe("starting something", () => {
  test("what was written is kept, with the day, and told back to nobody but the writer", async () => {
    const chen = at.visit("UCHEN");
    await chen.types("/bearings try", inChannel);
    await chen.presses("Try something");
    await chen.fills({ "What will you try?": "one article per hand-off", "What is it for?": "Business" });
    await chen.fills({ "Who keeps an eye on it?": "I do" });
    await chen.submits();
    expect(await tries()).toMatchObject([
      { what: "one article per hand-off", category: "business", ledBy: "UCHEN", state: "going" },
    ]);
    expect((await tries())[0]?.askOn.toString()).toBe(today.add({ weeks: 2 }).toString());
    expect(await chen.readsModal()).toContain("Kept: you'll try “one article per hand-off”.");
    expect((await at.visit("UDALIA").reads("#harbour-support")).join()).not.toContain("one article");
  });

  test("a day that is over is refused under its field, and what was typed stays", async () => {
    const chen = at.visit("UCHEN");
    await chen.types("/bearings try", inChannel);
    await chen.presses("Try something");
    await chen.fills({ "What will you try?": "a shared inbox", "What is it for?": "Employee" });
    await chen.fills({ "When shall I ask how it went?": today.toString() });
    await chen.submits();
    expect((await chen.seesErrors())["When shall I ask how it went?"]).toMatch(/^Choose a day between/);
    expect(await chen.readsModal()).toContain("a shared inbox");
    expect(await tries()).toEqual([]);
  });

  test("what has nothing that can be seen is refused where it was typed", async () => {
    const chen = at.visit("UCHEN");
    await chen.types("/bearings try", inChannel);
    await chen.presses("Try something");
    await chen.fills({ "What will you try?": "\u200b\u2060", "What is it for?": "Employee" });
    await chen.submits();
    expect(Object.keys(await chen.seesErrors())).toEqual(["What will you try?"]);
  });

  test("the same, kept twice, is one", async () => {
    const chen = at.visit("UCHEN");
    for (let twice = 0; twice < 2; twice += 1) {
      await chen.types("/bearings try", inChannel);
      await chen.presses("Try something");
      await chen.fills({ "What will you try?": "a shared inbox", "What is it for?": "Employee" });
      await chen.submits();
      await chen.dismisses();
    }
    expect(await tries()).toHaveLength(1);
  });

  test("somebody of no team is told how to get into one", async () => {
    const kofi = at.visit("UKOFI");
    await kofi.types("/bearings try", inChannel);
    expect((await kofi.reads("#harbour-support")).at(-1)).toContain(
      "for the people of this team and its leaders",
    );
  });
});

describe("what became of it", () => {
  const ask = async () => {
    const tried = await going();
    await at.slack.chat.postMessage({ channel: team.channel, ...tryQuestionMessage(tried) });
    return tried.id;
  };
  const state = async (id: TryId) => await tryById(at.db, id);

  test("what was learned is kept, and it isn't asked about again", async () => {
    const id = await ask();
    const dalia = at.visit("UDALIA");
    await dalia.presses("We learned something");
    await dalia.fills({ "What did you learn?": "It costs more than it saves." });
    await dalia.submits();
    expect(await state(id)).toMatchObject({ state: "learned", learned: "It costs more than it saves." });
    await dalia.dismisses();
    await dalia.presses("Still going");
    expect(await dalia.readsModal()).toBeNull();
    expect((await dalia.reads("#harbour-support")).at(-1)).toContain("already ended");
  });

  test("still going gets a new day", async () => {
    const id = await ask();
    const dalia = at.visit("UDALIA");
    await dalia.presses("Still going");
    const later = today.add({ days: 30 }).toString();
    await dalia.fills({ "When shall I ask again?": later });
    await dalia.submits();
    expect((await state(id))?.askOn.toString()).toBe(later);
    expect((await state(id))?.state).toBe("going");
  });

  test("dropping is an answer too, and asks whether one is sure", async () => {
    const id = await ask();
    const { blocks } = tryQuestionMessage({ id, team: team.id, what: "x" });
    expect(JSON.stringify(blocks)).toContain('"confirm"');
    const dalia = at.visit("UDALIA");
    await dalia.presses("We dropped it");
    expect((await state(id))?.state).toBe("dropped");
    expect((await dalia.reads("#harbour-support")).at(-1)).toContain("Dropped, and I won't ask again.");
  });

  test("somebody else in the channel can't end what a team tries", async () => {
    const id = await ask();
    const kofi = at.visit("UKOFI");
    await kofi.presses("We dropped it");
    expect((await state(id))?.state).toBe("going");
    expect((await kofi.reads("#harbour-support")).at(-1)).toContain("for the people of this team");
  });

  test("a try of another team than the one carried is not touched", async () => {
    const other = await harbourTeam(at.db, {
      channel: "CNIGHT" as never,
      name: "Night Desk",
      members: seven,
    });
    const tried = await going();
    await at.slack.chat.postMessage({
      channel: team.channel,
      ...tryQuestionMessage({ ...tried, team: other.id }),
    });
    const dalia = at.visit("UDALIA");
    await dalia.presses("We dropped it");
    expect((await state(tried.id))?.state).toBe("going");
  });
});

describe("/bearings try", () => {
  test("tells what is tried and what was learned, with the way to say more", async () => {
    const tried = await going();
    const chen = at.visit("UCHEN");
    await chen.types("/bearings try", inChannel);
    const heard = (await chen.reads("#harbour-support")).at(-1);
    expect(heard).toContain("Harbour Support is trying:");
    expect(heard).toContain("“one article per hand-off” (Knowledge/Collaboration)");
    await chen.presses("We learned something");
    await chen.fills({ "What did you learn?": "It helps on Mondays." });
    await chen.submits();
    await chen.dismisses();
    expect((await tryById(at.db, tried.id))?.state).toBe("learned");
    await chen.types("/bearings try", inChannel);
    expect((await chen.reads("#harbour-support")).at(-1)).toContain("It helps on Mondays.");
  });
});

describe("the learning log", () => {
  const both = async () => {
    const moment = await now(at.db);
    const askOn = today.add({ days: 14 });
    const first = await startTry(
      at.db,
      team.id,
      { category: "knowledge", what: "one article per hand-off", ledBy: null, askOn },
      moment,
    );
    await answerTry(at.db, first.id, { how: "learned", learned: "Three lines are enough." }, moment);
    await startTry(
      at.db,
      team.id,
      { category: "employee", what: "a shared inbox", ledBy: null, askOn },
      moment,
    );
  };

  test("is searched by words, which its category's name counts among", async () => {
    await both();
    const chen = at.visit("UCHEN");
    await chen.types("/bearings try lines", inChannel);
    const found = (await chen.reads("#harbour-support")).at(-1);
    expect(found).toContain("Three lines are enough.");
    expect(found).not.toContain("a shared inbox");
    await chen.types("/bearings try employee", inChannel);
    expect((await chen.reads("#harbour-support")).at(-1)).toContain("a shared inbox");
    await chen.types("/bearings try fax", inChannel);
    expect((await chen.reads("#harbour-support")).at(-1)).toContain("nothing about “fax” has been tried yet");
  });

  test("opens from there, and shows one category where one is chosen", async () => {
    await both();
    const chen = at.visit("UCHEN");
    await chen.types("/bearings try", inChannel);
    await chen.presses("Learning log");
    expect(await chen.readsModal()).toMatch(
      /Still going[\s\S]*a shared inbox[\s\S]*Learned[\s\S]*Three lines/,
    );
    await chen.fills({ "What was it for?": "Employee" });
    await chen.submits();
    const chosen = await chen.readsModal();
    expect(chosen).toContain("a shared inbox");
    expect(chosen).not.toContain("Three lines");
    await chen.fills({ "Words in it": "fax" });
    await chen.submits();
    expect(await chen.readsModal()).toContain("Nothing like that.");
  });

  test("is for the team: who has left it opens nothing", async () => {
    await both();
    const chen = at.visit("UCHEN");
    await chen.types("/bearings try", inChannel);
    await at.db.delete(members).where(eq(members.person, "UCHEN" as UserId));
    await chen.presses("Learning log");
    expect(await chen.readsModal()).toBeNull();
  });
});
