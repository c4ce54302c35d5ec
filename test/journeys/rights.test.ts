/**
 * Who may do what, tried by people who may not: whatever a button or a modal carries is a hint where to look, and no
 * right to anything. Every listener of the app is tried, so that a new one can't be left out.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  corrupted,
  corruptTop,
  fingerprints,
  nowhere,
  pressesForged,
  submitsForged,
} from "../support/forging.ts";
import type { TestTown } from "../support/town.ts";
import { type Ids, openTwoTeams, type TwoTeams } from "../support/two-teams.ts";

const channel = "#harbour-support";
const stale = "This is from an older version of me and I can't read it any more. Please open it again with";

let both: TwoTeams;
let town: TestTown;
const as = (name: string) => both.as(name);
const read = (name: string) => as(name).reads(channel);
const last = async (name: string) => (await read(name)).at(-1) ?? "";

beforeAll(async () => {
  both = await openTwoTeams();
  town = both.town;
});

afterEach(() => expect(both.newTroubles()).toEqual([]));
afterAll(() => town.stop());

/** What is about whoever presses it; and the menu in the setup, which carries what its modal does. */
const carriesNothing = [
  "i_am_back",
  "away",
  "export",
  "setup_channel",
  "focus_weeks",
  "digest_preview",
  "digest_when",
];

/** The menu in the setup, chosen in while its modal carries this. */
async function choosesInSetup(name: string, carried: string): Promise<string> {
  await as(name).types("/bearings setup", { in: "#general" });
  corruptTop(town, `U${name.toUpperCase()}`, carried);
  await as(name).fills({ "Which channel is the team's?": "CGENERAL" });
  const told = (await as(name).readsModal()) ?? "";
  await as(name).dismisses();
  return told;
}

describe("what comes back broken", () => {
  it("whatever else we listen to says so as well, and nothing changes", async () => {
    const before = await fingerprints(town.world.db);
    for (const [name, carried] of corrupted.slice(0, 6)) {
      for (const { on, id, may } of town.listening.listeners) {
        if (carriesNothing.includes(id) || !["button", "submission"].includes(on)) continue;
        if (on === "submission") {
          const { errors } = await submitsForged(town, "UADA", id, carried);
          expect(Object.values(errors ?? {}), `${id}, ${name}`).toEqual([`${stale} /bearings.`]);
        } else {
          await pressesForged(town, "UADA", id, carried);
          expect(await last("ada"), `${id}, ${name}, for ${may}`).toBe(`${stale} /bearings.`);
        }
      }
    }
    expect(await fingerprints(town.world.db)).toEqual(before);
  });
});

