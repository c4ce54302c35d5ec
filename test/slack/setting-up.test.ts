import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ChannelId, UserId } from "../../src/core/ids.ts";
import { joins } from "../../src/playground/life.ts";
import { setup as setupWord } from "../../src/slack/commands/setup.ts";
import { setup } from "../../src/slack/setup-modal.ts";
import { welcome } from "../../src/slack/welcome-message.ts";
import { deliveryByKey } from "../../src/store/deliveries.ts";
import { digestRhythmOf } from "../../src/store/digest-rhythms.ts";
import { changeTeam } from "../../src/store/team-setup.ts";
import { teamInChannel, teamsOfWorkspace } from "../../src/store/teams.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";
import { harbourTeam, lead, local, openSurfaces, seven } from "../support/surfaces-at-work.ts";

let town: Awaited<ReturnType<typeof openSurfaces>>;
const theBot = () => town.workspace.state.app.botUser as UserId;

beforeEach(async () => {
  town = await openSurfaces([welcome, setup], [setupWord]);
  await keepWorkspace(town.db, {
    id: local,
    name: "Local",
    botUser: theBot(),
    installedAt: await town.world.now(),
  });
});
afterEach(async () => {
  await town.stop();
  expect(town.troubles).toEqual([]);
});

const harbour = { in: "#harbour-support" };
const teamHere = () => teamInChannel(town.db, local, "CHARBOUR" as ChannelId);

describe("setting a team up", () => {
  test("offers the people of the channel without its guest and its apps, and whoever asks as leader", async () => {
    const ada = town.visit("UADA");
    await ada.types("/bearings setup", harbour);
    const form = await ada.readsModal();
    expect(form).toContain("Harbour Support");
    expect(form).toContain("Lena Vogel");
    expect(form).not.toContain("Gus Lindqvist");
    expect(form).toContain("Guests of this channel aren't asked");
    expect(form).toContain("Europe/Berlin");
  });

  test("ends in what happens next, with everything kept at once", async () => {
    const ada = town.visit("UADA");
    await ada.types("/bearings setup", harbour);
    await ada.submits();
    expect(await ada.seesErrors()).toEqual({});
    const said = await ada.readsModal();
    expect(said).toContain("Harbour Support is set up.");
    expect(said).toMatch(/the first round opens (on Monday|tomorrow|today)/);
    expect(said).toContain("#harbour-support");

    const team = await teamHere();
    expect(team?.members).toHaveLength(11);
    expect(team?.members).not.toContain("UGUS");
    expect(team?.leaders).toEqual(["UADA"]);
    expect(await digestRhythmOf(town.db, local, lead)).toMatchObject({
      zone: "Europe/Berlin",
      told: { weekday: 5, time: "09:00" },
    });
    const told = await deliveryByKey(town.db, `set_up:${team?.id}`);
    expect(told).toMatchObject({ kind: "set_up", addressee: "CHARBOUR", state: "due" });
  });

  test("a channel that Bearings isn't in is refused with how to invite it, and nothing typed is lost", async () => {
    const ada = town.visit("UADA");
    await ada.types("/bearings setup", { in: "#general" });
    await ada.fills({ "What is the team called?": "All of us" });
    await ada.submits();
    expect(await ada.seesErrors()).toEqual({
      "Which channel is the team's?":
        "I'm not in this channel, so I couldn't post there. Type /invite @Bearings in it, then press the button again.",
    });
    expect(await ada.readsModal()).toContain("All of us");
  });

  test("a private channel that Bearings can't see opens the form without it", async () => {
    const ada = town.visit("UADA");
    await ada.types("/bearings setup", { in: "#leads" });
    expect(await ada.readsModal()).toContain("I can't see the channel you came from");
  });

  test("another channel brings its own people, and its own team is kept", async () => {
    const bruno = town.visit("UBRUNO");
    await bruno.types("/bearings setup", harbour);
    await bruno.fills({ "Which channel is the team's?": "#night-desk" });
    expect(await bruno.readsModal()).toContain("Night Desk");
    await bruno.submits();
    expect(await bruno.seesErrors()).toEqual({});
    const [team] = await teamsOfWorkspace(town.db, local);
    expect(team).toMatchObject({ channel: "CNIGHT", name: "Night Desk", leaders: ["UBRUNO"] });
    expect(team?.members).toHaveLength(7);
    expect(team?.rhythm.zone).toBe("America/Sao_Paulo");
  });

  test("a guest among the chosen is refused, and nobody is named", async () => {
    const ada = town.visit("UADA");
    await ada.types("/bearings setup", harbour);
    await ada.fills({ "Who takes part?": ["UADA", "UCHEN", "UDALIA", "UELIF", "UGUS"] });
    await ada.submits();
    expect(await ada.seesErrors()).toEqual({
      "Who takes part?":
        "Only people of this workspace itself can be here, and among these is a guest. Please take them off the list.",
    });
    expect(await teamHere()).toBeNull();
  });

  test.each([
    [{ "Who takes part?": ["UADA", "UCHEN", "UDALIA"] }, "Who takes part?", "couldn't be kept confidential"],
    [
      { "Who takes part?": ["UADA"], "How are answers kept?": "Open: answers carry names inside the team" },
      "Who takes part?",
      "3 people at least",
    ],
    [
      { "It closes on the next": "Monday", "It closes at": "10:30" },
      "It closes at",
      "open for an hour at least",
    ],
    [{ "Who leads it?": ["UGUS"] }, "Who leads it?", "among these is a guest"],
  ] as const)("what can't be kept is told under its field: %j", async (filled, label, sentence) => {
    const ada = town.visit("UADA");
    await ada.types("/bearings setup", harbour);
    await ada.fills(filled);
    await ada.submits();
    expect((await ada.seesErrors())[label]).toContain(sentence);
    expect(await teamHere()).toBeNull();
  });

  test("a time zone is found by typing a city", async () => {
    const ada = town.visit("UADA");
    await ada.types("/bearings setup", harbour);
    await ada.fills({ "In which time zone?": "Asia/Tokyo" });
    await ada.submits();
    expect((await teamHere())?.rhythm.zone).toBe("Asia/Tokyo");
  });

  test("guests can't set a team up", async () => {
    const gus = town.visit("UGUS");
    await gus.types("/bearings setup", harbour);
    expect(await gus.readsModal()).toBeNull();
    expect((await gus.reads("#harbour-support")).at(-1)).toContain(
      "Guests aren't asked for readings and can't set teams up",
    );
  });

  test("of two who set the same channel up, the second is told kindly", async () => {
    const [ada, bruno] = [town.visit("UADA"), town.visit("UBRUNO")];
    await ada.types("/bearings setup", harbour);
    await bruno.types("/bearings setup", harbour);
    await ada.submits();
    await bruno.submits();
    expect((await bruno.seesErrors())["Which channel is the team's?"]).toContain(
      "This channel has a team already.",
    );
    expect(await teamHere()).toMatchObject({ leaders: ["UADA"] });
  });
});

