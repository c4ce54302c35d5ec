/**
 * The shortcut *Keep as a reflection*: one's own message goes into one's own check-in; somebody else's is kept with their name
 * and a link if they say yes, and is nowhere if they don't.
 */
import { eq } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UserId } from "../../src/core/ids.ts";
import { quotes } from "../../src/store/schema.ts";
import { tablesWith } from "../support/every-row.ts";
import { pressesForged } from "../support/forging.ts";
import { type TestTown, testTown } from "../support/town.ts";
import { visitorsOf } from "../support/visitors.ts";

let town: TestTown;
const as = visitorsOf(() => town);

const channel = "#harbour-support";
const noticed = "If anything: a moment, a pattern, something a customer said";
const at = (moment: string) => town.turnTo(Temporal.Instant.from(moment));
const keeps = (who: string, message: string) =>
  as(who).usesShortcut("Keep as a reflection", { in: channel, message });
const lastDirect = async (name: string) => (await as(name).readsDirect()).at(-1) ?? "";
const last = async (name: string) => (await as(name).reads(channel)).at(-1) ?? "";

beforeAll(async () => {
  town = await testTown();
  await as("ada").types("/bearings setup", { in: channel });
  await as("ada").fills({
    "Who takes part?": ["UADA", "UCHEN", "UDALIA", "UELIF", "UHANA"],
    "Who leads it?": ["UADA"],
  });
  await as("ada").submits();
  await as("ada").dismisses();
  await as("dalia").types("Nobody wrote down what we had tried, <again>.", { in: channel });
  await as("elif").types("The refund took three people.", { in: channel });
  await as("kofi").types("Lovely weather.", { in: channel });
});

afterAll(async () => {
  await town.stop();
  expect(town.troubles).toEqual([]);
});

describe("keeping a message", () => {
  it("waits for an open round: what was noticed belongs to its week", async () => {
    await keeps("chen", "wrote down");
    expect(await last("chen")).toContain("None of your rounds is open just now.");
  });

  it("puts one's own below what one noticed so far, and keeps it with the check-in", async () => {
    await at("2026-11-23T09:30:00Z");
    await keeps("dalia", "wrote down");
    expect(await as("dalia").readsModal()).toContain("Nobody wrote down what we had tried, <again>.");
    await as("dalia").fills({ Customer: "Holding" });
    await as("dalia").submits();
    await as("dalia").types("And a second thing.", { in: channel });
    await keeps("dalia", "second thing");
    expect(await as("dalia").readsModal()).toMatch(/<again>\.\nAnd a second thing\./);
    await as("dalia").fills({ [noticed]: "Nobody wrote down what we had tried." });
    await as("dalia").submits();
  });

  it("asks whoever else wrote it, by direct message, and names nobody who asked", async () => {
    await keeps("chen", "refund");
    expect(await as("chen").readsModal()).toContain("The refund took three people.");
    await as("chen").submits();
    await as("chen").dismisses();
    await town.tick();
    const question = await lastDirect("elif");
    expect(question).toContain("Somebody of Harbour Support would like to keep a message of yours");
    expect(question).toContain("The refund took three people.");
    expect(question).not.toMatch(/Chen|UCHEN/);
  });

  it("asks once, whoever would like to have it", async () => {
    const before = (await as("elif").readsDirect()).length;
    await keeps("hana", "refund");
    await as("hana").submits();
    expect(await as("hana").readsModal()).toContain("I don't ask twice");
    await as("hana").dismisses();
    await town.tick();
    expect(await as("elif").readsDirect()).toHaveLength(before);
  });

  it("keeps nothing of who isn't asked in the round, nor of an app", async () => {
    await keeps("chen", "Lovely weather");
    expect(await last("chen")).toContain("asked in the same round as you");
    await keeps("chen", "Your weekly bearings");
    expect(await last("chen")).toContain("no messages of apps");
    expect(await town.world.db.$count(quotes)).toBe(1);
  });

  it("after a no there is no text of it anywhere, and a yes comes too late", async () => {
    await as("ada").types("The queue was calm on Tuesday.", { in: channel });
    await keeps("chen", "The queue was calm");
    await as("chen").submits();
    await as("chen").dismisses();
    await town.tick();
    await as("ada").presses("No");
    expect(await tablesWith(town.world.db, "The queue was calm")).not.toContain("quotes");
    await as("ada").presses("Yes, with my name");
    expect(await lastDirect("ada")).toContain("you said no before");
  });

  it("nobody else can say yes for its author", async () => {
    const [question] = await town.world.db
      .select()
      .from(quotes)
      .where(eq(quotes.author, "UELIF" as UserId));
    const carried = JSON.stringify({ v: 1, of: { quote: question?.id } });
    await pressesForged(town, "UCHEN", "quote_yes", carried);
    const [after] = await town.world.db
      .select()
      .from(quotes)
      .where(eq(quotes.author, "UELIF" as UserId));
    expect(after?.state).toBe("asked");
  });

  it("a question that nobody answers is gone with the round", async () => {
    await as("hana").types("Mondays are quiet.", { in: channel });
    await keeps("chen", "Mondays are quiet");
    await as("chen").submits();
    await as("chen").dismisses();
  });

  it("stands in the summary with its author's name and a link, and only with their yes", async () => {
    await as("elif").presses("Yes, with my name");
    expect(await lastDirect("elif")).toContain("with your name and a link");
    await at("2026-11-26T16:01:00Z");
    const summary = await last("chen");
    expect(summary).toContain("The refund took three people.");
    expect(summary).toMatch(/Elif[^\n]*wrote/);
    expect(summary).toContain("Nobody wrote down what we had tried.");
    expect(summary).not.toContain("Mondays are quiet");
    expect(summary).not.toContain("queue was calm");
    const kept = await town.world.db.select().from(quotes);
    expect(kept.map(({ author, state }) => [author, state])).toEqual([["UELIF", "yes"]]);
    expect(kept[0]?.link).toMatch(/^https:\/\/[a-z-]+\.slack\.com\/archives\/CHARBOUR\/p\d+$/);
  });

  it("is its author's to see and to delete, also from the summary", async () => {
    await as("elif").types("/bearings mydata", { in: channel });
    expect(await as("elif").readsModal()).toContain("The refund took three people.");
    await as("elif").presses("Delete it");
    await as("elif").submits();
    expect(await tablesWith(town.world.db, "The refund took three people.")).not.toContain("quotes");
    expect(await tablesWith(town.world.db, "The refund took three people.")).not.toContain("rounds");
  });
});
