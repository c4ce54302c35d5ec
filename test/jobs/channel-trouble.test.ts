/** A channel that takes nothing, and a token that is no good: who is told, how often, and that nothing is tried in vain. */
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { harbour, setsUp } from "../../src/playground/scenes/scene.ts";
import { everything, liftPause } from "../../src/store/paces.ts";
import { deliveries, workspaces } from "../../src/store/schema.ts";
import { type TestTown, testTown } from "../support/town.ts";

let town: TestTown;
const channel = "#harbour-support";
const opens = Temporal.Instant.from("2026-11-23T09:00:00Z");
const closes = Temporal.Instant.from("2026-11-26T16:00:00Z");

beforeEach(async () => {
  town = await testTown();
  await setsUp(town, "UADA", channel, { members: harbour, leaders: ["UADA", "UCHEN"] });
});
afterEach(() => town.stop());

const place = () => {
  const found = town.local.workspace.state.channels.find(({ name }) => name === "harbour-support");
  if (found === undefined) throw new Error("There is no such channel.");
  return found;
};
const weAre = (inIt: boolean) => {
  const { botUser } = town.local.workspace.state.app;
  place().members = inIt
    ? [...place().members, botUser]
    : place().members.filter((member) => member !== botUser);
};
const toldTo = async (person: string) =>
  (await town.local.visit(person).readsDirect()).filter((message) => message.includes("I can't post in"));
const homeOf = async (person: string) => {
  await town.local.visit(person).opensHome();
  return town.local.visit(person).readsHome();
};

describe("a channel that Bearings is no longer in", () => {
  beforeEach(() => weAre(false));

  it("is told of to each leader, once, and to nobody else", async () => {
    await town.turnTo(opens.add({ hours: 1 }));
    for (const leader of ["UADA", "UCHEN"]) {
      const told = await toldTo(leader);
      expect(told).toHaveLength(1);
      expect(told[0]).toContain("I'm not in the channel. Type /invite @Bearings there");
    }
    expect(await toldTo("UDALIA")).toEqual([]);
  });

  it("is told of once a week, however much could not be said in it", async () => {
    await town.turnTo(closes.add({ hours: 1 }));
    expect(await toldTo("UADA")).toHaveLength(1);
    await town.turnTo(opens.add({ hours: 24 * 7 + 1 }));
    expect(await toldTo("UADA")).toHaveLength(2);
  });

  it("stands on the leaders' home tab while it lasts", async () => {
    await town.turnTo(opens.add({ hours: 1 }));
    expect(await homeOf("UADA")).toContain("I'm not in the channel.");
    expect(await homeOf("UDALIA")).not.toContain("I'm not in the channel.");
    weAre(true);
    await town.turnTo(closes.add({ hours: 1 }));
    expect(await homeOf("UADA")).not.toContain("I'm not in the channel.");
  });
});

describe("a channel that takes nothing for another reason", () => {
  it.each([
    ["is_archived", "the channel is archived"],
    ["channel_not_found", "I can't find the channel any more"],
    ["restricted_action", "only some people may post there"],
  ])("is told of in its own words (%s)", async (code, words) => {
    town.local.workspace.faults.set("chat.postMessage", { kind: code, times: 1 });
    await town.turnTo(opens.add({ hours: 1 }));
    expect((await toldTo("UADA"))[0]).toContain(words);
  });
});

describe("a person who can't be written to", () => {
  it("is nobody else's news", async () => {
    await town.turnTo(closes.subtract({ hours: 25 }));
    town.local.workspace.faults.set("chat.postMessage", { kind: "channel_not_found", times: 2 });
    await town.turnTo(closes.subtract({ hours: 23 }));
    expect(await toldTo("UADA")).toEqual([]);
    const nudges = (await town.world.db.select().from(deliveries)).filter(({ kind }) => kind === "nudge");
    expect(nudges.filter(({ state }) => state === "failed")).toHaveLength(2);
    expect(nudges.filter(({ state }) => state === "said").length).toBe(harbour.length - 2);
  });
});

describe("a token that Slack no longer takes", () => {
  const real = () => town.local.workspace.state.app.token;
  const calls = () => {
    const { faults } = town.local.workspace;
    let count = 0;
    const { strike } = faults;
    faults.strike = (method) => {
      if (method === "chat.postMessage") count += 1;
      return strike(method);
    };
    return () => count;
  };

  it("is told to the operator once, and Slack is not asked again and again", async () => {
    const asked = calls();
    const { app } = town.local.workspace.state as { app: { token: string } };
    const token = real();
    app.token = "xoxb-another";
    await town.turnTo(opens.add({ minutes: 1 }));
    for (let turn = 0; turn < 5; turn += 1) await town.tick();
    expect(asked()).toBe(1);
    await town.hand.turnTo(opens.add({ minutes: 70 }));
    await town.tick();
    expect(asked()).toBe(2);
    expect(town.troubles.filter((trouble) => trouble.includes("no longer takes our token"))).toHaveLength(1);

    app.token = token;
    const [workspace] = await town.world.db.select().from(workspaces);
    if (workspace === undefined) throw new Error("There is no workspace.");
    await liftPause(town.world.db, workspace.id, everything);
    await town.tick();
    const said = await town.local.visit("UADA").reads(channel);
    expect(said.filter((message) => message.includes("Your weekly bearings"))).toHaveLength(1);
  });
});