describe("a team that is there already", () => {
  beforeEach(() => harbourTeam(town.db));

  test("is changed by its leaders, with what it has to begin from", async () => {
    const ada = town.visit("UADA");
    await ada.types("/bearings setup", harbour);
    expect(await ada.readsModal()).toContain("Change this team");
    await ada.fills({ "What is the team called?": "Harbour Crew", "Who leads it?": ["UADA", "UBRUNO"] });
    await ada.submits();
    expect(await ada.readsModal()).toContain("Harbour Crew is changed.");
    expect(await teamHere()).toMatchObject({
      name: "Harbour Crew",
      members: [...seven].sort(),
      leaders: ["UADA", "UBRUNO"],
    });
    expect(await digestRhythmOf(town.db, local, "UBRUNO" as UserId)).toMatchObject({
      zone: "America/Sao_Paulo",
    });
  });

  test("is refused to anybody else, with its leaders named", async () => {
    const chen = town.visit("UCHEN");
    await chen.types("/bearings setup", harbour);
    expect(await chen.readsModal()).toBeNull();
    expect((await chen.reads("#harbour-support")).at(-1)).toMatch(
      /Only this team's leaders can do that: @ada/i,
    );
  });

  test("a form left open by somebody who no longer leads keeps nothing", async () => {
    const ada = town.visit("UADA");
    await ada.types("/bearings setup", harbour);
    const bruno = town.visit("UBRUNO");
    const team = await teamHere();
    if (team === null) throw new Error("There is a team.");
    await changeTeam(town.db, team.id, { ...team, leaders: ["UBRUNO" as UserId] });
    await ada.fills({ "What is the team called?": "Mine again" });
    await ada.submits();
    expect(await ada.readsModal()).toContain("Only this team's leaders can do that: @Bruno Silva");
    expect((await teamHere())?.name).toBe("Harbour Support");
    await bruno.types("/bearings setup", harbour);
    expect(await bruno.readsModal()).toContain("Change this team");
  });

  test("choosing its channel for a new team says who can change it", async () => {
    const bruno = town.visit("UBRUNO");
    await bruno.types("/bearings setup", { in: "#night-desk" });
    await bruno.fills({ "Which channel is the team's?": "#harbour-support" });
    expect(await bruno.readsModal()).toMatch(/This channel has a team already.*Ada Okafor|@ada/i);
    await bruno.submits();
    expect((await bruno.seesErrors())["Which channel is the team's?"]).toContain(
      "This channel has a team already.",
    );
  });
});

describe("the welcome", () => {
  const invited = () => town.visit("UADA").types("/invite @Bearings", { in: "#general" });
  const planned = () => deliveryByKey(town.db, `welcome:${local}:CGENERAL`);

  test("is planned once, however often Slack tells of the one joining", async () => {
    await invited();
    const first = await planned();
    await town.door.event("member_joined_channel", {
      user: theBot(),
      channel: "CGENERAL",
      channel_type: "C",
      team: local,
    });
    expect(first).toMatchObject({ kind: "welcome", addressee: "CGENERAL", state: "due" });
    expect(await planned()).toEqual(first);
  });

  test("isn't said when somebody else joins", async () => {
    await joins(town.workspace, town.door, "UGUS", "CNIGHT");
    expect(await deliveryByKey(town.db, `welcome:${local}:CNIGHT`)).toBeNull();
  });

  test("isn't said where there is a team already", async () => {
    await harbourTeam(town.db, { channel: "CGENERAL" as ChannelId });
    await invited();
    expect(await planned()).toBeNull();
  });
});
