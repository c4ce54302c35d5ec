/**
 * A picture to Slack: bytes go to an address that Slack gives, and come back as the id of a file that a message can show. What
 * Slack has already isn't drawn nor uploaded again.
 */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { WebClient } from "@slack/web-api";
import type { Temporal } from "temporal-polyfill";
import type { WorkspaceId } from "../core/ids.ts";
import type { Db } from "../store/database.ts";
import { picturing } from "../store/limits.ts";
import { pausedUntil } from "../store/paces.ts";
import { filesOf, forgetFiles, keepFile } from "../store/pictures.ts";
import { clip } from "./blocks.ts";
import { drawPng } from "./pictures/png.ts";
import type { Svg } from "./pictures/svg.ts";
import { slackCode } from "./visit.ts";

/** A picture ready to be drawn and uploaded; `alt` says the same in words. */
export type Picture = { readonly svg: Svg; readonly name: string; readonly alt: string };

/** Whose Slack a picture goes to, and the database that remembers what it has. */
export type PictureWall = {
  readonly db: Db;
  readonly slack: WebClient;
  readonly workspace: WorkspaceId;
  readonly now: Temporal.Instant;
};

/** Slack's limit for `alt_txt` of an uploaded file; the whole alt text stands in the message's image block. */
const uploadedAlt = 1000;

/** Milliseconds for all of it: the message that waits for its picture was claimed for a while only. */
const patience = 8_000;

/**
 * Uploads a picture for a message, shared nowhere else, and tells its file id; null when anything about it fails, so that
 * words go out without their picture. The client's own `filesUploadV2` can't: it posts to an absolute address, which our
 * clients refuse.
 */
async function uploadPicture(wall: PictureWall, picture: Picture): Promise<string | null> {
  const giveUp = new AbortController();
  const tooLate = sleep(patience, null, { signal: giveUp.signal }).catch(() => null);
  try {
    return await Promise.race([uploaded(wall, picture, giveUp.signal), tooLate]);
  } finally {
    giveUp.abort();
  }
}

/** A picture takes its time to be drawn and sent, and Slack may have asked anybody to wait meanwhile: it is looked at before each call. */
async function uploaded(
  { db, slack, workspace }: PictureWall,
  { svg, name, alt }: Picture,
  givenUp: AbortSignal,
): Promise<string | null> {
  const mayAsk = async () => (await pausedUntil(db, workspace, picturing)) === null;
  try {
    const png = await drawPng(svg, givenUp);
    if (!(await mayAsk())) return null;
    const { upload_url: address, file_id: id } = await slack.files.getUploadURLExternal({
      filename: name,
      length: png.byteLength,
      alt_text: clip(alt, uploadedAlt),
    });
    if (!address || !id) return null;
    const signal = AbortSignal.timeout(patience);
    const sent = await fetch(address, { method: "POST", body: Buffer.from(png), signal });
    if (!sent.ok || !(await mayAsk())) return null;
    await slack.files.completeUploadExternal({ files: [{ id, title: name }] });
    return id;
  } catch {
    return null;
  }
}

/** What a message shows of an uploaded picture. */
export type ShownPicture = { readonly file: string; readonly alt: string };

/**
 * Says something with its picture. Words never wait for a picture: where it can't be drawn or
 * uploaded, or Slack can't show it yet and refuses the message, the same words go out alone. A file that Slack had and doesn't
 * show any more is forgotten, and the picture uploaded anew. Bulk work waits for its turn first; where there is none about
 * now, `isTurn` says no.
 */
export async function sayWithPicture<Heard>(
  wall: PictureWall,
  picture: Picture | null,
  say: (shown: ShownPicture | null) => Promise<Heard>,
  isTurn: () => Promise<boolean> = async () => true,
): Promise<Heard> {
  if (picture === null) return say(null);
  const { alt } = picture;
  const had = (await hungAlready(wall, [picture]))[0] ?? null;
  if (had !== null) {
    const said = await unlessRefused(() => say(had));
    if ("heard" in said) return said.heard;
    await forgetFiles(wall.db, wall.workspace, [had.file]);
  }
  const file = (await isTurn()) ? await uploadPicture(wall, picture) : null;
  if (file === null) return say(null);
  const said = await unlessRefused(() => say({ file, alt }));
  if (!("heard" in said)) return say(null);
  // It was said: that its picture may have to be uploaded once more is no trouble worth telling.
  await remember(wall, picture, file).catch(() => {});
  return said.heard;
}

/** Of several pictures those that Slack has already, in their order; null for the others. */
export async function hungAlready(
  { db, workspace }: PictureWall,
  pictures: readonly Picture[],
): Promise<readonly (ShownPicture | null)[]> {
  const files = await filesOf(db, workspace, pictures.map(contentOf));
  return pictures.map((picture) => {
    const file = files.get(contentOf(picture));
    return file === undefined ? null : { file, alt: picture.alt };
  });
}

/** Uploads what Slack hasn't got yet, to be shown from now on; null where that failed. */
export async function hang(wall: PictureWall, picture: Picture): Promise<ShownPicture | null> {
  const file = await uploadPicture(wall, picture);
  if (file === null) return null;
  await remember(wall, picture, file);
  return { file, alt: picture.alt };
}

async function remember({ db, workspace, now }: PictureWall, picture: Picture, file: string): Promise<void> {
  await keepFile(db, workspace, { content: contentOf(picture), file, uploadedAt: now });
}

/** The same drawing is the same picture, whoever's words it shows. */
function contentOf({ svg }: Picture): string {
  return createHash("sha256").update(svg).digest("hex");
}

/** How Slack says that it can't show something, in a message and in a view: it may be the picture. */
const refusals: ReadonlySet<string> = new Set(["invalid_blocks", "invalid_arguments"]);

/** Says something with a picture; anything but Slack's not showing it is thrown. */
export async function unlessRefused<Heard>(
  say: () => Promise<Heard>,
): Promise<{ readonly heard: Heard } | { readonly refused: true }> {
  try {
    return { heard: await say() };
  } catch (error) {
    if (!refusals.has(slackCode(error) ?? "")) throw error;
    return { refused: true };
  }
}
