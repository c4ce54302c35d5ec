/**
 * What goes wrong in a team's week, told by the people it happens to: things that come back broken or old, a database or
 * a Slack that fails, people who go, a round that closed meanwhile. Everything comes through the signed door.
 */
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { deactivates } from "../../src/playground/life.ts";
import { submitted } from "../../src/playground/payloads.ts";
import { harbour } from "../../src/playground/scenes/scene.ts";
import { modalsOf } from "../../src/playground/views.ts";
import type { Visitor } from "../../src/playground/visitor.ts";
import { justBefore } from "../support/counting.ts";
import {
  buttonIn,
  corrupted,
  corruptTop,
  fingerprints,
  pressesForged,
  submitsForged,
} from "../support/forging.ts";
import type { TestTown } from "../support/town.ts";
import { openTwoTeams, type TwoTeams } from "../support/two-teams.ts";

const channel = "#harbour-support";
const noticed = "If anything: a moment, a pattern, something a customer said";
const stale = "This is from an older version of me and I can't read it any more. Please open it again with";
const notKept =
  "I couldn't keep this just now. Nothing you typed is lost: press the button again in a moment.";
const broken =
  "Something broke on my side just now, and I've noted it for whoever looks after me. Please try again in a moment.";

let both: TwoTeams;
let town: TestTown;
const as = (name: string) => both.as(name);
const newTroubles = () => both.newTroubles();

beforeAll(async () => {
  both = await openTwoTeams();
  town = both.town;
});

afterEach(() => expect(newTroubles()).toEqual([]));
afterAll(() => town.stop());

const read = (name: string) => as(name).reads(channel);
const last = async (name: string) => (await read(name)).at(-1) ?? "";

async function keptAnswers(): Promise<number> {
  const { rows } = (await town.world.db.execute(sql`select count(*)::int as n from answers`)) as unknown as {
    rows: { n: number }[];
  };
  return rows[0]?.n ?? -1;
}

/** Opens the check-in and types something worth keeping. */
async function fillsIn(name: string): Promise<Visitor> {
  const who = as(name);
  await who.presses("Give your reading", { in: channel });
  await who.fills({ Customer: "Holding", [noticed]: "The queue was calm." });
  return who;
}

async function expectStillTyped(who: Visitor): Promise<void> {
  const modal = await who.readsModal();
  expect(modal).toContain("The queue was calm.");
  expect(modal).toContain("Customer: Holding");
}

describe("what comes back broken", () => {
  it.each(corrupted)(
    "a check-in that carries %s is refused, and keeps what was typed",
    async (_, carried) => {
      const who = await fillsIn("chen");
      corruptTop(town, "UCHEN", carried);
      await who.submits();
      expect(Object.values(await who.seesErrors())).toEqual([`${stale} /bearings.`]);
      await expectStillTyped(who);
      await who.dismisses();
      expect(await keptAnswers()).toBe(0);
    },
  );

  it.each(corrupted)("a button that carries %s says so, only to whoever pressed it", async (_, carried) => {
    const button = buttonIn(town, "CHARBOUR", "Give your reading");
    const honest = button.value ?? "";
    onTestFinished(() => {
      button.value = honest;
    });
    button.value = carried;
    const before = await read("dalia");
    await as("chen").presses("Give your reading", { in: channel });
    expect(await last("chen")).toBe(`${stale} /bearings.`);
    expect(await as("chen").readsModal()).toBeNull();
    expect(await read("dalia")).toEqual(before);
  });

  it("a menu in a modal that carries nonsense says so on top of it, and what was typed is still there", async () => {
    await as("chen").types("/bearings setup", { in: "#general" });
    corruptTop(town, "UCHEN", "hello");
    await as("chen").fills({ "Which channel is the team's?": "CGENERAL" });
    expect(await as("chen").readsModal()).toContain(`${stale} /bearings.`);
    await as("chen").dismisses();
    expect(await as("chen").readsModal()).toContain("Which channel is the team's?: #general");
    await as("chen").dismisses();
  });
});

describe("words after /bearings that aren't there", () => {
  it.each([
    ["chekin", "Did you mean /bearings checkin?"],
    ["setpu", "Did you mean /bearings setup?"],
    ["TREND", "Did you mean /bearings trends?"],
    ["privcay please", "Did you mean /bearings privacy?"],
    ["zzzzzz", "/bearings help lists what I understand."],
    ["<!channel>", "I don't know “<!channel>”. /bearings help lists what I understand."],
  ])("“%s”: %s", async (typed, answer) => {
    await as("elif").types(`/bearings ${typed}`, { in: channel });
    expect(await last("elif")).toContain(answer);
  });

  it("is longer than anybody types, and is answered all the same", async () => {
    await as("elif").types(`/bearings ${"w".repeat(3000)}`, { in: channel });
    expect(await last("elif")).toContain("I don't know “www");
  });
});

