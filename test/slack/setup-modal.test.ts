import { describe, expect, test } from "vitest";
import type { ChannelId, TeamId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import { defaultRhythm } from "../../src/core/rhythm.ts";
import { asLine, checkMessage, checkView } from "../../src/playground/blocks-check.ts";
import { settled, type Wire } from "../../src/playground/page/form.ts";
import { humanised } from "../../src/slack/channel.ts";
import { installedMessage } from "../../src/slack/installed-message.ts";
import { notTakingPart } from "../../src/slack/people.ts";
import type { Person } from "../../src/slack/person.ts";
import { setUpMessage, whatChanged, whatHappensNext } from "../../src/slack/set-up-words.ts";
import type { SeenForSetup } from "../../src/slack/setup-channel.ts";
import { readSetup } from "../../src/slack/setup-form.ts";
import { changeModal, setupModal } from "../../src/slack/setup-modal.ts";
import { welcomeMessage } from "../../src/slack/welcome-message.ts";
import { zonesLike } from "../../src/slack/zones.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";
import { ada, ben, cleo, dev, eli, fay, moment } from "../support/people.ts";

const harbour = "C0HARBOUR" as ChannelId;
const night = "C0NIGHT" as ChannelId;
const sunday = moment("2026-11-22T12:00Z");

const person = (id: UserId, special: Partial<Person> = {}): Person => ({
  id,
  zone: "Europe/Berlin",
  isGuest: false,
  isStranger: false,
  isBot: false,
  isDeactivated: false,
  ...special,
});

function free(id: ChannelId, name: string, special: object = {}): SeenForSetup {
  return {
    seen: "free",
    channel: { id, name, hasUs: true, isShared: false },
    members: [ada, ben, cleo, dev, eli],
    hasGuests: false,
    ...special,
  };
}

const team: TeamWithWhen = {
  id: "5b0f6c7e-0f65-4d1b-9d0e-3f6f9f0a1b2c" as TeamId,
  workspace: "T0" as WorkspaceId,
  channel: harbour,
  name: "Harbour <!channel> *Support*",
  mode: "confidential",
  rhythm: {
    ...defaultRhythm("Asia/Kolkata"),
    opens: { weekday: 3, time: "08:30" },
    closes: { weekday: 2, time: "18:05" },
    nudge: false,
  },
  members: [ada, ben, cleo, dev, eli, fay],
  leaders: [ada, fay],
  nextOpensAt: moment("2026-11-25T03:00Z"),
  paused: false,
  sharedBeyond: false,
};

const wiresOf = (view: { readonly blocks: readonly unknown[] }) => view.blocks as readonly Wire[];
const textOf = (view: { readonly blocks: readonly unknown[] }) => JSON.stringify(view.blocks);

describe("what the form draws can be read back", () => {
  test("a team's form reads as the team it was drawn from", () => {
    const { name, mode, members, leaders, rhythm } = team;
    const { categories: _, ...week } = rhythm;
    const read = readSetup(harbour, settled(wiresOf(changeModal(team)), {}));
    expect(read).toEqual({ said: { name, mode, members, leaders, rhythm: week } });
  });

  test("a new team's form offers the channel's people, its name, whoever asks as leader, and the usual week", () => {
    const view = setupModal(harbour, free(harbour, "harbour-support"), person(ben));
    const { categories: _, ...week } = defaultRhythm("Europe/Berlin");
    expect(readSetup(harbour, settled(wiresOf(view), {}))).toEqual({
      said: {
        name: "Harbour Support",
        mode: "confidential",
        members: [ada, ben, cleo, dev, eli],
        leaders: [ben],
        rhythm: week,
      },
    });
  });

  test("an empty form gets a sentence under each field that is needed", () => {
    const read = readSetup(harbour, {});
    expect(Object.keys("troubles" in read ? read.troubles : {})).toEqual([
      "name:C0HARBOUR",
      "members:C0HARBOUR",
      "leaders",
      "opens-on",
      "opens-at",
      "closes-on",
      "closes-at",
      "setup_zone",
      "nudge",
      "mode",
    ]);
  });
});

test("another channel brings its own people and name, and leaves the week as it was filled in", () => {
  const first = setupModal(harbour, free(harbour, "harbour-support"), person(ada));
  const typed = settled(wiresOf(first), {});
  const changed = { ...typed, "opens-at": { said: { type: "timepicker", selected_time: "07:00" } } };
  const second = setupModal(night, free(night, "night-desk", { members: [dev, eli, fay] }), person(ada));
  const read = readSetup(night, settled(wiresOf(second), changed));
  expect(read).toMatchObject({
    said: { name: "Night Desk", members: [dev, eli, fay], rhythm: { opens: { time: "07:00" } } },
  });
});

/** Without the team's own words, and without the promise that names what never happens. */
const ours = (text: string) => text.replaceAll(/(&lt;|<)!channel/g, "").replaceAll("Nobody gets a grade", "");

const long = "ü".repeat(200);
const many = Array.from({ length: 30 }, (_, n) => `U0PERSON${n}` as UserId);

describe("Slack takes every view, and none says what may not be said", () => {
  test.each([
    ["no channel yet", setupModal(null, null, person(ada))],
    ["a channel it can't see", setupModal(harbour, { seen: "hidden" }, person(ada))],
    ["a channel that has a team", setupModal(harbour, { seen: "taken", team }, person(ada))],
    ["a channel", setupModal(harbour, free(harbour, "harbour-support"), person(ada))],
    [
      "a channel it isn't in, with guests and too many people",
      setupModal(
        harbour,
        free(harbour, long, {
          channel: { id: harbour, name: long, hasUs: false, isShared: false },
          members: [],
          hasGuests: true,
        }),
        person(ada),
      ),
    ],
    ["a change", changeModal(team)],
    ["after setting up", whatHappensNext({ ...team, members: many, leaders: many }, sunday)],
    [
      "after setting up a team of three",
      whatHappensNext({ ...team, mode: "open", members: [ada, ben, cleo] }, sunday),
    ],
    ["after a change", whatChanged({ ...team, mode: "open" }, sunday)],
  ])("%s", (_, view) => {
    expect(checkView(view).map(asLine)).toEqual([]);
    expect(forbiddenIn(ours(textOf(view)))).toBeNull();
  });

  test.each([
    ["welcome", welcomeMessage(harbour)],
    ["installed", installedMessage()],
    ["set up", setUpMessage(team, sunday)],
    ["set up, open", setUpMessage({ ...team, mode: "open", members: many, leaders: many }, sunday)],
  ])("%s", (_, { text, blocks }) => {
    expect(checkMessage(blocks, text).map(asLine)).toEqual([]);
    expect(forbiddenIn(ours(`${text} ${JSON.stringify(blocks)}`))).toBeNull();
  });
});

test("a team's name can't call a channel, in the modal or in the message", () => {
  const said = setUpMessage(team, sunday);
  for (const text of [
    said.text,
    JSON.stringify(said.blocks),
    textOf(whatHappensNext(team, sunday)),
    textOf(whatChanged(team, sunday)),
  ])
    expect(text).not.toContain("<!channel>");
});

test("the channel is told of the open mode's names before anybody answers", () => {
  const { blocks } = setUpMessage({ ...team, mode: "open" }, sunday);
  expect(JSON.stringify(blocks)).toContain("your team and its leaders see who gave which direction");
  expect(JSON.stringify(blocks)).toContain("Everybody is told so before they answer.");
});

test("a round that opens today or tomorrow is said so", () => {
  const nextOpensAt = moment("2026-11-23T03:00Z");
  const opens = (now: string) => textOf(whatHappensNext({ ...team, nextOpensAt }, moment(now)));
  expect(opens("2026-11-22T12:00Z")).toContain("opens tomorrow at 08:30");
  expect(opens("2026-11-22T20:00Z")).toContain("opens today at 08:30");
  expect(opens("2026-11-16T12:00Z")).toContain("opens on Monday 23 November, 08:30");
});

test("says when the first round opens in the team's zone, who is asked, and how not to wait", () => {
  const text = textOf(whatHappensNext(team, sunday));
  expect(text).toContain("Wednesday 08:30 (Asia/Kolkata), in <#C0HARBOUR>");
  expect(text).toContain("It closes on Tuesday at 18:05. Nobody is reminded.");
  expect(text).toContain("<@UADA>, <@UBEN>, <@UCLEO>, <@UDEV>, <@UELI>, <@UFAY>");
  expect(text).toContain("/bearings checkin");
});

describe("who can't be on the list", () => {
  test("nobody is named, and every reason is told", () => {
    const sentence = notTakingPart([
      person(ada),
      person(ben, { isGuest: true }),
      person(cleo, { isStranger: true }),
    ]);
    expect(sentence).toBe(
      "Only people of this workspace itself can be here, and among these is a guest and somebody of another workspace. Please take them off the list.",
    );
  });

  test("an app is an app, and whoever left has left", () => {
    const sentence = notTakingPart([
      person(dev, { isBot: true, isDeactivated: true }),
      person(eli, { isDeactivated: true }),
    ]);
    expect(sentence).toContain("an app and somebody who has left");
  });

  test("full members are fine", () => {
    expect(notTakingPart([person(ada), person(ben)])).toBeNull();
  });
});

test.each([
  ["harbour-support", "Harbour Support"],
  ["team_ops.eu", "Team Ops Eu"],
  ["überlingen", "Überlingen"],
  ["", ""],
])("#%s would call itself “%s”", (channel, name) => {
  expect(humanised(channel)).toBe(name);
});

describe("time zones by typing", () => {
  test.each([
    ["new york", "America/New_York"],
    ["berl", "Europe/Berlin"],
    ["Kolkata", "Asia/Kolkata"],
    ["kyiv", "Europe/Kyiv"],
    ["utc", "UTC"],
  ])("“%s” offers %s first", (typed, zone) => {
    expect(zonesLike(typed)[0]).toBe(zone);
  });

  test("nothing typed and nothing known offer nothing", () => {
    expect([zonesLike(""), zonesLike("  /"), zonesLike("atlantis")]).toEqual([[], [], []]);
  });
});
