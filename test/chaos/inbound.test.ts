/** What Slack sends comes twice, out of order, late, and five times at once: everything is applied once. */
import { expect, it, onTestFinished } from "vitest";
import { commandFields } from "../../src/playground/payloads.ts";
import { anySeed, chance } from "../support/chance.ts";
import { bySize } from "../support/size.ts";
import { finalAnswer, firstAnswer } from "./answers.ts";
import { type Ground, openGround } from "./ground.ts";
import { eventBody, handInBody, type Knock, knock } from "./knocking.ts";
import { openRoundOf } from "./people.ts";
import { sharedPostgres } from "./server.ts";
import { settle } from "./settle.ts";
import { onPostgres } from "./shelf.ts";

const seed = anySeed();
const server = sharedPostgres();

async function ground(scenario: string): Promise<Ground> {
  const shelf = await onPostgres(server().url);
  const opened = await openGround({ scenario, shelf, teams: 4, seed });
  onTestFinished(() => opened.stop());
  await opened.up();
  await opened.turnTo(opened.now().add({ minutes: 61 }));
  await settle(opened);
  return opened;
}

/** Each once, three in ten of them one to three times more, in no order. */
function sendings<T>(
  originals: readonly T[],
  { happens, below, shuffled }: ReturnType<typeof chance>,
): readonly T[] {
  return shuffled(
    originals.flatMap((one) => [
      one,
      ...(happens(0.3) ? Array.from({ length: 1 + below(3) }, () => one) : []),
    ]),
  );
}

/** What the app does once for each command and each event here. */
const answering: ReadonlySet<string> = new Set(["chat.postEphemeral", "views.publish"]);

const deliveries = bySize({ commit: 2_000, nightly: 20_000, release: 100_000 });

it(`commands and events, ${deliveries} sendings, three in ten of them repeated: one answer to each`, async () => {
  const place = await ground("inbound repeated");
  const { workspace } = place.slack;
  const luck = chance(seed);
  const people = place.crews.flatMap((crew) => crew.people.map((person) => ({ crew, person })));
  const originals = Array.from({ length: Math.round(deliveries / 1.6) }, (_, number): Knock => {
    const { crew, person } = luck.one(people);
    if (number % 2 === 0) return eventBody(workspace, { type: "app_home_opened", user: person, tab: "home" });
    const channel = workspace.state.channels.find(({ id }) => id === crew.channel);
    if (channel === undefined) throw new Error("There is no such channel.");
    const fields = commandFields(workspace, person, channel, "/bearings", "about");
    return { type: "application/x-www-form-urlencoded", body: new URLSearchParams(fields).toString() };
  });
  const before = place.log.calls.length;
  const all = sendings(originals, luck);
  const done = () => place.log.calls.slice(before).filter(({ method }) => answering.has(method)).length;
  const begun = new Set<Knock>();
  let at = 0;
  const sender = async () => {
    for (let one = all[at++]; one !== undefined; one = all[at++]) {
      while (begun.size - done() > 16) await new Promise((wait) => setTimeout(wait, 5));
      begun.add(one);
      const copies = luck.happens(0.02) ? 5 : 1;
      const heard = await Promise.all(Array.from({ length: copies }, () => knock(place, one)));
      expect(heard).toEqual(heard.map(() => 200));
    }
  };
  await Promise.all(Array.from({ length: 8 }, sender));
  // A command is acknowledged before it is done: the last of them are under way.
  await expect.poll(done, { timeout: 30_000 }).toBeGreaterThanOrEqual(originals.length);
  await settle(place);
  const since = place.log.calls.slice(before);
  const told = since.filter(({ method }) => method === "chat.postEphemeral").length;
  const drawn = since.filter(({ method }) => method === "views.publish").length;
  expect({ told, drawn }).toEqual({
    told: originals.filter(({ type }) => type.includes("form")).length,
    drawn: originals.filter(({ type }) => type.includes("json")).length,
  });
  expect(await place.check()).toEqual([]);
});

it("submissions again after they were changed: the change stands", async () => {
  const place = await ground("submissions repeated");
  const luck = chance(seed);
  for (const crew of place.crews) {
    const round = (await openRoundOf(place, crew)) ?? "";
    for (const [number, person] of crew.people.entries()) {
      const first = handInBody(place, round, person, firstAnswer(number, 0));
      const change = handInBody(place, round, person, finalAnswer(number, 0));
      expect(await knock(place, first)).toBe(200);
      const copies = luck.shuffled([...Array.from({ length: 5 }, () => change)]);
      expect(await Promise.all(copies.map((copy) => knock(place, copy)))).toEqual([200, 200, 200, 200, 200]);
      // The first once more, as from a network that held it back.
      expect(await knock(place, first)).toBe(200);
      place.ledger.write(round, person, { answer: finalAnswer(number, 0), acknowledged: true });
    }
  }
  expect(await place.check()).toEqual([]);
  await place.turnTo(place.now().add({ hours: 24 * 4 }));
  await settle(place);
  expect(await place.check()).toEqual([]);
});
