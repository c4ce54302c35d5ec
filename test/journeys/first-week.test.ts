/**
 * A team's first week, told by the people who live it. Everything goes through the signed door of the app, against the
 * local workspace and a real schema; nothing reaches inside but the hand on the clock.
 */
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestTown, testTown } from "../support/town.ts";
import { visitorsOf } from "../support/visitors.ts";

let town: TestTown;
const as = visitorsOf(() => town);

beforeAll(async () => {
  town = await testTown();
});

afterAll(async () => {
  await town.stop();
  expect(town.troubles).toEqual([]);
});

const channel = "#harbour-support";
const members = ["UADA", "UCHEN", "UDALIA", "UELIF", "UFARAH", "UHANA", "UIVAN", "UJUNE", "UKOFI", "ULENA"];
const at = (moment: string) => town.turnTo(Temporal.Instant.from(moment));
const last = (messages: readonly string[]) => messages.at(-1) ?? "";

async function answers(
  name: string,
  said: Readonly<Record<string, string | readonly string[]>>,
): Promise<void> {
  await as(name).presses("Give your reading", { in: channel });
  await as(name).fills(said);
  await as(name).submits();
  expect(await as(name).readsModal()).toBeNull();
}

describe("a team's first week", () => {
  it("begins when Ada sets the team up, and is told what happens next", async () => {
    await as("ada").types("/bearings setup", { in: channel });
    await as("ada").fills({ "Who takes part?": members, "Who leads it?": ["UADA"] });
    await as("ada").submits();

    expect(await as("ada").readsModal()).toContain("the first round opens today at 10:00");
    await as("ada").dismisses();
    expect(last(await as("chen").reads(channel))).toContain(
      "This team is set up: Harbour Support, 10 people.",
    );
  });

  it("Farah says that she is away, and is not asked", async () => {
    await as("farah").types("/bearings away today until friday", { in: channel });
    await at("2026-11-23T09:01:00Z");
    await as("farah").presses("Give your reading", { in: channel });

    expect(last(await as("farah").reads(channel))).toMatch(/Only people on this round's list|away/);
  });

  it("opens on Monday at ten with this week's closer look, and why it is this category's turn", async () => {
    const opening = (await as("chen").reads(channel)).find((message) =>
      message.includes("Your weekly bearings"),
    );
    expect(opening).toContain("This week's closer look: Business.");
    expect(opening).toContain("about 30 % of their time");
    expect(opening).toContain("Open until Thursday 17:00.");
    expect(opening).toContain("[Give your reading] [Not this week] [What is this?]");
    expect(opening).toContain("Confidential");
  });

  it("says who sees what before anybody answers", async () => {
    await as("chen").presses("Give your reading", { in: channel });
    const modal = await as("chen").readsModal();
    expect(modal).toContain("your team sees one word per category, only if five or more of you answer");
    expect(modal).toContain("You can change them until Thursday 17:00");
    expect(modal).toContain("A closer look: Business");
    await as("chen").dismisses();
  });

  it("keeps what was typed when nothing can be kept, and says what to do", async () => {
    await as("chen").presses("Give your reading", { in: channel });
    await as("chen").fills({
      "If anything: a moment, a pattern, something a customer said": "The queue was calm.",
    });
    await as("chen").submits();

    expect(Object.values(await as("chen").seesErrors()).join()).toContain(
      "One direction is enough, but I need one",
    );
    expect(await as("chen").readsModal()).toContain("The queue was calm.");
    await as("chen").dismisses();
  });

  it("seven people answer", async () => {
    const slipping = {
      Customer: "Holding",
      Employee: "Slipping",
      Business: "Improving",
      "Good enough for now?": ["Customer"],
    };
    for (const name of ["ada", "chen", "dalia", "elif"]) await answers(name, slipping);
    await answers("hana", { ...slipping, Business: "Slipping" });
    await answers("ivan", { ...slipping, Business: "Slipping", "Time to Smile": "Improving" });
    await answers("june", { ...slipping, Employee: "Improving", Business: "Slipping" });
  });

  it("one of them changes their mind, and finds what they said", async () => {
    await as("june").presses("Give your reading", { in: channel });
    expect(await as("june").readsModal()).toContain("This is what you said on Monday. Change what you like.");
    await as("june").fills({ Employee: "Slipping" });
    await as("june").submits();
  });

  it("one says Not this week, and nobody asks why", async () => {
    await as("kofi").presses("Not this week", { in: channel });
    expect(last(await as("kofi").reads(channel))).toContain("That's fine.");
    expect((await as("ada").reads(channel)).join("\n")).not.toContain("That's fine.");
  });

  it("refuses a guest politely", async () => {
    await as("gus").presses("Give your reading", { in: channel });
    expect(await as("gus").readsModal()).toBeNull();
    expect(last(await as("gus").reads(channel))).toContain("Guests aren't asked for readings");
  });

  it("tells nobody anything about what was said while it is open", async () => {
    await as("ada").types("/bearings trends", { in: channel });
    await as("ada").opensHome();
    const seen = [
      await as("ada").readsHome(),
      ...(await as("ada").reads(channel)),
      ...(await as("ada").readsDirect()),
    ].join("\n");
    expect(seen).not.toMatch(/slipping|improving|mixed|Answered:/);
  });

  it("reminds exactly those who are due, once, a day before it closes", async () => {
    await at("2026-11-25T16:01:00Z");
    for (const name of ["ada", "chen", "kofi", "farah", "gus"])
      expect(await as(name).readsDirect(), name).toEqual([]);
    expect(await as("lena").readsDirect()).toHaveLength(1);
    expect(last(await as("lena").readsDirect())).toContain("closes tomorrow at 17:00");
    expect(last(await as("lena").readsDirect())).toContain("This is the only reminder.");

    await at("2026-11-26T15:30:00Z");
    expect(await as("lena").readsDirect()).toHaveLength(1);
  });

  it("closes on Thursday at five, in words", async () => {
    await at("2026-11-26T16:01:00Z");
    const summary = last(await as("chen").reads(channel));
    expect(summary).toContain("What Harbour Support said this week");
    expect(summary).toMatch(/Customer: .*holding.*good enough for now/i);
    expect(summary).toMatch(/Employee: .*slipping/);
    expect(summary).toMatch(/Business: mixed/);
    expect(summary).toContain("Acceleration: too few to say");
    expect(summary).toContain("Answered: 7 of 9.");
    expect(summary).toContain("[We talked about it] [Try something] [Why these words?]");
    expect(summary).not.toMatch(/\d+ of you|%/);
  });

  it("refuses a late answer kindly", async () => {
    await as("lena").presses("Give your reading", { in: channel });
    expect(last(await as("lena").reads(channel))).toContain(
      "This round closed on Thursday, so I can't add your reading. The next one opens on Monday 10:00.",
    );
  });

  it("keeps nothing of what anybody said", async () => {
    const { db } = town.world;
    const kept = await db.execute(
      `select (select count(*)::int from readings) + (select count(*)::int from answers) + (select count(*)::int from not_this_week) as rows`,
    );
    expect((kept as unknown as { rows: { rows: number }[] }).rows[0]?.rows).toBe(0);
  });

  it("the team talks, and tries something", async () => {
    await as("chen").presses("We talked about it", { in: channel });
    await as("chen").presses("Try something", { in: channel });
    await as("chen").fills({ "What will you try?": "One article per hand-off, for two weeks" });
    await as("chen").submits();
    expect(await as("chen").readsModal()).toContain("I'll ask your team about it on 10 December");
    await as("chen").dismisses();
  });

  it("Ada hears the digest on Friday at nine, where she lives", async () => {
    await at("2026-11-27T07:59:00Z");
    expect(await as("ada").readsDirect()).toEqual([]);
    await at("2026-11-27T08:01:00Z");

    const digest = last(await as("ada").readsDirect());
    expect(digest).toContain("Your focus, week 48");
    expect(digest).toMatch(/Harbour Support · Business/);
    expect(digest).toMatch(/Good enough, leave alone:.*Harbour Support: Customer/);
    expect(digest).toContain("One article per hand-off");
    expect(digest).toContain("A guide for where to listen, not a measure of anybody.");
    expect(digest).not.toMatch(/Chen|Dalia|UCHEN/);
  });

  it("somebody looks a metric up, with two slips of the finger", async () => {
    await as("ivan").types("/bearings metric tiem to smlie", { in: channel });
    const card = last(await as("ivan").reads(channel));
    expect(card).toContain("Time to Smile");
    expect(card).toContain("I took that as");
    expect(card).toContain("Open Customer Metrics Framework");
  });

  it("an unknown word offers the nearest", async () => {
    await as("ivan").types("/bearings chekin", { in: channel });
    expect(last(await as("ivan").reads(channel))).toContain("Did you mean /bearings checkin?");
  });

  it("opens the next week with what was heard and what is tried", async () => {
    await at("2026-11-30T09:01:00Z");
    const opening = last(
      (await as("chen").reads(channel)).filter((message) => message.includes("Your weekly bearings")),
    );
    expect(opening).toContain("Last time you read Business: mixed");
    expect(opening).toContain("One article per hand-off, for two weeks");
    expect(opening).toContain("We'll ask about it on 10 December.");
    expect(opening).not.toContain("This week's closer look: Business");
  });

  it("says nothing twice", async () => {
    await town.tick();
    await town.tick();
    const messages = await as("chen").reads(channel);
    expect(
      messages.filter((message) => message.includes("What Harbour Support said this week")),
    ).toHaveLength(1);
    expect(messages.filter((message) => message.includes("Your weekly bearings"))).toHaveLength(2);
    expect(await as("lena").readsDirect()).toHaveLength(1);
    expect(await as("ada").readsDirect()).toHaveLength(1);
  });
});