describe("a database that fails", () => {
  /** A statement that fails in the database itself, in the middle of what the app was doing. */
  async function without(table: string): Promise<void> {
    const { db } = town.world;
    await db.execute(sql.raw(`alter table ${table} rename to ${table}_gone`));
    onTestFinished(
      async () => void (await db.execute(sql.raw(`alter table ${table}_gone rename to ${table}`))),
    );
  }

  it("keeps the modal open with everything typed, says that nothing is lost, and a second press keeps it", async () => {
    const elif = await fillsIn("elif");
    await town.world.db.execute(sql`alter table readings rename to readings_gone`);
    await elif.submits();
    await town.world.db.execute(sql`alter table readings_gone rename to readings`);
    expect(Object.values(await elif.seesErrors())).toEqual([notKept]);
    await expectStillTyped(elif);
    expect(await keptAnswers()).toBe(0);

    expect(newTroubles().join()).toContain("submission broke");

    await elif.submits();
    expect(await elif.readsModal()).toBeNull();
    expect(await keptAnswers()).toBe(1);
  });

  it("says of a modal in which nothing can be typed that something broke: there is no button left to press", async () => {
    const ada = as("ada");
    await ada.types("/bearings close", { in: channel });
    await without("labels");
    await ada.submits();
    expect(await ada.readsModal()).toContain(broken);
    await ada.dismisses();
    expect(newTroubles().join()).toContain("submission broke");
  });

  it("is as slow as Slack's patience: then nobody is told that it was kept", async () => {
    const june = await fillsIn("june");
    const { slackFor } = town.world;
    const slow = town.world as { slackFor: TestTown["world"]["slackFor"] };
    slow.slackFor = async (workspace) => {
      await new Promise((later) => setTimeout(later, 2_600));
      return slackFor(workspace);
    };
    await june.submits();
    slow.slackFor = slackFor;
    expect(Object.values(await june.seesErrors())).toEqual([notKept]);
    await expectStillTyped(june);
    expect(newTroubles().join()).toContain("took too long to be sure it was kept");

    // What came too late is not kept either: it would be written over what June says next.
    await town.listening.settled();
    expect(await keptAnswers()).toBe(1);
    await june.submits();
    expect(await june.readsModal()).toBeNull();
    expect(await keptAnswers()).toBe(2);
  });

  it("tells whoever pressed a button that something broke, and the operator what", async () => {
    await without("roster");
    await as("hana").presses("Give your reading", { in: channel });
    expect(await last("hana")).toBe(broken);
    expect(newTroubles().join()).toContain("listener broke");
  });

  it("tells whoever typed a command", async () => {
    await without("teams");
    await as("hana").types("/bearings trends", { in: channel });
    expect(await last("hana")).toBe(broken);
    expect(newTroubles().join()).toContain("listener broke");
  });

  it("is forgiven by the next press", async () => {
    await as("hana").presses("Give your reading", { in: channel });
    expect(await as("hana").readsModal()).toContain("Your bearings");
    await as("hana").dismisses();
  });
});

describe("a Slack that fails", () => {
  const { set, clear } = {
    set: (method: string, kind: string, times: number | null = 1) =>
      town.local.workspace.faults.set(method, { kind, times }),
    clear: () => town.local.workspace.faults.clear(),
  };
  afterEach(() => clear());

  it.each(["internal_error", "429", "500", "expired_trigger_id", "drop-after-accept"])(
    "won't open a modal (%s): whoever pressed is told that something broke",
    async (kind) => {
      set("views.open", kind);
      await as("hana").presses("Give your reading", { in: channel });
      expect(await last("hana")).toBe(broken);
      expect(newTroubles().join()).toContain("listener broke");
      if ((await as("hana").readsModal()) !== null) await as("hana").dismisses();
    },
  );

  it("won't say anything for a moment: the next word gets through", async () => {
    set("chat.postEphemeral", "500");
    await as("hana").presses("What is this?", { in: channel });
    expect(await last("hana")).toBe(broken);
    newTroubles();
  });

  it("won't do anything at all: nobody can be told, the operator is, and nothing ends", async () => {
    const before = await read("hana");
    set("*", "internal_error", null);
    await as("hana").presses("Give your reading", { in: channel });
    await as("hana").types("/bearings help", { in: channel });
    await as("hana").opensHome();
    expect(await read("hana")).toEqual(before);
    const troubles = newTroubles().join("\n");
    expect(troubles).toContain("listener broke");
    expect(troubles).toContain("could not say so");

    clear();
    await as("hana").types("/bearings help", { in: channel });
    expect(await last("hana")).toContain("/bearings checkin");
  });

  it("won't show anything on the home tab: what was to be said there comes as a direct message", async () => {
    await as("ada").opensHome();
    set("views.open", "expired_trigger_id", 2);
    await as("ada").presses("Set up another team", { in: "home" });
    expect((await as("ada").readsDirect()).at(-1)).toBe(broken);
    newTroubles();
  });

  it("still takes answers: those need nothing of it", async () => {
    const hana = await fillsIn("hana");
    set("*", "internal_error", null);
    await hana.submits();
    expect(await hana.readsModal()).toBeNull();
    clear();
    expect(await keptAnswers()).toBe(3);
    newTroubles();
  });

  it("can't find the channel for a private answer: it comes as a direct message", async () => {
    set("chat.postEphemeral", "channel_not_found");
    await as("lena").presses("Not this week", { in: channel });
    expect((await as("lena").readsDirect()).at(-1)).toContain("That's fine.");
  });
});

