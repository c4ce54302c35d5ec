import { afterEach, beforeEach, expect, test } from "vitest";
import { weekOf } from "../../src/core/week.ts";
import { digest } from "../../src/slack/commands/digest.ts";
import { focus } from "../../src/slack/commands/focus.ts";
import { focusDigest } from "../../src/slack/focus-digest-message.ts";
import { focusReport } from "../../src/slack/focus-modal.ts";
import { now } from "../../src/store/clock.ts";
import { focusReportsOf } from "../../src/store/focus-reports.ts";
import { harbourTeam, lead, local, openSurfaces } from "../support/surfaces-at-work.ts";

let at: Awaited<ReturnType<typeof openSurfaces>>;
beforeEach(async () => {
  at = await openSurfaces([focusDigest, focusReport], [focus, digest]);
  await harbourTeam(at.db);
});
afterEach(async () => {
  await at.stop();
  expect(at.troubles).toEqual([]);
});

const inChannel = { in: "#harbour-support" } as const;
/** How a picture is read by somebody who can't see it. */
const pictured = "[picture: Leadership time";
const kept = () => focusReportsOf(at.db, local, lead, { weeks: 5 });

test("what a leader says of their time is kept for the week, shown again, and can be changed", async () => {
  const ada = at.visit("UADA");
  await ada.types("/bearings focus", inChannel);
  expect((await ada.reads("#harbour-support")).at(-1)).toContain(
    "You haven't said yet where your time went.",
  );
  await ada.presses("Where did my time go this week?");
  await ada.fills({ Business: "Most", Customer: "Some" });
  await ada.submits();
  const week = weekOf(await now(at.db), "Europe/Berlin");
  const words = {
    customer: "some",
    employee: "none",
    business: "most",
    knowledge: "none",
    acceleration: "none",
  };
  expect(await kept()).toEqual([{ week, words }]);
  expect(await ada.readsModal()).toContain("Business took most of it");
  await ada.dismisses();

  await ada.presses("Where did my time go this week?");
  expect(await ada.readsModal()).toContain("This is what you said before.");
  expect(await ada.readsModal()).toContain("Business: Most");
  await ada.fills({ Business: "A little" });
  await ada.submits();
  expect(await kept()).toMatchObject([{ week, words: { business: "a-little", customer: "some" } }]);
});

test("nothing at all is refused under the first field, and nothing is kept", async () => {
  const ada = at.visit("UADA");
  await ada.types("/bearings focus", inChannel);
  await ada.presses("Where did my time go this week?");
  await ada.submits();
  expect((await ada.seesErrors()).Customer).toContain("at least one category");
  expect(await kept()).toEqual([]);
});

test("the digest comes with its picture and its words, to that leader alone", async () => {
  const ada = at.visit("UADA");
  await ada.types("/bearings digest", inChannel);
  await ada.presses("Where did my time go this week?");
  await ada.fills({ Business: "Most", Customer: "Some" });
  await ada.submits();
  await ada.dismisses();
  await ada.types("/bearings digest", inChannel);
  const heard = (await ada.reads("#harbour-support")).at(-1);
  expect(heard).toContain("Your focus, week");
  expect(heard).toContain("Business took most of it");
  expect(heard).toContain(pictured);
  expect(await at.visit("UCHEN").reads("#harbour-support")).toEqual([]);
});

test.each([
  ["can't be uploaded", "files.getUploadURLExternal", "internal_error"],
  ["can't be finished", "files.completeUploadExternal", "500"],
  ["can't be shown yet", "chat.postEphemeral", "invalid_blocks"],
])("where the picture %s the words come alone", async (_, method, kind) => {
  const ada = at.visit("UADA");
  await ada.types("/bearings focus", inChannel);
  await ada.presses("Where did my time go this week?");
  await ada.fills({ Business: "Most" });
  await ada.submits();
  await ada.dismisses();
  at.workspace.faults.set(method, { kind });
  await ada.types("/bearings focus", inChannel);
  const heard = (await ada.reads("#harbour-support")).at(-1);
  expect(heard).toContain("Business most");
  expect(heard).not.toContain(pictured);
});

test("somebody who leads no team is told what it is for", async () => {
  const chen = at.visit("UCHEN");
  for (const word of ["focus", "digest"]) {
    await chen.types(`/bearings ${word}`, inChannel);
    expect((await chen.reads("#harbour-support")).at(-1)).toContain("for people who lead a team here");
  }
});