describe("an id is a hint where to look, and no right to anything", () => {
  /** Everything that any listener of ours may carry, at once. */
  const carrying = (ids: Ids) =>
    JSON.stringify({
      v: 1,
      of: {
        ...ids,
        channel: "CNIGHT",
        measure: "time-to-smile",
        week: "2026-W48",
        value: 3,
        before: null,
        below: null,
        span: 4,
        quote: nowhere,
        author: "UCHEN",
        text: "Hm.",
        link: "https://local.slack.com/archives/CNIGHT/p1",
      },
    });
  const refusals = [
    stale,
    "Only people on this round's list can answer it",
    "That is for the people of this team and its leaders.",
    "Only this team's leaders can do that",
    "That's for people who lead a team here",
  ];
  /** What is about nobody's team, or about whoever presses it. */
  const open = ["what_is_this", "share_look_up", "i_am_back", "away"];
  const mixed = (): readonly (readonly [string, Ids])[] => [
    ["of another team", both.theirs],
    ["of another workspace", both.elsewhere],
    ["that don't exist", { team: nowhere, round: nowhere, try: nowhere }],
  ];

  it.each(["of another team", "of another workspace", "that don't exist"])(
    "ids %s get a refusal from every button, and nothing changes or is shown",
    async (name) => {
      const carried = carrying(new Map(mixed()).get(name) ?? both.ours);
      const before = await fingerprints(town.world.db);
      const buttons = town.listening.listeners.filter(({ on, id }) => on === "button" && !open.includes(id));
      expect(buttons.length).toBeGreaterThan(15);
      for (const { id, may } of buttons) {
        if (id !== "setup_channel") await pressesForged(town, "UIVAN", id, carried);
        const told = id === "setup_channel" ? await choosesInSetup("ivan", carried) : await last("ivan");
        expect(
          refusals.some((refusal) => told.includes(refusal)),
          `${id} (${may}): ${told}`,
        ).toBe(true);
        expect(told).not.toContain("Night Desk");
        if (id === "setup_channel") await as("ivan").dismisses();
        expect(await as("ivan").readsModal(), id).toBeNull();
      }
      expect(await fingerprints(town.world.db)).toEqual(before);
    },
  );

  it.each(["of another team", "of another workspace", "that don't exist"])(
    "ids %s get a refusal from every modal, and nothing changes",
    async (name) => {
      const carried = carrying(new Map(mixed()).get(name) ?? both.ours);
      const before = await fingerprints(town.world.db);
      const submissions = town.listening.listeners.filter(
        ({ on, id }) => on === "submission" && !open.includes(id),
      );
      expect(submissions.length).toBeGreaterThan(6);
      for (const { id, may } of submissions) {
        const { errors, view } = await submitsForged(town, "UIVAN", id, carried);
        const told = Object.values(errors ?? {}).join() || JSON.stringify(view?.blocks ?? "");
        expect(
          refusals.some((refusal) => told.includes(refusal)),
          `${id} (${may}): ${told}`,
        ).toBe(true);
        expect(told).not.toContain("Night Desk");
      }
      expect(await fingerprints(town.world.db)).toEqual(before);
    },
  );

  it("a try of another team stays theirs, also beside the id of one's own team", async () => {
    const before = await fingerprints(town.world.db);
    const carried = JSON.stringify({ v: 1, of: { team: both.ours.team, try: both.theirs.try } });
    for (const id of ["try_learned", "try_still_going", "try_dropped"]) {
      await pressesForged(town, "UIVAN", id, carried);
      expect(await as("ivan").readsModal()).toBeNull();
      expect(await last("ivan"), id).toBe(`${stale} /bearings.`);
    }
    const said = { learned: { said: { type: "plain_text_input", value: "Ours now." } } };
    const { errors } = await submitsForged(town, "UIVAN", "try_learned", carried, said);
    expect(Object.values(errors ?? {})).toEqual([`${stale} /bearings.`]);
    expect(await fingerprints(town.world.db)).toEqual(before);
  });

  it("the channel of another team can't be set up a second time, nor its team be changed on the way", async () => {
    const before = await fingerprints(town.world.db);
    const carried = JSON.stringify({ v: 1, of: { channel: "CNIGHT", team: null } });
    await pressesForged(town, "UIVAN", "set_up_team", carried);
    expect(await last("ivan")).toBe("Only this team's leaders can do that: @Bruno Silva.");
    const { errors } = await submitsForged(town, "UIVAN", "setup", carried, {
      setup_channel: { setup_channel: { type: "conversations_select", selected_conversation: "CNIGHT" } },
    });
    expect(Object.values(errors ?? {}).join()).toContain("This channel has a team already.");
    expect(await fingerprints(town.world.db)).toEqual(before);
  });

  it("another workspace's own signature of Slack runs nothing here", async () => {
    const { team } = town.local.workspace.state;
    const messages = await read("chen");
    const heard = await town.local.door.form({
      command: "/bearings",
      text: "help",
      team_id: "TOTHER",
      user_id: "UCHEN",
      channel_id: "CHARBOUR",
      trigger_id: "1.1",
    });
    await town.behindTheDoor.idle?.();
    expect(heard).toMatchObject({ was: "answered", status: 200 });
    expect(await read("chen")).toEqual(messages);
    expect(team.id).toBe("TLOCAL");
  });

  it("a guest is refused politely by whatever begins something", async () => {
    for (const line of ["/bearings checkin", "/bearings setup"]) {
      await as("gus").types(line, { in: channel });
      expect(await last("gus"), line).toMatch(/Guests aren't asked|Only this team's leaders/);
      expect(await as("gus").readsModal()).toBeNull();
    }
  });
});