describe("the same thing twice", () => {
  it("a check-in sent off twice at the same moment is one answer", async () => {
    const { workspace, door } = town.local;
    const chen = await fillsIn("chen");
    const [modal] = modalsOf(workspace, "UCHEN");
    if (modal === undefined) throw new Error("Chen has no modal open.");
    const directions = { "direction:customer": { said: radio("holding", "Holding") } };
    const payload = JSON.stringify(submitted(workspace, "UCHEN", modal, directions));
    const heard = await Promise.all([door.form({ payload }), door.form({ payload })]);
    expect(heard).toEqual([{ was: "answered", status: 200, body: "", noRetry: false }, heard[0]]);
    expect(await keptAnswers()).toBe(4);
    await chen.dismisses();
  });

  it("a check-in that could not be kept, recorded by somebody and sent again, does not take the place of the next", async () => {
    const { workspace, door } = town.local;
    const dalia = await fillsIn("dalia");
    const [modal] = modalsOf(workspace, "UDALIA");
    if (modal === undefined) throw new Error("Dalia has no modal open.");
    const saying = (value: string, text: string) =>
      JSON.stringify(
        submitted(workspace, "UDALIA", modal, { "direction:customer": { said: radio(value, text) } }),
      );
    const [first, next] = [saying("holding", "Holding"), saying("slipping", "Slipping")];
    const sends = async (payload: string) => {
      const heard = await door.form({ payload });
      await town.behindTheDoor.idle?.();
      return heard.was === "answered" ? heard.body : heard.was;
    };
    await town.world.db.execute(sql`alter table readings rename to readings_gone`);
    expect(await sends(first)).toContain(notKept);
    await town.world.db.execute(sql`alter table readings_gone rename to readings`);
    expect(newTroubles().join()).toContain("submission broke");
    expect(await sends(next)).toBe("");
    expect(await sends(first)).toContain(notKept);
    expect(newTroubles().join()).toContain("came too late to be kept");
    await dalia.dismisses();
    await dalia.presses("Give your reading", { in: channel });
    expect(await dalia.readsModal()).toContain("Customer: Slipping");
    await dalia.dismisses();
  });

  it("Not this week, pressed twice, says the same", async () => {
    await as("lena").presses("Not this week", { in: channel });
    await as("lena").presses("Not this week", { in: channel });
    const told = (await read("lena")).filter((message) => message.includes("That's fine."));
    expect(new Set(told).size).toBe(1);
  });

  const radio = (value: string, text: string) => ({
    type: "radio_buttons",
    selected_option: { value, text: { type: "plain_text", text } },
  });
});

describe("people who go", () => {
  it("somebody leaves the team while its round is open: what they have said stays theirs to change until it closes", async () => {
    await changesTeam({ "Who takes part?": harbour.filter((person) => person !== "UELIF") });
    await as("elif").presses("Give your reading", { in: channel });
    expect(await as("elif").readsModal()).toContain("This is what you said on Monday.");
    await as("elif").dismisses();
  });

  it("but the team's own affairs are not theirs any more", async () => {
    await as("elif").types("/bearings trends", { in: channel });
    expect(await last("elif")).toContain("That is for the people of this team and its leaders.");
    await pressesForged(
      town,
      "UELIF",
      "talked_about",
      JSON.stringify({ v: 1, of: { round: both.ours.round } }),
    );
    expect(await last("elif")).toContain("That is for the people of this team and its leaders.");
  });

  it("a leader is taken off the list with the question still open before them: the round stays open", async () => {
    const ada = as("ada");
    await ada.types("/bearings close", { in: channel });
    expect(await ada.readsModal()).toContain("Close this round?");
    const { db } = town.world;
    await db.execute(sql`update leaders set person = 'UDALIA' where team = ${both.ours.team}`);
    onTestFinished(
      async () =>
        void (await db.execute(sql`update leaders set person = 'UADA' where team = ${both.ours.team}`)),
    );

    await ada.submits();
    expect(await ada.readsModal()).toContain("Only this team's leaders can do that: @Dalia Haddad.");
    await ada.dismisses();
    const { rows } = (await db.execute(
      sql`select state from rounds where id = ${both.ours.round}`,
    )) as unknown as { rows: { state: string }[] };
    expect(rows).toEqual([{ state: "open" }]);
  });

  it("an account is switched off: the round goes on without it", async () => {
    await deactivates(town.local.workspace, town.local.door, "UFARAH");
    await town.behindTheDoor.idle?.();
    await as("ivan").presses("Give your reading", { in: channel });
    expect(await as("ivan").readsModal()).toContain("Your bearings");
    await as("ivan").dismisses();
  });

  async function changesTeam(said: Readonly<Record<string, readonly string[]>>): Promise<void> {
    await as("ada").types("/bearings setup", { in: channel });
    await as("ada").fills(said);
    await as("ada").submits();
    await as("ada").dismisses();
  }
});

