/** What is said when Slack fails, and when nobody knows whether it was heard. */

import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { harbour, setsUp } from "../../src/playground/scenes/scene.ts";
import { type TestTown, testTown } from "../support/town.ts";

let town: TestTown;
const channel = "#harbour-support";
const opens = Temporal.Instant.from("2026-11-23T09:00:00Z");
const nudges = Temporal.Instant.from("2026-11-25T16:00:00Z");
const closes = Temporal.Instant.from("2026-11-26T16:00:00Z");
const minutes = (count: number) => ({ minutes: count });

beforeEach(async () => {
  town = await testTown();
  await setsUp(town, "UADA", channel, { members: harbour, leaders: ["UADA"] });
});
afterEach(() => town.stop());

const said = async (words: string) =>
  (await town.local.visit("UADA").reads(channel)).filter((message) => message.includes(words));
const openings = () => said("Your weekly bearings");
const summaries = () => said("What Harbour Support said this week");
const slackFails = (kind: string, more: { times?: number | null; retryAfter?: number } = {}) =>
  town.local.workspace.faults.set("chat.postMessage", { kind, ...more });

describe("when Slack asks us to wait", () => {
  it("waits as long as it says, and then says it once", async () => {
    slackFails("429", { retryAfter: 90 });
    await town.turnTo(opens.add({ seconds: 30 }));
    expect(await openings()).toHaveLength(0);
    await town.turnTo(opens.add({ seconds: 89 }));
    expect(await openings()).toHaveLength(0);
    await town.turnTo(opens.add({ seconds: 100 }));
    expect(await openings()).toHaveLength(1);
  });
});

describe("when Slack has a bad moment and says so", () => {
  it("tries again later, and says it once", async () => {
    slackFails("service_unavailable", { times: 2 });
    await town.turnTo(opens.add(minutes(5)));
    expect(await openings()).toHaveLength(1);
  });

  it("says it when the moment is over, hours later; meanwhile the check-in works from the home tab", async () => {
    slackFails("service_unavailable", { times: null });
    await town.turnTo(opens.add({ hours: 2 }));
    const chen = town.local.visit("UCHEN");
    await chen.opensHome();
    await chen.presses("Give your reading", { in: "home" });
    await chen.fills({ Customer: "Holding" });
    await chen.submits();
    expect(await chen.readsModal()).toBeNull();

    town.local.workspace.faults.clear();
    await town.turnTo(opens.add({ hours: 3 }));
    expect(await openings()).toHaveLength(1);
  });
});

describe("when Slack never will", () => {
  it("stops at once", async () => {
    slackFails("channel_not_found");
    await town.turnTo(opens.add({ hours: 1 }));
    expect(await openings()).toHaveLength(0);
    expect(town.troubles.join()).toContain("channel_not_found");
  });
});

describe("when nobody knows whether it was heard", () => {
  it("never says an opening twice", async () => {
    slackFails("drop-after-accept");
    await town.turnTo(opens.add({ hours: 6 }));
    expect(await openings()).toHaveLength(1);
  });

  it("says nothing more until Slack answers something harmless: reminders are not lost with it", async () => {
    for (const method of ["chat.postMessage", "auth.test"])
      town.local.workspace.faults.set(method, { kind: "500", times: null });
    await town.turnTo(opens.add(minutes(1)));
    await town.turnTo(nudges.add(minutes(1)));
    town.local.workspace.faults.clear();
    await town.turnTo(nudges.add(minutes(30)));
    for (const person of harbour)
      expect((await town.local.visit(person).readsDirect()).join()).toContain("Harbour Support");
    expect(await openings()).toHaveLength(0);
  });

  it("says a summary once more, marked, and never a third time", async () => {
    await town.turnTo(closes.subtract(minutes(1)));
    slackFails("drop-after-accept", { times: 2 });
    await town.turnTo(closes.add({ hours: 6 }));
    expect(await summaries()).toHaveLength(2);
    expect((await summaries())[1]).toContain("Sent again, in case the first was lost.");
    expect((await summaries())[0]).not.toContain("Sent again");
  });
});

describe("a picture that can't be uploaded", () => {
  it("keeps no words back", async () => {
    await town.turnTo(closes.subtract(minutes(1)));
    town.local.workspace.faults.set("files.getUploadURLExternal", { kind: "internal_error", times: null });
    await town.turnTo(closes.add(minutes(1)));
    expect((await summaries())[0]).not.toContain("[picture");
    expect(await summaries()).toHaveLength(1);
  });
});
