/** A picture is uploaded once, however often it is said; and what Slack has lost, or shows no more, is uploaded anew. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { picture as block, words } from "../../src/slack/blocks.ts";
import { element } from "../../src/slack/pictures/svg.ts";
import {
  hungAlready,
  type PictureWall,
  type ShownPicture,
  sayWithPicture,
} from "../../src/slack/uploading.ts";
import { now } from "../../src/store/clock.ts";
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