describe("a round that closes in that very moment, after it was found open", () => {
  const closesJustBefore = (looks: RegExp) => {
    const { db } = town.world;
    const close = sql`update rounds set closes_at = closes_at - interval '14 days' where id = ${both.ours.round}`;
    const { stop } = justBefore(db, looks, () => db.execute(close));
    onTestFinished(async () => {
      stop();
      await db.execute(
        sql`update rounds set closes_at = closes_at + interval '14 days' where id = ${both.ours.round}`,
      );
    });
  };

  it("Not this week isn't told as kept", async () => {
    closesJustBefore(/insert into "not_this_week"/);
    await as("ivan").presses("Not this week", { in: channel });
    expect(await last("ivan")).toContain("This round closed on");
  });

  it("a check-in isn't either, and everything typed is still there", async () => {
    const ivan = await fillsIn("ivan");
    closesJustBefore(/insert into "answers"/);
    await ivan.submits();
    expect(Object.values(await ivan.seesErrors()).join()).toContain("This round closed on");
    await expectStillTyped(ivan);
    await ivan.dismisses();
  });
});

describe("a round that closed meanwhile", () => {
  it("a check-in that was still open is refused kindly, with when the next one opens, and keeps what was typed", async () => {
    const dalia = await fillsIn("dalia");
    await town.turnTo(Temporal.Instant.from("2026-11-26T16:01:00Z"));
    await dalia.submits();
    expect(Object.values(await dalia.seesErrors())).toEqual([
      "This round closed on Thursday, so I can't add your reading. The next one opens on Monday 10:00.",
    ]);
    await expectStillTyped(dalia);
    await dalia.dismisses();
    expect(await keptAnswers()).toBe(0);
  });

  it("Not this week comes too late as kindly", async () => {
    await as("ivan").presses("Not this week", { in: channel });
    expect(await last("ivan")).toContain("This round closed on Thursday");
  });

  it("closing it again says that it is closed already", async () => {
    const carried = JSON.stringify({ v: 1, of: { round: both.ours.round } });
    const { view } = await submitsForged(town, "UADA", "close_round", carried);
    expect(JSON.stringify(view)).toContain(
      "This round is closed already. What came of it is told in the channel.",
    );
  });

  it("We talked about it, pressed twice, says the same and is kept once", async () => {
    await as("chen").presses("We talked about it", { in: channel });
    const first = await last("chen");
    expect(first).toContain("Thank you. I keep that you talked, not who said so or when.");
    const before = await fingerprints(town.world.db);
    await as("chen").presses("We talked about it", { in: channel });
    expect(await last("chen")).toBe(first);
    expect(await fingerprints(town.world.db)).toEqual(before);
  });

  it("a try sent off twice is one try", async () => {
    const tries = async () => {
      const { rows } = (await town.world.db.execute(
        sql`select count(*)::int as n from tries where what = 'One article per hand-off'`,
      )) as unknown as { rows: { n: number }[] };
      return rows[0]?.n;
    };
    for (let time = 0; time < 2; time += 1) {
      await as("chen").presses("Try something", { in: channel });
      await as("chen").fills({
        "What will you try?": "One article per hand-off",
        "What is it for?": "Business",
      });
      await as("chen").submits();
      expect(await as("chen").readsModal()).toContain("Kept: you'll try “One article per hand-off”.");
      await as("chen").dismisses();
    }
    expect(await tries()).toBe(1);
  });

  it("somebody who left the team since finds its buttons closed", async () => {
    await as("elif").presses("We talked about it", { in: channel });
    expect(await last("elif")).toContain("That is for the people of this team and its leaders.");
  });
});
