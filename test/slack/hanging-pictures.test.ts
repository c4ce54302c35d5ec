/** A picture is uploaded once, however often it is said; and what Slack has lost, or shows no more, is uploaded anew. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ChannelId, TeamId } from "../../src/core/ids.ts";
import { defaultRhythm } from "../../src/core/rhythm.ts";
import { picture as block, words } from "../../src/slack/blocks.ts";
import { publishWithPictures, type TeamPictures } from "../../src/slack/home-pictures.ts";
import type { HomeTeam } from "../../src/slack/home-team.ts";
import { element } from "../../src/slack/pictures/svg.ts";
import {
  hungAlready,
  type PictureWall,
  type ShownPicture,
  sayWithPicture,
} from "../../src/slack/uploading.ts";
import { now } from "../../src/store/clock.ts";
import { pause } from "../../src/store/paces.ts";
import { pictures } from "../../src/store/schema.ts";
import { harbourTeam, local, openSurfaces } from "../support/surfaces-at-work.ts";

let at: Awaited<ReturnType<typeof openSurfaces>>;
let wall: PictureWall;
beforeEach(async () => {
  at = await openSurfaces([]);
  await harbourTeam(at.db);
  wall = { db: at.db, slack: at.slack, workspace: local, now: await now(at.db) };
});
afterEach(async () => {
  await at.stop();
  expect(at.troubles).toEqual([]);
});

const drawn = (width: number) => ({
  svg: element("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: 10 }, []),
  name: "bearings.png",
  alt: "Nothing in particular.",
});
const files = () => Object.keys(at.workspace.state.files);
const shown: (string | null)[] = [];
const say = async (picture: ShownPicture | null) => {
  const blocks = picture === null ? [words("Hm.")] : [block(picture.file, picture.alt)];
  const posted = await at.slack.chat.postMessage({ channel: "CHARBOUR", text: "Hm.", blocks });
  shown.push(picture?.file ?? null);
  return posted.ts;
};
beforeEach(() => void shown.splice(0));

test("the same content is uploaded once, and another one for itself", async () => {
  await sayWithPicture(wall, drawn(10), say);
  await sayWithPicture(wall, drawn(10), say);
  await sayWithPicture(wall, drawn(12), say);
  expect(new Set(shown).size).toBe(2);
  expect(shown[0]).toBe(shown[1]);
  expect(files()).toHaveLength(2);
});

test("a bulk message asks for no turn to upload what is there already", async () => {
  await sayWithPicture(wall, drawn(10), say);
  await sayWithPicture(wall, drawn(10), say, async () => false);
  expect(shown[1]).toBe(shown[0]);
});

test("what Slack shows no more is uploaded anew, and the words go out once", async () => {
  await sayWithPicture(wall, drawn(10), say);
  await at.db.update(pictures).set({ file: "FGONE" });
  await sayWithPicture(wall, drawn(10), say);
  expect(shown).toHaveLength(2);
  expect(shown[1]).not.toBeNull();
  expect(shown[1]).not.toBe("FGONE");
  expect((await hungAlready(wall, [drawn(10)]))[0]?.file).toBe(shown[1]);
});

test("where nothing can be uploaded the words go out alone, and nothing is remembered", async () => {
  await sayWithPicture(wall, drawn(10), say, async () => false);
  expect(shown).toEqual([null]);
  expect(await at.db.$count(pictures)).toBe(0);
});

test("once Slack has asked somebody to wait while it was drawn, nothing is asked for it: the words go out alone", async () => {
  await sayWithPicture(wall, drawn(10), say, async () => {
    await pause(at.db, local, "files.getUploadURLExternal", 60);
    return true;
  });
  expect(files()).toEqual([]);
  expect(shown).toEqual([null]);
  expect(await at.db.$count(pictures)).toBe(0);
});

describe("the home tab", () => {
  const one = (width: number, n = 1): HomeTeam => ({
    team: {
      id: `5b0f6c7e-0f65-4d1b-9d0e-${String(n).padStart(12, "0")}` as TeamId,
      name: "Harbour Support",
      channel: "CHARBOUR" as ChannelId,
      rhythm: defaultRhythm("Europe/Berlin"),
      nextOpensAt: wall.now,
      paused: false,
    },
    isMember: true,
    leads: false,
    latest: null,
    said: null,
    trying: [],
    strips: drawn(width),
  });
  const published: number[] = [];
  const publish = async (pictures: TeamPictures) => {
    const blocks = [words("Home."), ...[...pictures.values()].map(({ file, alt }) => block(file, alt))];
    await at.slack.views.publish({ user_id: "UCHEN", view: { type: "home", blocks } });
    published.push(pictures.size);
  };
  beforeEach(() => void published.splice(0));

  test("stands in words at once, and once more with what had to be uploaded", async () => {
    await publishWithPictures(wall, [one(10)], publish);
    expect(published).toEqual([0, 1]);
  });

  test("stands in words where Slack has asked somebody to wait: nobody waits for a picture", async () => {
    await pause(at.db, local, "files.completeUploadExternal", 60);
    await publishWithPictures(wall, [one(10)], publish);
    expect(published).toEqual([0]);
    expect(files()).toEqual([]);
  });

  test("stands with its picture at once where Slack has it", async () => {
    await sayWithPicture(wall, drawn(10), say);
    await publishWithPictures(wall, [one(10)], publish);
    expect(published).toEqual([1]);
    expect(files()).toHaveLength(1);
  });

  test("stands in words where Slack shows the picture no more, and then with a new one", async () => {
    await sayWithPicture(wall, drawn(10), say);
    await at.db.update(pictures).set({ file: "FGONE" });
    await publishWithPictures(wall, [one(10)], publish);
    expect(published).toEqual([0, 1]);
  });

  test("has three pictures at most, however many teams somebody is in", async () => {
    const teams = [1, 2, 3, 4, 5].map((n) => one(10 + n, n));
    await publishWithPictures(wall, teams, publish);
    expect(published).toEqual([0, 3]);
  });
});
