/** A picture to Slack: bytes go to an address that Slack gives, and come back as the id of a file that a message can show. */
import { setTimeout as sleep } from "node:timers/promises";
import type { WebClient } from "@slack/web-api";
import { clip } from "./blocks.ts";
import { slackCode } from "./visit.ts";

/** A picture ready to be uploaded; `alt` says the same in words. */
export type Picture = { readonly png: Uint8Array; readonly name: string; readonly alt: string };

/** Slack's limit for `alt_txt` of an uploaded file; the whole alt text stands in the message's image block. */
const uploadedAlt = 1000;

/** Milliseconds for all of it: the message that waits for its picture was claimed for a while only. */
const patience = 8_000;

/**
 * Uploads a picture for a message, shared nowhere else, and tells its file id; null when anything about it fails, so that
 * words go out without their picture. The client's own `filesUploadV2` can't: it posts to an absolute address, which our
 * clients refuse.
 */
export async function uploadPicture(slack: WebClient, picture: Picture): Promise<string | null> {
  const giveUp = new AbortController();
  const tooLate = sleep(patience, null, { signal: giveUp.signal }).catch(() => null);
  try {
    return await Promise.race([uploaded(slack, picture), tooLate]);
  } finally {
    giveUp.abort();
  }
}

async function uploaded(slack: WebClient, { png, name, alt }: Picture): Promise<string | null> {
  try {
    const { upload_url: address, file_id: id } = await slack.files.getUploadURLExternal({
      filename: name,
      length: png.byteLength,
      alt_text: clip(alt, uploadedAlt),
    });
    if (!address || !id) return null;
    const signal = AbortSignal.timeout(patience);
    const sent = await fetch(address, { method: "POST", body: Buffer.from(png), signal });
    if (!sent.ok) return null;
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
 * uploaded, or Slack can't show it yet and refuses the message, the same words go out alone. `mayUpload` is for bulk
 * work: whether Slack may be asked for that about now.
 */
export async function sayWithPicture<Heard>(
  slack: WebClient,
  picture: Picture | null,
  say: (shown: ShownPicture | null) => Promise<Heard>,
  mayUpload: () => Promise<boolean> = async () => true,
): Promise<Heard> {
  const file = picture !== null && (await mayUpload()) ? await uploadPicture(slack, picture) : null;
  if (picture === null || file === null) return say(null);
  try {
    return await say({ file, alt: picture.alt });
  } catch (error) {
    if (slackCode(error) !== "invalid_blocks") throw error;
    return say(null);
  }
}
