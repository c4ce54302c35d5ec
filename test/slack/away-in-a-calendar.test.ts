import { afterEach, beforeEach, expect, test } from "vitest";
import type { UserId } from "../../src/core/ids.ts";
import { awayModal } from "../../src/slack/away-modal.ts";
import { button, buttons, words } from "../../src/slack/blocks.ts";
import { roundCarried } from "../../src/slack/carried.ts";
import { checkIn } from "../../src/slack/check-in-modal.ts";
import { away } from "../../src/slack/commands/away.ts";
import { home } from "../../src/slack/home-tab.ts";
import { giveReadingId, roundOpening } from "../../src/slack/round-message.ts";
import { awayFrom } from "../../src/store/away.ts";
import { now } from "../../src/store/clock.ts";
import { keptRound } from "../support/kept-teams.ts";
import { harbourTeam, local, openSurfaces } from "../support/surfaces-at-work.ts";

let at: Awaited<ReturnType<typeof openSurfaces>>;
let team: Awaited<ReturnType<typeof harbourTeam>>;
beforeEach(async () => {
  at = await openSurfaces([home, awayModal, roundOpening, checkIn], [away]);
  team = await harbourTeam(at.db);
});
afterEach(async () => {
  await at.stop();
  expect(at.troubles).toEqual([]);
});

const today = async () => (await now(at.db)).toZonedDateTimeISO("Europe/Berlin").toPlainDate();
const noted = async () => awayFrom(at.db, local, "UCHEN" as UserId, await today());

test("days chosen on the home tab are noted, said back, and stand there at once", async () => {
  const chen = at.visit("UCHEN");
  await chen.opensHome();
  await chen.presses("I'll be away");
  const first = (await today()).add({ days: 3 });
  await chen.fills({
    "First day away": first.toString(),
    "Last day away": first.add({ days: 4 }).toString(),
  });
  await chen.submits();
  expect(await chen.readsModal()).toContain("Noted: you're away from");
  expect((await noted()).map(({ firstDay, lastDay }) => [`${firstDay}`, `${lastDay}`])).toEqual([
    [first.toString(), first.add({ days: 4 }).toString()],
  ]);
  expect(await chen.readsHome()).toContain("you're noted as away");
  await chen.dismisses();
  await chen.presses("I'm back");
  expect(await noted()).toEqual([]);
  expect(await chen.readsHome()).toContain("I'll be away");
});

test("days the wrong way round, or over, are refused under their field, and nothing is noted", async () => {
  const chen = at.visit("UCHEN");
  await chen.types("/bearings away", { in: "#harbour-support" });
  await chen.presses("Choose the days");
  const day = await today();
  await chen.fills({ "Last day away": day.subtract({ days: 1 }).toString() });
  await chen.submits();
  expect(Object.values(await chen.seesErrors()).join()).toContain("before the first");
  await chen.fills({ "First day away": day.subtract({ days: 2 }).toString() });
  await chen.submits();
  expect(Object.values(await chen.seesErrors()).join()).toContain("are over");
  expect(await noted()).toEqual([]);
});

test("out of the check-in, what was typed there is still there afterwards", async () => {
  const round = await keptRound(at.db, team);
  const open = buttons(
    "x",
    button(giveReadingId, "Give your reading", roundCarried.write({ round: round.id })),
  );
  await at.slack.chat.postMessage({ channel: team.channel, text: "Open.", blocks: [words("Open."), open] });
  const chen = at.visit("UCHEN");
  await chen.presses("Give your reading");
  await chen.fills({ Customer: "Holding" });
  await chen.presses("I'll be away");
  expect(await chen.readsModal()).toContain("First day away");
  await chen.submits();
  await chen.dismisses();
  expect(await chen.readsModal()).toMatch(/Customer: Holding|\(•\) Holding|Holding/);
  expect(await noted()).toHaveLength(1);
});
